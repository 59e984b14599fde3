/**
 * What a hand-written client may send to the document door: the payloads of the measured attacks (M1 … M15) and their
 * kin, as bytes. Every builder gives raw Yjs update bytes unless its name says frame.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'

export type WriteStruct = (encoder: encoding.Encoder) => void
export interface Section { readonly client: number; readonly clock: number; readonly structs: readonly WriteStruct[] }
export interface DeleteOf { readonly client: number; readonly clock: number; readonly length: number }
interface Id { readonly client: number; readonly clock: number }

/** A V1 update written by hand: nothing is checked. */
export function rawUpdate(sections: readonly Section[], deletes: readonly DeleteOf[] = []): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, sections.length)
  for (const { client, clock, structs } of sections) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const write of structs) write(encoder)
  }
  encoding.writeVarUint(encoder, deletes.length)
  for (const { client, clock, length } of deletes) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, length)
  }
  return encoding.toUint8Array(encoder)
}

export const gcStruct = (length: number): WriteStruct => (encoder) => {
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, length)
}

export const skipStruct = (length: number): WriteStruct => (encoder) => {
  encoding.writeUint8(encoder, 10)
  encoding.writeVarUint(encoder, length)
}

export interface Place { readonly root?: string; readonly parent?: Id; readonly key?: string; readonly origin?: Id; readonly rightOrigin?: Id }

function writePlace(encoder: encoding.Encoder, content: number, place: Place): void {
  const { origin, rightOrigin, key } = place
  const bits = (origin === undefined ? 0 : 128) | (rightOrigin === undefined ? 0 : 64) | (key === undefined ? 0 : 32)
  encoding.writeUint8(encoder, content | bits)
  for (const id of [origin, rightOrigin]) if (id !== undefined) writeId(encoder, id)
  if (origin !== undefined || rightOrigin !== undefined) return
  if (place.parent === undefined) {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, place.root ?? 'annotations')
  } else {
    encoding.writeVarUint(encoder, 0)
    writeId(encoder, place.parent)
  }
  if (key !== undefined) encoding.writeVarString(encoder, key)
}

function writeId(encoder: encoding.Encoder, id: Id): void {
  encoding.writeVarUint(encoder, id.client)
  encoding.writeVarUint(encoder, id.clock)
}

export const stringStruct = (text: string, place: Place = {}): WriteStruct => (encoder) => {
  writePlace(encoder, 4, place)
  encoding.writeVarString(encoder, text)
}

export const anyStruct = (values: readonly unknown[], place: Place = {}): WriteStruct => (encoder) => {
  writePlace(encoder, 8, place)
  encoding.writeVarUint(encoder, values.length)
  for (const value of values) encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1])
}

export const mapStruct = (place: Place = {}): WriteStruct => (encoder) => {
  writePlace(encoder, 7, place)
  encoding.writeVarUint(encoder, 1)
}

export const deletedStruct = (length: number, place: Place = {}): WriteStruct => (encoder) => {
  writePlace(encoder, 1, place)
  encoding.writeVarUint(encoder, length)
}

/** M1: the encoding that is never accepted (its readers loop on short inputs). */
export function v2Update(client = 77): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getMap('annotations').set('a', 1)
  return Y.encodeStateAsUpdateV2(doc)
}

/** M1: 2^40 structs in a few bytes of the V2 encoding, whose columns repeat their last value for ever. */
export function runLengthBomb(client = 77, count = 2 ** 40): Uint8Array {
  const column = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
    const encoder = encoding.createEncoder()
    write(encoder)
    return encoding.toUint8Array(encoder)
  }
  const empty = new Uint8Array()
  const lengths = column((encoder) => { encoding.writeVarInt(encoder, -1); encoding.writeVarUint(encoder, count - 2) })
  const columns = [empty, column((encoder) => { encoding.writeVarInt(encoder, client) }), empty, empty, new Uint8Array([0]), new Uint8Array([0]), empty, empty, lengths]
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  for (const each of columns) encoding.writeVarUint8Array(encoder, each)
  for (const each of [1, count, 0, 0]) encoding.writeVarUint(encoder, each)
  return encoding.toUint8Array(encoder)
}

