/** The engine Node brings along (22.13 and later). Our types are those of an older Node, so its module is parsed here. */
import { failureOfCode, type SqliteConnection, type SqliteEngine, type SqliteFailure, type SqliteStatement, transactions } from './sqliteEngine.ts'
import { readText } from './sqliteRows.ts'

type NodeStatement = Omit<SqliteStatement, 'lists'> & {
  /** Since 22.16. */
  readonly setReturnArrays?: (on: boolean) => void
}
interface NodeDatabase {
  exec(sql: string): void
  prepare(sql: string): NodeStatement
  close(): void
}
type NodeDatabaseClass = new (file: string, options: { readonly readOnly: boolean; readonly timeout: number }) => NodeDatabase

/** Rejects with the reason on a Node that has none. */
export async function findNodeSqlite(): Promise<SqliteEngine> {
  // Held in a variable, so that tools made for a Node without this module do not look for it.
  const name = 'node:sqlite'
  const Database = parseModule(await import(/* @vite-ignore */ name))
  const probe = new Database(':memory:', { readOnly: false, timeout: 0 })
  const version = readText(probe.prepare('SELECT sqlite_version() AS version').get() ?? {}, 'version')
  probe.close()
  return {
    name: 'node:sqlite',
    version,
    description: `node:sqlite ${version}`,
    open: (file, { readOnly }) => connectionOf(new Database(file, { readOnly, timeout: 0 })),
    failureOf,
  }
}

function connectionOf(database: NodeDatabase): SqliteConnection {
  const prepare: SqliteConnection['prepare'] = (sql) => statementOf(database, sql)
  return {
    exec: (sql) => { database.exec(sql) },
    prepare,
    transaction: transactions({ prepare }),
    close: () => { database.close() },
  }
}

function statementOf(database: NodeDatabase, sql: string): SqliteStatement {
  const statement = database.prepare(sql)
  let inLists: NodeStatement | null = null
  return {
    run: (...values) => { statement.run(...values) },
    get: (...values) => statement.get(...values),
    all: (...values) => statement.all(...values),
    lists: (...values) => {
      if (inLists === null) {
        inLists = database.prepare(sql)
        inLists.setReturnArrays?.(true)
      }
      return inLists.all(...values).map((row) => Array.isArray(row) ? row : Object.values(row))
    },
  }
}

function failureOf(error: unknown): SqliteFailure {
  return failureOfCode(error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0)
}

function parseModule(module: unknown): NodeDatabaseClass {
  if (typeof module === 'object' && module !== null && 'DatabaseSync' in module && typeof module.DatabaseSync === 'function') {
    return module.DatabaseSync as NodeDatabaseClass
  }
  throw new Error('node:sqlite has no DatabaseSync')
}
