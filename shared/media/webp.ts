/** WebP (RFC 9649) with its picture and its transparency, and nothing else. One that moves is refused. */
import { joined, letters, littleEndian } from './pieces.ts'
import type { CleanPicture } from './pictureBytes.ts'

const alphaFlag = 0x10
const animationFlag = 0x02

export function cleanWebp(bytes: Uint8Array): CleanPicture | null {
  const whole = littleEndian(bytes, 4, 4)
  if (whole === null || whole + 8 > bytes.length) return null
  const body = bytes.subarray(0, whole + 8)
  const kept: Uint8Array[] = []
  let size: { readonly width: number; readonly height: number } | null = null
  for (let at = 12; at < body.length;) {
    const length = littleEndian(body, at + 4, 4)
    if (length === null || at + 8 + length > body.length) return null
    const name = letters(body, at, 4)
    const chunk = body.slice(at, at + 8 + length + (length % 2))
    at += 8 + length + (length % 2)
    if (name === 'ANIM' || name === 'ANMF') return null
    if (name === 'VP8X') {
      const flags = chunk[8] ?? 0
      if (length !== 10 || kept.length > 0 || (flags & animationFlag) !== 0) return null
      chunk[8] = flags & alphaFlag
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (size !== null) return null
      size = name === 'VP8 ' ? lossySize(chunk) : losslessSize(chunk)
      if (size === null) return null
    } else if (name !== 'ALPH') continue
    // a last chunk of odd length may lack its filling byte
    kept.push(chunk.length % 2 === 0 ? chunk : joined([chunk, Uint8Array.of(0)]))
  }
  if (size === null) return null
  const inner = joined(kept)
  const head = new Uint8Array(12)
  head.set(body.subarray(0, 12))
  new DataView(head.buffer).setUint32(4, inner.length + 4, true)
  return { bytes: joined([head, inner]), ...size }
}

function lossySize(chunk: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (letters(chunk, 11, 3) !== '\u009d\u0001\u002a') return null
  return sizeOf((littleEndian(chunk, 14, 2) ?? 0) & 0x3fff, (littleEndian(chunk, 16, 2) ?? 0) & 0x3fff)
}

function losslessSize(chunk: Uint8Array): { readonly width: number; readonly height: number } | null {
  const bits = littleEndian(chunk, 9, 4)
  if (chunk[8] !== 0x2f || bits === null) return null
  return sizeOf((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}

function sizeOf(width: number, height: number): { readonly width: number; readonly height: number } | null {
  return width > 0 && height > 0 ? { width, height } : null
}