/** M2: sixteen bytes that swallow all later edits of a client id. */
export function forgedRun(client: number, clock = 0, length = 2 ** 40): Uint8Array {
  return rawUpdate([{ client, clock, structs: [gcStruct(length)] }])
}

/** M3: a delete set that names no author. M4: the same, reaching 2^50 for an id not seen yet. */
export function deletion(client: number, clock = 0, length = 1): Uint8Array {
  return rawUpdate([], [{ client, clock, length }])
}

export function deletionAhead(client: number): Uint8Array {
  return deletion(client, 0, 2 ** 50)
}

/** M5: updates that each leave a gap: parked for ever by Yjs, at quadratic cost. */
export function gapUpdates(client: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => rawUpdate([{ client, clock: (i + 1) * 2, structs: [gcStruct(1)] }]))
}

/** M7: a key that changes what an object is. */
export function unsafeKeyUpdate(client: number, key = '__proto__'): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: [anyStruct([{ role: 'instructor' }], { key })] }])
}

/** M7: the same hidden in a value. */
export function unsafeValueUpdate(client: number, key = '__proto__'): Uint8Array {
  const value = JSON.parse(`{"${key}": {"role": "instructor"}}`) as unknown
  return rawUpdate([{ client, clock: 0, structs: [anyStruct([value], { key: 'a' })] }])
}

/** M13: a value nested so many levels deep. */
export function nestedValueUpdate(client: number, levels: number): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: [(encoder) => {
    writePlace(encoder, 8, { key: 'deep' })
    encoding.writeVarUint(encoder, 1)
    for (let i = 0; i < levels; i += 1) {
      encoding.writeUint8(encoder, 117)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeUint8(encoder, 126)
  }] }])
}

/** Shared types inside one another: a recursive reader overflows, and so does one delete of the outermost. */
export function nestedTypesUpdate(client: number, levels: number, clock = 0, inside?: Id): Uint8Array {
  const structs = Array.from({ length: levels }, (_, i) =>
    mapStruct(i === 0 ? { key: 'deep', ...(inside === undefined ? {} : { parent: inside }) } : { parent: { client, clock: clock + i - 1 }, key: 'deep' }))
  return rawUpdate([{ client, clock, structs }])
}

export function originNobodyHas(client: number, origin: Id): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: [stringStruct('x', { origin })] }])
}

/** One client id in two sections: the second hides the first from a reader that applies it. */
export function splitSections(client: number): Uint8Array {
  return rawUpdate([
    { client, clock: 0, structs: [anyStruct([1], { key: 'a' })] },
    { client, clock: 1, structs: [anyStruct([2], { key: 'b' })] },
  ])
}

/** Each waits for the other: Yjs parks both. */
export function circularUpdate(one: number, other: number): Uint8Array {
  return rawUpdate([
    { client: one, clock: 0, structs: [stringStruct('a', { origin: { client: other, clock: 0 } })] },
    { client: other, clock: 0, structs: [stringStruct('b', { origin: { client: one, clock: 0 } })] },
  ])
}

/** An item that stands after one of its own that is not there yet: applying it throws. */
export function ownFuture(client: number): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: [stringStruct('a', { origin: { client, clock: 5 } }), stringStruct('bcdefgh', { root: 'text' })] }])
}

/** A struct that is no longer than nothing: Yjs's search over clocks breaks on it. */
export function emptyStruct(client: number): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: [stringStruct('', { root: 'text' }), stringStruct('a', { root: 'text' })] }])
}

export function subdocumentUpdate(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getMap('annotations').set('sub', new Y.Doc())
  return Y.encodeStateAsUpdate(doc)
}

/** A list, and items each of which names the list's beginning and another place far behind it: every reader looks through all between. */
export function scatteredAnchors(client: number, count: number): Uint8Array {
  return rawUpdate([{ client, clock: 0, structs: Array.from({ length: count }, (_, i) => stringStruct('a', i === 0 ? { root: 'scribble' } : { origin: { client, clock: i - 1 } })) }])
}

