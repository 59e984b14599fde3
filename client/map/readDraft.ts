/** Shapes in the making, as they travel between people: small on the way out, distrusted on the way in. */
import { isPosition, roundPosition, type Position } from '#shared/board/annotation.ts'
import { simplifyToFit } from '#shared/geo/simplify.ts'
import type { DraftShape } from './MapView.ts'

const mostPoints = 40

/** Null for anything that is no draft of ours. */
export function readDraft(value: unknown): DraftShape | null {
  if (typeof value !== 'object' || value === null) return null
  const kind: unknown = Reflect.get(value, 'kind')
  const points: unknown = Reflect.get(value, 'points')
  if ((kind !== 'point' && kind !== 'line' && kind !== 'area') || !Array.isArray(points) || points.length === 0 || points.length > mostPoints) return null
  const read: Position[] = []
  for (const point of points) {
    if (!Array.isArray(point) || point.length !== 2) return null
    const [lat, lng]: unknown[] = point
    if (typeof lat !== 'number' || typeof lng !== 'number' || !(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return null
    read.push([lat, lng])
  }
  return { kind, points: read }
}

export function writeDraft(draft: DraftShape): DraftShape {
  return { kind: draft.kind, points: simplifyToFit(draft.points.filter(isPosition), 0, mostPoints).map(roundPosition) }
}
