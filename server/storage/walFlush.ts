/**
 * Flushes an exercise's write-ahead log to the disk, in the background: one flush at a time, and everyone who asks while
 * it runs shares the next. A commit is in the log already (a kill loses nothing); after the flush a power cut cannot
 * take it either. After a failed flush nothing is known about the disk any more: it is never tried again.
 */
import { closeSync, constants, fdatasync, fstatSync, openSync, statSync } from 'node:fs'
import { settleLater, type SettledLater } from '../settleLater.ts'
import { FlushFailed } from './storage.ts'

export type SyncFile = (descriptor: number, done: (error: Error | null) => void) => void

export class WalFlush {
  readonly #file: string
  readonly #descriptor: number
  readonly #sync: SyncFile
  #running: Promise<void> | null = null
  #next: SettledLater | null = null
  #failed: FlushFailed | null = null

  /** `file` is the '-wal' file; it must exist, so open this after a first write. */
  constructor(file: string, sync: SyncFile = fdatasync) {
    this.#file = file
    this.#sync = sync
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
    if (this.#running === null) return this.#start()
    // The running one may have begun before our write: it does not count.
    this.#next ??= settleLater()
    return this.#next.promise
  }

  /** Somebody removed the log under us: what is written now is lost at the next opening. Fails for good then. */
  checkSameFile(): void {
    if (this.#failed !== null) return
    const ours = fstatSync(this.#descriptor, { bigint: true })
    const named = statSync(this.#file, { bigint: true, throwIfNoEntry: false })
    if (named === undefined || named.ino !== ours.ino) this.#failed = new FlushFailed(`The file ${this.#file} was removed or replaced while the exercise was open.`)
  }

  /** Waits for running flushes first. */
  async close(): Promise<void> {
    while (this.#running !== null) await this.#running.catch(() => undefined)
    closeSync(this.#descriptor)
  }

  #start(): Promise<void> {
    const flush = settleLater()
    if (this.#failed !== null) {
      flush.reject(this.#failed)
      return flush.promise
    }
    this.#running = flush.promise
    this.#sync(this.#descriptor, (error) => {
      if (error !== null) this.#failed ??= new FlushFailed(`Flushing ${this.#file} to the disk failed: ${error.message}`)
      this.#running = null
      if (this.#failed === null) flush.resolve()
      else flush.reject(this.#failed)
      const next = this.#next
      this.#next = null
      if (next !== null) this.#start().then(next.resolve, next.reject)
    })
    return flush.promise
  }
}
