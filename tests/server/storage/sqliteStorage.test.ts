import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import type { SqliteEngine } from '../../../server/storage/sqliteEngine.ts'
import { AlreadyOpen, type ExerciseStore, FlushFailed, StorageFull } from '../../../server/storage/storage.ts'
import { registerStorageContract } from '../../contracts/storageContract.ts'
import { rowsAfter } from '../../support/rows.ts'
import { makeFolder, presentEngines } from '../../support/sqliteFolder.ts'

const engines = await presentEngines()

for (const engine of engines) {
  registerStorageContract(engine.description, async () => {
    const folder = makeFolder()
    const open = () => openSqliteStorage({ folder: folder.path, engine })
    return { storage: await open(), reopen: open, destroy: async () => folder.remove() }
  })
}

test('[JRN12] this Node has an engine to run the contract on', () => {
  expect(engines.length).toBeGreaterThan(0)
})

describe.each(engines)('$description', (engine) => {
  const ends: (() => void | Promise<void>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  function folder(): string {
    const made = makeFolder()
    ends.push(() => made.remove())
    return made.path
  }

  async function open(path: string, over: Partial<Parameters<typeof openSqliteStorage>[0]> = {}): Promise<{ store: ExerciseStore; fence: number }> {
    const opened = await (await openSqliteStorage({ folder: path, engine, ...over })).openExercise('x1')
    ends.push(() => opened.store.close())
    return opened
  }

  test('[JRN11] a closed exercise is one file, and a deleted one is none', async () => {
    const path = folder()
    const { store, fence } = await open(path)
    await store.append(rowsAfter('x1', null, 50), { fence, afterSequence: 0 }).flushed
    await store.close()
    expect(readdirSync(join(path, 'exercises')).filter((name) => !name.endsWith('.lock'))).toEqual(['x1.sqlite'])
    await (await openSqliteStorage({ folder: path, engine })).deleteExercise('x1')
    expect(readdirSync(join(path, 'exercises'))).toEqual([])
  })

  test('[JRN7] whoever comes second is told which process holds the exercise, and the house', async () => {
    const path = folder()
    await open(path)
    const second = await openSqliteStorage({ folder: path, engine })
    await expect(second.openExercise('x1')).rejects.toThrow(`This exercise is open in another Sandtable (process ${process.pid}). Stop it first.`)
    const house = await second.house()
    ends.push(() => house.close())
    const third = await openSqliteStorage({ folder: path, engine })
    await expect(third.house()).rejects.toBeInstanceOf(AlreadyOpen)
    await expect(third.house()).rejects.toThrow(`(process ${process.pid})`)
  })

  test('[JRN5] a full disk stores nothing of the batch, and takes it when there is room', async () => {
    const path = folder()
    const disk = { pages: 60 }
    const { store, fence } = await open(path, { engine: withPagesAtMost(engine, disk) })
    let last = null
    let full: unknown = null
    for (let batch = 0; batch < 400 && full === null; batch += 1) {
      const rows = rowsAfter('x1', last, 10)
      const { written, flushed } = store.append(rows, { fence, afterSequence: last?.sequence ?? 0 })
      flushed.catch(() => undefined)
      full = await written.then(() => null, (error: unknown) => error)
      if (full === null) last = rows.at(-1) ?? null
    }
    expect(full).toBeInstanceOf(StorageFull)
    expect(await store.last()).toEqual(last)
    await expect(store.putCheckpoint({ stream: 'exercise', sequence: 1, recordedAt: 1, bytes: new Uint8Array(100_000), hash: null })).rejects.toBeInstanceOf(StorageFull)
    disk.pages = 10_000
    const rows = rowsAfter('x1', last, 10)
    await store.append(rows, { fence, afterSequence: last?.sequence ?? 0 }).flushed
    expect(await store.last()).toEqual(rows[9])
  })

  test('[JRN5] while another program holds the file nothing is stored, and afterwards it is', async () => {
    const path = folder()
    const { store, fence } = await open(path)
    const other = engine.open(join(path, 'exercises', 'x1.sqlite'), { readOnly: false })
    ends.push(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    const rows = rowsAfter('x1', null, 3)
    await expect(store.append(rows, { fence, afterSequence: 0 }).written).rejects.toBeInstanceOf(StorageFull)
    other.exec('ROLLBACK')
    await store.append(rows, { fence, afterSequence: 0 }).flushed
    expect(await store.read(0, 9)).toEqual(rows)
  })

  test('[JRN6] after a failed flush nothing is said to be saved, ever', async () => {
    const flushes: ((error: Error | null) => void)[] = []
    const { store, fence } = await open(folder(), { sync: (_descriptor, done) => { flushes.push(done) } })
    const rows = rowsAfter('x1', null, 3)
    const first = store.append(rows.slice(0, 1), { fence, afterSequence: 0 })
    await first.written
    const second = store.append(rows.slice(1, 2), { fence, afterSequence: 1 })
    await second.written
    const ended = Promise.allSettled([first.flushed, second.flushed])
    flushes[0]?.(new Error('EIO: i/o error, fdatasync'))
    expect((await ended).map((end) => end.status === 'rejected' && end.reason instanceof FlushFailed)).toEqual([true, true])
    await expect(store.append(rows.slice(2), { fence, afterSequence: 2 }).written).rejects.toBeInstanceOf(FlushFailed)
    expect(flushes).toHaveLength(1)
  })

  test('[JRN11] an id that is no plain name reaches no file', async () => {
    const storage = await openSqliteStorage({ folder: folder(), engine })
    for (const id of ['../x', 'a/b', '', 'x'.repeat(65), 'a.b']) await expect(storage.openExercise(id)).rejects.toThrow('An exercise id')
  })
})

/** The engine with a disk of so many pages: SQLite then answers as on a real full disk. */
function withPagesAtMost(engine: SqliteEngine, disk: { pages: number }): SqliteEngine {
  return {
    ...engine,
    open: (file, options) => {
      const connection = engine.open(file, options)
      return {
        ...connection,
        transaction: (act) => {
          connection.prepare(`PRAGMA max_page_count = ${disk.pages}`).all()
          return connection.transaction(act)
        },
      }
    },
  }
}
