/** The way of least cost over the ground: a search over the nodes, sixteen ways from each, never over what is shut. */
import type { Km } from '#shared/exercise/scenario.ts'
import type { Frame } from './raster.ts'

export interface Terrain {
  readonly frame: Frame
  /** 1 = may not be entered. */
  readonly shut: Uint8Array
  /** What a kilometre costs at a node, at least 1. */
  price(node: number): number
  /** What going from one node to another costs beyond that, by the grade: at least 1. */
  grade(from: number, to: number, km: number): number
}

const moves: readonly (readonly [number, number])[] = [
  [1, 0], [0, 1], [-1, 0], [0, -1], [1, 1], [-1, 1], [-1, -1], [1, -1], [2, 1], [1, 2], [-1, 2], [-2, 1], [-2, -1], [-1, -2], [1, -2], [2, -1],
]

/** Kilometre points from node to node; null when there is no way. */
export function cheapestWay(terrain: Terrain, from: Km, to: Km, around: number): Km[] | null {
  const { frame, shut } = terrain
  const { columns, rows, step, west, south } = frame
  const nodeOf = ([x, y]: Km): number => Math.round((y - south) / step) * columns + Math.round((x - west) / step)
  const left = Math.max(0, Math.floor((Math.min(from[0], to[0]) - around - west) / step))
  const right = Math.min(columns - 1, Math.ceil((Math.max(from[0], to[0]) + around - west) / step))
  const low = Math.max(0, Math.floor((Math.min(from[1], to[1]) - around - south) / step))
  const high = Math.min(rows - 1, Math.ceil((Math.max(from[1], to[1]) + around - south) / step))
  const wide = right - left + 1
  const local = (node: number): number => (Math.floor(node / columns) - low) * wide + (node % columns) - left
  const cost = new Float64Array(wide * (high - low + 1)).fill(Infinity)
  const before = new Int32Array(cost.length).fill(-1)
  const [start, goal] = [nodeOf(from), nodeOf(to)]
  const [goalX, goalY] = [goal % columns, Math.floor(goal / columns)]
  const queue: { node: number; rank: number }[] = []
  const put = (node: number, rank: number): void => {
    let place = queue.length
    queue.push({ node, rank })
    while (place > 0) {
      const parent = queue[(place - 1) >> 1]
      if (parent === undefined || parent.rank < rank || (parent.rank === rank && parent.node <= node)) break
      queue[place] = parent
      place = (place - 1) >> 1
    }
    queue[place] = { node, rank }
  }
  cost[local(start)] = 0
  put(start, 0)
  while (queue.length > 0) {
    const node = takeFirst(queue)
    if (node === goal) break
    const own = cost[local(node)] ?? Infinity
    const price = terrain.price(node)
    const [x, y] = [node % columns, Math.floor(node / columns)]
    for (const [dx, dy] of moves) {
      const [toX, toY] = [x + dx, y + dy]
      if (toX < left || toX > right || toY < low || toY > high) continue
      const other = toY * columns + toX
      if (shut[other] === 1 && other !== goal) continue
      const km = Math.sqrt(dx * dx + dy * dy) * step
      const next = own + km * ((price + terrain.price(other)) / 2) * terrain.grade(node, other, km)
      if (next >= (cost[local(other)] ?? Infinity)) continue
      cost[local(other)] = next
      before[local(other)] = node
      put(other, next + Math.sqrt((toX - goalX) * (toX - goalX) + (toY - goalY) * (toY - goalY)) * step)
    }
  }
  if ((before[local(goal)] ?? -1) < 0) return null
  const way: Km[] = []
  for (let node = goal; node >= 0; node = before[local(node)] ?? -1) way.push([west + (node % columns) * step, south + Math.floor(node / columns) * step])
  way.reverse()
  way[0] = from
  way[way.length - 1] = to
  return way
}

function takeFirst(queue: { node: number; rank: number }[]): number {
  const first = queue[0]?.node ?? -1
  const last = queue.pop()
  if (last === undefined || queue.length === 0) return first
  let place = 0
  for (;;) {
    let child = place * 2 + 1
    const [one, other] = [queue[child], queue[child + 1]]
    if (one === undefined) break
    let best = one
    if (other !== undefined && (other.rank < one.rank || (other.rank === one.rank && other.node < one.node))) {
      best = other
      child += 1
    }
    if (last.rank < best.rank || (last.rank === best.rank && last.node <= best.node)) break
    queue[place] = best
    place = child
  }
  queue[place] = last
  return first
}
