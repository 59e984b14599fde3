/**
 * Whether a change would hold every reader up, the server among them. Only the document can tell, so it is asked only where
 * there is much of it: what people do by hand never comes here. Pure work of reading; nothing is changed.
 */
import * as Y from 'yjs'
import { fewItems } from './crowding.ts'
import type { DecodedUpdate } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'
import type { Accepted } from './updateGuard.ts'

/** Each new range cuts items in two, at the cost of all that come after them. Taking a whole board away needs far fewer. */
const newRangesMost = 20_000
/** What lies between the neighbours named in one message, in clocks: searching it takes some tens of milliseconds. */
const stretchMost = 500_000

/** Why this accepted change would hold everybody up; null when it would not. */
export function hardWork(follower: Follower, update: DecodedUpdate, { between }: Accepted): string | null {
  let ranges = 0
  for (const each of update.deletes.values()) ranges += each.length
  if (ranges > newRangesMost && newRanges(follower, update) > newRangesMost) return 'deletes in too many pieces'
  if (between.length <= fewItems) return null
  follower.catchUp()
  return stretchBetween(follower, between, stretchMost) < stretchMost ? null : 'items whose neighbours are far apart'
}

/** How many of the ranges an update deletes hold something that still stands. The rest costs nothing. */
function newRanges(follower: Follower, { deletes }: DecodedUpdate): number {
  follower.catchUp()
  let count = 0
  for (const [client, ranges] of deletes) {
    const structs = follower.doc.store.clients.get(client) ?? []
    const end = Y.getState(follower.doc.store, client)
    for (const { clock, len } of ranges) {
      if (clock >= end) continue
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
        const struct = structs[i]
        if (struct === undefined || struct.id.clock >= clock + len) break
        if (struct.deleted) continue
        count += 1
        break
      }
    }
  }
  return count
}

/**
 * How much lies between the neighbours these name, in clocks: runs that are one item now are cut in pieces as places in
 * them are named. Stops counting at `most`. The document must be caught up.
 */
function stretchBetween({ doc }: Follower, items: readonly Y.Item[], most: number): number {
  let stretch = 0
  for (const { origin, rightOrigin } of items) {
    const right = rightOrigin === null ? null : itemAt(doc, rightOrigin)
    const left = origin === null ? null : itemAt(doc, origin)
    const before = right === null || rightOrigin === null ? 0 : rightOrigin.clock - right.id.clock
    const after = left === null || origin === null ? 0 : left.id.clock + left.length - 1 - origin.clock
    if (left !== null && left === right && origin !== null) {
      stretch += before - (origin.clock - left.id.clock) - 1
      continue
    }
    stretch += before + after
    for (let at = left === null ? firstBeside(right) : left.right; at !== null && at !== right && stretch < most; at = at.right) stretch += at.length
    if (stretch >= most) return most
  }
  return stretch
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (Y.getState(doc.store, id.client) <= id.clock) return null
  const struct: unknown = Y.getItem(doc.store, id)
  return struct instanceof Y.Item ? struct : null
}

/** The first item of the list this one stands in. */
function firstBeside(item: Y.Item | null): Y.Item | null {
  if (item === null || !(item.parent instanceof Y.AbstractType)) return null
  return item.parentSub === null ? item.parent._start : item
}
