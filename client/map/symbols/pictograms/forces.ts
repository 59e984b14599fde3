/** Posts and movement of those who protect. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, type Pictogram } from './pictogram.ts'

export const forces: Readonly<Record<MarkerSymbolOf<'forces'>, Pictogram>> = {
  base: { lines: 'M6 21V3.5M2.5 21h10', solid: 'M6 2.8h14.5l-3.6 4.6 3.6 4.6H6z' },
  'temporary-base': { lines: 'M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M9 18V7.5', solid: 'M9 6.5h9l-2.2 3 2.2 3H9z' },
  'observation-post': { lines: 'M12 3.5L21.5 20h-19z', solid: disc(12, 14.6, 2.7) },
  checkpoint: { lines: 'M4 21V7M20 21v-6M4 8h17v5.5H4z', solid: 'M8.5 8h3.8l-2 5.5H6.5zM16 8h3.8l-2 5.5H14z' },
  patrol: { lines: 'M4 20c6.5 0 2.5-7 8-7s2-7 8-7M16 2l4 4-4 4' },
  convoy: { lines: 'M2.5 6h11v10.5h-11zM13.5 10h4l4 3.6v2.9h-8', solid: disc(6.5, 18.2, 2.6) + disc(17, 18.2, 2.6) },
  escort: { lines: 'M4.5 21V4.5M1.5 8l3-3.5 3 3.5M19.5 21V4.5M16.5 8l3-3.5 3 3.5', solid: `${disc(12, 8.2, 2.7)}M8.2 21c0-6 1.2-9 3.8-9s3.8 3 3.8 9z` },
  'quick-reaction': { lines: 'M4 4l8 8-8 8M12 4l8 8-8 8' },
  'landing-site': { lines: `${disc(12, 12, 9.6)}M8.6 7.6v8.8M15.4 7.6v8.8M8.6 12h6.8` },
  'medical-evacuation': { lines: 'M2 16.5h20M5 16.5V21M19 16.5V21M10 13h9', solid: `M10.6 1.5h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8V7.1H7.8V4.3h2.8z${disc(5.6, 12.6, 2.2)}` },
}
