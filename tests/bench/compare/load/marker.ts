/**
 * A word inside an edit or a cursor by which receivers find it again without taking anything apart: '~#' or '~@' and seven
 * digits to the base of 36. It goes through every server as it is, since it is a part of somebody's text.
 */
export type MarkerKind = 'edit' | 'cursor'

const digits = 7
const tilde = 0x7e
const signs = { edit: '#', cursor: '@' } as const
const editSign = signs.edit.charCodeAt(0)
const cursorSign = signs.cursor.charCodeAt(0)
export const markerLength = digits + 2
export const mostMarkers = 36 ** digits

export function markerOf(kind: MarkerKind, id: number): string {
  if (!Number.isSafeInteger(id) || id < 0 || id >= mostMarkers) throw new RangeError(`no marker for ${id}`)
  return `~${signs[kind]}${id.toString(36).padStart(digits, '0')}`
}

/** Calls back for each marker between `from` and `to`; a broken one is passed over. */
export function eachMarker(bytes: Uint8Array, from: number, to: number, hear: (kind: MarkerKind, id: number) => void): void {
  let at = bytes.indexOf(tilde, from)
  while (at >= 0 && at + markerLength <= to) {
    const sign = bytes[at + 1]
    const id = sign === editSign || sign === cursorSign ? idAt(bytes, at + 2) : null
    if (id !== null) hear(sign === editSign ? 'edit' : 'cursor', id)
    at = bytes.indexOf(tilde, at + (id === null ? 1 : markerLength))
  }
}

function idAt(bytes: Uint8Array, from: number): number | null {
  let id = 0
  for (let index = from; index < from + digits; index += 1) {
    const byte = bytes[index] ?? 0
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : byte >= 97 && byte <= 122 ? byte - 87 : -1
    if (digit < 0) return null
    id = id * 36 + digit
  }
  return id
}
