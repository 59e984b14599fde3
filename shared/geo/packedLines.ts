/**
 * Many lines in little room: whole numbers of a unit from the sheet's corner, each point told by its step from the one
 * before. How the large layers of a sheet are kept (`maps/<zone>/layers/*.json`) and read by the map.
 */
import type { Km } from '../exercise/scenario.ts'

export interface PackedSet {
  /** What the lines are: 'contour', 'woods' … */
  readonly kind: string
  /** What they are alike in: metres of a contour, size of a stream; 0 where nothing. */
  readonly value: number
  /** Kilometres of one step. */
  readonly unit: number
  /** x, y, then dx, dy of each further point. */
  readonly lines: readonly (readonly number[])[]
}

/** One file of a sheet's ground. */
export interface GroundLayer {
  readonly version: 1
  readonly sets: readonly PackedSet[]
  /** Heights to print: x, y in km, metres, degrees the figure is turned (0 = upright). */
  readonly figures: readonly (readonly [number, number, number, number])[]
  /** Summits: x, y in km, metres. */
  readonly summits: readonly (readonly [number, number, number])[]
}

export function packSet(kind: string, value: number, unit: number, lines: readonly (readonly Km[])[]): PackedSet {
  return { kind, value, unit, lines: lines.map((line) => packLine(line, unit)).filter((line) => line.length >= 4) }
}

function packLine(line: readonly Km[], unit: number): number[] {
  const packed: number[] = []
  let [beforeX, beforeY] = [0, 0]
  for (const [x, y] of line) {
    const [wholeX, wholeY] = [Math.round(x / unit), Math.round(y / unit)]
    if (packed.length > 0 && wholeX === beforeX && wholeY === beforeY) continue
    packed.push(wholeX - beforeX, wholeY - beforeY)
    beforeX = wholeX
    beforeY = wholeY
  }
  return packed
}

/** Visits every point of a packed line, in km. */
export function eachPoint({ unit }: PackedSet, line: readonly number[], visit: (x: number, y: number) => void): void {
  let [x, y] = [0, 0]
  for (let index = 0; index + 1 < line.length; index += 2) {
    x += line[index] ?? 0
    y += line[index + 1] ?? 0
    visit(x * unit, y * unit)
  }
}

/** What came over the wire as a layer, or null. Lines that are no lists of numbers are left out. */
export function readGroundLayer(body: unknown): GroundLayer | null {
  if (typeof body !== 'object' || body === null || !('version' in body) || body.version !== 1 || !('sets' in body) || !Array.isArray(body.sets)) return null
  const numbers = (value: unknown, least: number): value is number[] => Array.isArray(value) && value.length >= least && value.every((each) => Number.isFinite(each))
  const sets = body.sets.flatMap((set: unknown): PackedSet[] => {
    if (typeof set !== 'object' || set === null || !('kind' in set) || !('value' in set) || !('unit' in set) || !('lines' in set)) return []
    const { kind, value, unit, lines } = set
    if (typeof kind !== 'string' || typeof value !== 'number' || typeof unit !== 'number' || !(unit > 0) || !Array.isArray(lines)) return []
    return [{ kind, value, unit, lines: lines.filter((line): line is number[] => numbers(line, 4)) }]
  })
  const list = (name: 'figures' | 'summits'): unknown[] => (name in body && Array.isArray((body as Record<string, unknown>)[name]) ? ((body as Record<string, unknown>)[name] as unknown[]) : [])
  return {
    version: 1, sets,
    figures: list('figures').flatMap((each): [number, number, number, number][] => (numbers(each, 4) ? [[each[0] ?? 0, each[1] ?? 0, each[2] ?? 0, each[3] ?? 0]] : [])),
    summits: list('summits').flatMap((each): [number, number, number][] => (numbers(each, 3) ? [[each[0] ?? 0, each[1] ?? 0, each[2] ?? 0]] : [])),
  }
}
