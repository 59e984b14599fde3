/** Pictures as WebP, by the encoder of a development dependency (libwebp as WebAssembly): the same bytes on every machine. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import encode, { init } from '@jsquash/webp/encode.js'
import type { Picture } from './relief.ts'

let ready: Promise<unknown> | null = null

export async function toWebp({ width, height, rgba }: Picture, quality: number): Promise<Buffer> {
  ready ??= WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm'))).then((module) => init(module))
  await ready
  const bytes = await encode({ data: rgba, width, height, colorSpace: 'srgb' }, { quality, method: 6, use_sharp_yuv: 1 })
  return Buffer.from(bytes)
}
