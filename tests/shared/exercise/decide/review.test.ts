/** After the day: six figures from what happened, notes of the directing staff, feedback without names. */
import { describe, expect, test } from 'vitest'
import { meanOf, shuffledSheets, type FeedbackSheet } from '#shared/exercise/review.ts'
import { reviewFigures } from '#shared/exercise/reviewFigures.ts'
import { authorFor, publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const answer = { choice: null, reason: '', at: null, units: [], text: 'Done', riskAcceptedBy: '' }
const sheet = (keep: string, learned: number | null = null): FeedbackSheet => ({ ratings: { learned, real: null, pace: null, voice: null, board: null }, keep, change: '' })

describe('the figures', () => {
  test('[REV1] alerts, minutes, changes, expected actions, questions and the plan are counted for one syndicate alone', () => {
    const { exercise, dana, amina, ada, bao, eve } = smallCast()
    exercise.begin('move-1')
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's2'] })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-03', syndicates: ['s1'] })
    const [bridge, school] = Object.keys(exercise.state.injects)
    exercise.minutes(4).ask(amina, { type: 'inject:answer', inject: bridge ?? '', answer: { ...answer, choice: 'A Company' } })
    exercise.ask(amina, { type: 'inject:answer', inject: bridge ?? '', answer: { ...answer, choice: 'C Company' } })
    // its ten minutes are over: late
    exercise.minutes(8).ask(ada, { type: 'inject:answer', inject: school ?? '', answer })
    exercise.ask(amina, { type: 'rfi:ask', text: 'Who holds the bridge?' })
    exercise.ask(amina, { type: 'rfi:ask', text: 'Any boats?' })
    const [first] = exercise.state.conduct.requests
    exercise.ask(dana, { type: 'rfi:answer', request: first?.id ?? '', text: 'Nobody.', persona: null, toAll: false, note: '' })
    exercise.ask(eve, { type: 'action:tick', inject: bridge ?? '', syndicate: 's1', action: 0, done: true })
    exercise.ask(dana, { type: 'action:tick', inject: bridge ?? '', syndicate: 's1', action: 0, done: true })
    exercise.ask(amina, { type: 'plan:submit' })
    exercise.sequence += 1
    exercise.ask(amina, { type: 'plan:submit' })
    expect(reviewFigures(exercise.state, 's1', { risk: 40, cannot: 3 })).toEqual({
      alerts: { done: 1, of: 2 }, decideMinutes: 8, changes: 2, expected: { done: 1, of: 2 }, questions: { done: 1, of: 2 }, plan: { done: 1, of: 2 },
    })
    expect(reviewFigures(exercise.state, 's2', {})).toEqual({
      alerts: { done: 0, of: 1 }, decideMinutes: null, changes: 0, expected: { done: 0, of: 1 }, questions: { done: 0, of: 0 }, plan: { done: 0, of: 2 },
    })
    expect(bao).not.toBe(amina)
  })

  test('[REV2] what was taken back counts for nothing, and a pause does not make anybody slow', () => {
    const { exercise, dana, amina } = smallCast()
    exercise.begin('move-1')
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's2'] })
    const [bridge = ''] = Object.keys(exercise.state.injects)
    exercise.ask(dana, { type: 'inject:withdraw', inject: bridge, syndicates: ['s2'] })
    exercise.minutes(2).ask(dana, { type: 'clock:pause' })
    exercise.minutes(30).ask(dana, { type: 'clock:resume' })
    exercise.minutes(3).ask(amina, { type: 'inject:answer', inject: bridge, answer: { ...answer, choice: 'A Company' } })
    expect(reviewFigures(exercise.state, 's1', {}).decideMinutes).toBe(5)
    expect(reviewFigures(exercise.state, 's2', {}).alerts).toEqual({ done: 0, of: 0 })
  })
})

describe('notes', () => {
  test('[REV3] of the directing staff are nobody else\'s; writing the same again is no event', () => {
    const { exercise, dana, amina, eve, omar } = smallCast()
    exercise.ask(dana, { type: 'review:note', about: 's1', text: ' Good talk with the elders ' })
    expect(viewFor(exercise.state, dana).review.notes).toEqual({ s1: 'Good talk with the elders' })
    for (const seat of [amina, eve, omar]) expect(viewFor(exercise.state, seat).review.notes).toEqual({})
    expect(exercise.ask(dana, { type: 'review:note', about: 's1', text: 'Good talk with the elders' }).events).toEqual([])
    expect(exercise.refused(dana, { type: 'review:note', about: 's9', text: 'x' })).toBe('unknown-thing')
  })
})

