/** A folder of its own for SQLite files, and the engines this Node has. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineFinders } from '../../server/storage/pickEngine.ts'
import { isSoundVersion, type SqliteEngine } from '../../server/storage/sqliteEngine.ts'

export interface Folder { readonly path: string; remove(): void }

export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'sandtable-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Every engine that is present and sound under the Node that runs this. */
export async function presentEngines(): Promise<SqliteEngine[]> {
  const found = await Promise.all(engineFinders.map(({ find }) => find().catch(() => null)))
  return found.filter((engine) => engine !== null && isSoundVersion(engine.version)).filter((engine) => engine !== null)
}
