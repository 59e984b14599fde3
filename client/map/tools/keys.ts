/**
 * Which key asks for what, by keyTable.ts. Letters go by what was typed when that is Latin, else by the key's place, so that
 * they work on Russian, Kazakh, Arabic and Chinese keyboards; digits always go by place, so that on AZERTY they need no Shift.
 */
import { keyTable, type KeyWish, type Stroke } from './keyTable.ts'

export type { KeyWish } from './keyTable.ts'

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

/** Null for a key the map has no use for. */
export function wishOf(press: KeyPress): KeyWish | null {
  const letter = letterOf(press)
  return keyTable.find(({ strokes }) => strokes.some((stroke) => isPressed(stroke, press, letter)))?.wish ?? null
}

export function pressOf(event: KeyboardEvent): KeyPress {
  return { key: event.key, code: event.code, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey }
}

function isPressed({ by, value, ctrl = false, alt = false, shift }: Stroke, press: KeyPress, letter: string | null): boolean {
  if (press.ctrl !== ctrl || press.alt !== alt || (shift !== undefined && press.shift !== shift)) return false
  switch (by) {
    case 'letter': return letter === value
    case 'digit': return press.code === `Digit${value}` || press.code === `Numpad${value}`
    case 'key': return press.key === value
  }
}

/** The Latin letter of a press, by what was typed or by place; null for what is none. */
export function letterOf({ key, code }: Pick<KeyPress, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (key.length !== 1 || /^[\x20-\x7e]$/.test(key)) return null
  return /^Key([A-Z])$/.exec(code)?.[1] ?? null
}
