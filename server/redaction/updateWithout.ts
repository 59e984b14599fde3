/**
 * A Yjs update with runs of it taken out: where they stood, deleted runs of the same length stand. So every id and clock
 * is what it was, and what was written later beside them finds its place.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { decodeUpdate, type DecodedUpdate, type Struct } from '../documents/decodedUpdate.ts'
import type { Runs } from './runs.ts'

/** Null when nothing of them is in it. Throws a sentence for bytes that are no update. */
export function updateWithout(bytes: Uint8Array, runs: Runs): Uint8Array | null {
  const update = decodeUpdate(bytes)
  if (update === null) throw new Error('it is no update of a document')
  let isTouched = false
  const sections = new Map<number, readonly Struct[]>()
  for (const [client, structs] of update.sections) {
    sections.set(client, structs.flatMap((struct) => {
      const pieces = piecesOf(struct, runs)
      isTouched ||= pieces !== null
      return pieces ?? [struct]
    }))
  }
  return isTouched ? encodeUpdate({ sections, deletes: update.deletes }) : null
}

/** An update that does nothing but delete these runs. */
export function deletionOf(runs: Runs): Uint8Array {
  return encodeUpdate({ sections: new Map(), deletes: new Map(Array.from(runs.all, ([client, list]) => [client, list.map(({ clock, length }) => ({ clock, len: length }))])) })
}

/** As Yjs writes it, version 1. */
export function encodeUpdate({ sections, deletes }: DecodedUpdate): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, sections.size)
  for (const [client, structs] of sections) {
    encoding.writeVarUint(restEncoder, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(restEncoder, structs[0]?.id.clock ?? 0)
    for (const struct of structs) struct.write(encoder, 0)
  }
  encoding.writeVarUint(restEncoder, deletes.size)
  for (const [client, ranges] of deletes) {
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(restEncoder, clock)
      encoding.writeVarUint(restEncoder, len)
    }
  }
  return encoder.toUint8Array()
}

/** Null for a struct that stays as it is. */
function piecesOf(struct: Struct, runs: Runs): Y.Item[] | null {
  if (!(struct instanceof Y.Item) || !isTakeable(struct)) return null
  const { client, clock } = struct.id
  const out = runs.within(client, clock, struct.length)
  if (out.length === 0) return null
  const pieces: Y.Item[] = []
  let at = clock
  for (const run of out) {
    if (run.clock > at) pieces.push(pieceOf(struct, at, part(struct, at, run.clock)))
    pieces.push(pieceOf(struct, run.clock, new Y.ContentDeleted(run.length)))
    at = run.clock + run.length
  }
  if (at < clock + struct.length) pieces.push(pieceOf(struct, at, part(struct, at, clock + struct.length)))
  return pieces
}

/** Shared types stay: what hangs on them is looked at by itself. */
function isTakeable({ content }: Y.Item): boolean {
  return !(content instanceof Y.ContentType || content instanceof Y.ContentDoc || content instanceof Y.ContentDeleted)
}

/** As Yjs splits an item: what is not its beginning was written behind the unit before. */
function pieceOf(item: Y.Item, clock: number, content: Y.Item['content']): Y.Item {
  const isFirst = clock === item.id.clock
  const origin = isFirst ? item.origin : Y.createID(item.id.client, clock - 1)
  return new Y.Item(Y.createID(item.id.client, clock), null, origin, null, item.rightOrigin, item.parent, item.parentSub, content)
}

function part(item: Y.Item, from: number, to: number): Y.Item['content'] {
  const whole = item.content.copy()
  const rest = from > item.id.clock ? whole.splice(from - item.id.clock) : whole
  if (to < item.id.clock + item.length) rest.splice(to - from)
  return rest
}
