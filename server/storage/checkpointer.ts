/**
 * Decides when an exercise's write-ahead log is moved into its file: when 8 MB are new, or 10 s have passed with
 * something new. A worker does it on its own connection, so that no commit waits for the disk. When the worker cannot keep
 * up, or there is none, the writer does it itself: the log stays below 64 MB.
 */
import type { CheckpointWorkshop } from './checkpointWorkshop.ts'
import type { SqliteConnection, SqliteEngine } from './sqliteEngine.ts'
import type { WalFlush } from './walFlush.ts'

const dueBytes = 8 * 1024 * 1024
const dueMs = 10_000
/** New while a checkpoint runs: the worker does not keep up. */
const tooManyBytes = 24 * 1024 * 1024
/** The log's file after a checkpoint: writing went on all the time, so SQLite could not begin it anew. */
const tooLongBytes = 16 * 1024 * 1024
/** What a commit costs in the log besides its content: it writes whole pages of table, index and facts. */
const commitBytes = 16 * 1024
const beatBytes = 8 * 1024

export interface CheckpointerParts {
  readonly engine: SqliteEngine
  readonly file: string
  readonly connection: SqliteConnection
  readonly flush: WalFlush
  readonly workshop: CheckpointWorkshop
}

export class Checkpointer {
  readonly #parts: CheckpointerParts
  readonly #truncate
  /** An estimate, on the high side, of what was written since the last checkpoint began. */
  #newBytes = 0
  /** Something besides beats: an idle exercise leaves the disk alone. */
  #hasNewRows = false
  #checkpointedAt: number | null = null
  #running: Promise<void> | null = null

  constructor(parts: CheckpointerParts) {
    this.#parts = parts
    this.#truncate = parts.connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** A commit with this much content has been made. */
  wrote(bytes: number): void {
    this.#hasNewRows = true
    this.#newBytes += bytes + commitBytes
    if (this.#newBytes > tooManyBytes) this.#checkpointHere()
    else if (this.#newBytes > dueBytes) this.#begin()
  }

  /** Once a second; the time is recordedAt, which no set clock moves. */
  beat(recordedAt: number): void {
    this.#newBytes += beatBytes
    this.#checkpointedAt ??= recordedAt
    const isDue = this.#hasNewRows && recordedAt - this.#checkpointedAt >= dueMs
    if (isDue) this.#checkpointedAt = recordedAt
    if (isDue || this.#newBytes > dueBytes) this.#begin()
  }

  async close(): Promise<void> {
    await this.#running
    await this.#parts.workshop.leave(this.#parts.file)
  }

  #begin(): void {
    if (this.#running !== null) return
    this.#newBytes = 0
    this.#hasNewRows = false
    this.#running = this.#parts.workshop.checkpoint(this.#parts.file).then((isDone) => {
      this.#running = null
      this.#parts.flush.checkSameFile()
      if (!isDone || this.#parts.flush.bytes > tooLongBytes) this.#checkpointHere()
    })
  }

  /**
   * Also cuts the log's file. Moves what it can while another connection reads or checkpoints. A full disk is no fault
   * here: the rows stand in the log, and each checkpoint writes again what an earlier one could not.
   */
  #checkpointHere(): void {
    this.#newBytes = 0
    try {
      this.#truncate.all()
    } catch (error) {
      if (this.#parts.engine.failureOf(error) === 'other') throw error
    }
    this.#parts.flush.checkSameFile()
  }
}
