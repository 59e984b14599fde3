/**
 * What lies under a pointer, in screen pixels: handles of the selection first, then marks, topmost first. Marks are hit
 * within `reach` (wider for fingers), so thin lines can be taken hold of.
 */
import { isPosition, positionsOf, type Annotation, type CircleAnnotation, type Position } from '#shared/board/annotation.ts'
import { compareOrder } from '#shared/board/order.ts'
import { distanceToStretch } from '#shared/geo/simplify.ts'
import type { ScreenPoint } from '../MapView.ts'
import type { Target } from './tool.ts'

export interface HitScene {
  readonly marks: Iterable<Annotation>
  readonly selection: readonly string[]
  toScreen(position: Position): ScreenPoint
  /** Half the size of a text's words on the screen; its width follows the label. */
  textHalf(label: string): ScreenPoint
  /** The point of a circle due east of its middle: where its reach is taken hold of. */
  edgeOf(centre: Position, km: number): Position
}

/** Reach in pixels: 12 for a mouse, 26 for a finger. */
export function hitTest(scene: HitScene, point: ScreenPoint, reach: number): Target | null {
  const marks = Array.from(scene.marks)
  const selected = marks.filter(({ id, locked }) => scene.selection.length === 1 && scene.selection.includes(id) && !locked)
  for (const mark of selected) {
    const handle = handleAt(scene, mark, point, reach)
    if (handle !== null) return handle
  }
  const ranked = marks.map((mark) => ({ mark, rank: rankAt(scene, mark, point, reach) })).filter(({ rank }) => rank !== null)
  ranked.sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || compareOrder(other.mark, one.mark))
  const [first] = ranked
  return first === undefined ? null : { id: first.mark.id, part: 'body', index: 0 }
}

/** Where a mark is taken hold of: its corners, the edge of a circle; none for what stands on one place. */
export function cornersOf(mark: Annotation, edgeOf: HitScene['edgeOf']): readonly Position[] {
  if (!isPosition(mark.geometry)) return mark.geometry
  return mark.kind === 'circle' ? [edgeOf(mark.geometry, mark.radiusKm)] : []
}

/** The middles of a mark's edges, where a new corner can be drawn out. */
export function middlesOf(mark: Annotation): Position[] {
  if (isPosition(mark.geometry) || mark.kind === 'sheet') return []
  const corners = mark.geometry
  const count = mark.kind === 'area' ? corners.length : corners.length - 1
  return corners.slice(0, count).map(([lat, lng], index) => {
    const [nextLat, nextLng] = corners[(index + 1) % corners.length] ?? [lat, lng]
    return [(lat + nextLat) / 2, (lng + nextLng) / 2]
  })
}

function handleAt({ toScreen, edgeOf }: HitScene, mark: Annotation, point: ScreenPoint, reach: number): Target | null {
  const corner = nearest(cornersOf(mark, edgeOf).map(toScreen), point, reach)
  if (corner !== null) return { id: mark.id, part: 'corner', index: corner }
  const middle = nearest(middlesOf(mark).map(toScreen), point, reach * 0.75)
  return middle === null ? null : { id: mark.id, part: 'middle', index: middle }
}

function nearest(points: readonly ScreenPoint[], [x, y]: ScreenPoint, reach: number): number | null {
  let found: number | null = null
  let best = reach
  points.forEach(([atX, atY], index) => {
    const distance = Math.hypot(atX - x, atY - y)
    if (distance > best) return
    best = distance
    found = index
  })
  return found
}

/** Lower is nearer the top: symbols and words before lines, lines before areas. Null when not hit. */
function rankAt(scene: HitScene, mark: Annotation, point: ScreenPoint, reach: number): number | null {
  const path = positionsOf(mark.geometry).map((each) => scene.toScreen(each))
  const [first] = path
  if (first === undefined) return null
  const [dx, dy] = [Math.abs(first[0] - point[0]), Math.abs(first[1] - point[1])]
  switch (mark.kind) {
    case 'marker': return Math.hypot(dx, dy) <= Math.max(17, reach) ? 0 : null
    case 'unit': return dx <= Math.max(22, reach) && dy <= Math.max(17, reach) ? 0 : null
    case 'note': return dx <= noteHalf[0] && dy <= noteHalf[1] ? 0 : null
    case 'text': {
      const [halfWidth, halfHeight] = scene.textHalf(mark.label)
      return dx <= halfWidth + 4 && dy <= Math.max(halfHeight + 4, reach) ? 0 : null
    }
    case 'circle': return circleRank(scene, mark, first, point, reach)
    // a photo hangs above its place
    case 'photo': return dx <= 38 && first[1] - point[1] <= 78 && point[1] - first[1] <= reach ? 0 : null
    case 'line': case 'area': case 'sheet': break
  }
  if (nearPath(mark.kind === 'area' ? [...path, first] : path, point, reach)) return 1
  return mark.kind === 'area' && inside(path, point) ? 2 : null
}

/** Half the size of a sticky note, pixels. */
const noteHalf = [66, 36] as const

function circleRank(scene: HitScene, { geometry, radiusKm, rings }: CircleAnnotation, [x, y]: ScreenPoint, point: ScreenPoint, reach: number): number | null {
  const [edgeX, edgeY] = scene.toScreen(scene.edgeOf(geometry, radiusKm))
  const radius = Math.hypot(edgeX - x, edgeY - y)
  const away = Math.hypot(point[0] - x, point[1] - y)
  const onRing = Array.from({ length: rings }, (_, index) => (radius * (index + 1)) / rings).some((each) => Math.abs(each - away) <= reach)
  if (onRing || away <= reach) return 1
  return away < radius ? 2 : null
}

function nearPath(path: readonly ScreenPoint[], point: ScreenPoint, reach: number): boolean {
  return path.some((to, index) => {
    const from = path[index - 1]
    return from !== undefined && distanceToStretch(point, from, to) <= reach
  })
}

function inside(ring: readonly ScreenPoint[], [x, y]: ScreenPoint): boolean {
  let within = false
  ring.forEach(([toX, toY], index) => {
    const [fromX, fromY] = ring[(index + ring.length - 1) % ring.length] ?? [toX, toY]
    if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) within = !within
  })
  return within
}
