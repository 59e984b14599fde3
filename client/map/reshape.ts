/** A mark somewhere else or of another size: what a gesture shows before it writes, and what it writes. */
import { withGeometry, type Annotation, type Geometry } from '#shared/board/annotation.ts'

export interface Reshape {
  readonly geometry: Geometry
  /** Of a circle only. */
  readonly radiusKm?: number
}

export function reshapedMark(mark: Annotation, { geometry, radiusKm }: Reshape): Annotation {
  const moved = withGeometry(mark, geometry)
  return moved.kind === 'circle' && radiusKm !== undefined ? { ...moved, radiusKm } : moved
}
