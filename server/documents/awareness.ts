/**
 * Cursors of a room. Frames are made by the server: each entry carries its client's own clock and the server's word on who
 * it is. Others' entries, which the standard client sends back, are skipped unread. Latest per client, one merged frame at
 * most ten times a second (twice for standard clients), with a change where one goes out anyway, and the first thing that a
 * slow reader, or a server with much to do, goes without.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Author, SeatId } from '#shared/exercise/names.ts'
import { frameTypes } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Clock } from '../time/clock.ts'
import type { SharedPace } from '../time/sharedPace.ts'
import { shownEntry, type ShownUser } from './awarenessEntry.ts'
import type { Member } from './member.ts'

export interface AwarenessParts {
  readonly clock: Clock
  readonly pace: SharedPace
  members(): Iterable<Member>
  /** Whose a client id is; undefined while nobody has named it. */
  ownerOf(clientId: number): Author | undefined
  /** Makes a client id this person's; false when that is not possible now. */
  claim(clientId: number, seat: SeatId): boolean
  /** Null for those whose cursor is not shown. */
  userOf(seat: SeatId): ShownUser | null
  mayWrite(seat: SeatId): boolean
}

interface Entry {
  readonly client: number
  readonly seat: SeatId
  clock: number
  /** As it came, not believed: it is read when it is sent, and what is sent is kept nowhere. Null when this hand is gone. */
  latest: string | null
  /** The last one that could be read. */
  readable: string | null
  /** Sockets that brought it. */
  readonly holders: Set<Member>
}

/** A clock that leaps further is no client's clock; the same bound holds for the first one seen. */
const clockStep = 2 ** 31
const entryBytes = 2 * limits.awarenessBytes
const lanes = { sandtable: 100, standard: 500 } as const
/** After this part of a gap cursors may go with a change: a write less for each reader. */
const ridesAfter = 0.4
/** So many readers for each cursor that goes along: a change does not wait until many cursors are put together for a few. */
const readersPerRide = 3
/** JSON of a hand that is not there any more. */
const gone = 'null'
/** One for all: each would hold a handle of its own until the next full collection. */
const decoder = new TextDecoder()

export class RoomAwareness {
  readonly #parts: AwarenessParts
  readonly #entries = new Map<number, Entry>()
  readonly #sandtable: Lane
  readonly #lanes: readonly Lane[]

  constructor(parts: AwarenessParts) {
    this.#parts = parts
    this.#sandtable = new Lane(parts, lanes.sandtable, true, (lane) => this.#tell(lane))
    this.#lanes = [this.#sandtable, new Lane(parts, lanes.standard, false, (lane) => this.#tell(lane))]
  }

  /** Reads a member's awareness message. Throws on bytes that are none. */
  receive(member: Member, message: Uint8Array): void {
    if (message.length > limits.awarenessFrameBytes || this.#parts.userOf(member.seat) === null) return
    const decoder = decoding.createDecoder(message)
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i += 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length > decoder.arr.length - decoder.pos) throw new Error('an awareness entry is cut short')
      const from = decoder.pos
      decoder.pos += length
      if (this.#isOwn(member, client)) this.#take(member, client, clock, decoder.arr.subarray(from, decoder.pos))
    }
  }

