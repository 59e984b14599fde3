/** Which SQLite a server uses: the one Node brings along, else better-sqlite3. */
import { findBetterSqlite } from './betterSqliteEngine.ts'
import { findNodeSqlite } from './nodeSqliteEngine.ts'
import { type EngineName, isSoundVersion, type SqliteEngine } from './sqliteEngine.ts'

/** No engine that keeps what it promises; the message says what to install. */
export class NoEngine extends Error { override readonly name = 'NoEngine' }

export interface EngineFinder {
  readonly name: EngineName
  /** Rejects when this engine is not there. */
  readonly find: () => Promise<SqliteEngine>
}

export const engineFinders: readonly EngineFinder[] = [
  { name: 'node:sqlite', find: findNodeSqlite },
  { name: 'better-sqlite3', find: findBetterSqlite },
]

/** The first engine that is present and sound. Rejects with NoEngine. */
export async function pickEngine(finders: readonly EngineFinder[] = engineFinders): Promise<SqliteEngine> {
  const found: string[] = []
  for (const { name, find } of finders) {
    const engine = await find().catch(() => null)
    if (engine === null) found.push(`${name} is not there`)
    else if (isSoundVersion(engine.version)) return engine
    else found.push(`${engine.description} is too old: versions before 3.51.3 can lose saved work`)
  }
  throw new NoEngine(
    `Sandtable needs SQLite 3.51.3 or later to save exercises (${found.join('; ')}). ` +
    'Install Node 24 or later, which brings it along; or, with Python, make and a C++ compiler on this machine, run "npm ci" again so that better-sqlite3 is built.',
  )
}
