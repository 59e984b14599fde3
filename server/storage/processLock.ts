/**
 * One process at a time. The lock is SQLite's own lock on a small file beside the data, so the operating system frees it
 * when its holder dies, however it dies: no stale lock, and no other process mistaken for the holder because it got the
 * same number. The file says who holds it; it stays behind empty-handed, since removing it would let two in.
 */
import { AlreadyOpen } from './storage.ts'
import type { SqliteConnection, SqliteEngine } from './sqliteEngine.ts'

export interface ProcessLock { release(): void }

/** Throws AlreadyOpen with `sentence(pid)`; pid is null in the instant before the holder has written it. */
export function takeProcessLock(engine: SqliteEngine, file: string, sentence: (pid: number | null) => string): ProcessLock {
  const connection = engine.open(file, { readOnly: false })
  try {
    // Twice: once to write who we are, once to hold it. While it is held with nothing to write, others can still read it.
    connection.transaction(() => {
      connection.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT; DELETE FROM holder')
      connection.prepare('INSERT INTO holder VALUES (?)').run(process.pid)
    })
    connection.exec('BEGIN IMMEDIATE')
    return { release: () => connection.close() }
  } catch (error) {
    const pid = holderOf(connection)
    connection.close()
    throw engine.failureOf(error) === 'busy' ? new AlreadyOpen(sentence(pid)) : error
  }
}

function holderOf(connection: SqliteConnection): number | null {
  try {
    const pid = connection.prepare('SELECT pid FROM holder').get()?.['pid']
    return typeof pid === 'number' ? pid : null
  } catch {
    return null
  }
}
