/** One exercise's file, open for its one writer. Commits are synchronous and short; flushes and checkpoints are elsewhere. */
import type { Checkpointer } from './checkpointer.ts'
import type { SqliteConnection, SqliteEngine } from './sqliteEngine.ts'
import { MediaTable, pieceBytes } from './sqliteMediaTable.ts'
import { DamagedFile, readBytes, readBytesOrNull, readNumber } from './sqliteRows.ts'
import { RowsTable } from './sqliteRowsTable.ts'
import { Meta, notedHeadOf } from './sqliteSchema.ts'
import { attempt, surveyRows } from './sqliteSurvey.ts'
import {
  type Appended, type AppendCondition, type ExerciseStore, Fenced, type KeptCheckpoint, type RowsRead, StorageFull, type StoredEntry, type StoredMedia,
} from './storage.ts'
import type { WalFlush } from './walFlush.ts'

export interface SqliteExerciseParts {
  readonly exercise: string
  readonly engine: SqliteEngine
  readonly connection: SqliteConnection
  readonly flush: WalFlush
  readonly checkpointer: Checkpointer
  /** Called once, after everything is closed. */
  readonly closed: () => void
}

export class SqliteExercise implements ExerciseStore {
  readonly exercise: string
  readonly #parts: SqliteExerciseParts
  readonly #rows: RowsTable
  readonly #meta: Meta
  readonly #media: MediaTable
  readonly #putCheckpoint
  readonly #checkpointBefore
  #closing: Promise<void> | null = null

