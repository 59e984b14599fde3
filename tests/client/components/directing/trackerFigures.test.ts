import { expect, test } from 'vitest'
import { ageSentence, membersOf, needsReview, trackerFigures, waitingSeats } from '../../../../client/components/directing/trackerFigures.ts'
import { content, emptyAnswer, exercise, inject, release, seat } from '../exerciseFixture.ts'

const seats = {
  amina: seat('amina'), chen: seat('chen', { since: 2, hat: 'adviser' }), gone: seat('gone', { status: 'removed' }),
  lobby: seat('lobby', { status: 'waiting' }), bao: seat('bao', { syndicate: 's2' }),
}
const answer = { by: 'amina', at: 700, runningMs: 700, late: false, answer: emptyAnswer }

test('[TRK1] people are admitted members, and those online of them', () => {
  const figures = trackerFigures(exercise({ seats }), 's1', new Set(['amina', 'bao', 'lobby']), 0)
  expect(figures.people).toEqual({ done: 1, of: 2 })
  expect(membersOf(exercise({ seats }), 's1').map(({ id }) => id)).toEqual(['amina', 'chen'])
  expect(waitingSeats(exercise({ seats })).map(({ id }) => id)).toEqual(['lobby'])
})

test('[TRK2] receipts count the seats addressed, answers the injects that ask', () => {
  const view = exercise({ seats, injects: {
    a: inject('a', [release({ delivered: { amina: 1, chen: 1 }, opened: { amina: 600, bao: 9 }, answers: [answer] })]),
    b: inject('b', [release({ number: 2, hat: 'adviser', delivered: { chen: 2 }, content: { ...content, answer: { kind: 'read' } } })]),
    c: inject('c', [release({ number: 3, withdrawnAt: 5, delivered: { amina: 1 } })]),
    d: inject('d', [release({ syndicate: 's2' })]),
  } })
  const figures = trackerFigures(view, 's1', new Set(), 0)
  expect(figures).toMatchObject({ delivered: { done: 3, of: 3 }, opened: { done: 1, of: 3 }, acknowledged: { done: 1, of: 2 }, answered: { done: 1, of: 1 }, toReview: 1, lastAt: 700 })
})

test('[TRK3] an answer whose running time is over is counted late until it comes', () => {
  const view = exercise({ seats, injects: { a: inject('a', [release({ dueRunningMs: 1000 })]) } })
  expect(trackerFigures(view, 's1', new Set(), 1001).late).toBe(1)
  expect(trackerFigures(view, 's1', new Set(), 1000).late).toBe(0)
})

test('[TRK4] a new answer after a review asks for another look', () => {
  const review = { by: 'dana', at: 800, mark: 'return', note: '' } as const
  expect(needsReview(release({ answers: [answer] }))).toBe(true)
  expect(needsReview(release({ answers: [answer], review }))).toBe(false)
  expect(needsReview(release({ answers: [answer, { ...answer, at: 900 }], review }))).toBe(true)
})

test('[TRK5] the last submission and the age of the last action are shown', () => {
  const view = exercise({ seats, submissions: [{ syndicate: 's1', by: 'amina', at: 50, sequence: 9 }, { syndicate: 's1', by: 'amina', at: 90, sequence: 12 }] })
  expect(trackerFigures(view, 's1', new Set(), 0)).toMatchObject({ submittedAt: 90, lastAt: 90 })
  expect([ageSentence(null), ageSentence(59_999), ageSentence(125_000)]).toEqual(['nothing yet', 'active now', 'active 2 min ago'])
})
