/**
 * One document at one epoch, without its sockets: what the guard knows of it, its rows on their way to the journal, its
 * follower, its first states and its checkpoints. The hot path touches bytes; the document itself follows.
 */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { Repaired } from '#shared/board/documentShape.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Author, DocumentName, SeatId } from '#shared/exercise/names.ts'
import { lookUp } from '#shared/exercise/records.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Journal, Recorded } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { decodeUpdate } from './decodedUpdate.ts'
import type { LoadedDocument } from './documentLoading.ts'
import { FirstState, type FirstAnswer, type KeptState } from './firstState.ts'
import { Follower, type Row } from './follower.ts'
import { Mending } from './mending.ts'
import { takeStepTwo } from './syncStep2.ts'
import type { Accepted, GuardState } from './updateGuard.ts'

export interface RecordParts {
  readonly journal: Journal
  readonly clock: Clock
  readonly log: Log
  state(): ExerciseState
  /** Settles when the claim is on disk. */
  claim(document: DocumentName, clientId: number, author: Author): Promise<void>
  readonly name: DocumentName
  readonly epoch: number
  readonly scope: DocumentScope
  /** A row is written, and whose it is is on disk: others may be told, with this update message. */
  written(message: Uint8Array, at: Moment): void
  /** Rows were given that will never be written, or the follower holds what no row does: nothing here can be trusted. */
  spoilt(): void
  /** Applying this person's change took the server so long, as it will take every reader. */
  worked(author: Author, ms: number): void
  /** The server took records of this person's away. */
  mended(seat: SeatId, repaired: Repaired): void
  refusesMark(mark: Annotation): boolean
}

const sliceMs = 1.5
/** New types, one inside the other at worst, that the follower has not looked at yet. */
const uncheckedLevels = 100
const checkpointRows = 2000
const checkpointMs = 10 * 60_000
const measureMs = 5000

