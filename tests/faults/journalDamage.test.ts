import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { verifyJournal, type VerifyReport } from '../../server/journal/verify.ts'
import { pickEngine } from '../../server/storage/pickEngine.ts'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import type { RowRead, StoredEntry } from '../../server/storage/storage.ts'
import { rowsAfter } from '../support/rows.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'

const seed = Number(process.env['SEED'] ?? 20261123)
let folder: Folder
let rows: StoredEntry[] = []
/** As a power cut leaves it: the first 120 rows in the file, 180 in the log beside it. */
let cutOff = ''
/** As closing leaves it. */
let closed = ''

beforeAll(async () => {
  folder = makeFolder()
  rows = rowsAfter('x1', null, 300)
  const storage = await openSqliteStorage({ folder: folder.path })
  const file = join(folder.path, 'exercises', 'x1.sqlite')
  const first = await storage.openExercise('x1')
  await first.store.append(rows.slice(0, 120), { fence: first.fence, afterSequence: 0 }).flushed
  await first.store.close()
  const second = await storage.openExercise('x1')
  for (let after = 120; after < 300; after += 6) {
    await second.store.append(rows.slice(after, after + 6), { fence: second.fence, afterSequence: after }).flushed
  }
  cutOff = join(folder.path, 'cut.sqlite')
  for (const ending of ['', '-wal']) copyFileSync(file + ending, cutOff + ending)
  await second.store.close()
  closed = join(folder.path, 'closed.sqlite')
  copyFileSync(file, closed)
})
afterAll(() => folder.remove())
vi.setConfig({ testTimeout: 60_000 })

interface Found { readonly report: VerifyReport; readonly read: readonly RowRead[] }

/** A copy, damaged, as the verifier finds it; null when it is refused as a whole. */
async function found(from: string, damage: (file: string) => void): Promise<Found | null> {
  const file = join(folder.path, 'damaged.sqlite')
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  copyFileSync(from, file)
  if (from === cutOff) copyFileSync(`${from}-wal`, `${file}-wal`)
  damage(file)
  try {
    const reader = await openExerciseReader(file)
    try {
      return { report: verifyJournal(reader), read: reader.read(0, 1000).rows }
    } finally {
      reader.close()
    }
  } catch {
    return null
  }
}

/** Sequences of rows that are not the ones written and that no damage names: there must be none. */
function silentlyWrong({ report, read }: Found): number[] {
  const named = new Set(report.damage.map(({ sequence }) => sequence))
  return read.filter(({ sequence, row }) => !named.has(sequence) && !isDeepStrictEqual(row, rows[sequence - 1])).map(({ sequence }) => sequence)
}

function flipBit(file: string, chance: SeededRandom): void {
  const bytes = readFileSync(file)
  const at = chance.whole(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.whole(8))
  writeFileSync(file, bytes)
}

describe('[JRN3] a damaged log gives a right beginning of the journal', () => {
  test('when it is cut anywhere (30 times)', async () => {
    const chance = seededRandom(seed)
    const length = readFileSync(`${cutOff}-wal`).length
    const lengths: number[] = []
    for (let time = 0; time < 30; time += 1) {
      const result = await found(cutOff, (file) => truncateSync(`${file}-wal`, chance.whole(length)))
      if (result === null) throw new Error('a cut log must not stop anybody')
      expect(result.report.damage).toEqual([])
      expect(result.read.map(({ row }) => row)).toEqual(rows.slice(0, result.read.length))
      expect(result.read.length).toBeGreaterThanOrEqual(120)
      lengths.push(result.read.length)
    }
    expect(new Set(lengths).size).toBeGreaterThan(10)
  })

  test('when a bit of it flips (30 times)', async () => {
    const chance = seededRandom(seed + 1)
    for (let time = 0; time < 30; time += 1) {
      const result = await found(cutOff, (file) => flipBit(`${file}-wal`, chance))
      if (result === null) throw new Error('a flipped bit in the log must not stop anybody')
      expect(silentlyWrong(result)).toEqual([])
      expect(result.report.damage).toEqual([])
      expect(result.read.length).toBeGreaterThanOrEqual(120)
    }
  })
})

