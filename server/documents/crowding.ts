/**
 * Whether an update would make every reader search long for the places of its items. Yjs looks through whatever stands
 * between the two neighbours an item names; an honest client names neighbours that stand side by side, so the search is
 * short. Thousands of items that name neighbours far apart hold every browser for minutes.
 */
import * as Y from 'yjs'
import type { Struct } from './decodedUpdate.ts'

export interface Crowding {
  /** Items whose neighbours, as the update itself has it, do not stand side by side. */
  readonly strays: number
  /** Items between neighbours of the document: only it can tell how far apart they stand. */
  readonly between: readonly Y.Item[]
}

/** Fewer items than this crowd nothing, wherever they stand. */
export const fewItems = 256

const none: Crowding = { strays: 0, between: [] }

/** `moving`: the sections with something new. */
export function crowdingOf(moving: ReadonlyMap<number, readonly Struct[]>, stateVector: ReadonlyMap<number, number>): Crowding {
  let count = 0
  for (const structs of moving.values()) count += structs.length
  return count <= fewItems ? none : new Neighbours(stateVector).take(moving)
}

/** What stands side by side, as the update tells it. */
class Neighbours {
  readonly #stateVector: ReadonlyMap<number, number>
  /** What stands to the right of an id; 'end' for nothing. */
  readonly #rightOf = new Map<string, string>()
  /** Items that stand first in their list, and lists that were begun. */
  readonly #firsts = new Set<string>()
  readonly #begun = new Set<string>()
  readonly #between: Y.Item[] = []
  #strays = 0

  constructor(stateVector: ReadonlyMap<number, number>) {
    this.#stateVector = stateVector
  }

  take(moving: ReadonlyMap<number, readonly Struct[]>): Crowding {
    for (const [client, structs] of moving) {
      const known = this.#stateVector.get(client) ?? 0
      for (const struct of structs) if (struct instanceof Y.Item && struct.id.clock >= known) this.#add(struct)
    }
    return { strays: this.#strays, between: this.#between }
  }

  #add(item: Y.Item): void {
    const { client, clock } = item.id
    const right = item.rightOrigin === null ? 'end' : keyOf(item.rightOrigin)
    if (item.origin !== null) this.#after(item, item.origin, right)
    else if (item.rightOrigin !== null) this.#before(item, item.rightOrigin, right)
    else this.#alone(item)
    this.#rightOf.set(`${client}:${clock + item.length - 1}`, right)
  }

  #after(item: Y.Item, left: Y.ID, right: string): void {
    const key = keyOf(left)
    const known = this.#rightOf.get(key) ?? (this.#isNew(left) ? `${left.client}:${left.clock + 1}` : null)
    if (known === null) this.#between.push(item)
    else if (known !== right) this.#strays += 1
    this.#rightOf.set(key, keyOf(item.id))
  }

  /** It comes first in its list. */
  #before(item: Y.Item, right: Y.ID, key: string): void {
    if (!this.#firsts.delete(key)) {
      if (this.#isNew(right) || this.#begun.has(key)) this.#strays += 1
      else this.#between.push(item)
      this.#begun.add(key)
    }
    this.#firsts.add(keyOf(item.id))
  }

  /** The only one in its list. */
  #alone(item: Y.Item): void {
    const parent: unknown = item.parent
    const list = `${parent instanceof Y.ID ? keyOf(parent) : String(parent)}/${item.parentSub ?? ''}`
    if (this.#begun.has(list)) this.#strays += 1
    this.#begun.add(list)
    this.#firsts.add(keyOf(item.id))
  }

  #isNew(id: Y.ID): boolean {
    return id.clock >= (this.#stateVector.get(id.client) ?? 0)
  }
}

function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`
}
