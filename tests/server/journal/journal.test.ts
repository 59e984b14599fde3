import { expect, test } from 'vitest'
import { Journal } from '../../../server/journal/journal.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { FakeClock } from '../../support/fakeClock.ts'

test('[JRN1] gives sequence and time at once, and one turn is one batch', async () => {
  const clock = new FakeClock()
  const { store, fence } = await new MemoryStorage().openExercise('x1')
  const journal = await Journal.open({ store, fence, clock })
  clock.turn(1500)
  const a = journal.add({ kind: 'event', author: 'server', document: null, bytes: new Uint8Array([1]) })
  const b = journal.add({ kind: 'update', author: 'amina', document: { name: 'overlay', epoch: 1 }, bytes: new Uint8Array([2]) })
  expect([a.entry.sequence, b.entry.sequence, a.entry.recordedAt]).toEqual([1, 2, 1500])
  expect(await journal.read(0, 10)).toEqual([])
  await b.flushed
  expect((await journal.read(0, 10)).map((row) => row.sequence)).toEqual([1, 2])
  expect(await journal.readDocument('overlay@1', 0, 9, 9)).toHaveLength(1)
  await journal.close()
})
