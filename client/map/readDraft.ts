/** Shapes in the making and what is shown for a moment, as they travel: small on the way out, distrusted on the way in. */
import { isPosition, roundPosition, type Position } from '#shared/board/annotation.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import { simplifyToFit } from '#shared/geo/simplify.ts'
import type { DraftShape } from './MapView.ts'
import { trailMost, type Ping } from './shown.svelte.ts'

const mostPoints = 40

/** Null for anything that is no draft of ours. */
export function readDraft(value: unknown): DraftShape | null {
  if (typeof value !== 'object' || value === null) return null
  const kind: unknown = Reflect.get(value, 'kind')
  const points: unknown = Reflect.get(value, 'points')
  if ((kind !== 'point' && kind !== 'line' && kind !== 'area') || !Array.isArray(points) || points.length === 0 || points.length > mostPoints) return null
  const read = readPoints(points)
  return read === null ? null : { kind, points: read }
}

/** The laser's trail of another person; empty for anything that is none. */
export function readTrail(value: unknown): readonly Position[] {
  return Array.isArray(value) && value.length <= trailMost ? (readPoints(value) ?? []) : []
}

export function readPing(value: unknown): Ping | null {
  if (typeof value !== 'object' || value === null) return null
  const count: unknown = Reflect.get(value, 'count')
  const [at] = readPoints([Reflect.get(value, 'at')]) ?? []
  return at === undefined || typeof count !== 'number' || !Number.isInteger(count) ? null : { at, count }
}

export interface Call {
  readonly bounds: Bounds
  /** Counts this person's calls, so that two to one place are two. */
  readonly count: number
}

/** What another person's map shows; null for anything that is no box on earth. */
export function readBounds(value: unknown): Bounds | null {
  if (!Array.isArray(value) || value.length !== 4) return null
  const [southWest, northEast] = readPoints([value.slice(0, 2), value.slice(2)]) ?? []
  if (southWest === undefined || northEast === undefined || !(southWest[0] < northEast[0]) || !(southWest[1] < northEast[1])) return null
  return [...southWest, ...northEast]
}

export function readCall(value: unknown): Call | null {
  if (typeof value !== 'object' || value === null) return null
  const count: unknown = Reflect.get(value, 'count')
  const bounds = readBounds(Reflect.get(value, 'bounds'))
  return bounds === null || typeof count !== 'number' || !Number.isInteger(count) ? null : { bounds, count }
}

/** Null when one of them is no place on earth. */
function readPoints(points: readonly unknown[]): Position[] | null {
  const read: Position[] = []
  for (const point of points) {
    if (!Array.isArray(point) || point.length !== 2) return null
    const [lat, lng]: unknown[] = point
    if (typeof lat !== 'number' || typeof lng !== 'number' || !(Math.abs(lat) <= 90) || !(Math.abs(lng) <= 180)) return null
    read.push([lat, lng])
  }
  return read
}

export function writeDraft(draft: DraftShape): DraftShape {
  return { kind: draft.kind, points: simplifyToFit(draft.points.filter(isPosition), 0, mostPoints).map(roundPosition) }
}
