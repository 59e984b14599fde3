/** A field of numbers over the sheet and a margin around it: one value a node, nodes `step` km apart. */
import type { Km } from '#shared/exercise/scenario.ts'
import { far } from './plane.ts'

export interface Frame {
  readonly step: number
  /** Kilometres of the first node. */
  readonly west: number
  readonly south: number
  readonly columns: number
  readonly rows: number
}

/** The nodes of a sheet with a margin on every side. */
export function frameOf([width, height]: Km, margin: number, step: number): Frame {
  const around = Math.ceil(margin / step)
  return {
    step, west: -around * step, south: -around * step,
    columns: Math.round(width / step) + 2 * around + 1, rows: Math.round(height / step) + 2 * around + 1,
  }
}

export class Raster {
  readonly frame: Frame
  readonly values: Float64Array

  constructor(frame: Frame, values: Float64Array = new Float64Array(frame.columns * frame.rows)) {
    this.frame = frame
    this.values = values
  }

  static made(frame: Frame, value: (at: Km, index: number) => number): Raster {
    const raster = new Raster(frame)
    raster.change((_, at, index) => value(at, index))
    return raster
  }

  at(column: number, row: number): number {
    const { columns, rows } = this.frame
    const x = column < 0 ? 0 : column >= columns ? columns - 1 : column
    const y = row < 0 ? 0 : row >= rows ? rows - 1 : row
    return this.values[y * columns + x] ?? 0
  }

  /** Every value anew, row by row. */
  change(next: (value: number, at: Km, index: number) => number): void {
    const { columns, rows, step, west, south } = this.frame
    let index = 0
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        this.values[index] = next(this.values[index] ?? 0, [west + column * step, south + row * step], index)
        index += 1
      }
    }
  }

  /** Straight between the four nodes around a point. */
  read([x, y]: Km): number {
    const { step, west, south } = this.frame
    const [across, up] = [(x - west) / step, (y - south) / step]
    const [column, row] = [Math.floor(across), Math.floor(up)]
    const [u, v] = [across - column, up - row]
    const below = this.at(column, row) * (1 - u) + this.at(column + 1, row) * u
    const above = this.at(column, row + 1) * (1 - u) + this.at(column + 1, row + 1) * u
    return below * (1 - v) + above * v
  }

  /** A smooth surface near the nodes (cubic B-spline): no facets when it is lit. */
  readSmooth([x, y]: Km): number {
    const { step, west, south } = this.frame
    const [across, up] = [(x - west) / step, (y - south) / step]
    const [column, row] = [Math.floor(across), Math.floor(up)]
    const [wide, high] = [spline(across - column), spline(up - row)]
    let sum = 0
    for (let dy = 0; dy < 4; dy += 1) {
      let line = 0
      for (let dx = 0; dx < 4; dx += 1) line += (wide[dx] ?? 0) * this.at(column + dx - 1, row + dy - 1)
      sum += (high[dy] ?? 0) * line
    }
    return sum
  }

  /** The same field on another frame. */
  onto(frame: Frame): Raster {
    return Raster.made(frame, (at) => this.readSmooth(at))
  }

  /** Each node mixed with its eight neighbours. */
  blurred(rounds: number, share: (index: number) => number = () => 1): Raster {
    const { columns, rows } = this.frame
    let from: Raster = new Raster(this.frame, Float64Array.from(this.values))
    for (let round = 0; round < rounds; round += 1) {
      const to = new Raster(this.frame)
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const index = row * columns + column
          const own = from.at(column, row)
          const sides = from.at(column - 1, row) + from.at(column + 1, row) + from.at(column, row - 1) + from.at(column, row + 1)
          const corners = from.at(column - 1, row - 1) + from.at(column + 1, row - 1) + from.at(column - 1, row + 1) + from.at(column + 1, row + 1)
          to.values[index] = own + share(index) * ((own * 4 + sides * 2 + corners) / 16 - own)
        }
      }
      from = to
    }
    return from
  }

  /** The node nearest to a point; −1 outside. */
  indexAt([x, y]: Km): number {
    const { step, west, south, columns, rows } = this.frame
    const [column, row] = [Math.round((x - west) / step), Math.round((y - south) / step)]
    return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column
  }
}

function spline(t: number): readonly [number, number, number, number] {
  const s = 1 - t
  return [(s * s * s) / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, (t * t * t) / 6]
}

/** Every node a path touches. */
export function nodesAlong(raster: Raster, path: readonly Km[], visit: (index: number, at: Km, kmAlong: number) => void): void {
  const pace = raster.frame.step / 4
  let [run, last] = [0, -1]
  for (let index = 1; index < path.length; index += 1) {
    const [from, to] = [path[index - 1], path[index]]
    if (from === undefined || to === undefined) continue
    const length = far(from, to)
    const count = Math.max(1, Math.ceil(length / pace))
    for (let each = 0; each <= count; each += 1) {
      const at: Km = [from[0] + ((to[0] - from[0]) * each) / count, from[1] + ((to[1] - from[1]) * each) / count]
      const node = raster.indexAt(at)
      if (node >= 0 && node !== last) visit(node, at, run + (length * each) / count)
      last = node
    }
    run += length
  }
}

/** For every node the nearest of the marked ones: its index in `marks` order and how far it is (two sweeps). */
export function nearestMark(frame: Frame, marks: readonly { readonly node: number; readonly value: number }[]): { readonly far: Raster; readonly value: Raster } {
  const { columns, rows, step } = frame
  const source = new Int32Array(columns * rows).fill(-1)
  const square = new Float64Array(columns * rows).fill(Infinity)
  marks.forEach(({ node }, index) => {
    source[node] = index
    square[node] = 0
  })
  const take = (index: number, row: number, column: number, other: number): void => {
    const mark = source[other] ?? -1
    if (mark < 0) return
    const node = marks[mark]?.node ?? 0
    const [dx, dy] = [column - (node % columns), row - Math.floor(node / columns)]
    const next = dx * dx + dy * dy
    if (next < (square[index] ?? Infinity)) {
      square[index] = next
      source[index] = mark
    }
  }
  for (const forward of [true, false, true]) {
    for (let each = 0; each < rows; each += 1) {
      const row = forward ? each : rows - 1 - each
      const behind = forward ? row - 1 : row + 1
      for (const eastward of [true, false]) {
        for (let step_ = 0; step_ < columns; step_ += 1) {
          const column = eastward ? step_ : columns - 1 - step_
          const index = row * columns + column
          const beside = eastward ? column - 1 : column + 1
          if (beside >= 0 && beside < columns) take(index, row, column, row * columns + beside)
          if (behind < 0 || behind >= rows) continue
          for (let dx = -1; dx <= 1; dx += 1) if (column + dx >= 0 && column + dx < columns) take(index, row, column, behind * columns + column + dx)
        }
      }
    }
  }
  const [distance, value] = [new Raster(frame), new Raster(frame)]
  for (let index = 0; index < source.length; index += 1) {
    distance.values[index] = Math.sqrt(square[index] ?? 0) * step
    value.values[index] = marks[source[index] ?? -1]?.value ?? 0
  }
  return { far: distance, value }
}
