/**
 * Cursors and selections of one document: made by the server. Only a person's own entries are read, with the client's
 * own clock; who it is comes from the session. Latest per client, one merged frame for all, never journaled.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { SeatId } from '#shared/exercise/names.ts'
import { frameTypes } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import { readTraces } from './awarenessTraces.ts'

/** What the server says of the person, beside what the person tells. */
export interface ServerWord {
  readonly seat: SeatId
  readonly name: string
  readonly hat: string | null
  readonly syndicate: string | null
  /** '#rrggbb' */
  readonly color: string
}

interface Entry {
  readonly clock: number
  /** JSON as sent; 'null' for somebody who left. */
  readonly json: string
  readonly owner: SeatId
}

/** Largest clock step that is believed. */
const boldestStep = 100_000
const latestClock = 2 ** 31

export interface OwnEntry { readonly clientId: number; readonly clock: number; readonly json: string }

/** The entries of a frame that belong to the sender, as `isOwn` says; others' are skipped unread. Throws on broken frames. */
export function readOwnEntries(frame: decoding.Decoder, isOwn: (clientId: number) => boolean): OwnEntry[] {
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(frame))
  const count = decoding.readVarUint(decoder)
  const found: OwnEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (found.length >= 4 || bytes.length > limits.awarenessBytes || !isOwn(clientId)) continue
    found.push({ clientId, clock, json: Buffer.from(bytes).toString('utf8') })
  }
  return found
}

export class Awareness {
  readonly #entries = new Map<number, Entry>()
  #changedSince = new Map<'ours' | 'others', Set<number>>([['ours', new Set()], ['others', new Set()]])

  /** Takes a person's own entry. False when it is old, too bold, or unreadable: then nothing changed. */
  take(entry: OwnEntry, who: ServerWord): boolean {
    const present = this.#entries.get(entry.clientId)
    if (entry.clock > latestClock) return false
    if (present !== undefined && (entry.clock <= present.clock || entry.clock > present.clock + boldestStep)) return false
    const traces = readTraces(entry.json)
    if (traces === undefined) return false
    const json = traces === null ? 'null' : JSON.stringify({ ...traces, user: who })
    this.#set(entry.clientId, { clock: entry.clock, json, owner: who.seat })
    return true
  }

  /** The last socket of this client id went. */
  leave(clientId: number): void {
    const present = this.#entries.get(clientId)
    if (present === undefined || present.json === 'null') return
    // The same clock with null removes it everywhere, and the client's next, higher clock brings it back.
    this.#set(clientId, { ...present, json: 'null' })
  }

  /** One frame with everything that changed for this kind of socket since it last asked; null when nothing did. */
  changes(kind: 'ours' | 'others'): Uint8Array | null {
    const changed = this.#changedSince.get(kind) ?? new Set<number>()
    if (changed.size === 0) return null
    const frame = this.#frame(changed)
    changed.clear()
    return frame
  }

  hasChanges(kind: 'ours' | 'others'): boolean {
    return (this.#changedSince.get(kind)?.size ?? 0) > 0
  }

  /** Everybody who is here; null when nobody is. */
  whole(): Uint8Array | null {
    const present = [...this.#entries].filter(([, entry]) => entry.json !== 'null').map(([clientId]) => clientId)
    return present.length === 0 ? null : this.#frame(present)
  }

  #set(clientId: number, entry: Entry): void {
    this.#entries.set(clientId, entry)
    for (const changed of this.#changedSince.values()) changed.add(clientId)
  }

  #frame(clientIds: Iterable<number>): Uint8Array {
    const entries = [...clientIds].flatMap((clientId) => {
      const entry = this.#entries.get(clientId)
      return entry === undefined ? [] : [{ clientId, ...entry }]
    })
    const inner = encoding.createEncoder()
    encoding.writeVarUint(inner, entries.length)
    for (const { clientId, clock, json } of entries) {
      encoding.writeVarUint(inner, clientId)
      encoding.writeVarUint(inner, clock)
      encoding.writeVarString(inner, json)
    }
    return awarenessFrame(encoding.toUint8Array(inner))
  }
}

function awarenessFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, frameTypes.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** Says nothing, and keeps the standard client from taking the silence for a dead line. */
export const emptyAwarenessFrame: Uint8Array = awarenessFrame(new Uint8Array([0]))
