/** Colours of other programs and what they mean here: the nearest colour role by hue; grey, yellow and the rest are a note. */
import type { ColourRole } from '../annotation.ts'

/** What our marks look like to programs that only know colours, '#rrggbb'. */
export const colourOfRole: Readonly<Record<ColourRole, string>> = {
  own: '#005a96', state: '#2f6b3a', threat: '#b3261e', civilian: '#6b3fa0', note: '#55606a',
}

/** '#rgb', '#rrggbb' or a plain name of a colour. */
export function roleOfCss(colour: unknown): ColourRole | null {
  if (typeof colour !== 'string') return null
  const written = colour.trim().toLowerCase()
  const hex = plainNames.get(written) ?? written
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(hex)
  const long = short === null ? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:[0-9a-f]{2})?$/.exec(hex) : null
  if (short !== null) return roleOf(short.slice(1).map((digit) => parseInt(digit + digit, 16)))
  return long === null ? null : roleOf(long.slice(1).map((pair) => parseInt(pair, 16)))
}

/** KML writes alpha, blue, green, red: 'aabbggrr'. */
export function roleOfKml(colour: string | null): ColourRole | null {
  const parts = /^#?[0-9a-f]{2}([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour?.trim() ?? '')
  return parts === null ? null : roleOf(parts.slice(1).reverse().map((pair) => parseInt(pair, 16)))
}

/** '#rrggbb' as KML writes it, opaque or at a quarter. */
export function kmlColour(css: string, alpha: 'ff' | '40'): string {
  return `${alpha}${css.slice(5, 7)}${css.slice(3, 5)}${css.slice(1, 3)}`
}

const plainNames = new Map([
  ['red', '#ff0000'], ['maroon', '#800000'], ['green', '#008000'], ['lime', '#00ff00'], ['blue', '#0000ff'], ['navy', '#000080'],
  ['purple', '#800080'], ['magenta', '#ff00ff'], ['cyan', '#00ffff'], ['orange', '#ffa500'], ['yellow', '#ffff00'], ['black', '#000000'],
  ['white', '#ffffff'], ['gray', '#808080'], ['grey', '#808080'],
])

function roleOf([red = 0, green = 0, blue = 0]: readonly number[]): ColourRole {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (spread < 40) return 'note'
  const hue = 60 * (most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4)
  if (hue < 25 || hue >= 340) return 'threat'
  if (hue < 75) return 'note'
  if (hue < 170) return 'state'
  return hue < 255 ? 'own' : 'civilian'
}