test('[JRN9] a flipped bit in the file is named by its row, harmless, or stops the opening (60 times)', async () => {
  const chance = seededRandom(seed + 2)
  const ends = { named: 0, harmless: 0, refused: 0 }
  for (let time = 0; time < 60; time += 1) {
    const result = await found(closed, (file) => flipBit(file, chance))
    if (result === null) ends.refused += 1
    else if (result.report.damage.length > 0) ends.named += 1
    else {
      expect(result.read.map(({ row }) => row)).toEqual(rows)
      ends.harmless += 1
    }
    if (result !== null) expect(silentlyWrong(result)).toEqual([])
  }
  expect(ends.named).toBeGreaterThan(20)
})

test('[JRN9] each of 50 changes by somebody who knows SQLite is found, and named by its row', async () => {
  const chance = seededRandom(seed + 3)
  const engine = await pickEngine()
  const changes: readonly ((row: number, other: number) => string)[] = [
    (row) => `UPDATE rows SET bytes = x'00' WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET author = 'bao' WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET kind = 'trace' WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET recorded_at = recorded_at + 1 WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET document = 'overlay', epoch = 1 WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET hash = zeroblob(32) WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET chain = zeroblob(32) WHERE sequence = ${row}`,
    (row) => `UPDATE rows SET bytes_hash = zeroblob(32) WHERE sequence = ${row}`,
    (row) => `DELETE FROM rows WHERE sequence = ${row}`,
    (row, other) => `UPDATE rows SET sequence = -1 WHERE sequence = ${row}; UPDATE rows SET sequence = ${row} WHERE sequence = ${other}; UPDATE rows SET sequence = ${other} WHERE sequence = -1`,
  ]
  for (let time = 0; time < 50; time += 1) {
    const row = 2 + chance.whole(297)
    const other = row === 150 ? 151 : 150
    const change = changes[time % changes.length]?.(row, other) ?? ''
    const result = await found(closed, (file) => {
      const connection = engine.open(file, { readOnly: false })
      connection.exec(change)
      connection.close()
    })
    expect(result?.report.damage.map(({ sequence }) => sequence), change).toContain(row)
    expect(result === null ? null : silentlyWrong(result)).toEqual([])
  }
})

test('[JRN9] a row written anew with hashes of its own is found by the row after it', async () => {
  const [forged] = rowsAfter('x1', rows[98] ?? null, 1).map((row) => ({ ...row, recordedAt: row.recordedAt + 1 }))
  if (forged === undefined) throw new Error('no row')
  const { hashEntry, nextChain } = await import('../../server/journal/hash.ts')
  const hash = hashEntry(forged)
  const chain = nextChain(rows[98]?.chain ?? new Uint8Array(), hash)
  const engine = await pickEngine()
  const result = await found(closed, (file) => {
    const connection = engine.open(file, { readOnly: false })
    connection.prepare('UPDATE rows SET recorded_at = ?, hash = ?, chain = ? WHERE sequence = 100').run(forged.recordedAt, hash, chain)
    connection.close()
  })
  expect(result?.report.damage.map(({ sequence, what }) => [sequence, what])).toEqual([[101, 'chain']])
})

test('[JRN9] a journal cut at its end no longer holds the head hash that was noted', async () => {
  const engine = await pickEngine()
  const whole = await openExerciseReader(closed)
  const { headHash } = verifyJournal(whole)
  expect(verifyJournal(whole, { head: headHash }).damage).toEqual([])
  whole.close()
  const file = join(folder.path, 'shortened.sqlite')
  copyFileSync(closed, file)
  const connection = engine.open(file, { readOnly: false })
  connection.exec('DELETE FROM rows WHERE sequence > 290')
  connection.close()
  const reader = await openExerciseReader(file)
  expect(verifyJournal(reader).damage).toEqual([])
  expect(verifyJournal(reader, { head: headHash }).damage.map(({ what }) => what)).toEqual(['head'])
  reader.close()
})
