import * as Y from 'yjs'
import type { Author } from '#shared/exercise/names.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { contentProblem, isForbiddenKey } from './values.ts'

export type Verdict =
  | { readonly kind: 'accept'; readonly advances: ReadonlyMap<number, number>; readonly newClientIds: readonly number[] }
  | { readonly kind: 'known' }
  | { readonly kind: 'refuse'; readonly code: number; readonly why: string }

export function judgeUpdate(bytes: Uint8Array, person: Author, vector: ReadonlyMap<number, number>, ownerOf: (clientId: number) => Author | undefined): Verdict {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try { decoded = Y.decodeUpdate(bytes) } catch { return refuse('these bytes are no update') }
  const advances = new Map<number, number>()
  const newClientIds: number[] = []
  const fresh: Y.Item[] = []
  let unbacked = 0
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (!Number.isSafeInteger(end) || struct.length < 1) return refuse('a length that cannot be')
    if (struct instanceof Y.Skip) return refuse('a gap')
    const known = advances.get(client) ?? vector.get(client) ?? 0
    if (end <= known) continue
    if (clock > known) return refuse('a gap')
    if (!advances.has(client)) {
      const owner = ownerOf(client)
      if (owner === undefined && known > 0) return refuse('an id that is nobody’s')
      if (owner !== undefined && owner !== person) return refuse('another person’s id')
      if (owner === undefined) newClientIds.push(client)
    }
    advances.set(client, end)
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) unbacked += end - known
    if (struct instanceof Y.Item) fresh.push(struct)
    if (unbacked > limits.unbackedRun) return refuse('a run without bytes behind it')
  }
  const clockOf = (client: number): number => advances.get(client) ?? vector.get(client) ?? 0
  const exists = (id: Y.ID | null): boolean => id === null || id.clock < clockOf(id.client)
  for (const item of fresh) {
    if (!exists(item.origin) || !exists(item.rightOrigin) || (item.parent instanceof Y.ID && !exists(item.parent))) return refuse('a neighbour nobody has')
    if (item.parentSub !== null && isForbiddenKey(item.parentSub)) return refuse('a forbidden key')
    const problem = contentProblem(item.content)
    if (problem !== null) return refuse(problem)
  }
  let deletes = false
  for (const [client, ranges] of decoded.ds.clients) for (const range of ranges) {
    const end = range.clock + range.len
    if (!Number.isSafeInteger(end) || range.len < 1 || end > clockOf(client)) return refuse('a delete of what is not there')
    deletes = true
  }
  return advances.size === 0 && !deletes ? { kind: 'known' } : { kind: 'accept', advances, newClientIds }
}

function refuse(why: string): Verdict { return { kind: 'refuse', code: closeCodes.unacceptable, why } }
