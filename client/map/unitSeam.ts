/**
 * The one door through which the map draws military symbols. Until the symbol library stands behind it, a unit is a plain frame
 * of its side: told apart by shape, as the hand-drawn rule asks.
 */
import { picture, svg } from './symbols/svg.ts'

/** Frames in a box of 48 × 36, by the identity digit of the code: friend, neutral, hostile, unknown. */
const frames: Readonly<Record<'friend' | 'neutral' | 'hostile' | 'unknown', string>> = {
  friend: 'M4 6h40v24H4z', neutral: 'M9 3h30v30H9z', hostile: 'M24 1L41 18 24 35 7 18z',
  unknown: 'M15 9a9 9 0 0 1 18 0 9 9 0 0 1 0 18 9 9 0 0 1-18 0 9 9 0 0 1 0-18z',
}

/** One unit of each side, nothing said of what it is. */
export const plainUnits = ['10031000000000000000', '10041000000000000000', '10061000000000000000', '10011000000000000000'] as const

/** The side a code names with its fourth digit. */
export function sideOf(sidc: string): keyof typeof frames {
  const digit = sidc.charAt(3)
  if (digit === '2' || digit === '3') return 'friend'
  if (digit === '4') return 'neutral'
  return digit === '5' || digit === '6' ? 'hostile' : 'unknown'
}

/** `label` is for the symbol's own text fields; `size` is its height in pixels. */
export function unitPicture(sidc: string, _label: string, size: number): SVGElement | HTMLElement {
  const side = sideOf(sidc)
  const made = picture(size, '0 0 48 36', [svg('path', { d: frames[side], class: 'mark-frame-halo' }), svg('path', { d: frames[side], class: `unit-frame unit-${side}` })])
  made.setAttribute('width', String(Math.round((size * 48) / 36)))
  return made
}
