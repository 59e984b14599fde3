/**
 * The slow path of a sync step 2. It repeats what is known, the whole document's deletes among it: journaled as it came,
 * everybody's deletes would be put down to whoever reconnects. So it is applied to the follower, and what the follower
 * then tells is what was new.
 */
import * as Y from 'yjs'
import type { DecodedUpdate } from './decodedUpdate.ts'
import type { Follower } from './follower.ts'

/** What was new, as updates to be journaled; none when nothing was. The follower stands after them. Throws when Yjs would not have it. */
export function takeStepTwo(follower: Follower, update: Uint8Array): Uint8Array[] {
  follower.catchUp()
  const emitted = follower.capture((doc) => Y.applyUpdate(doc, update))
  if (follower.hasParked) throw new Error('a sync step 2 rests on what is not there')
  return emitted
}

/**
 * Whether deletes sent by somebody who may not write change nothing people see: gone already, or, where the client
 * `tidies`, redundant marks of text, which every standard client takes away by itself. Ours does so only while it may
 * write: marks it took away before its right went are gone from its copy, and saying nothing would leave them so.
 */
export function deletesNothingSeen(follower: Follower, { deletes }: DecodedUpdate, tidies: boolean): boolean {
  follower.catchUp()
  for (const [client, ranges] of deletes) {
    const structs = follower.doc.store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      if (structs.length === 0) return false
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
        const struct = structs[i]
        if (struct === undefined || struct.id.clock >= clock + len) break
        if (struct instanceof Y.Item && !struct.deleted && !(tidies && struct.content instanceof Y.ContentFormat)) return false
      }
    }
  }
  return true
}
