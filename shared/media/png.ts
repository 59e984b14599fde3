/** PNG (ISO 15948) with the chunks that make the picture, and no other: no words, no EXIF, no time, no animation, nothing unknown. */
import { bigEndian, joined, letters } from './pieces.ts'
import type { CleanPicture } from './pictureBytes.ts'

const keptChunks: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

export function cleanPng(bytes: Uint8Array): CleanPicture | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let size: { readonly width: number; readonly height: number } | null = null
  let hasData = false
  for (let at = 8; ;) {
    const length = bigEndian(bytes, at, 4)
    if (length === null || at + 12 + length > bytes.length) return null
    const name = letters(bytes, at + 4, 4)
    const chunk = bytes.subarray(at, at + 12 + length)
    at += 12 + length
    if ((name === 'IHDR') !== (size === null)) return null
    if (name === 'IHDR') {
      const width = bigEndian(chunk, 8, 4)
      const height = bigEndian(chunk, 12, 4)
      if (length !== 13 || width === null || height === null || width === 0 || height === 0) return null
      size = { width, height }
    }
    // a critical chunk nobody knows: the picture cannot be shown without it
    if (!keptChunks.has(name) && /^[A-Z]/.test(name)) return null
    if (keptChunks.has(name)) kept.push(chunk)
    hasData ||= name === 'IDAT'
    if (name === 'IEND') return size === null || !hasData ? null : { bytes: joined(kept), ...size }
  }
}