  constructor(parts: SqliteExerciseParts) {
    this.exercise = parts.exercise
    this.#parts = parts
    this.#rows = new RowsTable(parts.connection)
    this.#meta = new Meta(parts.connection)
    this.#media = new MediaTable(parts.connection)
    this.#putCheckpoint = parts.connection.prepare(
      'INSERT OR REPLACE INTO checkpoints (stream, sequence, recorded_at, bytes, hash) VALUES (?, ?, ?, ?, ?)')
    this.#checkpointBefore = parts.connection.prepare(
      'SELECT sequence, recorded_at, bytes, hash FROM checkpoints WHERE stream = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1')
  }

  append(batch: readonly StoredEntry[], condition: AppendCondition): Appended {
    const { connection, flush, checkpointer } = this.#parts
    if (flush.failed !== null) return refused(flush.failed)
    try {
      connection.transaction(() => {
        this.#check(condition)
        for (const row of batch) this.#rows.insert(row)
      })
    } catch (error) {
      return refused(this.#named(error))
    }
    const appended = { written: Promise.resolve(), flushed: flush.flush() }
    checkpointer.wrote(batch.reduce((bytes, row) => bytes + row.bytes.length, 0))
    return appended
  }

  async read(after: number, most: number): Promise<StoredEntry[]> {
    return this.#rows.read(after, most)
  }

  async readDocument(wireName: string, after: number, upTo: number, most: number): Promise<StoredEntry[]> {
    return this.#rows.readDocument(wireName, after, upTo, most)
  }

  async last(): Promise<StoredEntry | null> {
    return this.#rows.last()
  }

  async survey(after: number, most: number): Promise<RowsRead> {
    return surveyRows(this.#rows, after, most)
  }

  async documentOf(sequence: number): Promise<StoredEntry['document']> {
    return attempt(() => this.#rows.documentOf(sequence)).value
  }

  async mendIndex(): Promise<void> {
    if (this.#rows.isIndexRight()) return
    this.#write(() => this.#rows.makeIndexAnew())
    if (!this.#rows.isIndexRight()) throw new DamagedFile('What the file of this exercise is searched by is damaged, and cannot be made anew. Keep it, and put a copy of it from before in its place.')
  }

  async notedHead(): Promise<number | null> {
    return notedHeadOf(this.#meta)
  }

  /** Piece by piece, each on the disk before the next: the journal's own flushes never wait for more than one. */
  async putMedia(media: StoredMedia, fence: number): Promise<void> {
    if (this.#media.has(media.id)) throw new Error(`There is a media ${media.id} already.`)
    try {
      for (let piece = 0; piece < MediaTable.piecesOf(media.bytes.length); piece += 1) {
        await this.#putPart(fence, pieceBytes, () => this.#media.insertPiece(media, piece))
      }
      await this.#putPart(fence, MediaTable.piecesOf(media.bytes.length) === 0 ? media.bytes.length : 0, () => this.#media.insertRow(media))
    } catch (error) {
      // What cannot be taken away now goes when the file is opened next.
      if (MediaTable.piecesOf(media.bytes.length) > 0) attempt(() => this.#write(() => this.#media.removePieces(media.id)))
      throw error
    }
  }

  async #putPart(fence: number, bytes: number, put: () => void): Promise<void> {
    const { flush, checkpointer } = this.#parts
    if (flush.failed !== null) throw flush.failed
    this.#write(() => {
      this.#checkFence(fence)
      put()
    })
    checkpointer.wrote(bytes)
    await flush.flush()
  }

  media(id: string): Promise<StoredMedia | null> {
    return this.#media.oneInTurns(id)
  }

  async mediaBytes(): Promise<number> {
    return this.#media.bytes()
  }

  async putCheckpoint(checkpoint: KeptCheckpoint): Promise<void> {
    this.#write(() => this.#putCheckpoint.run(checkpoint.stream, checkpoint.sequence, checkpoint.recordedAt, checkpoint.bytes, checkpoint.hash))
    this.#parts.checkpointer.wrote(checkpoint.bytes.length)
  }

  async checkpointBefore(stream: string, sequence: number): Promise<KeptCheckpoint | null> {
    // One that cannot be read is none: it is only a cache.
    return this.#readOr(null, () => {
      const row = this.#checkpointBefore.get(stream, sequence)
      if (row === undefined) return null
      return { stream, sequence: readNumber(row, 'sequence'), recordedAt: readNumber(row, 'recorded_at'), bytes: readBytes(row, 'bytes'), hash: readBytesOrNull(row, 'hash') }
    })
  }

  async beat(wallAtMs: number, recordedAt: number): Promise<void> {
    this.#write(() => {
      this.#meta.set('beat', `${Math.floor(wallAtMs)} ${recordedAt}`)
      this.#meta.set('head', String(this.#rows.lastSequence()))
    })
    this.#parts.checkpointer.beat(recordedAt)
  }

  async lastBeat(): Promise<{ readonly wallAtMs: number; readonly recordedAt: number } | null> {
    const parts = /^(\d{1,16}) (\d{1,16})$/.exec(this.#meta.get('beat') ?? '')
    return parts === null ? null : { wallAtMs: Number(parts[1]), recordedAt: Number(parts[2]) }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { connection, flush, checkpointer, closed } = this.#parts
    await checkpointer.close()
    await flush.close()
    // The last connection moves the log into the file and removes it: the exercise is one file again.
    connection.close()
    closed()
  }

  #check({ fence, afterSequence }: AppendCondition): void {
    this.#checkFence(fence)
    if (this.#rows.lastSequence() !== afterSequence) throw new Fenced('The journal does not end where its owner thinks.')
  }

  #checkFence(fence: number): void {
    if (this.#meta.number('fence') !== fence) throw new Fenced('Another process has taken over this exercise.')
  }

  /** What is read, or another value where the file is damaged. */
  #readOr<T>(other: T, read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (error instanceof DamagedFile || this.#parts.engine.failureOf(error) === 'damaged') return other
      throw error
    }
  }

  #write(act: () => void): void {
    try {
      this.#parts.connection.transaction(act)
    } catch (error) {
      throw this.#named(error)
    }
  }

  #named(error: unknown): Error {
    const failure = this.#parts.engine.failureOf(error)
    if (failure === 'full') return new StorageFull(`The disk cannot take more: ${messageOf(error)}`)
    // Some other program, a backup perhaps, holds the file for a moment: as with a full disk, nothing was stored, try again.
    if (failure === 'busy') return new StorageFull(`Another program holds the file: ${messageOf(error)}`)
    return error instanceof Error ? error : new Error(String(error))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function refused(error: Error): Appended {
  const written = Promise.reject(error)
  written.catch(() => undefined)
  return { written, flushed: written }
}