describe('feedback', () => {
  function opened() {
    const cast = smallCast()
    cast.exercise.begin('hot-wash')
    cast.exercise.ask(cast.dana, { type: 'feedback:open' })
    return cast
  }

  test('[REV4] a form is in nobody else\'s view or news before it is collected; the count is told from three on', () => {
    const { exercise, dana, amina, ada, bao } = opened()
    exercise.ask(amina, { type: 'feedback:give', sheet: sheet('FORM-AMINA', 4) })
    exercise.ask(ada, { type: 'feedback:give', sheet: sheet('FORM-ADA', 2) })
    expect(viewFor(exercise.state, dana).review.feedback).toMatchObject({ given: 0, sheets: {}, collected: [] })
    exercise.ask(bao, { type: 'feedback:give', sheet: sheet('FORM-BAO') })
    expect(viewFor(exercise.state, dana).review.feedback.given).toBe(3)
    const counted = exercise.steps.at(-1)?.happened
    expect(counted?.event).toEqual({ type: 'FeedbackCounted', given: 3 })
    if (counted !== undefined) expect(authorFor(counted.event, counted.author, dana)).toBe('server')
    for (const seat of Object.keys(exercise.state.seats)) {
      const seen = JSON.stringify([viewFor(exercise.state, seat), ...exercise.steps.map(({ before, happened, after }) => publicationOf(before, happened, after, seat))])
      expect([seat, seen.includes('FORM-AMINA')]).toEqual([seat, seat === amina])
    }
  })

  test('[REV5] collected it is read by directing staff alone, without names and in no order', () => {
    const { exercise, dana, amina, ada, bao, eve, omar } = opened()
    for (const [seat, words] of [[amina, 'FORM-AMINA'], [ada, 'FORM-ADA'], [bao, 'FORM-BAO']] as const) exercise.ask(seat, { type: 'feedback:give', sheet: sheet(words, 5) })
    exercise.ask(dana, { type: 'feedback:close' })
    const { collected, sheets } = viewFor(exercise.state, dana).review.feedback
    expect(collected.map(({ keep }) => keep).sort()).toEqual(['FORM-ADA', 'FORM-AMINA', 'FORM-BAO'])
    expect([sheets, meanOf(collected, 'learned'), meanOf(collected, 'pace')]).toEqual([{}, 5, null])
    const told = exercise.steps.at(-1)
    for (const seat of [amina, eve, omar]) {
      expect(viewFor(exercise.state, seat).review.feedback.collected).toEqual([])
      if (told !== undefined) expect(JSON.stringify(publicationOf(told.before, told.happened, told.after, seat))).not.toContain('FORM-')
    }
    exercise.ask(dana, { type: 'feedback:open' })
    expect(exercise.refused(amina, { type: 'feedback:give', sheet: sheet('Again') })).toBe('already-done')
    const all = [sheet('a'), sheet('b'), sheet('c')]
    expect(shuffledSheets('x', all)).toEqual(shuffledSheets('x', [...all].reverse()))
  })

  test('[REV6] of fewer than three nothing is collected: they are kept, and go with those that come after', () => {
    const { exercise, dana, amina, ada, omar } = opened()
    exercise.ask(amina, { type: 'feedback:give', sheet: sheet('One') })
    exercise.ask(amina, { type: 'feedback:give', sheet: sheet('One, mended') })
    exercise.ask(ada, { type: 'feedback:give', sheet: sheet('Two') })
    exercise.ask(dana, { type: 'feedback:close' })
    expect(viewFor(exercise.state, dana).review.feedback.collected).toEqual([])
    expect(exercise.refused(omar, { type: 'feedback:give', sheet: sheet('Late') })).toBe('not-now')
    exercise.ask(dana, { type: 'feedback:open' })
    exercise.ask(omar, { type: 'feedback:give', sheet: sheet('Three') })
    exercise.ask(dana, { type: 'feedback:close' })
    expect(exercise.state.review.feedback.collected.map(({ keep }) => keep).sort()).toEqual(['One, mended', 'Three', 'Two'])
    expect(exercise.refused(dana, { type: 'feedback:close' })).toBe('already-done')
  })

  test('[REV7] an empty form is not taken', () => {
    const { exercise, amina } = opened()
    expect(exercise.refused(amina, { type: 'feedback:give', sheet: sheet('  ') })).toBe('unreadable')
  })
})
