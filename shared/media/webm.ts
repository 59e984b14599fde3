/** WebM: the head of a Matroska file that calls itself webm, then its segment. Other Matroska files are refused: browsers do not play them. */
import { letters } from './pieces.ts'

const ebml = [0x1a, 0x45, 0xdf, 0xa3]
const segment = [0x18, 0x53, 0x80, 0x67]

export function readWebm(bytes: Uint8Array): Uint8Array | null {
  if (!stands(bytes, 0, ebml)) return null
  const head = sizeAt(bytes, 4)
  if (head === null) return null
  const end = head.next + head.size
  if (!stands(bytes, end, segment)) return null
  for (let at = head.next; at < end;) {
    const id = bytes[at] ?? 0
    const size = sizeAt(bytes, at + (id >= 0x80 ? 1 : 2))
    if (id < 0x40 || size === null) return null
    if (stands(bytes, at, [0x42, 0x82])) return letters(bytes, size.next, size.size).replace(/\0+$/, '') === 'webm' ? bytes : null
    at = size.next + size.size
  }
  return null
}

/** A length of one to four bytes; heads need no longer ones. */
function sizeAt(bytes: Uint8Array, at: number): { readonly size: number; readonly next: number } | null {
  const first = bytes[at] ?? 0
  const length = first >= 0x80 ? 1 : first >= 0x40 ? 2 : first >= 0x20 ? 3 : first >= 0x10 ? 4 : 0
  if (length === 0 || at + length > bytes.length) {
    // an eight-byte length, as some programs write for the head
    return first === 0x01 && at + 8 <= bytes.length ? { size: bytes.subarray(at + 4, at + 8).reduce((sum, byte) => sum * 256 + byte, 0), next: at + 8 } : null
  }
  const rest = bytes.subarray(at + 1, at + length)
  return { size: rest.reduce((sum, byte) => sum * 256 + byte, first & (0xff >> length)), next: at + length }
}

function stands(bytes: Uint8Array, at: number, signs: readonly number[]): boolean {
  return at + signs.length <= bytes.length && signs.every((sign, index) => bytes[at + index] === sign)
}
