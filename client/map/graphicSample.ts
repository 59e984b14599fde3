/** A small picture of a graphic for menus, made by the very drawing the map uses, so that the two always agree. */
import { areaGraphics, lineGraphics, type Annotation, type ColourRole, type Position } from '#shared/board/annotation.ts'
import { pictureOf, type MarkPicture, type Plane } from './layers/marks/markPicture.ts'
import type { GraphicTool } from './tools/tool.ts'

/** One pixel of the sample is one degree: nothing here lies on the ground. */
const plane: Plane = {
  grid: { utmZone: 31, south: false, easting: 0, northing: 0 },
  toPixel: ([lat, lng]) => [lng, -lat], toPosition: ([x, y]) => [-y, x],
}
const line: readonly Position[] = [[-21, 8], [-15, 26], [-21, 46]]
/** Room for the letters at both ends. */
const between: readonly Position[] = [[-17, 15], [-17, 37]]
const ring: readonly Position[] = [[-7, 6], [-7, 44], [-28, 44], [-28, 6]]

/** Null for the checkpoint, which is a marker. Paths are in a box of 52 × 34. */
export function sampleOf(tool: GraphicTool, colour: ColourRole): MarkPicture | null {
  const common = { id: 'sample', label: '', note: '', layer: 'default', group: '', order: 'V00000', locked: false, style: { colour, pattern: 'solid' } } as const
  const lineGraphic = lineGraphics.find((each) => each === tool)
  const areaGraphic = areaGraphics.find((each) => each === tool)
  const mark: Annotation | null =
    lineGraphic !== undefined ? { ...common, kind: 'line', graphic: lineGraphic, quantity: null, geometry: lineGraphic === 'phase-line' ? between : line }
      : areaGraphic !== undefined ? { ...common, kind: 'area', graphic: areaGraphic, geometry: ring } : null
  return mark === null ? null : pictureOf(mark, plane)
}

export function pathData(paths: readonly (readonly Position[])[], closed: boolean): string {
  return paths.map((path) => `M${path.map(([lat, lng]) => `${lng.toFixed(1)} ${(-lat).toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`).join('')
}
