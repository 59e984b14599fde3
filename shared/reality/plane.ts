/**
 * Lines on the plane of the grid, in kilometres. Lengths are whole metres, so that a square root that one engine might
 * round otherwise than another never reaches a figure.
 */
import type { Km } from '../exercise/scenario.ts'

/** Kilometres to the whole metre. */
export function toMetre(km: number): number {
  return Math.round(km * 1000) / 1000
}

export function kmBetween([fromX, fromY]: Km, [toX, toY]: Km): number {
  return toMetre(Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY)))
}

/** Pieces of a line, from point to point. */
export function* piecesOf(line: readonly Km[]): Generator<readonly [Km, Km]> {
  let before: Km | null = null
  for (const point of line) {
    if (before !== null) yield [before, point]
    before = point
  }
}

export function drawnLength(line: readonly Km[]): number {
  let length = 0
  for (const [from, to] of piecesOf(line)) length += kmBetween(from, to)
  return toMetre(length)
}

/** The point of a piece nearest to a place, and which share of the piece lies before it. */
export function nearestOnPiece(at: Km, from: Km, to: Km): { readonly point: Km; readonly share: number } {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / square))
  return { point: [from[0] + share * dx, from[1] + share * dy], share }
}

/** How far along a line, as drawn, the point nearest to a place lies, and how far off that is. */
export function nearestOnLine(at: Km, line: readonly Km[]): { readonly along: number; readonly off: number } {
  let [along, off, before] = [0, Number.POSITIVE_INFINITY, 0]
  for (const [from, to] of piecesOf(line)) {
    const { point, share } = nearestOnPiece(at, from, to)
    const length = kmBetween(from, to)
    const distance = kmBetween(at, point)
    if (distance < off) [along, off] = [before + share * length, distance]
    before += length
  }
  return { along: toMetre(along), off }
}

/** The point so far along a line; its ends beyond them. */
export function pointAlong(line: readonly Km[], km: number): Km {
  let left = km
  let last: Km = line[0] ?? [0, 0]
  if (left <= 0) return last
  for (const [from, to] of piecesOf(line)) {
    const length = kmBetween(from, to)
    if (length > 0 && left <= length) {
      const share = left / length
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
    }
    left -= length
    last = to
  }
  return last
}

/** The part of a line between two distances along it. */
export function partOf(line: readonly Km[], from: number, to: number): Km[] {
  const part: Km[] = [pointAlong(line, from)]
  let before = 0
  for (const [start, end] of piecesOf(line)) {
    before += kmBetween(start, end)
    if (before > from && before < to) part.push(end)
  }
  part.push(pointAlong(line, to))
  return part
}

/** How often the straight way between two places meets a line. A corner that is just touched counts once or never, as if it lay a hair to one side. */
export function meetings(from: Km, to: Km, line: readonly Km[]): number {
  let count = 0
  for (const [start, end] of piecesOf(line)) if (meet(from, to, start, end)) count += 1
  return count
}

function meet(a: Km, b: Km, c: Km, d: Km): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}

function side(a: Km, b: Km, at: Km): boolean {
  return (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) >= 0
}
