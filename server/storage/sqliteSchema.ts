/** The tables of an exercise's file and of the house file. Files live for years: a change raises `schema` and lifts old files. */
import type { SqliteConnection } from './sqliteEngine.ts'
import { readText } from './sqliteRows.ts'

/** 2: large media lie in pieces. */
const exerciseSchema = '2'
const exerciseSchemasBefore: readonly string[] = ['1']
const houseSchema = '1'

/** One exercise. The index of `rows` holds the sequence by itself, being the row's key. */
const exerciseTables = `
  CREATE TABLE IF NOT EXISTS rows (
    sequence INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL,
    document TEXT, epoch INTEGER, bytes BLOB NOT NULL, bytes_hash BLOB, hash BLOB NOT NULL, chain BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS rows_by_document ON rows (document, epoch) WHERE document IS NOT NULL;
  CREATE TABLE IF NOT EXISTS checkpoints (
    stream TEXT NOT NULL, sequence INTEGER NOT NULL, recorded_at INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB, PRIMARY KEY (stream, sequence)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, type TEXT NOT NULL, author TEXT NOT NULL, sequence INTEGER NOT NULL,
    size INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS media_pieces (media TEXT NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (media, piece)) STRICT;
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const houseTables = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS exercises (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_wall_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sessions (
    secret_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, exercise TEXT, seat TEXT, document TEXT, created_wall_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sessions_by_seat ON sessions (seat) WHERE seat IS NOT NULL;
`

/** The file was made by a later Sandtable, or is another exercise's. */
export class WrongFile extends Error { override readonly name = 'WrongFile' }

/** Commits reach the log at once and the disk by our own flush; the log is moved into the file by the checkpointer only. */
export function prepareExerciseFile(connection: SqliteConnection, exercise: string): void {
  useWriteAheadLog(connection)
  connection.exec('PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0')
  // It writes at the end and reads in rows: a quarter of the usual cache, since twenty-five exercises have one each.
  connection.exec('PRAGMA cache_size=-512')
  connection.transaction(() => {
    connection.exec(exerciseTables)
    liftCheckpoints(connection)
    checkSchema(connection, exerciseSchema, exerciseSchemasBefore)
    // of something large that was never brought to its end
    connection.exec('DELETE FROM media_pieces WHERE media NOT IN (SELECT id FROM media)')
    const meta = new Meta(connection)
    const id = meta.get('exercise')
    if (id === null) meta.set('exercise', exercise)
    else if (id !== exercise) throw new WrongFile(`This file holds the exercise ${id}, not ${exercise}. Was it renamed?`)
  })
}

/** Few writes, and each must be there after a power cut: the safest way, and SQLite's own checkpoints. What is deleted is overwritten. */
export function prepareHouseFile(connection: SqliteConnection): void {
  useWriteAheadLog(connection)
  connection.exec('PRAGMA synchronous=FULL; PRAGMA secure_delete=ON')
  connection.transaction(() => {
    connection.exec(houseTables)
    checkSchema(connection, houseSchema, [])
  })
}

/** Files of before checkpoints had hashes: those in them are never relied on, being only caches. */
function liftCheckpoints(connection: SqliteConnection): void {
  const columns = connection.prepare('SELECT name FROM pragma_table_info(?)').all('checkpoints')
  if (!columns.some((column) => column['name'] === 'hash')) connection.exec('ALTER TABLE checkpoints ADD COLUMN hash BLOB')
}

/** On a network share SQLite silently keeps another journal, under which our flushes would promise nothing. */
function useWriteAheadLog(connection: SqliteConnection): void {
  const mode = connection.prepare('PRAGMA journal_mode=WAL').get()
  if (mode?.['journal_mode'] !== 'wal') throw new Error('SQLite cannot keep its write-ahead log in this folder. Use a folder on a disk of this machine.')
}

/** Lifts a file of before; throws WrongFile for one of a later schema. */
function checkSchema(connection: SqliteConnection, current: string, before: readonly string[]): void {
  const meta = new Meta(connection)
  const found = meta.get('schema')
  if (found === null || before.includes(found)) meta.set('schema', current)
  else if (found !== current) throw new WrongFile(`This file was written by a later Sandtable (schema ${found}; this one knows ${current}). Install that one.`)
}

/** Whether an exercise's file is of this schema, or of one before that is read the same way. */
export function isKnownExercise(connection: SqliteConnection): boolean {
  const found = new Meta(connection).get('schema')
  return found === null || [exerciseSchema, ...exerciseSchemasBefore].includes(found)
}

/** Small facts about the file itself, as text. */
export class Meta {
  readonly #get
  readonly #set

  constructor(connection: SqliteConnection) {
    this.#get = connection.prepare('SELECT value FROM meta WHERE name = ?')
    this.#set = connection.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  }

  get(name: string): string | null {
    const row = this.#get.get(name)
    return row === undefined ? null : readText(row, 'value')
  }

  set(name: string, value: string): void {
    this.#set.run(name, value)
  }

  number(name: string): number | null {
    const text = this.get(name)
    const value = Number(text)
    return text === null || !Number.isFinite(value) ? null : value
  }
}

/** The last row there was at the last beat; null when none was noted. */
export function notedHeadOf(meta: Meta): number | null {
  return meta.number('head')
}
