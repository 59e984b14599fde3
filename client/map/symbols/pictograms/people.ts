/** Groups of people, their places and those who speak for them. Never a person who was harmed. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, type Pictogram } from './pictogram.ts'

export const people: Readonly<Record<MarkerSymbolOf<'people'>, Pictogram>> = {
  displaced: { lines: 'M11.5 12v4.5L7 21.5M11.5 16.5l4.5 5M11.5 13.5L17.5 11V5', solid: `${disc(11.5, 8.6, 2.5)}M4.5 1.5h14.5c1 2 .6 3.4-.8 4.3H5.3c-1.4-.9-1.8-2.3-.8-4.3z` },
  'displacement-site': { lines: 'M2 20.5L9 7l7 13.5zM13 10.5L15.5 6 22 20.5h-6' },
  'host-families': { lines: 'M2 11.5L12 3l10 8.5M5 9.5V21M19 9.5V21', solid: `${disc(9.2, 12.8, 2)}M6.6 21.5c0-4.2.7-6 2.6-6s2.6 1.8 2.6 6z${disc(14.8, 12.8, 2)}M12.2 21.5c0-4.2.7-6 2.6-6s2.6 1.8 2.6 6z` },
  women: { lines: '', solid: `${disc(12, 4.6, 3.2)}M12 8.4c2.3 0 3.4 1 4 2.9L19.5 18.5H15.2V22.5H8.8V18.5H4.5L8 11.3c.6-1.9 1.7-2.9 4-2.9z` },
  children: { lines: 'M6.5 12v5l-2.4 4.5M6.5 17l2.4 4.5M17.5 12v5l-2.4 4.5M17.5 17l2.4 4.5M2.5 15l4-3 5.5 3 5.5-3 4 3', solid: disc(6.5, 7, 2.8) + disc(17.5, 7, 2.8) },
  'limited-mobility': { lines: 'M9.5 8v6.5H16l3 6h2.5M9.5 11h5.5M6.6 12.4a5.2 5.2 0 1 0 7.1 6.5', solid: disc(9.5, 4, 2.6) },
  crowd: { lines: '', solid: `${disc(12, 8, 3)}M6.6 21c0-5.8 1.6-8.6 5.4-8.6s5.4 2.8 5.4 8.6z${disc(4.6, 5.6, 2.5)}${disc(19.4, 5.6, 2.5)}M1 17c0-5.2 1-7.8 3.6-7.8 1.4 0 2.4.6 3 1.8C6.2 12.4 5.2 14.4 5 17zM23 17c0-5.2-1-7.8-3.6-7.8-1.4 0-2.4.6-3 1.8 1.4 1.4 2.4 3.4 2.6 6z` },
  leader: { lines: 'M2.5 21.5c0-6 2.2-8.5 6.5-8.5s6.5 2.5 6.5 8.5M19.5 10v11.5', solid: `${disc(9, 7, 3.5)}M19.5 1.5l1.2 2.6 2.8.3-2.1 1.9.6 2.8-2.5-1.4L17 9.1l.6-2.8-2.1-1.9 2.8-.3z` },
  meeting: { lines: 'M2.5 3h11.5v8H8.5l-3 3v-3h-3zM18 8.5h3.5v8.5h-2v3.5L16 17h-5' },
  'alert-network': { lines: 'M2.5 9a8.5 8.5 0 0 1 3-6M21.5 9a8.5 8.5 0 0 0-3-6', solid: `M12 3c3.8 0 6 2.6 6 6.4v4.2l2.4 3.4H3.6L6 13.6V9.4C6 5.6 8.2 3 12 3z${disc(12, 19.8, 2.4)}` },
  'human-rights': { lines: 'M12 2.5V21M7 21h10M3.5 6h17', solid: 'M5 6.5L9 15a4.6 4 0 0 1-8 0zM19 6.5l4 8.5a4.6 4 0 0 1-8 0z' },
  'sacred-place': { lines: 'M4 21V13.2c0-4.6 8-6 8-10.2 0 4.2 8 5.6 8 10.2V21z', solid: 'M9 21v-4.4c0-2.6 3-3.2 3-5.4 0 2.2 3 2.8 3 5.4V21z' },
  burial: { lines: 'M7 17V8.5a5 5 0 0 1 10 0V17M10 9.5h4', solid: 'M1.8 22c1.6-3.6 5-5 10.2-5s8.6 1.4 10.2 5z' },
}
