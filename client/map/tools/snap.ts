/**
 * Where a point snaps to: a corner or a place near the pointer, else the nearest edge. Holding Alt puts it off. Marks are
 * sorted out by their degrees before anything is measured on the screen, so that a full board costs no frame.
 */
import { isPosition, type Annotation, type Position } from '#shared/board/annotation.ts'
import type { ScreenPoint } from '../MapView.ts'

export interface Snap {
  readonly at: Position
  readonly to: 'corner' | 'place' | 'edge'
}

export interface SnapScene {
  readonly marks: Iterable<Annotation>
  /** Places of the zone. */
  readonly places: readonly Position[]
  /** Marks to leave out: the one whose corner is being moved. */
  readonly except: readonly string[]
  toScreen(position: Position): ScreenPoint
  toPosition(pixel: ScreenPoint): Position
}

export const snapPixels = 10

/** Null where nothing is near. */
export function snapAt(scene: SnapScene, pixel: ScreenPoint, reach = snapPixels): Snap | null {
  const box = boxAround(scene, pixel, reach)
  let corner: Nearest | null = null
  let place: Nearest | null = null
  let edge: Nearest | null = null
  for (const mark of scene.marks) {
    if (scene.except.includes(mark.id) || mark.kind === 'text' || mark.kind === 'note') continue
    const path = isPosition(mark.geometry) ? [mark.geometry] : mark.geometry
    path.forEach((at, index) => {
      if (inBox(box, at)) corner = nearer(corner, at, scene.toScreen(at), pixel, reach)
      const next = path[index + 1] ?? (mark.kind === 'area' ? path[0] : undefined)
      if (next === undefined || !meetsBox(box, at, next)) return
      const foot = footOn(scene.toScreen(at), scene.toScreen(next), pixel)
      edge = nearer(edge, null, foot, pixel, reach)
    })
  }
  for (const at of scene.places) if (inBox(box, at)) place = nearer(place, at, scene.toScreen(at), pixel, reach)
  return snapOf(corner, 'corner', scene) ?? snapOf(place, 'place', scene) ?? snapOf(edge, 'edge', scene)
}

interface Nearest { readonly at: Position | null; readonly pixel: ScreenPoint; readonly distance: number }
type Box = readonly [south: number, west: number, north: number, east: number]

function snapOf(nearest: Nearest | null, to: Snap['to'], scene: SnapScene): Snap | null {
  return nearest === null ? null : { at: nearest.at ?? scene.toPosition(nearest.pixel), to }
}

function nearer(best: Nearest | null, at: Position | null, pixel: ScreenPoint, from: ScreenPoint, reach: number): Nearest | null {
  const distance = Math.hypot(pixel[0] - from[0], pixel[1] - from[1])
  return distance > (best?.distance ?? reach) ? best : { at, pixel, distance }
}

function footOn([fromX, fromY]: ScreenPoint, [toX, toY]: ScreenPoint, [x, y]: ScreenPoint): ScreenPoint {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const squared = alongX * alongX + alongY * alongY
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / squared))
  return [fromX + share * alongX, fromY + share * alongY]
}

function boxAround({ toPosition }: SnapScene, [x, y]: ScreenPoint, reach: number): Box {
  const [north, west] = toPosition([x - reach, y - reach])
  const [south, east] = toPosition([x + reach, y + reach])
  return [south, west, north, east]
}

function inBox([south, west, north, east]: Box, [lat, lng]: Position): boolean {
  return lat >= south && lat <= north && lng >= west && lng <= east
}

function meetsBox([south, west, north, east]: Box, [oneLat, oneLng]: Position, [otherLat, otherLng]: Position): boolean {
  return Math.max(oneLat, otherLat) >= south && Math.min(oneLat, otherLat) <= north && Math.max(oneLng, otherLng) >= west && Math.min(oneLng, otherLng) <= east
}
