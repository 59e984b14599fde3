import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyJournal } from '../../server/journal/verify.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import { AlreadyOpen } from '../../server/storage/storage.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'
import { tell } from '../support/tell.ts'

const root = new URL('../..', import.meta.url).pathname
const kills = sizeOf('kills')
let folder: Folder
let child: ChildProcess | null = null
beforeEach(() => { folder = makeFolder() })
afterEach(() => {
  child?.kill('SIGKILL')
  folder.remove()
})

/** Starts the writer and hears all it says, to its end; settles when `heard` first returns true. */
function writeUntil(heard: (line: string) => boolean): Promise<ChildProcess> {
  const writer = spawn(process.execPath, ['--import', 'tsx', 'tests/support/appendingProcess.ts', folder.path, 'x1'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  child = writer
  return new Promise((resolve, reject) => {
    createInterface({ input: writer.stdout }).on('line', (line) => { if (heard(line)) resolve(writer) })
    writer.once('close', () => reject(new Error('the writer ended before it had said enough')))
  })
}

function killed(writer: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    writer.once('close', () => resolve())
    writer.kill('SIGKILL')
  })
}

test(`[JRN3] ${kills} kills at random moments lose nothing anybody was told of`, async () => {
  const chance = seededRandom(seedOf(20261123))
  let toldLast = 0
  let told = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const lines = 3 + chance.whole(900)
    let count = 0
    const hear = (line: string): void => {
      const sequence = Number(/^(?:written|flushed) (\d+)$/.exec(line)?.[1] ?? 0)
      toldLast = Math.max(toldLast, sequence)
      told += line.startsWith('written') ? 1 : 0
    }
    const writer = await writeUntil((line) => {
      hear(line)
      count += 1
      return count >= lines
    })
    await killed(writer)
    const reader = await openExerciseReader(join(folder.path, 'exercises', 'x1.sqlite'))
    const report = verifyJournal(reader)
    reader.close()
    expect(report.damage).toEqual([])
    expect(report.rows, `after kill ${kill + 1}`).toBe(report.lastSequence)
    expect(report.lastSequence).toBeGreaterThanOrEqual(toldLast)
  }
  expect(told).toBeGreaterThan(kills * 84)
  tell(`${kills} kills of the journal: ${told} rows told written, 0 lost, 0 damaged`)
}, 60_000 + kills * 10_000)

test('[JRN7] a second process is told who holds the exercise, and takes over when the holder was killed', async () => {
  const writer = await writeUntil((line) => line === 'open')
  const storage = await openSqliteStorage({ folder: folder.path })
  await expect(storage.openExercise('x1')).rejects.toBeInstanceOf(AlreadyOpen)
  await expect(storage.openExercise('x1')).rejects.toThrow(`(process ${writer.pid})`)
  await killed(writer)
  const { store, fence } = await storage.openExercise('x1')
  expect(fence).toBe(2)
  await store.close()
}, 60_000)
