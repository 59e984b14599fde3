/** Circles and range rings: true on the grid, with their distance written on each ring. */
import type { CircleAnnotation, Position } from '#shared/board/annotation.ts'
import { gridPoint, gridRing } from '#shared/geo/ring.ts'
import { text } from '../../../text/index.ts'
import { hatchName } from '../../symbols/definitions.ts'
import type { MarkPicture, Part, Plane } from './markPicture.ts'

const ringPoints = 96
const crossPixels = 5

export function circlePicture(mark: CircleAnnotation, plane: Plane): MarkPicture {
  const radii = Array.from({ length: mark.rings }, (_, index) => (mark.radiusKm * (index + 1)) / mark.rings)
  const rings = radii.map((km) => gridRing(plane.grid, mark.geometry, km, ringPoints))
  const outer = rings.slice(-1)
  const [x, y] = plane.toPixel(mark.geometry)
  const cross = [[[x - crossPixels, y], [x + crossPixels, y]], [[x, y - crossPixels], [x, y + crossPixels]]] as const
  const arms = cross.map((arm): Position[] => arm.map((each) => plane.toPosition(each)))
  // Several rings are for reading distances: the ground between them stays bare.
  const fill = mark.rings === 1 ? { fill: hatchName(mark.style.colour) } : {}
  const parts: readonly Part[] = [
    { role: 'halo', closed: true, paths: rings }, { role: 'stroke', closed: true, paths: outer, ...fill },
    ...(mark.rings > 1 ? [{ role: 'ring', closed: true, paths: rings.slice(0, -1) } as const] : []),
    { role: 'tick-halo', closed: false, paths: arms }, { role: 'tick', closed: false, paths: arms },
  ]
  const letters = radii.map((km) => ({ at: gridPoint(plane.grid, mark.geometry, km, 0), words: text.map.distance(km), shape: 'bare' } as const))
  return { pane: 'areas', parts, letters, scaled: true }
}
