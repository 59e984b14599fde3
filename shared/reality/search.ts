/**
 * Shortest times from one beginning to every node, found only as far as somebody asks. Dijkstra's search with arrival times for
 * lengths: exact, because nobody who sets out later arrives earlier (passing.ts). Equal times are settled by the lower
 * node, so that every machine finds the same way.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { Passing } from './passing.ts'

/** A node at which a party may begin, and when it is there. */
export interface Seed { readonly node: number; readonly at: ScenarioMinute }

export class Search {
  readonly passing: Passing
  readonly seeds: readonly Seed[]
  readonly #arrivals: Float64Array
  /** The passage by which a node is reached; -1 at a beginning. */
  readonly #by: Int32Array
  readonly #settled: Uint8Array
  readonly #heap: Heap

  constructor(passing: Passing, seeds: readonly Seed[]) {
    const count = passing.graph.nodes.length
    this.passing = passing
    this.seeds = seeds
    this.#arrivals = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.#by = new Int32Array(count).fill(-1)
    this.#settled = new Uint8Array(count)
    this.#heap = new Heap(this.#arrivals)
    for (const { node, at } of seeds) this.#offer(node, at, -1)
  }

  /** Infinity when there is no way within the span of the conditions. */
  arrivalAt(node: number): ScenarioMinute {
    while (this.#settled[node] === 0) {
      const next = this.#heap.take()
      if (next === -1) return Number.POSITIVE_INFINITY
      if (this.#settled[next] === 0) this.#settle(next)
    }
    return this.#arrivals[node] ?? Number.POSITIVE_INFINITY
  }

  /** Settles everything that is reached by a minute; nodes reached later count as not reached. */
  settleUntil(minute: ScenarioMinute): void {
    for (let next = this.#heap.least(); next !== -1 && (this.#arrivals[next] ?? 0) <= minute; next = this.#heap.least()) {
      this.#heap.take()
      if (this.#settled[next] === 0) this.#settle(next)
    }
  }

  /** When a node is reached, if that is settled already; else Infinity. */
  settledAt(node: number): ScenarioMinute {
    return this.#settled[node] === 1 ? (this.#arrivals[node] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  }

  /** Passages from the beginning to a node that is reached, and the node each begins at. */
  wayTo(node: number): { readonly passage: number; readonly from: number }[] {
    const way: { readonly passage: number; readonly from: number }[] = []
    let at = node
    for (let passage = this.#by[at] ?? -1; passage !== -1; passage = this.#by[at] ?? -1) {
      const ends = this.passing.graph.passages[passage]?.ends
      if (ends === undefined) break
      at = ends[0] === at ? ends[1] : ends[0]
      way.push({ passage, from: at })
    }
    return way.reverse()
  }

  /** The node at which the way to a node that is reached begins. */
  beginningOf(node: number): number {
    let at = node
    for (let passage = this.#by[at] ?? -1; passage !== -1; passage = this.#by[at] ?? -1) {
      const ends = this.passing.graph.passages[passage]?.ends
      if (ends === undefined) break
      at = ends[0] === at ? ends[1] : ends[0]
    }
    return at
  }

  #settle(node: number): void {
    this.#settled[node] = 1
    const { heads, neighbours, through } = this.passing.graph
    const now = this.#arrivals[node] ?? Number.POSITIVE_INFINITY
    const last = heads[node + 1] ?? 0
    for (let slot = heads[node] ?? 0; slot < last; slot += 1) {
      const [next, passage] = [neighbours[slot] ?? 0, through[slot] ?? 0]
      if (this.#settled[next] === 0) this.#offer(next, this.passing.arrival(passage, now), passage)
    }
  }

  #offer(node: number, at: ScenarioMinute, by: number): void {
    if (!(at < (this.#arrivals[node] ?? 0))) return
    this.#arrivals[node] = at
    this.#by[node] = by
    this.#heap.put(node)
  }
}

/** A binary heap of nodes by the arrival they had when put in; a node may lie in it several times. */
class Heap {
  readonly #arrivals: Float64Array
  readonly #keys: number[] = []
  readonly #nodes: number[] = []

  constructor(arrivals: Float64Array) {
    this.#arrivals = arrivals
  }

  /** The node of the least key without taking it; -1 when empty. */
  least(): number {
    return this.#nodes[0] ?? -1
  }

  put(node: number): void {
    const key = this.#arrivals[node] ?? 0
    let place = this.#nodes.length
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(key, node, parent)) break
      this.#keys[place] = this.#keys[parent] ?? 0
      this.#nodes[place] = this.#nodes[parent] ?? 0
      place = parent
    }
    this.#keys[place] = key
    this.#nodes[place] = node
  }

  take(): number {
    const [first, lastKey, lastNode] = [this.#nodes[0], this.#keys.pop(), this.#nodes.pop()]
    if (first === undefined || lastKey === undefined || lastNode === undefined) return -1
    const count = this.#nodes.length
    if (count === 0) return first
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      if (child >= count) break
      if (child + 1 < count && this.#isBefore(this.#keys[child + 1] ?? 0, this.#nodes[child + 1] ?? 0, child)) child += 1
      if (!isBefore(this.#keys[child] ?? 0, this.#nodes[child] ?? 0, lastKey, lastNode)) break
      this.#keys[place] = this.#keys[child] ?? 0
      this.#nodes[place] = this.#nodes[child] ?? 0
      place = child
    }
    this.#keys[place] = lastKey
    this.#nodes[place] = lastNode
    return first
  }

  #isBefore(key: number, node: number, place: number): boolean {
    return isBefore(key, node, this.#keys[place] ?? 0, this.#nodes[place] ?? 0)
  }
}

function isBefore(key: number, node: number, otherKey: number, otherNode: number): boolean {
  return key < otherKey || (key === otherKey && node < otherNode)
}
