/** Lines and rings on the plane, kilometres. Lengths by the square root alone, which every machine rounds alike. */
import type { Km } from '#shared/exercise/scenario.ts'

export type Path = readonly Km[]

export function far([fromX, fromY]: Km, [toX, toY]: Km): number {
  return Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY))
}

export function lengthOf(path: Path): number {
  let sum = 0
  eachStretch(path, (from, to) => { sum += far(from, to) })
  return sum
}

export function eachStretch(path: Path, visit: (from: Km, to: Km, index: number) => void): void {
  for (let index = 1; index < path.length; index += 1) {
    const [from, to] = [path[index - 1], path[index]]
    if (from !== undefined && to !== undefined) visit(from, to, index)
  }
}

export function pointAt(path: Path, index: number): Km {
  return path[Math.min(path.length - 1, Math.max(0, index))] ?? [0, 0]
}

/** Points `step` apart (as nearly as goes evenly) along a path; both ends stay. */
export function resample(path: Path, step: number): Km[] {
  const whole = lengthOf(path)
  const count = Math.max(1, Math.round(whole / step))
  const even = whole / count
  const points: Km[] = [pointAt(path, 0)]
  let along = 0
  eachStretch(path, (from, to) => {
    const length = far(from, to)
    while (points.length < count && points.length * even <= along + length + 1e-12) {
      const share = length === 0 ? 0 : (points.length * even - along) / length
      points.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
    }
    along += length
  })
  points.push(pointAt(path, path.length - 1))
  return points
}

/** The point `km` along a path, and the unit direction there. */
export function along(path: Path, km: number): { readonly at: Km; readonly direction: Km } {
  let left = km
  for (let index = 1; index < path.length; index += 1) {
    const [from, to] = [pointAt(path, index - 1), pointAt(path, index)]
    const length = far(from, to)
    if (left <= length || index === path.length - 1) {
      const share = length === 0 ? 0 : Math.min(1, left / length)
      const unit: Km = length === 0 ? [1, 0] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
      return { at: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], direction: unit }
    }
    left -= length
  }
  return { at: pointAt(path, 0), direction: [1, 0] }
}

/** The part of a path between two distances along it. */
export function partOf(path: Path, fromKm: number, toKm: number): Km[] {
  const part: Km[] = [along(path, fromKm).at]
  let run = 0
  eachStretch(path, (from, to) => {
    run += far(from, to)
    if (run > fromKm + 1e-9 && run < toKm - 1e-9) part.push(to)
  })
  part.push(along(path, toKm).at)
  return part
}

/** Squared distance of a point from a stretch. */
export function squareToStretch([x, y]: Km, [ax, ay]: Km, [bx, by]: Km): number {
  const [wide, high] = [bx - ax, by - ay]
  const square = wide * wide + high * high
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * wide + (y - ay) * high) / square))
  const [dx, dy] = [x - ax - share * wide, y - ay - share * high]
  return dx * dx + dy * dy
}

export function farFromPath(at: Km, path: Path): number {
  let least = Infinity
  eachStretch(path, (from, to) => { least = Math.min(least, squareToStretch(at, from, to)) })
  return Math.sqrt(least)
}

export function isInside([x, y]: Km, ring: Path): boolean {
  let odd = false
  for (let index = 0; index < ring.length; index += 1) {
    const [a, b] = [pointAt(ring, index), ring[(index + 1) % ring.length] ?? pointAt(ring, 0)]
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd
  }
  return odd
}

/** Positive inside a ring, negative outside: the distance from its edge. */
export function depthIn(at: Km, ring: Path): number {
  const edge = farFromPath(at, [...ring, pointAt(ring, 0)])
  return isInside(at, ring) ? edge : -edge
}

/** Where two stretches cross; null when they do not. */
export function meet(a: Km, b: Km, c: Km, d: Km): Km | null {
  const turn = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (turn === 0) return null
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / turn
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / turn
  return t < 0 || t > 1 || u < 0 || u > 1 ? null : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
}

/** A line shifted sideways by `km` to its left; good for gentle lines. */
export function beside(path: Path, km: number): Km[] {
  return path.map((at, index) => {
    const [before, after] = [pointAt(path, index - 1), pointAt(path, index + 1)]
    const length = far(before, after) || 1
    return [at[0] - ((after[1] - before[1]) / length) * km, at[1] + ((after[0] - before[0]) / length) * km]
  })
}

export function roundKm(path: Path, unit = 0.01): Km[] {
  const per = Math.round(1 / unit)
  const rounded: Km[] = []
  for (const [x, y] of path) {
    const at: Km = [Math.round(x * per) / per, Math.round(y * per) / per]
    const before = rounded[rounded.length - 1]
    if (before === undefined || before[0] !== at[0] || before[1] !== at[1]) rounded.push(at)
  }
  return rounded
}

/** Each inner point drawn towards the middle of its neighbours. `holds` = how much a point may move, 0 … 1. */
export function relax(path: Path, rounds: number, holds: (index: number) => number = () => 1): Km[] {
  let line = [...path]
  for (let round = 0; round < rounds; round += 1) {
    line = line.map((at, index) => {
      if (index === 0 || index === line.length - 1) return at
      const share = 0.5 * holds(index)
      const [before, after] = [pointAt(line, index - 1), pointAt(line, index + 1)]
      return [at[0] + share * ((before[0] + after[0]) / 2 - at[0]), at[1] + share * ((before[1] + after[1]) / 2 - at[1])]
    })
  }
  return line
}
