/**
 * Whether the structs of an update can be put in one after the other, each resting on what is there by then. Yjs parks
 * what cannot, for ever and at rising cost; here it is found without a document. On the way the nesting of new shared
 * types is measured, because taking a deep nesting apart overflows the stack of every reader.
 */
import * as Y from 'yjs'
import type { Struct } from './decodedUpdate.ts'

export interface TypeId { readonly client: number; readonly clock: number }

export interface Order {
  readonly types: readonly TypeId[]
  /** How many new types lie inside one another at most; 0 when the update makes none. */
  readonly levels: number
}

/** `moving`: the sections with something new. Null when some struct rests on what neither the document nor the update has. */
export function orderOf(moving: ReadonlyMap<number, readonly Struct[]>, stateVector: ReadonlyMap<number, number>): Order | null {
  const nesting = makesTypes(moving) ? new Nesting(stateVector) : null
  const isWhole = moving.size === 1 ? restsAlone(moving, stateVector, nesting) : restsTogether(moving, stateVector, nesting)
  if (!isWhole) return null
  return nesting === null ? noTypes : { types: nesting.types, levels: nesting.levels }
}

const noTypes: Order = { types: [], levels: 0 }

function makesTypes(moving: ReadonlyMap<number, readonly Struct[]>): boolean {
  for (const structs of moving.values()) for (const struct of structs) if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) return true
  return false
}

/** What people do at their own screen: one client id, one struct after the other. */
function restsAlone(moving: ReadonlyMap<number, readonly Struct[]>, stateVector: ReadonlyMap<number, number>, nesting: Nesting | null): boolean {
  for (const structs of moving.values()) {
    for (const struct of structs) {
      if (struct instanceof Y.Item && !rests(struct, stateVector, stateVector)) return false
      nesting?.add(struct)
    }
  }
  return true
}

function restsTogether(moving: ReadonlyMap<number, readonly Struct[]>, stateVector: ReadonlyMap<number, number>, nesting: Nesting | null): boolean {
  const reached = new Map(stateVectorOf(moving, stateVector))
  const unfinished = Array.from(moving.values(), (structs) => ({ structs, next: 0 }))
  while (unfinished.length > 0) {
    let hasMoved = false
    for (let i = unfinished.length - 1; i >= 0; i -= 1) {
      const section = unfinished[i]
      if (section === undefined) continue
      for (let struct = section.structs[section.next]; struct !== undefined; struct = section.structs[section.next]) {
        if (struct instanceof Y.Item && !rests(struct, reached, stateVector)) break
        nesting?.add(struct)
        const { client, clock } = struct.id
        reached.set(client, Math.max(reached.get(client) ?? 0, clock + struct.length))
        section.next += 1
        hasMoved = true
      }
      if (section.next === section.structs.length) unfinished.splice(i, 1)
    }
    if (!hasMoved) return false
  }
  return true
}

function stateVectorOf(moving: ReadonlyMap<number, readonly Struct[]>, stateVector: ReadonlyMap<number, number>): [number, number][] {
  return Array.from(moving.keys(), (client) => [client, stateVector.get(client) ?? 0])
}

function rests(item: Y.Item, reached: ReadonlyMap<number, number>, stateVector: ReadonlyMap<number, number>): boolean {
  return isThere(item.origin, item, reached, stateVector) && isThere(item.rightOrigin, item, reached, stateVector) && isThere(item.parent, item, reached, stateVector)
}

function isThere(named: unknown, { id }: Y.Item, reached: ReadonlyMap<number, number>, stateVector: ReadonlyMap<number, number>): boolean {
  if (!(named instanceof Y.ID)) return true
  // Yjs does not wait for a struct of the same client id: it must stand before this one.
  if (named.client === id.client) return named.clock < id.clock
  return named.clock < (reached.get(named.client) ?? stateVector.get(named.client) ?? 0)
}

/** Levels of new types around each new struct. What lies outside the update counts as level 0. */
class Nesting {
  readonly types: TypeId[] = []
  levels = 0
  readonly #stateVector: ReadonlyMap<number, number>
  /** For each client id: from this clock on, this level; ascending. */
  readonly #runs = new Map<number, { readonly clock: number; readonly level: number }[]>()

  constructor(stateVector: ReadonlyMap<number, number>) {
    this.#stateVector = stateVector
  }

  add(struct: Struct): void {
    const { client, clock } = struct.id
    const level = struct instanceof Y.Item ? this.#levelAround(struct) : 0
    const runs = this.#runs.get(client) ?? []
    if (runs.length === 0) this.#runs.set(client, runs)
    if (runs.at(-1)?.level !== level) runs.push({ clock, level })
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return
    this.types.push({ client, clock })
    this.levels = Math.max(this.levels, level + 1)
  }

  #levelAround({ parent, origin, rightOrigin }: Y.Item): number {
    if (parent instanceof Y.ID) return this.#isNew(parent) ? this.#levelOf(parent) + 1 : 0
    // An item that names no parent lies beside its neighbour.
    const beside = origin ?? rightOrigin
    return beside === null || parent !== null || !this.#isNew(beside) ? 0 : this.#levelOf(beside)
  }

  #isNew(id: Y.ID): boolean {
    return id.clock >= (this.#stateVector.get(id.client) ?? 0)
  }

  #levelOf(id: Y.ID): number {
    const runs = this.#runs.get(id.client) ?? []
    let low = 0
    let high = runs.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((runs[middle]?.clock ?? 0) <= id.clock) low = middle
      else high = middle - 1
    }
    return runs[low]?.level ?? 0
  }
}
