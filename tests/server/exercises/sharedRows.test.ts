import { expect, test } from 'vitest'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import { rowsAtOnce, SharedRows } from '../../../server/exercises/sharedRows.ts'

function journalOf(length: number): { readonly asked: number[]; length: number; fail: boolean; read(after: number, most: number): Promise<JournalEntry[]> } {
  return {
    asked: [], length, fail: false,
    read(after, most) {
      this.asked.push(after)
      if (this.fail) return Promise.reject(new Error('a damaged row'))
      const count = Math.max(0, Math.min(most, this.length - after))
      return Promise.resolve(Array.from({ length: count }, (_, index) => ({ kind: 'trace', author: 'server', document: null, bytes: new Uint8Array(), sequence: after + index + 1, recordedAt: 0 })))
    },
  }
}

function readByTwo(journal: ReturnType<typeof journalOf>): SharedRows {
  const rows = new SharedRows(journal)
  rows.enter()
  rows.enter()
  return rows
}

test('[RPL41] rows that thirty ask for at once, or one after another, are read once', async () => {
  const journal = journalOf(3 * rowsAtOnce)
  const rows = readByTwo(journal)
  const all = await Promise.all(Array.from({ length: 30 }, () => rows.read(rowsAtOnce)))
  expect(all.every((each) => each === all[0] && each.length === rowsAtOnce && each[0]?.sequence === rowsAtOnce + 1)).toBe(true)
  await rows.read(rowsAtOnce)
  expect(journal.asked).toEqual([rowsAtOnce])
})

test('[RPL41] the end of the journal is read anew, for it goes on', async () => {
  const journal = journalOf(10)
  const rows = readByTwo(journal)
  expect((await rows.read(0)).length).toBe(10)
  journal.length = 20
  expect((await rows.read(0)).length).toBe(20)
})

test('[RPL41] a reading that failed is tried again by the next', async () => {
  const journal = journalOf(rowsAtOnce)
  journal.fail = true
  const rows = readByTwo(journal)
  await expect(rows.read(0)).rejects.toThrow('damaged')
  journal.fail = false
  expect((await rows.read(0)).length).toBe(rowsAtOnce)
})

test('[RPL41] what nobody asked for lately is let go', async () => {
  const journal = journalOf(200 * rowsAtOnce)
  const rows = readByTwo(journal)
  for (let reading = 0; reading < 100; reading += 1) await rows.read(reading * rowsAtOnce)
  journal.asked.length = 0
  await rows.read(99 * rowsAtOnce)
  await rows.read(0)
  expect(journal.asked).toEqual([0])
})

test('[RPL41] who reads alone leaves nothing behind', async () => {
  const journal = journalOf(rowsAtOnce)
  const rows = readByTwo(journal)
  await rows.read(0)
  rows.leave()
  await rows.read(0)
  rows.enter()
  await rows.read(0)
  await rows.read(0)
  expect(journal.asked).toEqual([0, 0, 0])
})
