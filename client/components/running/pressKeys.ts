/**
 * Keys of the directing desk: one letter presses the one button that carries it (Press.svelte), so that a key does what is
 * on the screen and nothing else. Releasing ahead of time has no letter: a slip of the hand would send it to the whole
 * room. Letters go by place on keyboards that are not Latin, as on the map.
 */
import { letterOf, type KeyPress } from '../../map/tools/keys.ts'

export const pressLetters = ['N', 'H', 'I', 'U'] as const
export type PressLetter = (typeof pressLetters)[number]

/** Null where the keys belong to somebody else: words being written, the map, a choice that is open. */
export function pressed(event: KeyPress, target: { closest(selector: string): unknown } | null): PressLetter | null {
  if (event.ctrl || event.alt || event.shift) return null
  if (target !== null && target.closest('input, textarea, select, [contenteditable], .map-sheet, [role="dialog"], [role="menu"]') !== null) return null
  const letter = letterOf(event)
  return pressLetters.find((each) => each === letter) ?? null
}
