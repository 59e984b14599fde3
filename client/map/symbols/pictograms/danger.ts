/** What threatens people, and where it was seen. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, wave, type Pictogram } from './pictogram.ts'

export const danger: Readonly<Record<MarkerSymbolOf<'danger'>, Pictogram>> = {
  hotspot: { lines: '', solid: 'M12 1.6l2.4 5.4 5.6-2.6-2 5.6 5 2.5-5.4 2 2 5.7-5.5-2.4L12 22.7l-2.1-4.9-5.5 2.4 2-5.7L1 12.5l5-2.5-2-5.6L9.6 7zM12 9a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 1 0 12 9z' },
  incident: { lines: '', solid: 'M14.4 1.8L4.4 14h6.2L8.8 22.2 19.6 9.6h-6.8z' },
  attack: { lines: 'M2 12h9.5M7.5 7.5L12 12l-4.5 4.5M15.5 7.2L18 3M17.5 10.6L22 9M17.5 13.4L22 15M15.5 16.8L18 21' },
  clash: { lines: 'M3.5 3.5L20.5 20.5M12.8 19l6.2-6.2M20.5 3.5L3.5 20.5M11.2 19L5 12.8' },
  abduction: { lines: 'M15 6.3A8 8 0 1 0 15 17.7M14.5 12H22M18.8 8.4l3.4 3.6-3.4 3.6', solid: `${disc(9, 8.6, 2.4)}M5.2 17c0-3.8 1.2-5.4 3.8-5.4s3.8 1.6 3.8 5.4z` },
  detention: { lines: 'M3 3h18v18H3zM9 3v18M15 3v18' },
  'explosive-hazard': { lines: 'M2.5 21h19M12 10V4M7.2 11.2L4.4 6.4M16.8 11.2l2.8-4.8', solid: `M4 19a8 8.5 0 0 1 16 0z${disc(12, 3.6, 1.8)}` },
  roadblock: { lines: 'M3 2.5v19M21 2.5v19M7.5 7.5l9 9M16.5 7.5l-9 9' },
  'armed-group': { lines: 'M20 2v9', solid: `${disc(8.6, 6, 3.4)}M1.6 21.5c0-7.2 2.2-10.6 7-10.6s7 3.4 7 10.6zM18.4 9.5h3.2v9l1.4 3h-4.6z` },
  weapons: { lines: 'M13 9h9.5M19.5 9V6.5M12.5 12l2 6M8.5 13l-1.5 4.5', solid: 'M1.5 9.5L8 7.8h8v4.7H9.5L1.5 16z' },
  destroyed: { lines: 'M3.5 21V11L12 3.5 20.5 11v10zM9 11.5l6 6M15 11.5l-6 6' },
  fire: { lines: 'M12.5 2.5c.4 4.5 6 6.3 6 12a6.5 6.5 0 0 1-13 0c0-2.7 1.1-4.4 2.7-5.7.2 2.2.9 3.2 2 3.6-.1-4 .4-7.2 2.3-9.9z', solid: 'M12 14c1.8 1.4 2.6 2.6 2.6 4.2a2.6 2.6 0 0 1-5.2 0c0-1.6.8-2.8 2.6-4.2z' },
  flood: { lines: `M5.5 11.5V8.6L12 3l6.5 5.6v2.9${wave(16)}${wave(20.5)}` },
}
