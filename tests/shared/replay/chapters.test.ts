/** The chapters of a day, and stepping through it entry by entry. */
import { expect, test } from 'vitest'
import { chapterAfter, chapterAt, chapterBefore, Chapters } from '../../../shared/replay/chapters.ts'
import { EntrySteps } from '../../../shared/replay/entrySteps.ts'
import type { Marker, MarkerKind } from '../../../shared/replay/markers.ts'
import { ReplayIndex } from '../../../shared/replay/replayIndex.ts'
import type { ReplayLine } from '../../../shared/replay/seatJournal.ts'

const marker = (t: number, kind: MarkerKind, title = '', syndicate: string | null = null): Marker => ({ s: t, t, kind, title, syndicate })

function chaptersOf(...markers: readonly Marker[]): Chapters {
  const chapters = new Chapters()
  for (const each of markers) chapters.add(each)
  return chapters
}

test('[RPL46] stages, briefings and votes have a beginning and an end', () => {
  const list = chaptersOf(
    marker(10, 'StageBegun', 'Plenary'), marker(20, 'FloorGiven', '', 's1'), marker(30, 'FloorGiven', '', 's2'), marker(35, 'VoteOpened', 'Is it sound?'),
    marker(38, 'VoteClosed', 'Is it sound?'), marker(40, 'FloorTaken'), marker(50, 'StageBegun', 'Debrief'),
  ).list()
  expect(list.map(({ kind, at, until, syndicate }) => [kind, at, until, syndicate])).toEqual([
    ['stage', 10, 50, null], ['briefing', 20, 30, 's1'], ['briefing', 30, 40, 's2'], ['vote', 35, 38, null], ['stage', 50, null, null],
  ])
})

test('[RPL46] a decision tells when its inject came, to this syndicate or to all; what is no news makes no chapter', () => {
  const list = chaptersOf(
    marker(10, 'InjectReleased', 'Bridge out', 's1'), marker(12, 'InjectReleased', 'Bridge out', 's2'), marker(15, 'InjectReleased', 'Rain'),
    marker(16, 'InjectAcknowledged', 'Bridge out', 's1'), marker(20, 'ClockPaused'),
    marker(23, 'InjectAnswered', 'Bridge out', 's2'), marker(25, 'InjectAnswered', 'Rain', 's1'), marker(26, 'InjectAnswered', 'Never seen to come', 's1'),
  ).list()
  expect(list.filter(({ kind }) => kind === 'decision').map(({ title, syndicate, since }) => [title, syndicate, since])).toEqual([
    ['Bridge out', 's2', 12], ['Rain', 's1', 15], ['Never seen to come', 's1', null],
  ])
  expect(list.length).toBe(6)
})

test('[RPL46] planning factors changed in one go are one chapter; after a while, or after something else, a new one begins', () => {
  const list = chaptersOf(
    marker(10_000, 'PlanningSet'), marker(100_000, 'PlanningSet'), marker(200_000, 'PlanningSet'), marker(330_000, 'PlanningSet'), marker(331_000, 'InjectReleased', 'Bridge out'), marker(332_000, 'PlanningSet'),
  ).list()
  expect(list.map(({ kind, at, more }) => [kind, at, more])).toEqual([['factor', 10_000, 2], ['factor', 330_000, 0], ['inject', 331_000, 0], ['factor', 332_000, 0]])
})

test('[RPL47] one jumps to the next chapter, back to the beginning of this one, and from its beginning to the one before', () => {
  const list = chaptersOf(marker(10_000, 'StageBegun', 'Planning'), marker(60_000, 'WallShown', 'Bridge out')).list()
  expect(chapterAt(list, 5000)).toBeNull()
  expect(chapterAt(list, 60_000)?.kind).toBe('wall')
  expect(chapterAfter(list, 10_000)?.at).toBe(60_000)
  expect(chapterAfter(list, 60_000)).toBeNull()
  expect(chapterBefore(list, 70_000)?.at).toBe(60_000)
  expect(chapterBefore(list, 61_000)?.at).toBe(10_000)
  expect(chapterBefore(list, 10_000)).toBeNull()
})

const opened: ReplayLine = { kind: 'opened', s: 4, t: 40, document: 'syndicate/s1/board', epoch: 1, state: new Uint8Array() }
const update = (s: number): ReplayLine => ({ kind: 'update', s, t: s * 10, author: 'amina', document: 'syndicate/s1/board', update: new Uint8Array() })
const pointer: ReplayLine = { kind: 'trace', s: 6, t: 60, author: 'amina', trace: { type: 'PointerMoved', samples: [] } }

test('[RPL48] one steps from entry to entry and back; lines of one entry are one step, and the pointer is none', () => {
  const steps = new EntrySteps()
  for (const line of [opened, { ...opened, document: 'syndicate/s1/discussion' } satisfies ReplayLine, update(5), pointer, update(8), { kind: 'end', s: 8, t: 99 } satisfies ReplayLine]) steps.add(line)
  expect(steps.count).toBe(3)
  expect(steps.next({ sequence: 0, recordedAt: 0 })).toEqual({ sequence: 4, recordedAt: 40 })
  expect(steps.next({ sequence: 5, recordedAt: 50 })).toEqual({ sequence: 8, recordedAt: 80 })
  expect(steps.next({ sequence: 8, recordedAt: 99 })).toBeNull()
  expect(steps.previous({ sequence: 8, recordedAt: 99 })).toEqual({ sequence: 5, recordedAt: 50 })
  expect(steps.previous({ sequence: 4, recordedAt: 40 })).toBeNull()
  expect([3, 4, 7, 9].map((sequence) => steps.numberAt({ sequence, recordedAt: 0 }))).toEqual([0, 1, 2, 3])
})

test('[RPL44] work of a syndicate and markers are counted as they come, each once', () => {
  const index = new ReplayIndex()
  const markers = [marker(10, 'StageBegun', 'Planning')]
  index.append([opened, update(5)], markers)
  markers.push(marker(70, 'PlanSubmitted', '', 's1'))
  index.append([update(8)], markers)
  expect(index.density.histogram(0, 100, 1)).toEqual([4])
  expect(index.density.histogram(0, 100, 1, 's1')).toEqual([3])
  expect(index.chapters.map(({ kind }) => kind)).toEqual(['stage', 'plan'])
  expect(index.steps.count).toBe(3)
})
