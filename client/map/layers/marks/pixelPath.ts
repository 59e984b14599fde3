/** Paths in screen pixels: stations along them, ticks across them, bands beside them. Pure arithmetic; y grows downwards. */
import type { ScreenPoint } from '../../MapView.ts'

/** A point on a path and the direction of the path there, radians. */
export interface Station {
  readonly at: ScreenPoint
  readonly angle: number
}

/** Stations every so many pixels, the first at `first`, at most `most` of them. */
export function stationsAlong(path: readonly ScreenPoint[], first: number, every: number, most = 400): Station[] {
  const stations: Station[] = []
  let next = first
  let done = 0
  for (let index = 1; index < path.length && stations.length < most; index += 1) {
    const [from, to] = [path[index - 1], path[index]]
    if (from === undefined || to === undefined) continue
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
    for (; next <= done + length && length > 0 && stations.length < most; next += every) {
      const share = (next - done) / length
      stations.push({ at: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], angle })
    }
    done += length
  }
  return stations
}

export function lengthOf(path: readonly ScreenPoint[]): number {
  return path.reduce((sum, [x, y], index) => {
    const before = path[index - 1]
    return before === undefined ? 0 : sum + Math.hypot(x - before[0], y - before[1])
  }, 0)
}

/** A point beside a station: so far on, so far to the right of the direction. */
export function beside({ at: [x, y], angle }: Station, along: number, right: number): ScreenPoint {
  return [x + along * Math.cos(angle) - right * Math.sin(angle), y + along * Math.sin(angle) + right * Math.cos(angle)]
}

/** An open arrow head whose point is at the station. */
export function chevron(station: Station, size: number): ScreenPoint[] {
  return [beside(station, -size, -size * 0.7), station.at, beside(station, -size, size * 0.7)]
}

/** The same path so many pixels to its right. */
export function offsetPath(path: readonly ScreenPoint[], right: number): ScreenPoint[] {
  return path.map((at, index) => {
    const before = angleBetween(path[index - 1] ?? at, path[index - 1] === undefined ? (path[index + 1] ?? at) : at)
    const after = path[index + 1] === undefined ? before : angleBetween(at, path[index + 1] ?? at)
    const half = turnBetween(before, after) / 2
    return beside({ at, angle: before + half }, 0, right / Math.max(0.5, Math.cos(half)))
  })
}

/** The path without its last so many pixels; at least a tenth of it stays. */
export function withoutEnd(path: readonly ScreenPoint[], pixels: number): ScreenPoint[] {
  const whole = lengthOf(path)
  const wanted = Math.max(whole / 10, whole - pixels)
  const kept: ScreenPoint[] = []
  let done = 0
  for (const [index, at] of path.entries()) {
    const before = path[index - 1]
    const length = before === undefined ? 0 : Math.hypot(at[0] - before[0], at[1] - before[1])
    if (before !== undefined && done + length > wanted) {
      const share = length === 0 ? 0 : (wanted - done) / length
      return [...kept, [before[0] + (at[0] - before[0]) * share, before[1] + (at[1] - before[1]) * share]]
    }
    done += length
    kept.push(at)
  }
  return kept
}

/** The outline of a broad arrow along a path: a band of this half width, and a head at its end. */
export function broadArrow(path: readonly ScreenPoint[], half: number): ScreenPoint[] {
  const end = path.at(-1)
  if (path.length < 2 || end === undefined) return [...path]
  const head = Math.min(half * 2.4, lengthOf(path) * 0.6)
  const body = withoutEnd(path, head)
  const neck = body.at(-1) ?? end
  const station = { at: neck, angle: angleBetween(neck, end) }
  return [...offsetPath(body, -half), beside(station, 0, -half * 2), end, beside(station, 0, half * 2), ...offsetPath(body, half).reverse()]
}

/** +1 when a ring runs clockwise on the screen, so that its inside is to the right; else −1. */
export function insideOf(ring: readonly ScreenPoint[]): 1 | -1 {
  let twice = 0
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    twice += x * nextY - nextX * y
  })
  return twice >= 0 ? 1 : -1
}

/** A point on the topmost edge of a ring, beside its middle: where a letter is looked for first and no handle lies. */
export function topOf(ring: readonly ScreenPoint[]): ScreenPoint {
  const points = ring.map(([x, y], index): ScreenPoint => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    return [x + (nextX - x) * 0.35, y + (nextY - y) * 0.35]
  })
  return points.reduce<ScreenPoint>((top, at) => (at[1] < top[1] ? at : top), points[0] ?? [0, 0])
}

function angleBetween(from: ScreenPoint, to: ScreenPoint): number {
  return Math.atan2(to[1] - from[1], to[0] - from[0])
}

function turnBetween(from: number, to: number): number {
  const turn = to - from
  return turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn
}
