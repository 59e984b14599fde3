/**
 * The one journal of an exercise, as its owner holds it: gives every entry its sequence and time at once, hands the
 * entries of one event-loop turn to the store as one batch, and keeps them in order when the store cannot take them.
 * Nothing here knows what an entry means.
 */
import type { Moment, RecordedAt, Sequence } from '#shared/exercise/moment.ts'
import type { JournalEntry, NewEntry } from '#shared/replay/journalEntry.ts'
import { type Appended, type Checkpoint, type ExerciseStore, StorageFull, type StoredEntry } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import { firstChain, hashEntry, nextChain } from './hash.ts'
import { type Dark, JournalReading } from './journalReading.ts'
import { RecordedClock } from './recordedClock.ts'
import { byteSize, type Turn, WaitingTurns } from './waitingTurns.ts'

export interface Recorded {
  readonly entry: JournalEntry
  /** Others may see it. While the store is full it waits; it rejects only with JournalStopped. */
  readonly written: Promise<void>
  /** Its author may be told "saved". Rejects only with JournalStopped. */
  readonly flushed: Promise<void>
}

export interface JournalParts {
  readonly store: ExerciseStore
  readonly fence: number
  readonly clock: Clock
}

/** More is waiting for a full disk than memory may hold: nothing was taken. */
export class JournalStalled extends Error { override readonly name = 'JournalStalled' }
/** The journal is closed, or broke in a way only a restart can mend: nothing was taken, or a waiting row was not saved. */
export class JournalStopped extends Error { override readonly name = 'JournalStopped' }

export const waitingBytesAtMost = 32 * 1024 * 1024
const retryMs = 1000
const beatMs = 1000

export class Journal {
  readonly #store: ExerciseStore
  readonly #fence: number
  readonly #clock: Clock
  readonly #time: RecordedClock
  readonly #reading: JournalReading
  readonly #lastAlive: { readonly recordedAt: RecordedAt } | null
  readonly #waiting = new WaitingTurns()
  readonly #flushing = new Set<Promise<void>>()
  readonly #stallListeners = new Set<(stalled: boolean) => void>()
  readonly #fatalListeners = new Set<(error: Error) => void>()
  readonly #stopBeating: () => void
  #head: Moment
  #stored: Moment
  #chain: Uint8Array
  #appending: Promise<void> | null = null
  #isScheduled = false
  #cancelRetry: (() => void) | null = null
  #stalled = false
  #fatal: Error | null = null
  #closed: Promise<void> | null = null

  private constructor(parts: JournalParts, reading: JournalReading, last: StoredEntry | null, time: RecordedClock, lastAlive: RecordedAt | null) {
    this.#reading = reading
    this.#store = parts.store
    this.#fence = parts.fence
    this.#clock = parts.clock
    this.#time = time
    this.#lastAlive = lastAlive === null ? null : { recordedAt: lastAlive }
    this.#head = { recordedAt: last?.recordedAt ?? 0, sequence: last?.sequence ?? 0 }
    this.#stored = this.#head
    this.#chain = last?.chain ?? firstChain(parts.store.exercise)
    this.#stopBeating = parts.clock.every(beatMs, () => { this.#beat().catch((error: unknown) => this.#break(error)) })
  }

  /** Goes on after the last row of a store just opened. Every row is looked at first; rejects with DamagedRow when nothing can be built on them. */
  static async open(parts: JournalParts): Promise<Journal> {
    const reading = await JournalReading.open(parts.store)
    const last = await parts.store.last()
    const beat = await parts.store.lastBeat()
    const alive = last === null && beat === null ? null : Math.max(last?.recordedAt ?? 0, beat?.recordedAt ?? 0)
    return new Journal(parts, reading, last, RecordedClock.carriedOn(parts.clock, last?.recordedAt ?? 0, beat), alive)
  }

  /** The present on the exercise's one time axis: whole milliseconds, never decreasing, over restarts too. */
  now(): RecordedAt {
    return this.#time.now()
  }

