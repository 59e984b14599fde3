import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { hashBytes } from '../../../server/journal/hash.ts'
import { Journal } from '../../../server/journal/journal.ts'
import { verifyJournal } from '../../../server/journal/verify.ts'
import type { ExerciseReader } from '../../../server/storage/sqliteReader.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import type { Checkpoint, StoredEntry } from '../../../server/storage/storage.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { rowsAfter } from '../../support/rows.ts'

const docs: Y.Doc[] = []
afterEach(() => { for (const doc of docs.splice(0)) doc.destroy() })

function reader(rows: readonly StoredEntry[], checkpoints: Checkpoint[] = []): ExerciseReader {
  return {
    engine: 'memory', exercise: 'x1', beat: null, notedHead: null,
    read: (after) => ({ rows: rows.filter(({ sequence }) => sequence > after).map((row) => ({ sequence: row.sequence, row })), through: null }),
    checkpoints: () => checkpoints, fileFaults: () => [], media: () => [], close: () => undefined,
  }
}

/** Amina draws 40 marks, each an update row; the state after the 20th. */
async function drawn(): Promise<{ rows: StoredEntry[]; state: Uint8Array }> {
  const memory = new MemoryStorage()
  const opened = await memory.openExercise('x1')
  const journal = await Journal.open({ ...opened, clock: new FakeClock() })
  const doc = new Y.Doc()
  docs.push(doc)
  let state: Uint8Array = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => {
    const { entry } = journal.add({ kind: 'update', author: 'amina', document: { name: 'syndicate/s1/board', epoch: 1 }, bytes })
    if (entry.sequence === 20) state = Y.encodeStateAsUpdate(doc)
  })
  for (let mark = 0; mark < 40; mark += 1) doc.getMap('annotations').set(`mark ${mark % 13}`, `at ${mark}`)
  const { store } = opened
  await journal.add({ kind: 'trace', author: 'server', document: null, bytes: new Uint8Array() }).flushed
  const rows = await store.read(0, 100)
  await journal.close()
  return { rows, state }
}

const stream = 'syndicate/s1/board@1'

test('[JRN9] a journal as it was written is sound, and its head hash is that of the last row', () => {
  const rows = rowsAfter('x1', null, 100)
  const report = verifyJournal(reader(rows))
  expect(report).toMatchObject({ rows: 100, lastSequence: 100, lastRecordedAt: 1000, damage: [] })
  expect(report.headHash).toBe(Buffer.from(rows[99]?.chain ?? []).toString('hex'))
})

test('[JRN9] one bad row is named alone; all after it are still checked', () => {
  const rows = rowsAfter('x1', null, 100).map((row) => (row.sequence === 50 || row.sequence === 70 ? { ...row, author: 'bao' } : row))
  expect(verifyJournal(reader(rows)).damage.map(({ sequence, what }) => [sequence, what])).toEqual([[50, 'content'], [70, 'content']])
})

test('[JRN9] rows of another exercise do not pass for this one', () => {
  expect(verifyJournal(reader(rowsAfter('x2', null, 5))).damage.map(({ sequence, what }) => [sequence, what])).toEqual([[1, 'chain']])
})

test('[JRN9] missing rows are said as one gap, and the rows after the gap are checked', () => {
  const rows = rowsAfter('x1', null, 100).filter(({ sequence }) => sequence < 20 || sequence > 24)
  const report = verifyJournal(reader(rows.map((row) => (row.sequence === 90 ? { ...row, bytes: new Uint8Array() } : row))))
  expect(report.damage.map(({ sentence }) => sentence)).toEqual(['Rows 20 to 24 are missing.', 'Row 90 (event, by server) is not what was written.'])
})

test('[JRN10] a checkpoint that follows from its rows is right, whoever encoded it', async () => {
  const { rows, state } = await drawn()
  const again = new Y.Doc()
  docs.push(again)
  for (const row of rows.slice(0, 20)) Y.applyUpdate(again, row.bytes)
  for (const bytes of [state, Y.encodeStateAsUpdate(again)]) {
    expect(verifyJournal(reader(rows, [{ stream, sequence: 20, recordedAt: 0, bytes }])).damage).toEqual([])
  }
})

test('[JRN10] a checkpoint that shows another board than its rows is named', async () => {
  const { rows, state } = await drawn()
  const forged = new Y.Doc()
  docs.push(forged)
  Y.applyUpdate(forged, state)
  forged.getMap('annotations').set('mark 3', 'moved')
  for (const bytes of [Y.encodeStateAsUpdate(forged), new Uint8Array([1, 2, 3])]) {
    const { damage } = verifyJournal(reader(rows, [{ stream, sequence: 20, recordedAt: 0, bytes }]))
    expect(damage.map(({ what, sentence }) => [what, sentence.split(' is ')[0]])).toEqual([['checkpoint', 'The checkpoint of syndicate/s1/board@1 after row 20']])
  }
})

test('[MED1] a picture whose bytes were changed is named, and the sound ones are counted', () => {
  const bytes = new Uint8Array([1, 2, 3])
  const media = { id: 'p1', document: 'syndicate/s1/board', type: 'image/png', author: 'amina', sequence: 1, hash: hashBytes(bytes), bytes }
  const changed = { ...media, id: 'p2', bytes: new Uint8Array([1, 2, 4]) }
  const report = verifyJournal({ ...reader(rowsAfter('x1', null, 2)), media: () => [{ id: 'p1', media }, { id: 'p2', media: changed }, { id: 'p3', media: null }] })
  expect(report.media).toBe(3)
  expect(report.damage.map(({ what, sentence }) => [what, sentence])).toEqual([
    ['media', 'The media p2 is not what amina brought: its bytes were changed.'], ['media', 'The media p3 cannot be read.'],
  ])
})
