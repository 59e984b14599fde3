/** PDF (ISO 32000): its first and last signs, and whether a password locks it. Nothing in it is run or changed. */
import { letters } from './pieces.ts'

/** How far before the end its last sign may stand. */
const tail = 2048

export function readPdf(bytes: Uint8Array): 'sound' | 'locked' | 'none' {
  if (!/^%PDF-[12]\.\d/.test(letters(bytes, 0, 8))) return 'none'
  const end = Math.max(0, bytes.length - tail)
  if (!letters(bytes, end, bytes.length - end).includes('%%EOF')) return 'none'
  return holds(bytes, '/Encrypt') ? 'locked' : 'sound'
}

function holds(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) if (letters(bytes, at, word.length) === word) return true
  return false
}
