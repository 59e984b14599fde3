/**
 * Whether the neighbours an item names stand as an honest client has them: in one list, the one to the right on the right.
 * Readers would not agree on where another item stands. Where its neighbours lie in two lists and one of those was deleted,
 * readers who threw that away throw the item away, too, and others keep it; where they stand the wrong way round, its place
 * depends on how far a reader has come.
 */
import * as Y from 'yjs'
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import type { DecodedUpdate, Struct } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'

/** A list or a key of a map; parent null for what was thrown away. New types stand for themselves as the item that makes them. */
interface Place { readonly parent: object | string | null; readonly key: string | null }

interface Between extends Y.Item { readonly origin: Y.ID; readonly rightOrigin: Y.ID }

const gone: Place = { parent: null, key: null }
/** Items looked through for a neighbour. Where others wrote much between the two, a copy of the document tells. */
const stepsMost = 64

/** Why an update the guard accepted may not enter all the same; null when it may. `bytes` are the update's own. */
export function neighbourProblem(follower: Follower, bytes: Uint8Array, { sections }: DecodedUpdate, stateVector: ReadonlyMap<number, number>): string | null {
  let neighbours: Neighbours | null = null
  let isSure = true
  for (const [client, structs] of sections) {
    const known = stateVector.get(client) ?? 0
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.id.clock + struct.length <= known) continue
      if (isBetween(struct)) {
        neighbours ??= new Neighbours(follower, sections, stateVector)
        if (neighbours.areApart(struct)) return 'neighbours in different lists'
        isSure &&= neighbours.standInOrder(struct)
      }
      neighbours?.passed(struct)
    }
  }
  return isSure || wouldStandInOrder(follower, bytes, sections) ? null : 'neighbours the wrong way round'
}

function isBetween(item: Y.Item): item is Between {
  return item.origin !== null && item.rightOrigin !== null
}

/** New items, and what the document and the update tell of where they stand. */
class Neighbours {
  readonly #follower: Follower
  readonly #sections: DecodedUpdate['sections']
  readonly #stateVector: ReadonlyMap<number, number>
  /** Of new items. */
  readonly #places = new Map<Struct, Place>()
  /** What was put in right of an id last, as the update tells it. */
  readonly #rightOf = new Map<string, Y.ID>()

  constructor(follower: Follower, sections: DecodedUpdate['sections'], stateVector: ReadonlyMap<number, number>) {
    this.#follower = follower
    this.#sections = sections
    this.#stateVector = stateVector
  }

  /** Values under a key have nothing to their right when they are written. */
  areApart({ origin, rightOrigin }: Between): boolean {
    const left = this.#placeOf(origin)
    const right = this.#placeOf(rightOrigin)
    return left.parent !== right.parent || left.key !== right.key || left.key !== null
  }

  /** True where it is certain. */
  standInOrder({ origin, rightOrigin }: Between): boolean {
    const told = this.#rightOf.get(keyOf(origin))
    if (told !== undefined) return Y.compareIDs(told, rightOrigin)
    const left = this.#newAt(origin)
    if (left === null) return this.#newAt(rightOrigin) === null && this.#isRightOf(origin, rightOrigin)
    const isLast = origin.clock === left.id.clock + left.length - 1
    return Y.compareIDs(isLast && left instanceof Y.Item ? left.rightOrigin : Y.createID(origin.client, origin.clock + 1), rightOrigin)
  }

  passed({ id, origin }: Y.Item): void {
    if (origin !== null) this.#rightOf.set(keyOf(origin), id)
  }

