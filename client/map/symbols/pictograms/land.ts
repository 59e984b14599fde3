/** The land and the ways over it: crossings, livelihoods, ways to safety. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, wave, type Pictogram } from './pictogram.ts'

export const land: Readonly<Record<MarkerSymbolOf<'land'>, Pictogram>> = {
  bridge: { lines: 'M2 9h20M4.5 9v11M19.5 9v11M4.5 17c0-4.6 3.2-8 7.5-8s7.5 3.4 7.5 8M7.5 9V4.5M16.5 9V4.5' },
  ferry: { lines: `M8 12V8h8v4M12 8V3${wave(20.5)}`, solid: 'M2 12h20l-3.6 6H5.6z' },
  ford: { lines: `M8 2v3.5M16 2v3.5M8 18.5V22M16 18.5V22${wave(10)}${wave(15)}` },
  airstrip: { lines: '', solid: 'M19.5 4.5L18.7 8.1L15.3 11.5L17.6 21.2L15.6 23.2L11.3 15.5L8.6 18.2L9.1 21.4L7.5 23L5.1 18.9L1 16.5L2.6 14.9L5.8 15.4L8.5 12.7L0.8 8.4L2.8 6.4L12.5 8.7L15.9 5.3z' },
  cattle: { lines: 'M3.5 3c0 3.6 2 5.2 5 5.2h7c3 0 5-1.6 5-5.2M3 11.5l4.5 1M21 11.5l-4.5 1', solid: 'M7.5 8.2h9l-1.2 9.3c-.4 2.9-1.7 4.5-3.3 4.5s-2.9-1.6-3.3-4.5z' },
  harvest: { lines: 'M12 22v-6', solid: 'M12 1.5c1.8 1.6 1.8 4 0 5.6-1.8-1.6-1.8-4 0-5.6zM11.3 11.8C7.6 11.6 5.6 9.4 5.6 5.8c3.7.2 5.7 2.4 5.7 6zM12.7 11.8c3.7-.2 5.7-2.4 5.7-6-3.7.2-5.7 2.4-5.7 6zM11.3 18.3c-3.7-.2-5.7-2.4-5.7-6 3.7.2 5.7 2.4 5.7 6zM12.7 18.3c3.7-.2 5.7-2.4 5.7-6-3.7.2-5.7 2.4-5.7 6z' },
  'market-route': { lines: 'M3 6.5h18l-2.3 7H5.3zM8 6.5a4 4 0 0 1 8 0M3 19.2h17.5M17.6 16.2l3 3-3 3', solid: 'M3 6.5h18l-1 3.4H4z' },
  'gold-mine': { lines: 'M3.5 8C8.5 2.5 16.5 4 20.5 12M14 6.5L4.5 21', solid: `${disc(18, 19, 2.6)}${disc(12.6, 20, 1.8)}` },
  'safe-corridor': { lines: 'M2.5 21.5L7 3M21.5 21.5L17 3M12 21.5V7M8.6 10.5L12 7l3.4 3.5' },
  'evacuation-point': { lines: 'M3 3l5.5 5.5M8.5 4v4.5H4M21 3l-5.5 5.5M15.5 4v4.5H20M3 21l5.5-5.5M8.5 20v-4.5H4M21 21l-5.5-5.5M15.5 20v-4.5H20', solid: disc(12, 12, 2.2) },
  'safe-place': { lines: 'M12 2.5l8.5 3v6c0 5-3.5 8.5-8.5 10.2-5-1.7-8.5-5.2-8.5-10.2v-6zM8 12l3 3 5-5.5' },
}
