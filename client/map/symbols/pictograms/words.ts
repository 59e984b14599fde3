/** What is said, asked or due. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, type Pictogram } from './pictogram.ts'

export const words: Readonly<Record<MarkerSymbolOf<'words'>, Pictogram>> = {
  note: { lines: 'M5 3h14v18H5zM8.5 8h7M8.5 12h7M8.5 16h4' },
  question: { lines: 'M6.4 8a5.6 5.6 0 1 1 8.2 5c-1.9 1-2.6 2-2.6 3.6', solid: disc(12, 20.6, 2) },
  rumour: { lines: 'M2.5 4h19v12H12l-5 5v-5H2.5z', solid: disc(7.6, 10, 1.6) + disc(12, 10, 1.6) + disc(16.4, 10, 1.6) },
  comment: { lines: '', solid: 'M2.5 3.5h19v13h-9l-5.5 5v-5h-4.5zM7 8.6v2.8h10v-2.8z' },
  time: { lines: 'M4.5 3h15M4.5 21h15M6.5 3c0 5.5 4 6.5 4 9s-4 3.5-4 9M17.5 3c0 5.5-4 6.5-4 9s4 3.5 4 9', solid: 'M8.5 20c.3-2.5 2-3.2 3.5-3.2s3.2.7 3.5 3.2z' },
}
