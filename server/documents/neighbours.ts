/**
 * Whether an item names two neighbours that stand in different lists. No honest client sends that, and readers would not
 * agree on it: where one neighbour lies in something deleted that a reader has thrown away, the item is thrown away, too;
 * who still keeps it, for undo or to look at the past, puts it beside the other.
 */
import * as Y from 'yjs'
import type { DecodedUpdate, Struct } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'

/** A list or a key of a map; parent null for what was thrown away. New types stand for themselves as the item that makes them. */
interface Place { readonly parent: object | string | null; readonly key: string | null }

const gone: Place = { parent: null, key: null }

/** The guard must have accepted the update. */
export function hasNeighboursApart(follower: Follower, { sections }: DecodedUpdate, stateVector: ReadonlyMap<number, number>): boolean {
  let places: Places | null = null
  for (const [client, structs] of sections) {
    const known = stateVector.get(client) ?? 0
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.origin === null || struct.rightOrigin === null || struct.id.clock + struct.length <= known) continue
      places ??= new Places(follower, sections, stateVector)
      const left = places.of(struct.origin)
      const right = places.of(struct.rightOrigin)
      if (left.parent !== right.parent || left.key !== right.key) return true
    }
  }
  return false
}

class Places {
  readonly #follower: Follower
  readonly #sections: DecodedUpdate['sections']
  readonly #stateVector: ReadonlyMap<number, number>
  /** Of new items. */
  readonly #known = new Map<Struct, Place>()

  constructor(follower: Follower, sections: DecodedUpdate['sections'], stateVector: ReadonlyMap<number, number>) {
    this.#follower = follower
    this.#sections = sections
    this.#stateVector = stateVector
  }

  /** Goes along new items that stand beside one another, as many as there are, to one whose place is known. */
  of(id: Y.ID): Place {
    const passed: Struct[] = []
    let place: Place | null = null
    for (let at = id; place === null;) {
      const struct = this.#newAt(at)
      if (struct === null) {
        place = this.#inDocument(at)
        break
      }
      place = this.#known.get(struct) ?? null
      if (place !== null) break
      passed.push(struct)
      if (!(struct instanceof Y.Item)) place = gone
      else if (struct.origin !== null) at = struct.origin
      else if (struct.rightOrigin !== null) at = struct.rightOrigin
      else place = { parent: this.#parentOf(struct.parent), key: struct.parentSub }
    }
    for (const struct of passed) this.#known.set(struct, place)
    return place
  }

  #parentOf(named: unknown): Place['parent'] {
    const { doc } = this.#follower
    if (typeof named === 'string') return doc.share.get(named) ?? named
    if (!(named instanceof Y.ID)) return null
    const struct = this.#newAt(named) ?? this.#structAt(named)
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return null
    return this.#newAt(named) === null ? struct.content.type : struct
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
  #structAt({ client, clock }: Y.ID): Struct | null {
    const { store } = this.#follower.doc
    if (Y.getState(store, client) <= clock) this.#follower.catchUp()
    if (Y.getState(store, client) <= clock) return null
    const structs = store.clients.get(client) ?? []
    return structs[Y.findIndexSS(structs, clock)] ?? null
  }
}
