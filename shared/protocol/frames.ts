/**
 * The document channel's frames: those of y-websocket (0 sync, 1 awareness, 2 auth, 3 query awareness) and our two.
 * Sent only to sockets that asked for the subprotocol `sandtable.1`.
 *   100 Position {sequence, recordedAt}: everything up to this entry of this document has now been sent.
 *   101 Saved {count}: the first `count` write messages of this connection are on disk.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Moment } from '../exercise/moment.ts'

export const frameTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, position: 100, saved: 101 } as const
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const

export function encodePosition(moment: Moment): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, frameTypes.position)
  encoding.writeVarUint(encoder, moment.sequence)
  encoding.writeVarUint(encoder, moment.recordedAt)
  return encoding.toUint8Array(encoder)
}

/** Reads what follows the type of a Position frame. Throws on short input. */
export function decodePosition(decoder: decoding.Decoder): Moment {
  const sequence = decoding.readVarUint(decoder)
  const recordedAt = decoding.readVarUint(decoder)
  return { sequence, recordedAt }
}

export function encodeSaved(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, frameTypes.saved)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}

export function decodeSaved(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder)
}

/** A sync message of the given kind around raw Yjs bytes. */
export function encodeSync(kind: (typeof syncTypes)[keyof typeof syncTypes], payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, frameTypes.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}
