/**
 * An exercise's file in one hand: nobody else has it open while words are looked for in it and taken out of it. It is read
 * where it lies, since a copy would be one more place that holds the words.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pickEngine } from '../storage/pickEngine.ts'
import { takeProcessLock } from '../storage/processLock.ts'
import { type ExerciseReader, exerciseReaderOn } from '../storage/sqliteReader.ts'
import type { SqliteConnection, SqliteEngine } from '../storage/sqliteEngine.ts'
import { isKnownExercise, Meta } from '../storage/sqliteSchema.ts'
import type { StoredEntry } from '../storage/storage.ts'

export interface ExerciseFile {
  readonly file: string
  readonly engine: SqliteEngine
  readonly connection: SqliteConnection
  readonly reader: ExerciseReader
}

/** Rejects with a sentence when it is no exercise, or is open elsewhere. What `act` gives is awaited, then everything is closed. */
export async function inOneHand<T>(named: string, act: (held: ExerciseFile) => Promise<T>): Promise<T> {
  if (!existsSync(named)) throw new Error(`there is no file ${named}`)
  // The file itself is replaced, not a link to it.
  const file = realpathSync(named)
  const engine = await pickEngine()
  const release = lockedBy(engine, file)
  try {
    const connection = engine.open(file, { readOnly: false })
    let isOpen = true
    const close = (): void => {
      if (isOpen) connection.close()
      isOpen = false
    }
    try {
      const exercise = new Meta(connection).get('exercise')
      if (exercise === null) throw new Error('it holds no exercise')
      if (!isKnownExercise(connection)) throw new Error('it was written by a later Sandtable')
      return await act({ file, engine, connection, reader: exerciseReaderOn(engine, connection, exercise, close) })
    } finally {
      close()
    }
  } finally {
    release()
  }
}

/** Read only, and nothing is left beside it. Rejects when it cannot be read. */
export async function lookedInto<T>(file: string, act: (reader: ExerciseReader) => T): Promise<T> {
  const engine = await pickEngine()
  const hadLog = existsSync(`${file}-wal`)
  const connection = engine.open(file, { readOnly: true })
  try {
    return act(exerciseReaderOn(engine, connection, new Meta(connection).get('exercise') ?? '', () => undefined))
  } finally {
    connection.close()
    // SQLite leaves these beside a file it may only read; they are empty then
    if (!hadLog) for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  }
}

/** Every row, in order. Throws where one cannot be read. */
export function rowsOf(reader: ExerciseReader): StoredEntry[] {
  const rows: StoredEntry[] = []
  for (let after: number | null = 0; after !== null;) {
    const read: ReturnType<ExerciseReader['read']> = reader.read(after, 1000)
    for (const { sequence, row } of read.rows) {
      if (row === null) throw new Error(`row ${sequence} cannot be read`)
      rows.push(row)
    }
    after = read.through
  }
  return rows
}

/** A running server holds the lock of each of its exercises; a file carried away has none. */
function lockedBy(engine: SqliteEngine, file: string): () => void {
  if (!file.endsWith('.sqlite')) return () => undefined
  const lock = takeProcessLock(engine, join(dirname(file), `${basename(file, '.sqlite')}.lock`), (pid) =>
    `this exercise is open in a Sandtable${pid === null ? '' : ` (process ${pid})`}; stop it first`)
  return () => lock.release()
}
