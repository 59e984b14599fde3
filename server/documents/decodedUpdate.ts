/**
 * A Yjs update (V1) taken apart without a document. Only what every Yjs reader would read the same way comes through:
 * a client id twice, or bytes behind the end, would be read differently by different readers, so they are no update.
 */
import type * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

export type Struct = Y.Item | Y.GC | Y.Skip

export interface DeleteRange { readonly clock: number; readonly len: number }

export interface DecodedUpdate {
  /** One section for each client id, its structs joining one another in the order of their clocks. */
  readonly sections: ReadonlyMap<number, readonly Struct[]>
  readonly deletes: ReadonlyMap<number, readonly DeleteRange[]>
}

/** Made once: a class of its own for each update would be read by code that never grows fast. */
class CountingDecoder extends Y.UpdateDecoderV1 {
  /** The one made last: Yjs makes it, and keeps it to itself. */
  static last: CountingDecoder | null = null
  readonly rest: decoding.Decoder
  sections = 0

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    this.rest = decoder
    CountingDecoder.last = this
  }

  override readClient(): number {
    this.sections += 1
    return super.readClient()
  }
}

/** Null for bytes that are no well-formed V1 update. Never throws, whatever the bytes. */
export function decodeUpdate(bytes: Uint8Array): DecodedUpdate | null {
  try {
    const { structs, ds } = Y.decodeUpdateV2(bytes, CountingDecoder)
    const read = CountingDecoder.last
    if (read === null || read.rest.pos !== bytes.length) return null
    const sections = bySection(structs)
    if (sections === null || sections.size !== read.sections) return null
    return { sections, deletes: ds.clients }
  } catch {
    // Cut short, an unknown kind of content, or nested so deep that reading it overflowed the stack.
    return null
  } finally {
    CountingDecoder.last = null
  }
}

function bySection(structs: readonly Struct[]): Map<number, Struct[]> | null {
  const sections = new Map<number, Struct[]>()
  let current: Struct[] = []
  let client: number | null = null
  for (const struct of structs) {
    const { id, length } = struct
    // A varint may hold more than a number can count.
    if (length < 1 || !Number.isSafeInteger(id.clock + length) || !Number.isSafeInteger(id.client)) return null
    if (id.client !== client) {
      if (sections.has(id.client)) return null
      client = id.client
      current = []
      sections.set(client, current)
    }
    current.push(struct)
  }
  return sections
}

/** The update without what lies below these clocks: readers trip over a struct that overlaps one they have collected. */
export function onlyNew(bytes: Uint8Array, update: DecodedUpdate, stateVector: ReadonlyMap<number, number>): Uint8Array {
  const known: [number, number][] = Array.from(update.sections.keys(), (client) => [client, stateVector.get(client) ?? 0])
  return Y.diffUpdate(bytes, encodeStateVector(known.filter(([, clock]) => clock > 0)))
}

export function encodeStateVector(clocks: readonly (readonly [number, number])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clocks.length)
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

/** Null for bytes that are no state vector. */
export function readStateVector(bytes: Uint8Array): Map<number, number> | null {
  try {
    return Y.decodeStateVector(bytes)
  } catch {
    return null
  }
}