export function scatteredItems(client: number, count: number, how: 'before' | 'after' = 'before'): Uint8Array {
  return rawUpdate([{ client, clock: count, structs: Array.from({ length: count }, (_, i) =>
    stringStruct('b', how === 'before' ? { rightOrigin: { client, clock: i } } : { origin: { client, clock: i } })) }])
}

/** Every second character of a text deleted, one by one, from the end or from the beginning. */
export function piecemealDeletion(client: number, count: number, backwards: boolean): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const each of [0, 1, client, count]) encoding.writeVarUint(encoder, each)
  for (let i = 0; i < count; i += 1) {
    encoding.writeVarUint(encoder, 2 * (backwards ? count - 1 - i : i))
    encoding.writeVarUint(encoder, 1)
  }
  return encoding.toUint8Array(encoder)
}

/** M6: a write in the guise of an answer. */
export const updateFrame = (update: Uint8Array): Uint8Array => encodeSync(syncTypes.update, update)
export const syncStep2Frame = (update: Uint8Array): Uint8Array => encodeSync(syncTypes.step2, update)

/** A state vector naming clocks by hand. */
export function syncStep1Frame(clocks: readonly Id[] = []): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clocks.length)
  for (const id of clocks) writeId(encoder, id)
  return encodeSync(syncTypes.step1, encoding.toUint8Array(encoder))
}

export interface AwarenessEntry { readonly client: number; readonly clock: number; readonly state: unknown }

/** M14: any client id, any clock, any name. M15: as many as fit. */
export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array {
  const update = encoding.createEncoder()
  encoding.writeVarUint(update, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(update, client)
    encoding.writeVarUint(update, clock)
    encoding.writeVarString(update, JSON.stringify(state))
  }
  const frame = encoding.createEncoder()
  encoding.writeVarUint(frame, frameTypes.awareness)
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(update))
  return encoding.toUint8Array(frame)
}

export function ghostCrowdFrame(count = 50_000): Uint8Array {
  return awarenessFrame(Array.from({ length: count }, (_, i) => ({ client: 1_000_000 + i, clock: 1, state: {} })))
}

/** Every payload above that no honest client sends, by name: `client` is the sender's fresh id, `victim` somebody else's. */
export function hostileUpdates(client: number, victim: number): Readonly<Record<string, Uint8Array>> {
  return {
    'M1 the V2 encoding': v2Update(client),
    'M2 a run of 2^40 under another name': forgedRun(victim, 0),
    'M2 a run of 2^40 under an own name': forgedRun(client),
    'M4 a delete of what is to come': deletionAhead(client),
    'M5 a gap': gapUpdates(client, 1)[0] ?? new Uint8Array(),
    'M7 an unsafe key': unsafeKeyUpdate(client),
    'M7 an unsafe key in a value': unsafeValueUpdate(client),
    'M7 constructor in a value': unsafeValueUpdate(client, 'constructor'),
    'M13 a value of 4,000 levels': nestedValueUpdate(client, 4000),
    'M13 a value of 6,000 levels': nestedValueUpdate(client, 6000),
    'M13 a value of 33 levels': nestedValueUpdate(client, 33),
    'an origin nobody has': originNobodyHas(client, { client: 4_000_000_001, clock: 7 }),
    'an origin of one\'s own future': ownFuture(client),
    'a client id twice': splitSections(client),
    'two that wait for each other': circularUpdate(client, client + 1),
    'a struct without length': emptyStruct(client),
    'a deleted run without length': rawUpdate([{ client, clock: 0, structs: [deletedStruct(0)] }]),
    'skipped clocks': rawUpdate([{ client, clock: 0, structs: [skipStruct(5), gcStruct(1)] }]),
    'a subdocument': subdocumentUpdate(client),
    'a client id beyond counting': rawUpdate([{ client: 2 ** 60, clock: 0, structs: [stringStruct('x')] }]),
    'bytes behind the end': new Uint8Array([...rawUpdate([]), 1, 2, 3]),
    'nothing at all': new Uint8Array(),
    'garbage': new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
  }
}
