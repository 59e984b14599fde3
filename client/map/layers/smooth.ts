/** A curve through every given point (centripetal enough for rivers and roads: Catmull-Rom), in kilometres. */
import type { Km } from '#shared/exercise/scenario.ts'

export function smoothLine(line: readonly Km[], steps: number, closed = false): Km[] {
  const count = line.length
  if (count < 3) return [...line]
  const pointAt = (index: number): Km => line[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] ?? [0, 0]
  const curve: Km[] = []
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    for (let step = 0; step < steps; step += 1) {
      curve.push(between(pointAt(index - 1), pointAt(index), pointAt(index + 1), pointAt(index + 2), step / steps))
    }
  }
  if (!closed) curve.push(pointAt(count - 1))
  return curve
}

function between(before: Km, from: Km, to: Km, after: Km, share: number): Km {
  const along = (axis: 0 | 1): number => {
    const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]]
    return 0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * share ** 2 + (3 * b - a - 3 * c + d) * share ** 3)
  }
  return [along(0), along(1)]
}

/** The point half way along a line, and the direction there in degrees clockwise from north. */
export function middleOf(line: readonly Km[]): { readonly at: Km; readonly bearing: number } {
  return pointAlong(line, 0.5)
}

/** The point after a share of a line, and the direction there in degrees clockwise from north. */
export function pointAlong(line: readonly Km[], share: number): { readonly at: Km; readonly bearing: number } {
  return pointAfter(line, lengthOf(line) * share)
}

function pointAfter(line: readonly Km[], km: number): { readonly at: Km; readonly bearing: number } {
  let left = km
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]]
    if (from === undefined || to === undefined) continue
    const length = stretch(line, index)
    if (left <= length && length > 0) {
      const share = left / length
      const bearing = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI
      return { at: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], bearing }
    }
    left -= length
  }
  return { at: line[line.length - 1] ?? [0, 0], bearing: 0 }
}

function lengthOf(line: readonly Km[]): number {
  let whole = 0
  for (let index = 1; index < line.length; index += 1) whole += stretch(line, index)
  return whole
}

/**
 * Where a name can lie along a winding line: the straightest stretches of `km`, `apart` from each other, straightest
 * first, each with the turn in degrees (clockwise, words upright) of the way from its beginning to its end, and the kilometres along.
 */
export function calmStretches(line: readonly Km[], km: number, apart: number): { readonly at: Km; readonly turn: number; readonly along: number }[] {
  const whole = lengthOf(line)
  const found: { readonly middle: number; readonly at: Km; readonly turn: number; readonly straight: number }[] = []
  for (let middle = km; middle <= whole - km; middle += 0.5) {
    const [from, to] = [pointAfter(line, middle - km).at, pointAfter(line, middle + km).at]
    const [east, north] = [to[0] - from[0], to[1] - from[1]]
    const turn = (Math.atan2(-north, east) * 180) / Math.PI
    const upright = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn
    const at: Km = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    found.push({ middle, at: pointAfter(line, middle).at, turn: upright, straight: Math.hypot(east, north) / (2 * km) - 0.25 * Math.hypot(at[0] - pointAfter(line, middle).at[0], at[1] - pointAfter(line, middle).at[1]) })
  }
  found.sort((one, other) => other.straight - one.straight || one.middle - other.middle)
  const kept: typeof found = []
  for (const each of found) if (kept.every((other) => Math.abs(other.middle - each.middle) >= apart)) kept.push(each)
  return kept.map(({ at, turn, middle }) => ({ at, turn, along: middle }))
}

/** The middle of an area's weight; of its corners when it has no area. */
export function centreOf(ring: readonly Km[]): Km {
  let [area, x, y] = [0, 0, 0]
  ring.forEach(([fromX, fromY], index) => {
    const [toX, toY] = ring[(index + 1) % ring.length] ?? [fromX, fromY]
    const cross = fromX * toY - toX * fromY
    area += cross
    x += (fromX + toX) * cross
    y += (fromY + toY) * cross
  })
  if (Math.abs(area) > 1e-12) return [x / (3 * area), y / (3 * area)]
  const sum = ring.reduce<Km>(([sumX, sumY], [atX, atY]) => [sumX + atX, sumY + atY], [0, 0])
  return [sum[0] / Math.max(1, ring.length), sum[1] / Math.max(1, ring.length)]
}

function stretch(line: readonly Km[], index: number): number {
  const [from, to] = [line[index - 1], line[index]]
  return from === undefined || to === undefined ? 0 : Math.hypot(to[0] - from[0], to[1] - from[1])
}
