/**
 * The power goes at any place in a recording of everything a day's server asked of its disk. What the next machine may find
 * then is opened by the product itself: whatever was called saved is there, and boards are what they were at that row.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { verifyJournal } from '../../server/journal/verify.ts'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { dayHouse, Truth } from '../support/durable/day.ts'
import { type DiskAct, type Left, toldBy, writeDiskAfter } from '../support/durable/diskLog.ts'
import { recordDay, type Recording } from '../support/durable/recordDisk.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'
import { tell } from '../support/tell.ts'

const cuts = sizeOf('cuts')
const seed = seedOf(20261127)
const lefts: readonly Left[] = ['none', 'few', 'most', 'all']
let folder: Folder
let recording: Recording
let truth: Truth
beforeAll(async () => {
  folder = makeFolder()
  recording = await recordDay(seed, cuts > 100 ? 72 : 30)
  truth = new Truth(recording.rows)
}, 120_000)
afterAll(() => folder.remove())

/** The folder as the next machine finds it after a cut. */
function afterCut(acts: readonly DiskAct[], cutAt: number, left: Left, chance: SeededRandom): string {
  const data = join(folder.path, 'cut')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(join(data, 'exercises'), { recursive: true })
  writeDiskAfter(acts, cutAt, left, chance, data)
  return data
}

/** What is wrong with what the next machine finds; and how many rows there are. */
async function found(data: string, told: number): Promise<{ readonly rows: number; readonly faults: readonly string[] }> {
  const reader = await openExerciseReader(join(data, 'exercises', `${recording.exercise}.sqlite`))
  const rows = reader.read(0, 1_000_000).rows.map(({ row }) => row)
  const { damage } = verifyJournal(reader)
  reader.close()
  const faults = damage.map(({ sentence }) => sentence)
  if (rows.length < told) faults.push(`row ${told} was called saved, and there are ${rows.length}`)
  if (!isDeepStrictEqual(rows, recording.rows.slice(0, rows.length))) faults.push('rows are not those that were written')
  const { server } = await dayHouse({ folder: data }, Date.UTC(2026, 10, 24))
  try {
    const runner = server.app.registry.get(recording.exercise)
    if (runner === null) return { rows: rows.length, faults: [...faults, `it stays shut: ${server.app.registry.broken[0]?.why ?? 'the house does not know it'}`] }
    for (const [name, { epoch, damagedAfter }] of Object.entries(runner.state.documents)) {
      if (damagedAfter !== null) faults.push(`${name} is called damaged`)
      if (epoch === 1 && canonicalDocument(await runner.documents.document(name)) !== truth.textAt(`${name}@1`, rows.length)) faults.push(`${name} is not what it was after row ${rows.length}`)
    }
    return { rows: rows.length, faults: [...faults, ...server.faults] }
  } finally {
    await server.close()
  }
}

test(`[JRN43] of ${cuts} power cuts none takes what was called saved, and none makes a board wrong`, async () => {
  const first = recording.acts.find(({ kind }) => kind === 'told')?.began ?? 0
  const last = recording.acts.at(-1)?.ended ?? 0
  const faults: string[] = []
  let [kept, lost] = [0, 0]
  for (let time = 0; time < cuts; time += 1) {
    const chance = seededRandom(seed * 7 + time)
    const cutAt = first + 1 + chance.whole(last - first)
    const left = lefts[time % lefts.length] ?? 'few'
    const data = afterCut(recording.acts, cutAt, left, chance)
    const told = toldBy(recording.acts, cutAt)
    const end = await found(data, told).catch((error: unknown) => ({ rows: 0, faults: [error instanceof Error ? error.stack ?? error.message : String(error)] }))
    faults.push(...end.faults.map((fault) => `cut ${time} at ${cutAt} (${left}): ${fault}`))
    if (end.rows > told) kept += 1
    if (end.rows < recording.rows.length) lost += 1
  }
  const flushes = recording.acts.filter(({ kind }) => kind === 'flush').length
  tell(`${cuts} power cuts in ${recording.acts.length} acts on the disk (${flushes} flushes, ${recording.rows.length} rows), recorded on ${recording.from}: ${faults.length} saved rows lost, boards wrong or files damaged; ${lost} ended early, ${kept} kept more than was called saved (seed ${seed})`)
  expect(faults.slice(0, 5)).toEqual([])
}, 120_000 + cuts * 2000)

test('[JRN43] a server that called things saved without flushing them would be found out', async () => {
  const careless = recording.acts.filter((act) => act.kind !== 'flush' || !act.file.endsWith('-wal'))
  const told = recording.acts.filter(({ kind }) => kind === 'told').slice(2, 10)
  let lost = 0
  for (const { ended } of told) {
    const data = afterCut(careless, ended + 1, 'none', seededRandom(1))
    const end = await found(data, toldBy(careless, ended + 1)).catch(() => ({ rows: 0, faults: ['it cannot be read'] }))
    if (end.faults.length > 0) lost += 1
  }
  expect(lost).toBe(told.length)
}, 60_000)
