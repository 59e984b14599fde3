/**
 * JPEG (ITU-T T.81) without its application segments and comments: EXIF, GPS, XMP, ICC, thumbnails. Kept are the plain
 * JFIF head and Adobe's word on colours, without which some pictures come out wrong.
 */
import { bigEndian, joined, letters } from './pieces.ts'
import type { CleanPicture } from './pictureBytes.ts'

const start = 0xd8
const end = 0xd9
const scan = 0xda
const plainHead = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)

export function cleanJpeg(bytes: Uint8Array): CleanPicture | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let size: { readonly width: number; readonly height: number } | null = null
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return null
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined || marker === 0 || marker === start) return null
    if (marker === end) return size === null ? null : { bytes: joined([...kept, Uint8Array.of(0xff, end)]), ...size }
    if (isAlone(marker)) {
      kept.push(bytes.subarray(at, at + 2))
      at += 2
      continue
    }
    const length = bigEndian(bytes, at + 2, 2)
    if (length === null || length < 2 || at + 2 + length > bytes.length) return null
    const segment = bytes.subarray(at, at + 2 + length)
    at += 2 + length
    if (isFrame(marker)) {
      const height = bigEndian(segment, 5, 2)
      const width = bigEndian(segment, 7, 2)
      if (size !== null || height === null || width === null || height === 0 || width === 0) return null
      size = { width, height }
    }
    if (marker === 0xe0 && letters(segment, 4, 5) === 'JFIF\0' && kept.length === 1) kept.push(plainHead)
    else if (marker === 0xee ? length === 14 && letters(segment, 4, 5) === 'Adobe' : !isWords(marker)) kept.push(segment)
    if (marker !== scan) continue
    const after = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, after))
    at = after
  }
}

/** Application segments and comments. */
function isWords(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
}

/** Markers without a length. */
function isAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Where the picture's own data end: at the next marker that is no restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && !isAlone(next)) return at
  }
  return bytes.length
}
