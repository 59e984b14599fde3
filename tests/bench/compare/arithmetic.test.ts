/** The arithmetic of the comparison: what its figures rest on. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { percentile } from '../figures.ts'
import { editId, makeBoardWork } from './load/boardWork.ts'
import { frameOf, opcodes } from './load/line.ts'
import { cpuSecondsIn, workedIn } from './load/machine.ts'
import { eachMarker, markerLength, markerOf, mostMarkers, type MarkerKind } from './load/marker.ts'
import { dueBy, turns } from './load/pace.ts'
import { middleOf, ratioTo, type KeptRun } from './summary.ts'
import { whyNotKept } from './workload.ts'

function heardIn(text: string, from = 0, to = text.length): [MarkerKind, number][] {
  const heard: [MarkerKind, number][] = []
  eachMarker(Buffer.from(text, 'latin1'), from, to, (kind, id) => heard.push([kind, id]))
  return heard
}

describe('markers', () => {
  test('[BEN1] every marker in a piece of bytes is found, whatever stands between them, and nothing that only looks like one', () => {
    const [one, other] = [markerOf('edit', 35), markerOf('cursor', mostMarkers - 1)]
    expect(one).toHaveLength(markerLength)
    expect(heardIn(`\u0000~~${one}${other}~#00000A1 ~ ~#${one}`)).toEqual([['edit', 35], ['cursor', mostMarkers - 1], ['edit', 35]])
    expect(() => markerOf('edit', mostMarkers)).toThrow(RangeError)
  })

  test('[BEN1] one that is cut off by the end of its message is not taken from the next', () => {
    const word = markerOf('edit', 7)
    expect(heardIn(word + word, 0, 2 * markerLength - 1)).toEqual([['edit', 7]])
    expect(heardIn(word + word, 1)).toEqual([['edit', 7]])
  })
})

describe('figures', () => {
  test('[BEN2] a percentile is a value that was measured, and half of an even number of runs is between its two middle ones', () => {
    expect([percentile([5, 1, 3], 0.5), percentile([1, 2, 3, 4], 0.99), percentile([1, 2, 3, 4], 0.25)]).toEqual([3, 4, 1])
    expect(percentile([], 0.5)).toBeNaN()
    expect(middleOf([9, null, 1, undefined, Number.NaN, 4])).toEqual({ median: 4, least: 1, most: 9, runs: 3 })
    expect(middleOf([4, 2])?.median).toBe(3)
    expect(middleOf([null])).toBeNull()
  })

  test('[BEN2] ours is set against the best of the others, less or more as is better', () => {
    const run = (server: string, p99: number, isOurs = false): KeptRun => ({ server, isOurs, isRelay: false, figures: { p99 } })
    const runs = [run('ours', 2, true), run('slow', 8), run('fast', 4), run('fast', 6), run('fast', 3)]
    expect(ratioTo('p99', 'less', runs, () => true)).toEqual({ ratio: 0.5, server: 'fast' })
    expect(ratioTo('p99', 'more', runs, () => true)).toEqual({ ratio: 0.25, server: 'slow' })
    expect(ratioTo('p99', 'less', runs, ({ isRelay }) => isRelay)).toBeNull()
  })

  test('[BEN3] a run beside other work, or of a generator that was late, is not counted', () => {
    expect(whyNotKept({ figures: {}, foreignShare: 0.3, lagMs: 12 })).toBeNull()
    expect(whyNotKept({ figures: {}, foreignShare: 0.31, lagMs: 1 })).toMatch(/31 % of a core/)
    expect(whyNotKept({ figures: {}, foreignShare: null, lagMs: 12.5 })).toMatch(/late/)
  })

  test('[BEN3] what a process and a machine used is read from what the kernel says, whatever a process calls itself', () => {
    expect(cpuSecondsIn(`7 (a) b (c)) S ${'0 '.repeat(10)}150 50 0 0`)).toBe(2)
    expect(workedIn('cpu  100 50 200 9000 700 30 20 5 0 0\ncpu0 1 2 3\n')).toBe(4)
  })
})

describe('the load', () => {
  test('[BEN4] an even stream has its first at once, and as many as its rate after a second more', () => {
    expect([dueBy(0, 60), dueBy(999, 60), dueBy(1000, 60), dueBy(5000, 0)]).toEqual([1, 60, 61, 0])
  })

  test('[BEN4] each has his turn before anybody has a second', () => {
    const next = turns(['amina', 'bao', 'dana', 'omar'])
    const [first, second] = [Array.from({ length: 4 }, next), Array.from({ length: 4 }, next)]
    expect([...first].sort()).toEqual(['amina', 'bao', 'dana', 'omar'])
    expect(second).toEqual(first)
  })

  test('[BEN5] every length of a frame is written as a client writes it', () => {
    expect([...frameOf(opcodes.binary, Uint8Array.of(9))]).toEqual([0x82, 0x81, 0, 0, 0, 0, 9])
    expect([...frameOf(opcodes.text, new Uint8Array(300)).subarray(0, 4)]).toEqual([0x81, 0xfe, 1, 44])
    expect([...frameOf(opcodes.text, new Uint8Array(70_000)).subarray(0, 10)]).toEqual([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0x11, 0x70])
  })

  test('[BEN6] edits made beforehand carry their marker each, and reach the same board in any mixture', () => {
    const work = makeBoardWork({ authors: 3, editsPerAuthor: 40, marks: 6, editsBefore: 20 })
    const boards = [[0, 1, 2], [2, 0, 1]].map((order) => {
      const doc = new Y.Doc()
      for (const piece of work.pieces) Y.applyUpdate(doc, piece)
      for (const author of order) for (const { update } of work.edits[author] ?? []) Y.applyUpdate(doc, update)
      return doc
    })
    expect(boards[0]?.store.pendingStructs).toBeNull()
    expect(boards.map((doc) => JSON.stringify(Array.from(annotationsOf(doc)).sort()))).toSatisfy((all: string[]) => all[0] === all[1])
    for (const [author, edits] of work.edits.entries()) {
      for (const [index, { update, clockAfter }] of edits.entries()) {
        const heard: number[] = []
        eachMarker(update, 0, update.length, (_kind, id) => heard.push(id))
        expect(heard).toEqual([editId(author, index, 40)])
        expect(clockAfter).toBeGreaterThan(edits[index - 1]?.clockAfter ?? 0)
      }
    }
  })
})
