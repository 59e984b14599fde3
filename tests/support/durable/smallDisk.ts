/**
 * A room on a disk that can be filled: a file system of its own, small and in memory, that only the server process sees. Where
 * the system does not let us make one, SQLite is told how many pages it may have, inside the test's own process.
 */
import { spawnSync } from 'node:child_process'
import { openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import type { SqliteConnection, SqliteEngine } from '../../../server/storage/sqliteEngine.ts'
import { ServerProcess } from '../serverProcess.ts'
import { makeFolder } from '../sqliteFolder.ts'
import { startServer } from '../startServer.ts'

export interface SmallDisk {
  readonly kind: 'a full file system' | 'SQLite at its last page'
  readonly origin: string
  readonly token: string
  fill(): void
  free(): void
  /** The server still runs. */
  isAlive(): boolean
  stop(): Promise<void>
}

const megabytes = 24

/** Whether a process may have a file system of its own here. */
function hasOwnFileSystems(): boolean {
  return spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' }).status === 0
}

/** `SMALL_DISK=pages` asks for the second way wherever it is run. */
export function smallDisk(): Promise<SmallDisk> {
  return process.env['SMALL_DISK'] !== 'pages' && hasOwnFileSystems() ? ownFileSystem() : lastPage()
}

async function ownFileSystem(): Promise<SmallDisk> {
  const server = await ServerProcess.start(`mount -t tmpfs -o size=${megabytes}m tmpfs "$DATA" && exec "$@"`)
  const filler = (): string => join(`/proc/${server.pid}/root`, server.dataFolder, 'filler')
  return {
    kind: 'a full file system',
    get origin() { return server.origin },
    get token() { return server.token },
    fill: () => fillUp(filler()),
    free: () => rmSync(filler()),
    isAlive: () => server.isAlive,
    stop: () => server.stop(),
  }
}

/** Writes until there is no room for one more byte. */
function fillUp(file: string): void {
  const descriptor = openSync(file, 'w')
  try {
    for (let size = 1024 * 1024; size >= 1; size = size > 1 ? Math.floor(size / 2) : 0) {
      for (;;) if (!couldWrite(descriptor, size)) break
    }
  } finally {
    closeSync(descriptor)
  }
}

function couldWrite(descriptor: number, size: number): boolean {
  try {
    return writeSync(descriptor, new Uint8Array(size)) === size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}

async function lastPage(): Promise<SmallDisk> {
  const folder = makeFolder()
  const connections = new Set<SqliteConnection>()
  const real = await pickEngine()
  const engine: SqliteEngine = {
    ...real,
    open: (file, options) => {
      const connection = real.open(file, options)
      if (file.includes('exercises') && file.endsWith('.sqlite') && !options.readOnly) connections.add(connection)
      return connection
    },
  }
  const server = await startServer({ storage: await openSqliteStorage({ folder: folder.path, engine }) })
  const token = server.app.issueHouseToken()
  const limit = (pages: string): void => { for (const connection of connections) connection.prepare(`PRAGMA max_page_count = ${pages}`).get() }
  return {
    kind: 'SQLite at its last page', origin: server.origin, token,
    fill: () => limit('1'),
    free: () => limit('1073741823'),
    isAlive: () => server.fatal.length === 0,
    stop: async () => {
      await server.close()
      folder.remove()
    },
  }
}
