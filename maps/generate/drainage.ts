/**
 * Where water runs: every node's way down, found from the outlets upwards (a flood that rises from them, lowest edge
 * first), so that no hollow keeps its water. Ties are broken by the node's number: the same ground drains the same way.
 */
import { chance2 } from './noise.ts'
import type { Raster } from './raster.ts'

export interface Drainage {
  /** Nodes from the outlets upwards: each stands after the one it drains to. */
  readonly order: Int32Array
  /** The node each drains to; itself for an outlet. */
  readonly down: Int32Array
  /** Square kilometres drained through each node. */
  readonly area: Float64Array
}

const around: readonly (readonly [number, number])[] = [[1, 0], [0, 1], [-1, 0], [0, -1], [1, 1], [-1, 1], [-1, -1], [1, -1]]

export function drain(ground: Raster, isOutlet: Uint8Array): Drainage {
  const { columns, rows, step } = ground.frame
  const count = columns * rows
  const order = new Int32Array(count)
  const down = new Int32Array(count).fill(-1)
  const level = Float64Array.from(ground.values)
  const done = new Uint8Array(count)
  const heap = new Heap(level)
  for (let node = 0; node < count; node += 1) {
    if (isOutlet[node] !== 1) continue
    down[node] = node
    done[node] = 1
    heap.push(node)
  }
  let filled = 0
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    order[filled] = node
    filled += 1
    const [column, row] = [node % columns, Math.floor(node / columns)]
    for (const [dx, dy] of around) {
      const [x, y] = [column + dx, row + dy]
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue
      const other = y * columns + x
      if (done[other] === 1) continue
      done[other] = 1
      down[other] = node
      level[other] = Math.max(level[other] ?? 0, (level[node] ?? 0) + 1e-4)
      heap.push(other)
    }
  }
  steepen(ground, level, isOutlet, down)
  const area = new Float64Array(count).fill(step * step)
  for (let index = filled - 1; index >= 0; index -= 1) {
    const node = order[index] ?? 0
    const to = down[node] ?? node
    if (to !== node) area[to] = (area[to] ?? 0) + (area[node] ?? 0)
  }
  return { order, down, area }
}

/** Of the neighbours lower on the flooded ground, the one the ground falls to most steeply. */
function steepen(ground: Raster, level: Float64Array, isOutlet: Uint8Array, down: Int32Array): void {
  const { columns, rows } = ground.frame
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const node = row * columns + column
      if (isOutlet[node] === 1) continue
      let best = 0
      for (let side = 0; side < 8; side += 1) {
        const [dx, dy] = around[side] ?? [0, 0]
        const [x, y] = [column + dx, row + dy]
        if (x < 0 || y < 0 || x >= columns || y >= rows) continue
        const other = y * columns + x
        const fall = ((level[node] ?? 0) - (level[other] ?? 0)) * (side < 4 ? 1 : 0.7071) * (0.55 + 0.9 * chance2(node, side, 77))
        if (fall > best) {
          best = fall
          down[node] = other
        }
      }
    }
  }
}

/** Lowest level first, then lowest number. */
class Heap {
  private readonly nodes: number[] = []
  private readonly level: Float64Array

  constructor(level: Float64Array) {
    this.level = level
  }

  push(node: number): void {
    const { nodes } = this
    let place = nodes.length
    nodes.push(node)
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = nodes[parent] ?? 0
      if (!this.before(node, above)) break
      nodes[place] = above
      place = parent
    }
    nodes[place] = node
  }

  pop(): number {
    const { nodes } = this
    const first = nodes[0] ?? -1
    const last = nodes.pop() ?? -1
    if (nodes.length === 0 || first < 0) return first
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      if (child >= nodes.length) break
      if (child + 1 < nodes.length && this.before(nodes[child + 1] ?? 0, nodes[child] ?? 0)) child += 1
      const below = nodes[child] ?? 0
      if (!this.before(below, last)) break
      nodes[place] = below
      place = child
    }
    nodes[place] = last
    return first
  }

  private before(one: number, other: number): boolean {
    const [a, b] = [this.level[one] ?? 0, this.level[other] ?? 0]
    return a < b || (a === b && one < other)
  }
}
