/**
 * The pictograms of officers' markers, as path data in a box of 24 × 24, and the frame of each colour role. Frames
 * differ in shape so that roles are told apart in black and white: own rounded square, host state hexagon, threat
 * diamond, civilians circle, note a sheet with a cut corner.
 */
import type { ColourRole } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'

export interface Pictogram {
  /** Drawn as 1.8-wide strokes. */
  readonly lines: string
  /** Filled. */
  readonly solid?: string
}

export const pictograms: Readonly<Record<MarkerSymbol, Pictogram>> = {
  base: { lines: 'M6.5 21V3.5', solid: 'M6.5 3.5h12l-3.2 4 3.2 4h-12z' },
  checkpoint: { lines: 'M4.5 20.5V8M19.5 20.5v-7M4.5 9h15v4.5h-15zM9.2 9l-2.2 4.5M13.6 9l-2.2 4.5M18 9l-2.2 4.5' },
  patrol: { lines: 'M4 19.5c5.5 0 2.5-6.5 7.5-6.5S14 6.5 19.5 6.5M15.8 2.8l3.9 3.7-3.9 3.7' },
  'observation-post': { lines: 'M12 4L2.8 19.5h18.4z', solid: 'M12 11.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z' },
  hotspot: { lines: '', solid: 'M12 2.5l2.3 5 4.9-2.3-1.7 5.1 4.7 2.4-5 1.9 1.7 5.2-4.9-2.1L12 22l-2-4.3-4.9 2.1 1.7-5.2-5-1.9 4.7-2.4-1.7-5.1 4.9 2.3z' },
  displaced: { lines: 'M2.5 20L12 5.5 21.5 20zM12 5.5L14 3M12 5.5L10 3', solid: 'M9 20l3-6 3 6z' },
  school: { lines: 'M12 7.2C9.8 5.6 6.8 5.2 3 5.6v12.8c3.8-.4 6.8 0 9 1.6 2.2-1.6 5.2-2 9-1.6V5.6c-3.8-.4-6.8 0-9 1.6zM12 7.2V20' },
  health: { lines: '', solid: 'M9.3 3.5h5.4v5.8h5.8v5.4h-5.8v5.8H9.3v-5.8H3.5V9.3h5.8z' },
  water: { lines: 'M12 3c3.7 4.8 6.3 7.9 6.3 11.3a6.3 6.3 0 0 1-12.6 0C5.7 10.9 8.3 7.8 12 3zM9 15.2c.3 1.5 1.3 2.5 2.8 2.8' },
  incident: { lines: '', solid: 'M13.8 2.5L4.8 14h6l-1.6 7.5L19.2 9.5h-6.5z' },
  convoy: { lines: 'M2 6.5h11.5v9.8H2zM13.5 10h4.3l3.7 3.4v2.9h-8', solid: 'M8.3 18.2a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0zM19.6 18.2a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z' },
  note: { lines: 'M5.5 3.5h13v17h-13zM8.8 8.5h6.4M8.8 12h6.4M8.8 15.5h3.7' },
}

/** Outlines in a box of 40 × 40 around its middle. */
export const frames: Readonly<Record<ColourRole, string>> = {
  own: 'M9 5h22a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4z',
  state: 'M11.5 4.5h17L37 20l-8.5 15.5h-17L3 20z',
  threat: 'M20 1.5L38.5 20 20 38.5 1.5 20z',
  civilian: 'M20 3a17 17 0 1 1 0 34 17 17 0 0 1 0-34z',
  note: 'M5 5h22l8 8v22H5z',
}
