/**
 * The pictograms of officers' markers (drawn in pictograms/, by theme) and the frame of each colour role. Frames differ in
 * shape so that roles are told apart in black and white: own rounded square, host state hexagon, threat diamond, civilians
 * circle, note a sheet with a cut corner.
 */
import type { ColourRole } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { danger } from './pictograms/danger.ts'
import { forces } from './pictograms/forces.ts'
import { land } from './pictograms/land.ts'
import { people } from './pictograms/people.ts'
import type { Pictogram } from './pictograms/pictogram.ts'
import { services } from './pictograms/services.ts'
import { words } from './pictograms/words.ts'

export const pictograms: Readonly<Record<MarkerSymbol, Pictogram>> = { ...forces, ...danger, ...people, ...services, ...land, ...words }

/** Outlines in a box of 40 × 40 around its middle. */
export const frames: Readonly<Record<ColourRole, string>> = {
  own: 'M9 5h22a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4z',
  state: 'M11.5 4.5h17L37 20l-8.5 15.5h-17L3 20z',
  threat: 'M20 1.5L38.5 20 20 38.5 1.5 20z',
  civilian: 'M20 3a17 17 0 1 1 0 34 17 17 0 0 1 0-34z',
  note: 'M5 5h22l8 8v22H5z',
}
