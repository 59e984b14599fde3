/** The house file: which exercises there are, and who is signed in where. Small; each write is on the disk when it settles. */
import type { SqliteConnection, SqliteEngine, SqliteRow } from './sqliteEngine.ts'
import { DamagedFile, readNumber, readText, readTextOrNull } from './sqliteRows.ts'
import { type ExerciseRow, type HouseStore, type SessionRow, StorageFull } from './storage.ts'

export class SqliteHouse implements HouseStore {
  readonly #engine: SqliteEngine
  readonly #connection: SqliteConnection
  readonly #closed: () => void
  #isClosed = false

  constructor(engine: SqliteEngine, connection: SqliteConnection, closed: () => void) {
    this.#engine = engine
    this.#connection = connection
    this.#closed = closed
  }

  async exercises(): Promise<ExerciseRow[]> {
    const rows = this.#connection.prepare('SELECT id, title, created_wall_ms FROM exercises ORDER BY created_wall_ms, id').all()
    return rows.map((row) => ({ id: readText(row, 'id'), title: readText(row, 'title'), createdWallMs: readNumber(row, 'created_wall_ms') }))
  }

  async addExercise({ id, title, createdWallMs }: ExerciseRow): Promise<void> {
    this.#write('INSERT OR REPLACE INTO exercises (id, title, created_wall_ms) VALUES (?, ?, ?)', id, title, Math.floor(createdWallMs))
  }

  async removeExercise(id: string): Promise<void> {
    this.#write('DELETE FROM sessions WHERE exercise = ?', id)
    this.#write('DELETE FROM exercises WHERE id = ?', id)
    // out of the log, too
    this.#connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()
  }

  async session(secretHash: string): Promise<SessionRow | null> {
    const row = this.#connection.prepare('SELECT * FROM sessions WHERE secret_hash = ?').get(secretHash)
    return row === undefined ? null : sessionOf(row)
  }

  async addSession(row: SessionRow): Promise<void> {
    this.#write('INSERT OR REPLACE INTO sessions (secret_hash, kind, exercise, seat, document, created_wall_ms) VALUES (?, ?, ?, ?, ?, ?)',
      row.secretHash, row.kind, row.exercise, row.seat, row.document, Math.floor(row.createdWallMs))
  }

  async removeSessionsOf(seat: string): Promise<void> {
    this.#write('DELETE FROM sessions WHERE seat = ?', seat)
  }

  async removeSession(secretHash: string): Promise<void> {
    this.#write('DELETE FROM sessions WHERE secret_hash = ?', secretHash)
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#connection.close()
    this.#closed()
  }

  #write(sql: string, ...values: (string | number | null)[]): void {
    try {
      this.#connection.prepare(sql).run(...values)
    } catch (error) {
      if (this.#engine.failureOf(error) !== 'full') throw error
      throw new StorageFull(`The disk cannot take more: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function sessionOf(row: SqliteRow): SessionRow {
  return {
    secretHash: readText(row, 'secret_hash'),
    kind: kindOf(readText(row, 'kind')),
    exercise: readTextOrNull(row, 'exercise'),
    seat: readTextOrNull(row, 'seat'),
    document: readTextOrNull(row, 'document'),
    createdWallMs: readNumber(row, 'created_wall_ms'),
  }
}

function kindOf(text: string): SessionRow['kind'] {
  if (text === 'seat' || text === 'house' || text === 'ticket') return text
  throw new DamagedFile('a session is of no known kind')
}
