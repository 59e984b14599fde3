/** Eight digits as people type them: with spaces or dashes, and with the digits of their own keyboard. */
export function readCode(typed: string): string | null {
  const digits = Array.from(typed.normalize('NFKC'))
    .map(latinDigit)
    .filter((character) => !/[\s\-–—.·]/.test(character))
    .join('')
  return /^\d{8}$/.test(digits) ? digits : null
}

/** A digit of another keyboard as 0 to 9; every other character as it is. */
export function latinDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660)
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0)
  if (code >= 0x0966 && code <= 0x096f) return String(code - 0x0966)
  return character
}
