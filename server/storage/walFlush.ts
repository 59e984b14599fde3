/**
 * Flushes an exercise's write-ahead log to the disk, in the background: one flush at a time, and everyone who asks while
 * it runs shares the next. A commit is in the log already (a kill loses nothing); after the flush a power cut cannot
 * take it either. After a failed flush nothing is known about the disk any more: it is never tried again. Told first, flushed
 * next: a flush begins when whoever is to see the row has been told, and after each one the disk rests, so that many
 * exercises share it without holding up the room.
 */
import { closeSync, constants, fdatasync, fstatSync, openSync, statSync } from 'node:fs'
import { settleLater, type SettledLater } from '../settleLater.ts'
import type { Clock } from '../time/clock.ts'
import type { SharedPace } from '../time/sharedPace.ts'
import { FlushFailed } from './storage.ts'

export type SyncFile = (descriptor: number, done: (error: Error | null) => void) => void

/** How long the disk rests after a flush, in times of what that took. */
const restPerCost = 4
/** "Saved" never waits longer than this for a rest, milliseconds; where many exercises share the disk, so much more as their pace says. */
const restMostMs = 40

export class WalFlush {
  readonly #file: string
  readonly #descriptor: number
  readonly #sync: SyncFile
  readonly #clock: Clock | null
  readonly #pace: SharedPace | null
  /** Asked for and not begun: it serves whoever asks meanwhile. */
  #due: { readonly flush: SettledLater; readonly cancel: () => void } | null = null
  #running: Promise<void> | null = null
  #next: SettledLater | null = null
  #failed: FlushFailed | null = null
  #notBeforeMs = Number.NEGATIVE_INFINITY

  /** `file` is the '-wal' file; it must exist, so open this after a first write. Without a clock nothing rests. `pace`: flushes of all files on this disk. */
  constructor(file: string, { sync = fdatasync, clock = null, pace = null }: { readonly sync?: SyncFile | undefined; readonly clock?: Clock | null; readonly pace?: SharedPace | null } = {}) {
    this.#file = file
    this.#sync = sync
    this.#clock = clock
    this.#pace = pace
    // Windows flushes only what is open for writing.
    this.#descriptor = openSync(file, constants.O_RDWR)
  }

  get failed(): FlushFailed | null {
    return this.#failed
  }

  /** The log's size on disk, bytes. */
  get bytes(): number {
    return fstatSync(this.#descriptor).size
  }

  /** Settles when all that was written before this call is on the disk. Rejects with FlushFailed. */
  flush(): Promise<void> {
    if (this.#due !== null) return this.#due.flush.promise
    // The running one may have begun before our write: it does not count.
    const flush = this.#next ?? settleLater()
    if (this.#running === null) this.#schedule(flush)
    else this.#next = flush
    return flush.promise
  }

  /** Somebody removed the log under us: what is written now is lost at the next opening. Fails for good then. */
  checkSameFile(): void {
    if (this.#failed !== null) return
    const ours = fstatSync(this.#descriptor, { bigint: true })
    const named = statSync(this.#file, { bigint: true, throwIfNoEntry: false })
    if (named === undefined || named.ino !== ours.ino) this.#failed = new FlushFailed(`The file ${this.#file} was removed or replaced while the exercise was open.`)
  }

  /** Waits for running flushes first, and begins at once what still rests. */
  async close(): Promise<void> {
    for (;;) {
      this.#beginNow()
      if (this.#running === null) break
      await this.#running.catch(() => undefined)
    }
    closeSync(this.#descriptor)
  }

  #schedule(flush: SettledLater): void {
    if (this.#failed !== null || this.#clock === null) return this.#begin(flush)
    const waitMs = this.#notBeforeMs - this.#clock.monotonicMs()
    this.#due = { flush, cancel: waitMs <= 0 ? afterThisTurn(() => this.#beginNow()) : this.#clock.after(waitMs, () => this.#beginNow()) }
  }

  #beginNow(): void {
    const due = this.#due
    if (due === null) return
    this.#due = null
    due.cancel()
    this.#begin(due.flush)
  }

  #begin(flush: SettledLater): void {
    if (this.#failed !== null) return flush.reject(this.#failed)
    this.#running = flush.promise
    this.#pace?.spend(1)
    const begunAt = this.#clock?.monotonicMs() ?? 0
    this.#sync(this.#descriptor, (error) => {
      if (error !== null) this.#failed ??= new FlushFailed(`Flushing ${this.#file} to the disk failed: ${error.message}`)
      const endedAt = this.#clock?.monotonicMs() ?? 0
      this.#notBeforeMs = endedAt + Math.min(restMostMs, restPerCost * (endedAt - begunAt)) + restMostMs * ((this.#pace?.stretch ?? 1) - 1)
      this.#running = null
      if (this.#failed === null) flush.resolve()
      else flush.reject(this.#failed)
      const next = this.#next
      this.#next = null
      if (next !== null) this.#schedule(next)
    })
  }
}

function afterThisTurn(act: () => void): () => void {
  const immediate = setImmediate(act)
  return () => clearImmediate(immediate)
}
