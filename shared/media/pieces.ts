/** Pieces of bytes put together again, and numbers read out of them. Reading past the end gives nothing, never a throw. */

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Null where there are too few bytes. */
export function bigEndian(bytes: Uint8Array, at: number, size: 2 | 4): number | null {
  if (at + size > bytes.length) return null
  return bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0)
}

export function littleEndian(bytes: Uint8Array, at: number, size: 2 | 3 | 4): number | null {
  if (at + size > bytes.length) return null
  return bytes.subarray(at, at + size).reduceRight((sum, byte) => sum * 256 + byte, 0)
}

export function letters(bytes: Uint8Array, at: number, size: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + size))
}
