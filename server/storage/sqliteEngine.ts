/**
 * What we need of an SQLite library, small enough that several fit. Everything is synchronous and on the caller's
 * thread. Values come back as plain numbers, strings, null and Uint8Array.
 */

export type SqliteValue = string | number | null | Uint8Array
export type SqliteRow = Readonly<Record<string, unknown>>

export interface SqliteStatement {
  run(...values: SqliteValue[]): void
  get(...values: SqliteValue[]): SqliteRow | undefined
  all(...values: SqliteValue[]): readonly SqliteRow[]
  /** The same rows as values in the order of their columns: much faster where there are many. */
  lists(...values: SqliteValue[]): readonly (readonly unknown[])[]
}

export interface SqliteConnection {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  /** All of `act` or, when it throws, nothing. Takes the write lock at its beginning. Not nested. */
  transaction<T>(act: () => T): T
  close(): void
}

/** full: no room, or the disk refused. busy: another connection holds the lock. damaged: this is no sound database. */
export type SqliteFailure = 'full' | 'busy' | 'damaged' | 'other'

export interface SqliteEngine {
  readonly name: EngineName
  /** Of SQLite itself, '3.53.2'. */
  readonly version: string
  /** For people: 'better-sqlite3 12.11.1 (SQLite 3.53.2)'. */
  readonly description: string
  /** Makes the file unless it is opened read-only. Nobody waits for a lock: it is 'busy' at once. */
  open(file: string, options: { readonly readOnly: boolean }): SqliteConnection
  failureOf(error: unknown): SqliteFailure
}

export type EngineName = 'node:sqlite' | 'better-sqlite3'

/** SQLite's own primary result codes. */
export function failureOfCode(code: number): SqliteFailure {
  switch (code & 0xff) {
    case 5: return 'busy'
    case 10: case 13: return 'full'
    case 11: case 26: return 'damaged'
    default: return 'other'
  }
}

/** A transaction with statements prepared once. */
export function transactions(connection: Pick<SqliteConnection, 'prepare'>): SqliteConnection['transaction'] {
  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  const rollback = connection.prepare('ROLLBACK')
  return (act) => {
    begin.run()
    try {
      const result = act()
      commit.run()
      return result
    } catch (error) {
      rollBack(rollback)
      throw error
    }
  }
}

/** On a full disk SQLite rolls back by itself, and then there is nothing left to roll back: the first error counts. */
function rollBack(rollback: SqliteStatement): void {
  try {
    rollback.run()
  } catch {
    return
  }
}

/** True for an SQLite whose write-ahead log may be checkpointed by another thread (fixed in 3.51.3). */
export function isSoundVersion(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)))
}