  #isRightOf(origin: Y.ID, rightOrigin: Y.ID): boolean {
    const left = this.#structAt(origin)
    const right = this.#structAt(rightOrigin)
    // Thrown away, both: where the item would stand is nobody's question.
    if (!(left instanceof Y.Item) || !(right instanceof Y.Item)) return true
    if (left === right) return origin.clock < rightOrigin.clock
    let at = left.right
    for (let steps = 0; at !== null && steps < stepsMost; steps += 1) {
      if (at === right) return true
      at = at.right
    }
    return false
  }

  /** Goes along new items that stand beside one another, as many as there are, to one whose place is known. */
  #placeOf(id: Y.ID): Place {
    const along: Struct[] = []
    let place: Place | null = null
    for (let at = id; place === null;) {
      const struct = this.#newAt(at)
      if (struct === null) {
        place = this.#inDocument(at)
        break
      }
      place = this.#places.get(struct) ?? null
      if (place !== null) break
      along.push(struct)
      if (!(struct instanceof Y.Item)) place = gone
      else if (struct.origin !== null) at = struct.origin
      else if (struct.rightOrigin !== null) at = struct.rightOrigin
      else place = { parent: this.#parentOf(struct.parent), key: struct.parentSub }
    }
    for (const struct of along) this.#places.set(struct, place)
    return place
  }

  #parentOf(named: unknown): Place['parent'] {
    const { doc } = this.#follower
    if (typeof named === 'string') return doc.share.get(named) ?? named
    if (!(named instanceof Y.ID)) return null
    const fresh = this.#newAt(named)
    const struct = fresh ?? this.#structAt(named)
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return null
    return fresh === null ? struct.content.type : struct
  }

  #inDocument(id: Y.ID): Place {
    const struct = this.#structAt(id)
    return struct instanceof Y.Item && struct.parent instanceof Y.AbstractType ? { parent: struct.parent, key: struct.parentSub } : gone
  }

  /** What the document does not have yet of this id, in this update. */
  #newAt({ client, clock }: Y.ID): Struct | null {
    if (clock < (this.#stateVector.get(client) ?? 0)) return null
    const structs = this.#sections.get(client) ?? []
    let low = 0
    let high = structs.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((structs[middle]?.id.clock ?? 0) <= clock) low = middle
      else high = middle - 1
    }
    return structs[low] ?? null
  }

  /** Rows that are not applied yet are applied first, where they are asked for. */
  #structAt(id: Y.ID): Struct | null {
    const { store } = this.#follower.doc
    if (Y.getState(store, id.client) <= id.clock) this.#follower.catchUp()
    return structIn(this.#follower.doc, id)
  }
}

/** What a reader would make of it: tried on a copy, which costs its sender what it costs. */
function wouldStandInOrder(follower: Follower, bytes: Uint8Array, sections: DecodedUpdate['sections']): boolean {
  follower.catchUp()
  const copy = createReadingDoc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(follower.doc))
  try {
    Y.applyUpdate(copy, bytes)
  } catch {
    return false
  }
  const orders = new Map<unknown, Map<Struct, number>>()
  for (const structs of sections.values()) {
    for (const struct of structs) if (struct instanceof Y.Item && isBetween(struct) && !standsBetween(copy, struct, orders)) return false
  }
  return true
}

function standsBetween(copy: Y.Doc, { id, origin, rightOrigin }: Between, orders: Map<unknown, Map<Struct, number>>): boolean {
  const item = structIn(copy, id)
  if (!(item instanceof Y.Item) || !(item.parent instanceof Y.AbstractType)) return item instanceof Y.GC
  const order = orders.get(item.parent) ?? orderIn(item.parent)
  orders.set(item.parent, order)
  const [left, own, right] = [structIn(copy, origin), item, structIn(copy, rightOrigin)].map((each) => (each === null ? undefined : order.get(each)))
  return left !== undefined && own !== undefined && right !== undefined && left <= own && own <= right
}

function orderIn(list: Y.AbstractType<unknown>): Map<Struct, number> {
  const order = new Map<Struct, number>()
  for (let item = list._start; item !== null; item = item.right) order.set(item, order.size)
  return order
}

function structIn({ store }: Y.Doc, { client, clock }: Y.ID): Struct | null {
  if (Y.getState(store, client) <= clock) return null
  const structs = store.clients.get(client) ?? []
  return structs[Y.findIndexSS(structs, clock)] ?? null
}

function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`
}
