import { afterEach, expect, test } from 'vitest'
import { DamagedRow } from '../../../server/journal/damagedRow.ts'
import { Journal, JournalStalled, JournalStopped, type Recorded } from '../../../server/journal/journal.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { type ExerciseStore, FlushFailed, type Storage } from '../../../server/storage/storage.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { sampleEntry } from '../../support/rows.ts'
import { delayed, delegated, fillable } from '../../support/storages.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function open(storage: Storage, clock = new FakeClock()): Promise<Journal> {
  return openStore(await storage.openExercise('x1'), clock)
}

async function openStore(opened: { store: ExerciseStore; fence: number }, clock = new FakeClock()): Promise<Journal> {
  const journal = await Journal.open({ ...opened, clock })
  ends.push(() => journal.close().catch(() => undefined))
  return journal
}

const entry = (number = 1) => sampleEntry(number)
const big = () => ({ ...entry(1), bytes: new Uint8Array(1024 * 1024) })

test('[JRN1] an entry has its sequence and time at once, and is read when it is written', async () => {
  const clock = new FakeClock()
  const journal = await open(new MemoryStorage(), clock)
  expect(journal.head()).toEqual({ sequence: 0, recordedAt: 0 })
  expect(journal.lastAlive()).toBeNull()
  clock.turn(1500)
  const first = journal.add(entry(1))
  const second = journal.add(entry(3))
  expect([first.entry.sequence, second.entry.sequence, first.entry.recordedAt]).toEqual([1, 2, 1500])
  expect(journal.head()).toEqual({ sequence: 2, recordedAt: 1500 })
  expect(await journal.read(0, 10)).toEqual([])
  await second.written
  expect((await journal.read(0, 10)).map((row) => row.sequence)).toEqual([1, 2])
  expect(await journal.readDocument('syndicate/s1/board@1', 0, 9, 9)).toHaveLength(1)
})

test('[JRN1] the entries of one turn are one batch', async () => {
  const { store, fence } = await new MemoryStorage().openExercise('x1')
  const batches: number[] = []
  const journal = await openStore({ fence, store: { ...delegated(store), append: (batch, condition) => { batches.push(batch.length); return store.append(batch, condition) } } })
  const turn = [journal.add(entry()), journal.add(entry()), journal.add(entry())]
  await Promise.all(turn.map(({ flushed }) => flushed))
  await journal.add(entry()).flushed
  expect(batches).toEqual([3, 1])
})

