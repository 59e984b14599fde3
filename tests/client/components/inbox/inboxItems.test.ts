import { describe, expect, test } from 'vitest'
import { arrivalOf, gradeMeaning, inboxOf, isDueSoon, statusOf, timeLeft, timeLeftSentence, unreadCount } from '../../../../client/components/inbox/inboxItems.ts'
import { clockAtOpening } from '../../../../shared/exercise/clock.ts'
import { content, emptyAnswer, exercise, inject, release, seat } from '../exerciseFixture.ts'

const running = { ...clockAtOpening, status: 'running', pausedBecause: null } as const
const answered = release({ answers: [{ by: 'amina', at: 5, runningMs: 5, late: false, answer: emptyAnswer }] })

describe('the inbox of a seat', () => {
  test('[INB1] it holds what its own syndicate was given, newest first', () => {
    const view = exercise({ injects: {
      a: inject('a', [release({ number: 1 })]), b: inject('b', [release({ number: 2 })]), c: inject('c', [release({ syndicate: 's2', number: 1 })]),
    } })
    expect(inboxOf(view, 's1', 'amina').map((item) => item.inject)).toEqual(['b', 'a'])
    expect(inboxOf(view, 's2', 'bao').map((item) => item.inject)).toEqual(['c'])
  })
  test('[INB1] what is for one hat stands only in the inbox of its wearer', () => {
    const view = exercise({
      seats: { amina: seat('amina', { hat: 'adviser' }), omar: seat('omar', { hat: 'operations' }) },
      injects: { a: inject('a', [release({ hat: 'adviser' })]) },
    })
    expect(inboxOf(view, 's1', 'amina')).toHaveLength(1)
    expect(inboxOf(view, 's1', 'omar')).toHaveLength(0)
  })
  test('[INB2] unread is told per seat, and what was taken back is not unread', () => {
    const view = exercise({ injects: {
      a: inject('a', [release({ number: 1, opened: { amina: 3 } })]), b: inject('b', [release({ number: 2 })]), c: inject('c', [release({ number: 3, withdrawnAt: 9 })]),
    } })
    expect(unreadCount(inboxOf(view, 's1', 'amina'))).toBe(1)
    expect(unreadCount(inboxOf(view, 's1', 'omar'))).toBe(2)
  })
  test('[INB2] the newest unread one arrives, until it was waved away', () => {
    const items = inboxOf(exercise({ injects: { a: inject('a', [release({ number: 1 })]), b: inject('b', [release({ number: 2 })]) } }), 's1', 'amina')
    expect(arrivalOf(items, new Set())?.inject).toBe('b')
    expect(arrivalOf(items, new Set(['b']))?.inject).toBe('a')
    expect(arrivalOf(items, new Set(['a', 'b']))).toBeNull()
  })
  test('[INB3] what is asked is open until it is answered; what is only read until it is acknowledged', () => {
    const readOnly = { ...content, answer: { kind: 'read' } } as const
    expect(statusOf(release())).toBe('open')
    expect(statusOf(answered)).toBe('done')
    expect(statusOf(release({ content: readOnly }))).toBe('read')
    expect(statusOf(release({ content: readOnly, acknowledged: { by: 'amina', at: 4 } }))).toBe('done')
    expect(statusOf(release({ withdrawnAt: 1 }))).toBe('withdrawn')
  })
})

describe('time left', () => {
  test('[INB4] it runs on the running clock and names it', () => {
    const left = timeLeft(release({ dueRunningMs: 900_000 }), running, 60_000)
    expect(left).toEqual({ ms: 840_000, late: false, stands: false })
    expect(left === null ? '' : timeLeftSentence(left)).toBe('answer in 14:00 of running time')
  })
  test('[INB4] while the clock stands nothing runs out, and that is said', () => {
    const left = timeLeft(release({ dueRunningMs: 900_000 }), clockAtOpening, 999_999)
    expect(left === null ? '' : timeLeftSentence(left)).toBe('answer in 15:00 of running time, clock stands')
  })
  test('[INB4] past the deadline it is late and never counts below nothing', () => {
    const left = timeLeft(release({ dueRunningMs: 1000 }), running, 60_000)
    expect(left).toMatchObject({ ms: 0, late: true })
  })
  test('[INB4] the last five minutes stand out', () => {
    expect(isDueSoon({ ms: 300_000, late: false, stands: false })).toBe(true)
    expect(isDueSoon({ ms: 300_001, late: false, stands: false })).toBe(false)
  })
  test.each([
    ['nothing is due', release({ dueRunningMs: null })], ['it was answered', answered], ['it was taken back', release({ withdrawnAt: 4 })],
  ])('[INB4] there is none when %s', (_, given) => {
    expect(timeLeft(given, running, 0)).toBeNull()
  })
})

test('[INB5] a grade is explained, source and information apart', () => {
  expect(gradeMeaning({ source: 'C', information: 3 })).toBe('Source C: fairly reliable. Information 3: possibly true.')
})
