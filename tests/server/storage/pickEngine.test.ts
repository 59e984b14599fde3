import { expect, test } from 'vitest'
import { NoEngine, pickEngine } from '../../../server/storage/pickEngine.ts'
import type { EngineName, SqliteEngine } from '../../../server/storage/sqliteEngine.ts'

function finder(name: EngineName, version: string | null): { name: EngineName; find: () => Promise<SqliteEngine> } {
  return {
    name,
    find: async () => {
      if (version === null) throw new Error('not installed')
      const unused = (): never => { throw new Error('not opened in this test') }
      return { name, version, description: `${name} ${version}`, open: unused, failureOf: unused }
    },
  }
}

test('[JRN12] Node’s own SQLite is taken before an installed one', async () => {
  expect((await pickEngine([finder('node:sqlite', '3.51.3'), finder('better-sqlite3', '3.53.2')])).name).toBe('node:sqlite')
  expect((await pickEngine([finder('node:sqlite', null), finder('better-sqlite3', '3.53.2')])).name).toBe('better-sqlite3')
})

test('[JRN12] an SQLite before 3.51.3 is never used, and the reason is said', async () => {
  expect((await pickEngine([finder('node:sqlite', '3.51.2'), finder('better-sqlite3', '4.0.0')])).name).toBe('better-sqlite3')
  const refused = pickEngine([finder('node:sqlite', '3.50.7'), finder('better-sqlite3', null)])
  await expect(refused).rejects.toThrow('node:sqlite 3.50.7 is too old: versions before 3.51.3 can lose saved work; better-sqlite3 is not there')
  await expect(refused).rejects.toBeInstanceOf(NoEngine)
})

test('[JRN12] with no SQLite at all it is said what to install', async () => {
  await expect(pickEngine([])).rejects.toThrow(/Install Node 24 or later/)
})

test('[JRN12] this machine has one', async () => {
  expect((await pickEngine()).description).toMatch(/\d/)
})