test('[JRN2] a slow database keeps the order of 200 entries added at any time', async () => {
  const journal = await open(delayed(new MemoryStorage(), 5))
  const settled: number[] = []
  const all: Promise<void>[] = []
  for (let turn = 0; turn < 20; turn += 1) {
    for (let number = 0; number < 10; number += 1) {
      const { entry: { sequence }, written, flushed } = journal.add(entry(number))
      all.push(written.then(() => { settled.push(sequence) }), flushed)
    }
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  await Promise.all(all)
  const inOrder = Array.from({ length: 200 }, (_, index) => index + 1)
  expect(settled).toEqual(inOrder)
  expect((await journal.read(0, 1000)).map((row) => row.sequence)).toEqual(inOrder)
})

test('[JRN5] while the disk is full everything waits in order, people are told, and it is tried every second', async () => {
  const disk = fillable(new MemoryStorage())
  const clock = new FakeClock()
  const journal = await open(disk.storage, clock)
  const heard: boolean[] = []
  journal.onStall((stalled) => heard.push(stalled))
  await journal.add(entry(1)).flushed
  disk.fullFor = 3
  const waiting: Recorded[] = [journal.add(entry(2)), journal.add(entry(3))]
  await turnUntil(clock, 0, () => journal.stalled)
  waiting.push(journal.add(entry(4)))
  const order: number[] = []
  for (const { entry: { sequence }, written } of waiting) void written.then(() => order.push(sequence))
  await turnUntil(clock, 1000, () => disk.fullFor === 1)
  expect([journal.stalled, order, (await journal.read(0, 10)).length]).toEqual([true, [], 1])
  await turnUntil(clock, 1000, () => !journal.stalled)
  await Promise.all(waiting.map(({ flushed }) => flushed))
  expect(order).toEqual([2, 3, 4])
  expect((await journal.read(0, 10)).map((row) => new TextDecoder().decode(row.bytes))).toEqual(['row 1', 'row 2', 'row 3', 'row 4'])
  expect(heard).toEqual([true, false])
  await journal.add(entry(5)).flushed
})

test('[JRN15] above 32 MB waiting nothing more is taken, and what waits is kept', async () => {
  const disk = fillable(new MemoryStorage())
  const clock = new FakeClock()
  const journal = await open(disk.storage, clock)
  disk.fullFor = 1000
  const taken: Recorded[] = []
  const fill = (): void => { for (let number = 0; number < 40; number += 1) taken.push(journal.add(big())) }
  expect(fill).toThrow(JournalStalled)
  expect(taken).toHaveLength(31)
  await turnUntil(clock, 0, () => journal.stalled)
  expect(() => journal.add(big())).toThrow(JournalStalled)
  expect(journal.add(entry()).entry.sequence).toBe(32)
  disk.fullFor = 0
  await turnUntil(clock, 1000, () => !journal.stalled)
  await Promise.all(taken.map(({ flushed }) => flushed))
  expect((await journal.read(0, 100))).toHaveLength(32)
  expect(journal.add(big()).entry.sequence).toBe(33)
})

test('[JRN5] closing while the disk is full says that rows were not saved', async () => {
  const disk = fillable(new MemoryStorage())
  const clock = new FakeClock()
  const journal = await open(disk.storage, clock)
  disk.fullFor = 1000
  const { written } = journal.add(entry())
  const ended = expect(written).rejects.toBeInstanceOf(JournalStopped)
  await expect(journal.close()).rejects.toThrow('1 rows could not be saved')
  await ended
})

test('[JRN6] a failed flush ends the journal: nobody is told "saved", nothing more is taken', async () => {
  const { store, fence } = await new MemoryStorage().openExercise('x1')
  const journal = await openStore({ fence, store: { ...delegated(store), append: (batch, condition) => {
    const { written } = store.append(batch, condition)
    return { written, flushed: Promise.reject(new FlushFailed('EIO')) }
  } } })
  const fatal: Error[] = []
  journal.onFatal((error) => fatal.push(error))
  const { written, flushed } = journal.add(entry())
  await written
  await expect(flushed).rejects.toBeInstanceOf(JournalStopped)
  expect(fatal.map((error) => error.name)).toEqual(['FlushFailed'])
  expect(() => journal.add(entry())).toThrow(JournalStopped)
  journal.onFatal((error) => fatal.push(error))
  expect(fatal).toHaveLength(2)
})

test('[JRN7] an owner that was taken over stops, and its entries are refused', async () => {
  const memory = new MemoryStorage()
  const lost = await open(memory)
  await lost.add(entry(1)).flushed
  const next = await open(memory.takeOver())
  const fatal: Error[] = []
  lost.onFatal((error) => fatal.push(error))
  await expect(lost.add(entry(2)).written).rejects.toBeInstanceOf(JournalStopped)
  expect(fatal.map((error) => error.name)).toEqual(['Fenced'])
  await next.add(entry(3)).flushed
  expect((await next.read(0, 9)).map((row) => new TextDecoder().decode(row.bytes))).toEqual(['row 1', 'row 3'])
})

test('[JRN8] recordedAt goes on after a restart by the wall clock, and never back', async () => {
  const memory = new MemoryStorage()
  const clock = new FakeClock()
  const first = await open(memory, clock)
  clock.turn(10_400)
  await first.add(entry()).flushed
  clock.turn(5_000)
  await settle()
  const away = new FakeClock(clock.wallMs() + 60_000)
  const second = await open(memory.takeOver(), away)
  // The last beat was at 15.0 s of the exercise, 0.4 s before the end of the first process.
  expect(second.lastAlive()).toEqual({ recordedAt: 15_000 })
  expect(second.now()).toBe(75_400)
})

test('[JRN8] recordedAt never decreases over 30 restarts while the wall clock jumps about', async () => {
  let storage = new MemoryStorage()
  let wallMs = Date.UTC(2026, 10, 23)
  const jumps = [3_600_000, -3_600_000, 86_400_000, -86_400_000, -26 * 365 * 86_400_000, 0, 17]
  for (let restart = 0; restart < 30; restart += 1) {
    const clock = new FakeClock(wallMs)
    const journal = await open(storage, clock)
    for (let number = 0; number < 5; number += 1) {
      clock.turn(137.5 * number)
      clock.setWall(clock.wallMs() + (jumps[(restart + number) % jumps.length] ?? 0))
      await journal.add(entry()).flushed
    }
    await settle()
    wallMs = clock.wallMs() + (jumps[restart % jumps.length] ?? 0)
    storage = storage.takeOver()
  }
  const rows = await (await open(storage, new FakeClock(wallMs))).read(0, 1000)
  const times = rows.map((row) => row.recordedAt)
  expect(times).toHaveLength(150)
  expect(times.filter((time, index) => !Number.isInteger(time) || time < (times[index - 1] ?? 0))).toEqual([])
})

test('[JRN14] a row that is not what was written is never read as if it were', async () => {
  const { store, fence } = await new MemoryStorage().openExercise('x1')
  const journal = await openStore({ fence, store: { ...delegated(store), read: async (after, most) =>
    (await store.read(after, most)).map((row) => (row.sequence === 2 ? { ...row, author: 'bao' } : row)) } })
  await Promise.all([journal.add(entry(1)), journal.add(entry(2))].map(({ flushed }) => flushed))
  expect(await journal.read(0, 1)).toHaveLength(1)
  await expect(journal.read(0, 2)).rejects.toEqual(new DamagedRow(2))
})

test('[JRN3] closing writes what was just added', async () => {
  const memory = new MemoryStorage()
  const journal = await open(memory)
  const { flushed } = journal.add(entry())
  await journal.close()
  await flushed
  expect(() => journal.add(entry())).toThrow(JournalStopped)
  expect((await (await open(memory)).read(0, 9))).toHaveLength(1)
})

/** Lets all that is due in this turn of the loop happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
}

async function turnUntil(clock: FakeClock, ms: number, isTrue: () => boolean): Promise<void> {
  for (let turns = 0; turns < 100 && !isTrue(); turns += 1) {
    clock.turn(ms)
    await settle()
  }
  expect(isTrue()).toBe(true)
}