  /** Everybody's entries, for one who comes or asks. */
  greet(member: Member): void {
    member.missedCursors = false
    const told = Array.from(this.#entries.values()).filter(({ holders }) => !holders.has(member)).map((entry) => this.#toldOf(entry))
    member.send([new EntriesFrame(told.filter(({ shown }) => shown !== gone)).whole])
  }

  /** The line is alive: the standard client gives up a socket that is silent for thirty seconds. */
  beat(member: Member): void {
    if (member.missedCursors && isCalm(member)) this.greet(member)
    else member.send([nothing])
  }

  /** A socket is gone; a hand no other socket holds goes with it. */
  leave(member: Member): void {
    for (const entry of this.#entries.values()) {
      if (entry.holders.delete(member) && entry.holders.size === 0) this.#depart(entry)
    }
  }

  /** What goes along with a change that so many are told now: counts as told. Null when nothing is due yet, or it would hold the change up. */
  riding(readers: number): CursorsTold | null {
    if (!this.#sandtable.mayRide(readers / readersPerRide)) return null
    const begunAt = this.#parts.clock.monotonicMs()
    const told = this.#told(this.#sandtable, readers)
    this.#parts.pace.spend(this.#parts.clock.monotonicMs() - begunAt)
    return told
  }

  close(): void {
    for (const lane of this.#lanes) lane.close()
  }

  #isOwn(member: Member, client: number): boolean {
    const owner = this.#parts.ownerOf(client)
    if (owner !== undefined) return owner === member.seat
    // A socket has one cursor: a crowd of ghosts is not believed.
    return member.cursorId === null && this.#parts.claim(client, member.seat)
  }

  #take(member: Member, client: number, clock: number, raw: Uint8Array): void {
    const entry = this.#entries.get(client) ?? { client, seat: member.seat, clock: -1, latest: null, readable: null, holders: new Set() }
    const isDeparture = raw.length === 4 && raw[0] === 110
    if (isDeparture ? clock < entry.clock || entry.clock < 0 : clock <= entry.clock) return
    if (clock - entry.clock > clockStep || raw.length > entryBytes) return
    this.#entries.set(client, entry)
    member.cursorId ??= client
    entry.clock = clock
    if (isDeparture) {
      this.#depart(entry)
      return
    }
    entry.holders.add(member)
    entry.latest = decoder.decode(raw)
    for (const lane of this.#lanes) lane.add(client)
  }

  #depart(entry: Entry): void {
    entry.holders.clear()
    entry.latest = null
    entry.readable = null
    for (const lane of this.#lanes) lane.add(entry.client)
  }

  /** What cannot be read leaves what was shown before. */
  #toldOf(entry: Entry): Told {
    const { client, clock, seat, holders, latest, readable } = entry
    const user = latest === null ? null : this.#parts.userOf(seat)
    if (latest === null || user === null) return { client, clock, holders, shown: gone }
    const house = { mayWrite: this.#parts.mayWrite(seat), isPresent: (other: SeatId) => this.#isPresent(other) }
    const shown = shownEntry(latest, user, house)
    entry.latest = entry.readable = shown === null ? readable : latest
    return { client, clock, holders, shown: shown ?? (readable === null ? null : shownEntry(readable, user, house)) ?? gone }
  }

  /** Somebody of this seat has a hand in the document, and may be seen. */
  #isPresent(seat: SeatId): boolean {
    for (const entry of this.#entries.values()) if (entry.seat === seat && entry.holders.size > 0) return this.#parts.userOf(seat) !== null
    return false
  }

  #tell(lane: Lane): void {
    const begunAt = this.#parts.clock.monotonicMs()
    const members = Array.from(this.#parts.members()).filter(({ isSynced, isSandtable }) => isSynced && isSandtable === lane.isSandtable)
    const told = this.#told(lane, members.length)
    const all = told === null ? [] : [told.all]
    for (const member of members) {
      const frame = told?.to(member) ?? null
      if (frame !== null) member.send(frame === told?.all ? all : [frame])
    }
    this.#parts.pace.spend(this.#parts.clock.monotonicMs() - begunAt)
  }

  /** Null where nobody is there to be told. */
  #told(lane: Lane, readers: number): CursorsTold | null {
    const clients = lane.take()
    if (readers === 0) return null
    // Each entry is put in bytes once, not once for each reader.
    const told = new EntriesFrame(clients.flatMap((client) => this.#entries.get(client) ?? []).map((entry) => this.#toldOf(entry)))
    return {
      all: told.whole,
      to: (member) => {
        if (!isCalm(member)) {
          member.missedCursors = true
          return null
        }
        if (member.missedCursors) {
          this.greet(member)
          return null
        }
        // Nobody's own entry comes back: it could only be older than what they have.
        return told.without(({ holders }) => holders.has(member))
      },
    }
  }
}

/** Cursors as they are told now. */
export interface CursorsTold {
  /** The frame for all who hold none of them. */
  readonly all: Uint8Array
  /** The frame for one; null for nothing. */
  to(member: Member): Uint8Array | null
}

/** Those who are told at one pace. */
class Lane {
  readonly isSandtable: boolean
  readonly #clock: Clock
  readonly #pace: SharedPace
  readonly #gapMs: number
  readonly #due: (lane: Lane) => void
  readonly #changed = new Set<number>()
  #toldAtMs = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor({ clock, pace }: Pick<AwarenessParts, 'clock' | 'pace'>, gapMs: number, isSandtable: boolean, due: (lane: Lane) => void) {
    this.#clock = clock
    this.#pace = pace
    this.#gapMs = gapMs
    this.isSandtable = isSandtable
    this.#due = due
  }

  add(client: number): void {
    this.#changed.add(client)
    if (this.#cancel !== null) return
    const waitMs = Math.max(0, this.#toldAtMs + this.#gapMs * this.#pace.stretch - this.#clock.monotonicMs())
    this.#cancel = this.#clock.after(waitMs, () => {
      this.#cancel = null
      this.#due(this)
    })
  }

  /** Something waits, no more than so much, and the last telling is not just over. */
  mayRide(most: number): boolean {
    return this.#changed.size > 0 && this.#changed.size <= most && this.#clock.monotonicMs() - this.#toldAtMs >= ridesAfter * this.#gapMs * this.#pace.stretch
  }

  /** All that waits: told now. */
  take(): number[] {
    this.close()
    this.#toldAtMs = this.#clock.monotonicMs()
    const changed = Array.from(this.#changed)
    this.#changed.clear()
    return changed
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }
}

function isCalm(member: Member): boolean {
  return member.socket.waitingBytes <= limits.socketQuietBytes
}

interface Told extends Pick<Entry, 'client' | 'clock' | 'holders'> {
  /** JSON as others get it. */
  readonly shown: string
}

/** Entries as one awareness frame, and as the frames of those who get all but some of them. */
class EntriesFrame<Each extends Told> {
  readonly whole: Uint8Array
  readonly #entries: readonly Each[]
  readonly #body: Uint8Array
  /** Where each entry begins in the body, and where the last one ends. */
  readonly #at: readonly number[]

  constructor(entries: readonly Each[]) {
    const body = encoding.createEncoder()
    const at = [0]
    for (const { client, clock, shown } of entries) {
      encoding.writeVarUint(body, client)
      encoding.writeVarUint(body, clock)
      encoding.writeVarString(body, shown)
      at.push(encoding.length(body))
    }
    this.#entries = entries
    this.#body = encoding.toUint8Array(body)
    this.#at = at
    this.whole = framed(entries.length, [this.#body])
  }

  /** `whole` where nothing is left out; null where nothing is left. */
  without(isLeftOut: (entry: Each) => boolean): Uint8Array | null {
    const runs: Uint8Array[] = []
    let [from, count] = [0, 0]
    this.#entries.forEach((entry, index) => {
      if (!isLeftOut(entry)) {
        count += 1
        return
      }
      runs.push(this.#body.subarray(from, this.#at[index]))
      from = this.#at[index + 1] ?? 0
    })
    if (count === this.#entries.length) return this.whole
    if (count === 0) return null
    return framed(count, [...runs, this.#body.subarray(from)])
  }
}

function framed(count: number, runs: readonly Uint8Array[]): Uint8Array {
  const counted = encoding.createEncoder()
  encoding.writeVarUint(counted, count)
  const frame = encoding.createEncoder()
  encoding.writeVarUint(frame, frameTypes.awareness)
  encoding.writeVarUint(frame, runs.reduce((bytes, run) => bytes + run.length, encoding.length(counted)))
  encoding.writeUint8Array(frame, encoding.toUint8Array(counted))
  for (const run of runs) encoding.writeUint8Array(frame, run)
  return encoding.toUint8Array(frame)
}

const nothing = framed(0, [])
