/**
 * Rings round the part of a grid whose values are at most a limit (marching squares). Outer rings run against the clock,
 * holes with it; the ring is open. Corners between a value and nothing lie half way.
 */
import type { Km } from '../exercise/scenario.ts'
import { toMetre } from './plane.ts'

export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly cellKm: number
  /** Row by row from the south-west; Infinity = never. */
  readonly values: Float64Array
}

/** Sides of a square of four nodes: 0 south, 1 east, 2 north, 3 west. Bits of a case: 1 south-west, 2 south-east, 4 north-east, 8 north-west. */
const lines: readonly (readonly (readonly [number, number])[])[] = [
  [], [[0, 3]], [[1, 0]], [[1, 3]], [[2, 1]], [[0, 3], [2, 1]], [[2, 0]], [[2, 3]],
  [[3, 2]], [[0, 2]], [[3, 2], [1, 0]], [[1, 2]], [[3, 1]], [[0, 1]], [[3, 0]], [],
]

export function ringsWithin(grid: Grid, limit: number): Km[][] {
  const next = new Map<number, number>()
  const { columns, rows } = grid
  for (let row = -1; row < rows; row += 1) {
    for (let column = -1; column < columns; column += 1) {
      const at = (dx: number, dy: number): number => (valueAt(grid, column + dx, row + dy) <= limit ? 1 : 0)
      const kind = at(0, 0) + 2 * at(1, 0) + 4 * at(1, 1) + 8 * at(0, 1)
      for (const [from, to] of lines[kind] ?? []) next.set(sideId(columns, column, row, from), sideId(columns, column, row, to))
    }
  }
  const rings: Km[][] = []
  for (const start of [...next.keys()].sort((one, other) => one - other)) {
    const ring: Km[] = []
    for (let side = next.get(start); side !== undefined; ) {
      ring.push(pointOn(grid, limit, side))
      const following = next.get(side)
      next.delete(side)
      if (side === start) break
      side = following
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings
}

/** A side is named by the node it begins at and whether it runs east (0) or north (1). */
function sideId(columns: number, column: number, row: number, side: number): number {
  const node = (x: number, y: number): number => ((y + 1) * (columns + 2) + x + 1) * 2
  switch (side) {
    case 0: return node(column, row)
    case 1: return node(column + 1, row) + 1
    case 2: return node(column, row + 1)
    default: return node(column, row) + 1
  }
}

function pointOn(grid: Grid, limit: number, side: number): Km {
  const [node, north] = [side >> 1, side % 2]
  const [x, y] = [(node % (grid.columns + 2)) - 1, Math.floor(node / (grid.columns + 2)) - 1]
  const [one, other] = [valueAt(grid, x, y), valueAt(grid, x + 1 - north, y + north)]
  const share = Number.isFinite(one) && Number.isFinite(other) ? Math.min(0.98, Math.max(0.02, (limit - one) / (other - one))) : 0.5
  return [toMetre((x + (north === 0 ? share : 0)) * grid.cellKm), toMetre((y + (north === 0 ? 0 : share)) * grid.cellKm)]
}

function valueAt({ columns, rows, values }: Grid, column: number, row: number): number {
  return column < 0 || row < 0 || column >= columns || row >= rows ? Number.POSITIVE_INFINITY : (values[row * columns + column] ?? Number.POSITIVE_INFINITY)
}
