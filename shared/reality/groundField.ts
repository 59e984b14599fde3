/** When the open ground is reached, cell by cell, from the roads: who leaves them goes on at his pace off the roads, never over a barrier. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { Km } from '../exercise/scenario.ts'
import type { Grid } from './contour.ts'
import { piecesOf, toMetre } from './plane.ts'
import type { RoadGraph } from './roadGraph.ts'

export const fieldCellKm = 0.5

/** Cells a water runs through: they may be stood in, never crossed. */
export function barrierCells({ barriers, sizeKm }: Pick<RoadGraph, 'barriers' | 'sizeKm'>): Uint8Array {
  const [columns, rows] = fieldSize(sizeKm)
  const walls = new Uint8Array(columns * rows)
  for (const line of barriers) {
    for (const [from, to] of piecesOf(line)) {
      // Steps of a tenth of a cell leave no gap that a step to one of eight neighbours could slip through.
      const steps = Math.max(1, Math.ceil((Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1])) / (fieldCellKm / 10)))
      for (let step = 0; step <= steps; step += 1) {
        const cell = cellOf(sizeKm, [from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps])
        if (cell !== -1) walls[cell] = 1
      }
    }
  }
  return closed(walls, columns, rows)
}

/** Where two wall cells touch at a corner only, one more closes the gap. */
function closed(walls: Uint8Array, columns: number, rows: number): Uint8Array {
  for (let row = 0; row + 1 < rows; row += 1) {
    for (let column = 0; column + 1 < columns; column += 1) {
      const [a, b, c, d] = [row * columns + column, row * columns + column + 1, (row + 1) * columns + column, (row + 1) * columns + column + 1]
      if (walls[a] === 1 && walls[d] === 1 && walls[b] === 0 && walls[c] === 0) walls[b] = 1
      else if (walls[b] === 1 && walls[c] === 1 && walls[a] === 0 && walls[d] === 0) walls[a] = 1
    }
  }
  return walls
}

export function fieldSize([east, north]: Km): readonly [number, number] {
  return [Math.ceil(east / fieldCellKm) + 1, Math.ceil(north / fieldCellKm) + 1]
}

/** The cell nearest to a place; -1 off the sheet. */
export function cellOf(sizeKm: Km, [x, y]: Km): number {
  const [columns, rows] = fieldSize(sizeKm)
  const [column, row] = [Math.round(x / fieldCellKm), Math.round(y / fieldCellKm)]
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column
}

/** Spreads arrivals over the cells until a minute. `arrive(km, at)` = when so much open ground is behind one. */
export function spreadOverGround(sizeKm: Km, walls: Uint8Array, seeds: ReadonlyMap<number, ScenarioMinute>, until: ScenarioMinute, arrive: (km: number, at: ScenarioMinute) => ScenarioMinute): Grid {
  const [columns, rows] = fieldSize(sizeKm)
  const values = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY)
  const diagonal = toMetre(Math.sqrt(2) * fieldCellKm)
  const steps: readonly (readonly [number, number, number])[] = [
    [1, 0, fieldCellKm], [-1, 0, fieldCellKm], [0, 1, fieldCellKm], [0, -1, fieldCellKm], [1, 1, diagonal], [-1, 1, diagonal], [1, -1, diagonal], [-1, -1, diagonal],
  ]
  // Whole minutes are fine enough for ground drawn in half kilometres, and buckets need no heap.
  const first = Math.floor(Math.min(until, ...seeds.values()))
  const buckets: number[][] = Array.from({ length: Math.max(0, Math.ceil(until) - first) + 1 }, () => [])
  const offer = (cell: number, at: ScenarioMinute): void => {
    if (at > until || !(at < (values[cell] ?? 0))) return
    values[cell] = at
    buckets[Math.floor(at) - first]?.push(cell)
  }
  for (const [cell, at] of seeds) offer(cell, at)
  for (const bucket of buckets) {
    for (const cell of bucket) {
      if (walls[cell] === 1) continue
      const at = values[cell] ?? 0
      const [column, row] = [cell % columns, Math.floor(cell / columns)]
      for (const [dx, dy, km] of steps) {
        if (column + dx < 0 || row + dy < 0 || column + dx >= columns || row + dy >= rows) continue
        offer(cell + dy * columns + dx, arrive(km, at))
      }
    }
  }
  return { columns, rows, cellKm: fieldCellKm, values }
}