export class DocumentRecord implements GuardState {
  readonly stateVector: Map<number, number>
  readonly owners: Map<number, Author>
  readonly #parts: RecordParts
  readonly #follower: Follower
  readonly #first: FirstState
  readonly #mending: Mending
  #last: Recorded | null = null
  /**
   * Every client id claimed so far is on disk. Until then nobody is shown what it wrote: after a power cut, whoever had
   * seen it would bring it as their own, and the id would be theirs.
   */
  #claimed: Promise<void> = Promise.resolve()
  /** The last row may be told. */
  #tellable: Promise<void> = Promise.resolve()
  /** The journal's head before each row that is not yet told. Rows are told in their order. */
  readonly #untoldAfter: Moment[] = []
  #isWorking = false
  #levels = 0
  #bytesAtMost: number
  #foundFullAtMs = Number.NEGATIVE_INFINITY
  #rowsSinceCheckpoint: number
  #checkpointAtMs: number
  #checkpointing: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(parts: RecordParts, loaded: LoadedDocument) {
    this.#parts = parts
    this.stateVector = Y.decodeStateVector(Y.encodeStateVector(loaded.doc))
    const authors = lookUp(parts.state().documents, parts.name)?.authors ?? {}
    this.owners = new Map(Object.entries(authors).map(([client, author]) => [Number(client), author]))
    this.#follower = new Follower(loaded.doc, loaded.at, {
      trouble: (row, error) => this.#trouble(row, error),
      now: () => parts.clock.monotonicMs(),
      worked: (row, ms) => parts.worked(row.author, ms),
    })
    this.#first = new FirstState(this.#follower)
    this.#bytesAtMost = loaded.bytesAtMost
    this.#rowsSinceCheckpoint = loaded.rowsSinceCheckpoint
    this.#checkpointAtMs = parts.clock.monotonicMs()
    this.#mending = new Mending({
      clock: parts.clock, log: parts.log, scope: parts.scope, follower: this.#follower,
      isStalled: () => parts.journal.stalled,
      record: (emitted) => this.#orSpoilt(() => this.#recordServers(emitted)),
      ownerOf: (client) => this.owners.get(client),
      told: (seat, repaired) => parts.mended(seat, repaired),
      refusesMark: (mark) => parts.refusesMark(mark),
    })
  }

  get wireName(): string {
    return `${this.#parts.name}@${this.#parts.epoch}`
  }

  get isEmpty(): boolean {
    return this.#follower.at.sequence === 0 && this.#last === null
  }

  /** Nothing is on its way to the journal. */
  get isSettled(): boolean {
    return this.#untoldAfter.length === 0
  }

  /** Settles when all rows so far are on disk. */
  get flushed(): Promise<void> {
    return this.#last?.flushed ?? Promise.resolve()
  }

  /** The document after every row, written or not: read only, until the next turn of the event loop. */
  caughtUp(): Y.Doc {
    this.#follower.catchUp()
    return this.#follower.doc
  }

  get follower(): Follower {
    return this.#follower
  }

  /** Makes a client id a person's, for good, in the journal before anything of it is shown. Throws when it cannot be saved. */
  claim(client: number, author: Author): void {
    const kept = this.#parts.claim(this.#parts.name, client, author)
    this.#claimed = Promise.all([this.#claimed, kept]).then(() => undefined)
    this.#claimed.catch(() => undefined) // heard by the rows that wait for it
    this.owners.set(client, author)
  }

  /** The hot path: an update the guard accepted, wholly new. Throws JournalStalled or JournalStopped: then nothing happened. */
  add(author: SeatId, bytes: Uint8Array, accepted: Accepted): Recorded {
    if (this.#levels + accepted.levels > uncheckedLevels) {
      this.#follower.catchUp()
      this.#levels = 0
      this.#mending.followerMoved()
    }
    this.#levels += accepted.levels
    const recorded = this.#journal(author, bytes)
    for (const [client, clock] of accepted.advances) this.stateVector.set(client, clock)
    const row = this.#rowOf(recorded, accepted)
    this.#follower.feed(row)
    this.#mending.wrote(author)
    this.#followJournal(recorded, row)
    return recorded
  }

  /** The slow path. Null when nothing was new. Throws with the record spoilt when Yjs or the journal would not have it. */
  addStepTwo(author: SeatId, bytes: Uint8Array, accepted: Accepted): Recorded | null {
    const emitted = this.#orSpoilt(() => {
      const updates = takeStepTwo(this.#follower, bytes)
      for (const update of updates) this.#tookItself(this.#journal(author, update))
      return updates
    })
    if (emitted.length === 0) return null
    for (const [client, clock] of accepted.advances) this.stateVector.set(client, clock)
    this.#mending.wrote(author)
    this.#follower.lookAt(accepted.types)
    this.#mending.followerMoved()
    return this.#last
  }

  /** The server's own change. Throws with the record spoilt when it cannot be journaled. */
  change(change: (doc: Y.Doc) => void): void {
    this.#follower.catchUp()
    this.#orSpoilt(() => this.#recordServers(this.#follower.capture(change)))
  }

  /**
   * Gives what a newcomer with this vector is missing, with the last moment at which that is the whole document: past
   * its last row, since a newcomer may have been let in after it. `give` is called in the step in which the answer
   * is made: no row can come between. Rejects when the journal stops.
   */
  async answer(vector: Uint8Array, isFresh: () => boolean, give: (answer: FirstAnswer) => void): Promise<void> {
    await this.#onceWritten(() => {
      const answer = this.#first.answer(vector, isFresh())
      if (answer !== null) give({ messages: answer.messages, at: later(answer.at, this.#toldUpTo) })
      return answer
    })
  }

  async state(isFresh: boolean): Promise<KeptState> {
    return this.#onceWritten(() => this.#first.state(isFresh))
  }

  /** Whether the document is over its size; measured only when it may be. */
  isFull(): boolean {
    if (this.#bytesAtMost <= limits.documentBytes) return false
    const now = this.#parts.clock.monotonicMs()
    if (now - this.#foundFullAtMs < measureMs) return true
    this.#bytesAtMost = Y.encodeStateAsUpdate(this.caughtUp()).length
    const isFull = this.#bytesAtMost > limits.documentBytes
    if (isFull) this.#foundFullAtMs = now
    return isFull
  }

  /** Stores a checkpoint when enough has happened, or when anything has and `isLast`. Never rejects. */
  checkpoint(isLast: boolean): Promise<void> {
    const isOld = this.#parts.clock.monotonicMs() - this.#checkpointAtMs >= checkpointMs
    const rows = this.#rowsSinceCheckpoint
    if (rows === 0 || this.#parts.journal.stalled || !(isLast || isOld || rows >= checkpointRows)) return this.#checkpointing
    this.#rowsSinceCheckpoint = 0
    this.#checkpointAtMs = this.#parts.clock.monotonicMs()
    this.#checkpointing = this.#checkpointing.then(() => this.#putCheckpoint()).catch((error: unknown) => {
      if (!this.#isClosed) this.#parts.log.error('storing a checkpoint', error, { document: this.wireName })
    })
    return this.#checkpointing
  }

  close(): void {
    this.#isClosed = true
    this.#mending.close()
    this.#follower.destroy()
  }

  async #putCheckpoint(): Promise<void> {
    const { bytes, at } = await this.state(true)
    await this.flushed
    await this.#parts.journal.putCheckpoint({ stream: this.wireName, sequence: at.sequence, recordedAt: at.recordedAt, bytes })
  }

  /** The last written entry up to which every row of this document is told. */
  get #toldUpTo(): Moment {
    const written = this.#parts.journal.written()
    const [quiet] = this.#untoldAfter
    return quiet === undefined || written.sequence < quiet.sequence ? written : quiet
  }

  /**
   * Never older than what is written now: that may be what let this reader in, and he is shown nothing that was taken
   * away before. So he waits for rows that are written and not told, because whose they are is not on disk [DOC96].
   */
  async #onceWritten<T>(ask: () => T | null): Promise<T> {
    const { sequence } = this.#parts.journal.written()
    for (;;) {
      const answer = this.#toldUpTo.sequence < sequence ? null : ask()
      if (answer !== null) return answer
      await this.#tellable
    }
  }

  #recordServers(emitted: readonly Uint8Array[]): void {
    for (const bytes of emitted) {
      const sections = decodeUpdate(bytes)?.sections ?? new Map()
      // A restored state holds others' client ids: those stay theirs.
      for (const client of sections.keys()) if (!this.owners.has(client)) this.claim(client, 'server')
      const recorded = this.#journal('server', bytes)
      for (const [client, structs] of sections) {
        const last = structs.at(-1)
        if (last !== undefined) this.stateVector.set(client, last.id.clock + last.length)
      }
      this.#tookItself(recorded)
    }
  }

  #tookItself(recorded: Recorded): void {
    const row = this.#rowOf(recorded, { types: [] })
    this.#follower.tookItself(row)
    this.#followJournal(recorded, row)
  }

  /** A follower that took what no row holds can never be trusted again. */
  #orSpoilt<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      this.#parts.spoilt()
      throw error
    }
  }

  #journal(author: Author, bytes: Uint8Array): Recorded {
    const { name, epoch, journal } = this.#parts
    const before = journal.head()
    const recorded = journal.add({ kind: 'update', author, document: { name, epoch }, bytes })
    this.#untoldAfter.push(before)
    this.#last = recorded
    this.#bytesAtMost += bytes.length
    return recorded
  }

  #rowOf({ entry }: Recorded, { types }: Pick<Accepted, 'types'>): Row {
    return { moment: { sequence: entry.sequence, recordedAt: entry.recordedAt }, author: entry.author, bytes: entry.bytes, types, isWritten: false }
  }

  #followJournal(recorded: Recorded, row: Row): void {
    recorded.flushed.catch(() => undefined)
    const claimed = this.#claimed
    this.#tellable = recorded.written.then(() => claimed)
    this.#tellable.then(() => {
      this.#untoldAfter.shift()
      if (!this.#isClosed) this.#written(row)
    }, () => {
      this.#untoldAfter.shift()
      this.#parts.spoilt()
    })
  }

  #written(row: Row): void {
    row.isWritten = true
    const message = encodeSync(syncTypes.update, row.bytes)
    this.#first.written(message, row.moment)
    this.#parts.written(message, row.moment)
    this.#rowsSinceCheckpoint += 1
    if (this.#rowsSinceCheckpoint >= checkpointRows) void this.checkpoint(false)
    this.#workSoon()
  }

  #workSoon(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    setImmediate(() => {
      this.#isWorking = false
      if (this.#isClosed) return
      const hasMore = this.#follower.work(sliceMs, () => this.#parts.clock.monotonicMs())
      if (!this.#follower.isBehind) this.#levels = 0
      this.#mending.followerMoved()
      if (hasMore) this.#workSoon()
    })
  }

  #trouble(row: Row, error: unknown): void {
    this.#parts.log.error('applying a row to its document', error, { document: this.wireName, sequence: row.moment.sequence, author: row.author })
  }
}

function later(one: Moment, other: Moment): Moment {
  return other.sequence > one.sequence ? other : one
}
