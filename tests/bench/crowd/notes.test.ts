/** What the figures of the hall and of the eight hours rest on. */
import { describe, expect, test } from 'vitest'
import { driftOf } from '../soak/drift.ts'
import { commonMs } from '../watch/commonClock.ts'
import { delaysOf, Notes } from './notes.ts'

function noted(...pairs: readonly (readonly [id: number, atMs: number])[]): ReturnType<Notes['noted']> {
  const notes = new Notes()
  for (const [id, atMs] of pairs) notes.note(id, atMs)
  return notes.noted()
}

describe('delays', () => {
  test('[BEN9] an edit is due at everybody but its author, in whichever process they sit', () => {
    const sent = [noted([1, 100]), noted([2, 110])]
    const heard = [noted([1, 103], [2, 150]), noted([2, 112], [1, 101])]
    expect(delaysOf(sent, heard, 3)).toEqual({ delaysMs: [3, 40, 2, 1], due: 4, twice: 0 })
  })

  test('[BEN9] what was sent before the window is not counted, what came to somebody twice is, and what never came is missed', () => {
    expect(delaysOf([noted([7, 10], [8, 20])], [noted([6, 11], [7, 12], [7, 13], [7, 14])], 3)).toEqual({ delaysMs: [2, 3, 4], due: 4, twice: 1 })
  })

  test('[BEN9] as many notes are kept as are made', () => {
    const notes = new Notes()
    for (let id = 0; id < 5000; id += 1) notes.note(id, id / 2)
    expect([notes.noted().ids.length, notes.noted().ids[4999], notes.noted().atMs[4999]]).toEqual([5000, 4999, 2499.5])
    notes.clear()
    expect(notes.noted().ids).toHaveLength(0)
  })

  test('[BEN9] the clock of all processes is the machine\'s', () => {
    const machine = (): number => Number(process.hrtime.bigint()) / 1e6
    const [before, between, after] = [machine(), commonMs(), machine()]
    expect(between).toBeGreaterThan(before - 0.5)
    expect(between).toBeLessThan(after + 0.5)
  })
})

describe('drift', () => {
  test('[BEN10] the last quarter is set against the second; what only warms up is no growth, and one odd sample is none', () => {
    expect(driftOf([10, 50, 100, 100, 101, 900, 102, 105, 105, 100, 105, 105])).toEqual({ second: 101, last: 105, percent: (4 / 101) * 100 })
    expect(driftOf([100, 200, 200, 200]).percent).toBe(0)
    expect(driftOf([1, null, 2, null, 9, null, null, 4]).percent).toBe(100)
    expect(driftOf([]).percent).toBeNaN()
  })
})
