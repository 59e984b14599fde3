/** Names as people type them, made safe to show: no control or direction marks, single spaces, not too long. */
import { limits } from '../protocol/limits.ts'

/** Direction overrides and invisible marks could make one name look like another; joiners inside words are left alone. */
const invisible = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

/** Null when nothing is left, or it is longer than 60 characters. */
export function cleanName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(invisible, '').replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
  return name.length === 0 || [...name].length > limits.nameLength ? null : name
}

/** Whether two cleaned names would be read as one. */
export function sameName(one: string, other: string): boolean {
  return one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase()
}
