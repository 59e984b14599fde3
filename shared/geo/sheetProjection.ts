/**
 * From the sheet's kilometres to the plane of Web Mercator, quickly: exact at every tenth kilometre and straight between,
 * which is within half a metre on a sheet of this size. For drawing many points; what people read goes by grid.ts.
 */
import type { Km } from '../exercise/scenario.ts'
import { kmToLatLng, type ZoneGrid } from './grid.ts'

/** The world as one square: 0,0 is north-west, 1,1 south-east. */
export type WorldPoint = readonly [number, number]

export function toWorldPlane([lat, lng]: readonly [number, number]): WorldPoint {
  const sine = Math.sin((lat * Math.PI) / 180)
  return [0.5 + lng / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

const stepKm = 10

export interface SheetProjection {
  /** Writes x and y of a point into `target` at `place`. */
  write(x: number, y: number, target: Float64Array, place: number): void
  point(at: Km): WorldPoint
}

export function sheetProjection(grid: ZoneGrid, [width, height]: Km): SheetProjection {
  const columns = Math.ceil(width / stepKm) + 3
  const rows = Math.ceil(height / stepKm) + 3
  const knots = new Float64Array(columns * rows * 2)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = toWorldPlane(kmToLatLng(grid, [(column - 1) * stepKm, (row - 1) * stepKm]))
      knots[(row * columns + column) * 2] = x
      knots[(row * columns + column) * 2 + 1] = y
    }
  }
  const write = (x: number, y: number, target: Float64Array, place: number): void => {
    const across = x / stepKm + 1
    const up = y / stepKm + 1
    const column = Math.min(columns - 2, Math.max(0, Math.floor(across)))
    const row = Math.min(rows - 2, Math.max(0, Math.floor(up)))
    const [u, v] = [across - column, up - row]
    const first = (row * columns + column) * 2
    const above = first + columns * 2
    for (let axis = 0; axis < 2; axis += 1) {
      const south = (knots[first + axis] ?? 0) * (1 - u) + (knots[first + 2 + axis] ?? 0) * u
      const north = (knots[above + axis] ?? 0) * (1 - u) + (knots[above + 2 + axis] ?? 0) * u
      target[place + axis] = south * (1 - v) + north * v
    }
  }
  return {
    write,
    point: ([x, y]) => {
      const pair = new Float64Array(2)
      write(x, y, pair, 0)
      return [pair[0] ?? 0, pair[1] ?? 0]
    },
  }
}