  /** After the last entry given, written or not; sequence 0 at recordedAt 0 in an empty journal. */
  head(): Moment {
    return this.#head
  }

  /** After the last entry that is written: a killed process loses nothing up to it, and gives none of its numbers again. */
  written(): Moment {
    return this.#stored
  }

  /** When this exercise was last alive, as found when it was opened; null for a new one. */
  lastAlive(): { readonly recordedAt: RecordedAt } | null {
    return this.#lastAlive
  }

  /** True while the store is full and entries wait in memory. */
  get stalled(): boolean {
    return this.#stalled
  }

  /** Hears each change of `stalled`. The returned function stops it. */
  onStall(listener: (stalled: boolean) => void): () => void {
    this.#stallListeners.add(listener)
    return () => this.#stallListeners.delete(listener)
  }

  /**
   * Hears once that the journal broke (a failed flush, a lost lease): the process must stop, and verify on reopening.
   * Called at once when it is broken already.
   */
  onFatal(listener: (error: Error) => void): () => void {
    this.#fatalListeners.add(listener)
    if (this.#fatal !== null) listener(this.#fatal)
    return () => this.#fatalListeners.delete(listener)
  }

  /**
   * Takes an entry: it has its sequence and time now, and is stored with all others of this event-loop turn. The bytes
   * must not be changed afterwards. Throws JournalStalled above 32 MB waiting, JournalStopped after close or a break.
   */
  add(entry: NewEntry): Recorded {
    if (this.#fatal !== null) throw new JournalStopped(`The journal stopped: ${this.#fatal.message}`)
    if (this.#closed !== null) throw new JournalStopped('The journal is closed.')
    if (this.#waiting.bytes + byteSize(entry) > waitingBytesAtMost) {
      throw new JournalStalled('The disk of the server is full, and so is the memory kept for that. Make room on the disk.')
    }
    this.#head = { recordedAt: this.#time.now(), sequence: this.#head.sequence + 1 }
    const { recordedAt, sequence } = this.#head
    // Spread last: keys added behind a spread cost V8 ten times the object, in its old generation.
    const recorded: JournalEntry = { recordedAt, sequence, ...entry }
    const turn = this.#waiting.add(recorded)
    this.#schedule()
    return { entry: recorded, written: turn.written.promise, flushed: turn.flushed.promise }
  }

  /** Written rows with sequence > after, in order, at most `most`; fewer only at the end. Rejects with DamagedRow for damage since the opening. */
  read(after: Sequence, most: number): Promise<JournalEntry[]> {
    return this.#reading.read(after, most)
  }

  /** Written rows of one document ('syndicate/s1/board@1') with after < sequence ≤ upTo, as far as its next damage. Rejects with DamagedRow. */
  readDocument(wireName: string, after: Sequence, upTo: Sequence, most: number): Promise<JournalEntry[]> {
    return this.#reading.readDocument(wireName, after, upTo, most)
  }

  /** The last moment to which a document can be followed; null when that is the present. */
  lastGood(wireName: string): Sequence | null {
    return this.#reading.lastGood(wireName)
  }

  /** Whether any document has a reach that nobody can follow any more. */
  get hasDark(): boolean {
    return this.#reading.hasDark
  }

  /** Reaches of a document that nobody can follow any more, in order: its rows in them are not read. */
  dark(wireName: string): readonly Dark[] {
    return this.#reading.dark(wireName)
  }

  /** Keeps a cache of a stream's state. Rejects with StorageFull: then there is just no checkpoint. */
  putCheckpoint(checkpoint: Checkpoint): Promise<void> {
    return this.#reading.putCheckpoint(checkpoint)
  }

  /** The newest checkpoint of 'exercise' or of a wire name that is what was kept, at or before a sequence. */
  checkpointBefore(stream: string, sequence: Sequence): Promise<Checkpoint | null> {
    return this.#reading.checkpointBefore(stream, sequence)
  }

  /**
   * Writes and flushes what waits, then closes the store. Rejects with StorageFull when rows could not be saved; their
   * promises reject with JournalStopped.
   */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#stopBeating()
    this.#cancelRetry?.()
    this.#cancelRetry = null
    await this.#appending
    while (this.#fatal === null && !this.#waiting.isEmpty) {
      await this.#append()
      if (this.#stalled) break
    }
    await Promise.allSettled(this.#flushing)
    const lost = this.#waiting.count
    this.#waiting.reject(new JournalStopped('The exercise was closed before this could be saved.'))
    if (this.#fatal === null) await this.#beat().catch((error: unknown) => this.#break(error))
    await this.#store.close()
    if (lost > 0 && this.#fatal === null) throw new StorageFull(`The exercise was closed while ${lost} rows could not be saved: the disk is full.`)
  }

  #schedule(): void {
    if (this.#isScheduled || this.#appending !== null || this.#stalled || this.#fatal !== null) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      if (this.#appending !== null || this.#stalled || this.#fatal !== null || this.#waiting.isEmpty) return
      if (this.#closed !== null) return
      this.#appending = this.#append()
    })
  }

  /** One append at a time, so that a failing one leaves nothing behind it out of order. */
  async #append(): Promise<void> {
    const turns = this.#waiting.take()
    const rows = this.#sealed(turns)
    const last = rows.at(-1)
    try {
      const appended = this.#store.append(rows, { fence: this.#fence, afterSequence: this.#stored.sequence })
      appended.flushed.catch(() => undefined) // heard below, once the rows are written
      await appended.written
      if (last !== undefined) this.#stored = { sequence: last.sequence, recordedAt: last.recordedAt }
      this.#chain = last?.chain ?? this.#chain
      for (const turn of turns) turn.written.resolve()
      this.#awaitFlush(appended, turns)
      this.#waiting.settled(turns)
      this.#setStalled(false)
    } catch (error) {
      this.#waiting.putBack(turns)
      if (error instanceof StorageFull) this.#waitForRoom()
      else this.#break(error)
    } finally {
      this.#appending = null
      if (!this.#waiting.isEmpty) this.#schedule()
    }
  }

  #sealed(turns: readonly Turn[]): StoredEntry[] {
    let chain = this.#chain
    return turns.flatMap((turn) => turn.entries).map((entry) => {
      const hash = hashEntry(entry)
      chain = nextChain(chain, hash)
      return { bytesHash: null, hash, chain, ...entry }
    })
  }

  #awaitFlush(appended: Appended, turns: readonly Turn[]): void {
    const flushing = appended.flushed.then(
      () => { for (const turn of turns) turn.flushed.resolve() },
      (error: unknown) => {
        for (const turn of turns) turn.flushed.reject(new JournalStopped('This may not be on the disk: writing it failed.'))
        this.#break(error)
      },
    )
    this.#flushing.add(flushing)
    void flushing.finally(() => this.#flushing.delete(flushing))
  }

  #waitForRoom(): void {
    if (this.#closed === null) {
      this.#cancelRetry = this.#clock.after(retryMs, () => {
        this.#cancelRetry = null
        this.#appending ??= this.#append()
      })
    }
    this.#setStalled(true)
  }

  #setStalled(stalled: boolean): void {
    if (stalled === this.#stalled) return
    this.#stalled = stalled
    for (const listener of this.#stallListeners) listener(stalled)
  }

  #break(cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause))
    this.#waiting.reject(new JournalStopped(`This was not saved: ${error.message}`))
    if (this.#fatal !== null) return
    this.#fatal = error
    this.#stopBeating()
    for (const listener of this.#fatalListeners) listener(error)
  }

  /** A beat that finds the disk full is let go: the next one comes in a second. */
  async #beat(): Promise<void> {
    await this.#store.beat(this.#clock.wallMs(), this.#time.now()).catch((error: unknown) => {
      if (!(error instanceof StorageFull)) throw error
    })
  }
}
