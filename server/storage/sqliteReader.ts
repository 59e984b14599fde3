/** An exercise's file as the verifier reads it: never written, beside a running server too, and going on after damage. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pickEngine } from './pickEngine.ts'
import type { SqliteConnection, SqliteEngine } from './sqliteEngine.ts'
import { MediaTable } from './sqliteMediaTable.ts'
import { readBytes, readNumber, readText } from './sqliteRows.ts'
import { RowsTable } from './sqliteRowsTable.ts'
import { Meta, notedHeadOf } from './sqliteSchema.ts'
import { attempt, surveyRows } from './sqliteSurvey.ts'
import type { Checkpoint, RowsRead, StoredMedia } from './storage.ts'

export interface ExerciseReader {
  /** For people, as Storage.engine. */
  readonly engine: string
  readonly exercise: string
  /** When it was last known to run, as the file says it; null when it never was. */
  readonly beat: string | null
  /** The last row there was when it last ran; null when none was noted. */
  readonly notedHead: number | null
  /** What stands at after+1 … */
  read(after: number, most: number): RowsRead
  /** Newest last. Throws when they cannot be read. */
  checkpoints(): Checkpoint[]
  /** Media one by one, each as it stands, or null where it cannot be read. */
  media(): Iterable<{ readonly id: string; readonly media: StoredMedia | null }>
  /** What SQLite itself finds wrong with the file; empty when nothing. */
  fileFaults(): string[]
  close(): void
}

/** Throws a sentence when the file is no exercise or cannot be read at all. */
export async function openExerciseReader(file: string): Promise<ExerciseReader> {
  const engine = await pickEngine()
  const place = placeToRead(file)
  try {
    const connection = engine.open(place.file, { readOnly: true })
    try {
      const exercise = new Meta(connection).get('exercise')
      if (exercise === null) throw new Error('it holds no exercise')
      const left = (): void => {
        connection.close()
        place.leave()
      }
      return exerciseReaderOn(engine, connection, exercise, left)
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    place.leave()
    throw error
  }
}

/**
 * SQLite leaves a log and its index beside a file it has only read, and cannot read on a stick that is write-protected. So
 * a closed exercise, which is one file without a log, is read as a copy; one with a log (a server runs, or was killed) in place.
 */
function placeToRead(file: string): { readonly file: string; leave(): void } {
  if (existsSync(`${file}-wal`)) return { file, leave: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-verify-'))
  const leave = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'copy.sqlite')
    copyFileSync(file, copy)
    return { file: copy, leave }
  } catch (error) {
    leave()
    throw error
  }
}

/** The same over a connection somebody holds; `left` is called when it is closed. */
export function exerciseReaderOn(engine: SqliteEngine, connection: SqliteConnection, exercise: string, left: () => void): ExerciseReader {
  const table = new RowsTable(connection)
  return {
    engine: engine.description,
    exercise,
    beat: attempt(() => new Meta(connection).get('beat')).value,
    notedHead: attempt(() => notedHeadOf(new Meta(connection))).value,
    read: (after, most) => surveyRows(table, after, most),
    checkpoints: () => connection.prepare('SELECT stream, sequence, recorded_at, bytes FROM checkpoints ORDER BY sequence').all().map((row) => ({
      stream: readText(row, 'stream'), sequence: readNumber(row, 'sequence'), recordedAt: readNumber(row, 'recorded_at'), bytes: readBytes(row, 'bytes'),
    })),
    media: () => mediaOf(connection),
    fileFaults: () => {
      const found = attempt(() => connection.prepare('PRAGMA integrity_check(20)').all().map((row) => readText(row, 'integrity_check')))
      return found.value === null ? [found.reason] : found.value.filter((line) => line !== 'ok')
    },
    close: left,
  }
}

/** Files of before there were media have no such table, and are read as they are. */
function* mediaOf(connection: SqliteConnection): Generator<{ readonly id: string; readonly media: StoredMedia | null }> {
  if (connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'media'").get() === undefined) return
  const table = new MediaTable(connection)
  for (const id of table.ids()) yield { id, media: attempt(() => table.one(id)).value }
}

