import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CheckpointWorkshop } from '../../../server/storage/checkpointWorkshop.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import { type Folder, makeFolder, presentEngines } from '../../support/sqliteFolder.ts'
import { rowsAfter } from '../../support/rows.ts'

const engines = await presentEngines()
let folder: Folder
beforeEach(() => { folder = makeFolder() })
afterEach(() => folder.remove())

describe.each(engines)('$description', (engine) => {
  test('[JRN16] a worker moves the log into the file while its writer has it open', async () => {
    const { store, fence } = await (await openSqliteStorage({ folder: folder.path, engine })).openExercise('x1')
    const file = join(folder.path, 'exercises', 'x1.sqlite')
    await store.append(rowsAfter('x1', null, 2000), { fence, afterSequence: 0 }).flushed
    const before = statSync(file).size
    const workshop = new CheckpointWorkshop(engine.name)
    expect(await workshop.checkpoint(file)).toBe(true)
    expect(statSync(file).size).toBeGreaterThan(before + 100_000)
    await workshop.leave(file)
    await store.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('[JRN16] a file that cannot be checkpointed is left to its writer', async () => {
    const workshop = new CheckpointWorkshop(engine.name)
    const file = join(folder.path, 'missing', 'x1.sqlite')
    expect(await workshop.checkpoint(file)).toBe(false)
    await workshop.leave(file)
  })

  test('[JRN16] an exercise open all day with nobody in it does not fill the disk with its heartbeats', async () => {
    const { store } = await (await openSqliteStorage({ folder: folder.path, engine })).openExercise('x1')
    const wal = join(folder.path, 'exercises', 'x1.sqlite-wal')
    for (let second = 0; second < 8 * 3600; second += 1) {
      await store.beat(second * 1000, second * 1000)
      if (second % 500 === 0) await new Promise((resolve) => { setImmediate(resolve) })
    }
    expect(statSync(wal).size).toBeLessThan(64 * 1024 * 1024)
    await store.close()
  }, 60_000)

  test('[JRN16] the log stays below 64 MB however much is written, and no row is lost by it', async () => {
    const { store, fence } = await (await openSqliteStorage({ folder: folder.path, engine })).openExercise('x1')
    const wal = join(folder.path, 'exercises', 'x1.sqlite-wal')
    const picture = new Uint8Array(256 * 1024)
    let last = null
    let largest = 0
    for (let turn = 0; turn < 400; turn += 1) {
      const rows = rowsAfter('x1', last, 1)
      await store.append(rows.map((row) => ({ ...row, bytes: picture })), { fence, afterSequence: turn }).written
      last = rows[0] ?? null
      if (turn % 100 === 0) await store.beat(turn, turn * 1000)
      if (turn % 10 === 0) largest = Math.max(largest, statSync(wal).size)
      // Lets the worker's answers in.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    expect(largest).toBeGreaterThan(1024 * 1024)
    expect(largest).toBeLessThan(64 * 1024 * 1024)
    expect((await store.last())?.sequence).toBe(400)
    await store.close()
    expect(existsSync(wal)).toBe(false)
  })
})
