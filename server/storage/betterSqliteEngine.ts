/** The engine for a Node without an SQLite of its own: better-sqlite3, an optional dependency. */
import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'
import { failureOfCode, type SqliteConnection, type SqliteEngine, type SqliteFailure, transactions } from './sqliteEngine.ts'
import { readText } from './sqliteRows.ts'

/** Rejects with the reason when the package is not installed or was not built for this Node. */
export async function findBetterSqlite(): Promise<SqliteEngine> {
  const { default: Database } = await import('better-sqlite3')
  const open = (file: string, readOnly: boolean): BetterSqlite.Database =>
    new Database(file, { readonly: readOnly, fileMustExist: readOnly, timeout: 0 })
  const probe = open(':memory:', false)
  const version = readText(Object(probe.prepare('SELECT sqlite_version() AS version').get()), 'version')
  probe.close()
  return {
    name: 'better-sqlite3',
    version,
    description: `better-sqlite3 ${packageVersion()} (SQLite ${version})`,
    open: (file, { readOnly }) => connectionOf(open(file, readOnly)),
    failureOf,
  }
}

function connectionOf(database: BetterSqlite.Database): SqliteConnection {
  const prepare: SqliteConnection['prepare'] = (sql) => {
    const statement = database.prepare(sql)
    let lists: BetterSqlite.Statement | null = null
    return {
      run: (...values) => { statement.run(...values) },
      get: (...values) => rowOf(statement.get(...values)),
      all: (...values) => statement.all(...values).map((row) => Object(row)),
      lists: (...values) => (lists ??= database.prepare(sql).raw()).all(...values).map((row) => listOf(row)),
    }
  }
  return {
    exec: (sql) => { database.exec(sql) },
    prepare,
    transaction: transactions({ prepare }),
    close: () => { database.close() },
  }
}

function listOf(row: unknown): readonly unknown[] {
  return Array.isArray(row) ? row : []
}

function rowOf(row: unknown): Record<string, unknown> | undefined {
  return row === undefined ? undefined : Object(row)
}

const codes: Readonly<Record<string, number>> = { BUSY: 5, IOERR: 10, CORRUPT: 11, FULL: 13, NOTADB: 26 }

/** 'SQLITE_IOERR_WRITE' → IOERR. */
function failureOf(error: unknown): SqliteFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return failureOfCode(codes[code.split('_')[1] ?? ''] ?? 0)
}

function packageVersion(): string {
  const found: unknown = createRequire(import.meta.url)('better-sqlite3/package.json')
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : ''
}
