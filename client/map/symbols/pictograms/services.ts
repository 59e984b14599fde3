/** What people live from day to day: services, supply, telephones. */
import type { MarkerSymbolOf } from '#shared/board/markerSymbols.ts'
import { disc, type Pictogram } from './pictogram.ts'

export const services: Readonly<Record<MarkerSymbolOf<'services'>, Pictogram>> = {
  school: { lines: 'M12 7C9.8 5.2 6.8 4.8 2.5 5.2v13.3c4.3-.4 7.3 0 9.5 1.8 2.2-1.8 5.2-2.2 9.5-1.8V5.2C17.2 4.8 14.2 5.2 12 7zM12 7v13' },
  health: { lines: '', solid: 'M9.3 3h5.4v6.3H21v5.4h-6.3V21H9.3v-6.3H3V9.3h6.3z' },
  water: { lines: 'M12 2.5c4 5.2 7 8.2 7 12.2a7 7 0 0 1-14 0c0-4 3-7 7-12.2zM9 15.2a3.2 3.2 0 0 0 3 3' },
  food: { lines: 'M8 8.5c-1.6-2 1.6-3.5 0-6M12.5 8.5c-1.6-2 1.6-3.5 0-6M17 8.5c-1.6-2 1.6-3.5 0-6', solid: 'M1.8 11.5h20.4c0 4.4-2.4 7-5.7 8.2V22h-9v-2.3C4.2 18.5 1.8 15.9 1.8 11.5z' },
  market: { lines: 'M4.5 13v8M19.5 13v8M4.5 17h15', solid: 'M5 2.5h14l3.3 7a3.3 3.3 0 0 1-6.6.8 3.6 3.6 0 0 1-7.4 0A3.3 3.3 0 0 1 1.7 9.5z' },
  distribution: { lines: 'M6.5 2.5h11V10h-11zM12 2.5v3M12 13v8M8.5 17.5L12 21l3.5-3.5M5.5 13l-3 6.5M18.5 13l3 6.5' },
  warehouse: { lines: 'M2.5 21V9L12 3.5 21.5 9v12M7 21v-8h10v8M7 17h10' },
  fuel: { lines: 'M4 21V3.5h9V21M2 21h13M13 12.5h2.2V17a2.4 2.4 0 0 0 4.8 0V9.5L16.8 6', solid: 'M4 3.5h9v7.5H4z' },
  'radio-mast': { lines: 'M12 8L6.5 21.5M12 8l5.5 13.5M9 16.5h6M6.6 11a7 7 0 0 1 0-9M17.4 11a7 7 0 0 0 0-9', solid: disc(12, 6.5, 2.4) },
  'no-phone': { lines: 'M7 9V2.5h10V5M17 12v9.5H7V18M2.5 18.5l19-13' },
  firewood: { lines: disc(7, 16.5, 4.2) + disc(17, 16.5, 4.2) + disc(12, 7.5, 4.2) },
}
