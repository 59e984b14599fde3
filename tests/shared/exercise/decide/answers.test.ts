/** Receipts, answers and reviews. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { smallCast } from '../../../support/smallExercise.ts'

type Answer = Extract<Command, { type: 'inject:answer' }>['answer']
const nothing: Answer = { choice: null, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' }

function released(serial: string, syndicates = ['s1']) {
  const cast = smallCast()
  cast.exercise.begin('move-1').ask(cast.dana, { type: 'inject:release', serial, syndicates })
  const inject = cast.exercise.state.planned[serial]?.injectId ?? ''
  const copy = () => {
    const release = cast.exercise.state.injects[inject]?.releases.s1
    if (release === undefined) throw new Error('not released')
    return release
  }
  const answer = (seat: string, given: Partial<Answer>) => cast.exercise.refused(seat, { type: 'inject:answer', inject, answer: { ...nothing, ...given } })
  return { ...cast, inject, copy, answer }
}

describe('receipts', () => {
  test('[INJ21] delivered and opened are kept once per seat', () => {
    const { exercise, amina, ada, inject, copy } = released('INJ-01')
    exercise.later(1000).server({ type: 'inject:deliver', inject, seat: amina })
    expect(exercise.later(1000).server({ type: 'inject:deliver', inject, seat: amina }).events).toEqual([])
    exercise.ask(ada, { type: 'inject:open', inject })
    expect(exercise.later(1000).ask(ada, { type: 'inject:open', inject }).events).toEqual([])
    expect(copy()).toMatchObject({ delivered: { [amina]: 1000 }, opened: { [ada]: 2000 } })
  })

  test('[INJ22] nothing is delivered to, or opened by, those it was not addressed to', () => {
    const { exercise, bao, omar, eve, inject } = released('INJ-01')
    for (const seat of [bao, omar, eve, 'nobody', '__proto__']) expect(exercise.server({ type: 'inject:deliver', inject, seat }).events).toEqual([])
    expect(exercise.refused(bao, { type: 'inject:open', inject })).toBe('unknown-thing')
    expect(exercise.refused(bao, { type: 'inject:acknowledge', inject: 'no-such' })).toBe('unknown-thing')
  })

  test('[INJ23] acknowledged once per syndicate; who comes second hears who was first', () => {
    const { exercise, amina, ada, inject, copy } = released('INJ-01')
    exercise.later(500).ask(amina, { type: 'inject:acknowledge', inject })
    const second = exercise.try({ kind: 'seat', seat: ada }, { type: 'inject:acknowledge', inject })
    expect(second).toMatchObject({ ok: false, refusal: { code: 'already-done', sentence: 'Amina has already acknowledged this message.' } })
    expect(copy().acknowledged).toEqual({ by: amina, at: 500 })
  })

  test('[INJ24] what was taken back needs no answer, and nobody is told it arrived', () => {
    const { exercise, dana, amina, inject, answer } = released('INJ-02')
    exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1'] })
    expect(answer(amina, { choice: 'A Company' })).toBe('not-now')
    expect(exercise.refused(amina, { type: 'inject:acknowledge', inject })).toBe('not-now')
    expect(exercise.server({ type: 'inject:deliver', inject, seat: amina }).events).toEqual([])
    expect(exercise.ask(amina, { type: 'inject:open', inject }).events).toEqual([])
  })
})

describe('answers', () => {
  test('[INJ25] fits its form: what is not asked for stays empty, what is missing is said', () => {
    const choice = released('INJ-02')
    expect(choice.answer(choice.amina, { text: 'hello' })).toBe('unreadable')
    expect(choice.answer(choice.amina, { choice: 'Somebody else' })).toBe('unreadable')
    expect(choice.answer(choice.amina, { choice: 'A Company', reason: ' Nearest ', text: 'x', at: [1, 2], units: ['u'], riskAcceptedBy: 'Lead' })).toBe('ok')
    expect(choice.copy().answers[0]?.answer).toEqual({ choice: 'A Company', reason: 'Nearest', at: null, units: [], text: '', riskAcceptedBy: 'Lead' })

    const text = released('INJ-03')
    expect(text.answer(text.ada, { text: '   ' })).toBe('unreadable')
    expect(text.answer(text.ada, { text: 'Call the adviser', riskAcceptedBy: 'nobody asked' })).toBe('ok')
    expect(text.copy().answers[0]?.answer).toEqual({ ...nothing, text: 'Call the adviser' })
    expect(text.answer(text.amina, { text: 'not my hat' })).toBe('unknown-thing')

    const units = released('INJ-04')
    expect(units.answer(units.amina, {})).toBe('unreadable')
    expect(units.answer(units.amina, { units: ['INF4-A', 'INF4-A'] })).toBe('ok')
    expect(units.copy().answers[0]?.answer.units).toEqual(['INF4-A'])

    const place = released('INJ-05')
    expect(place.answer(place.amina, { text: 'there' })).toBe('unreadable')
    expect(place.answer(place.amina, { at: [40, 30] })).toBe('ok')

    const read = released('INJ-01')
    expect(read.answer(read.amina, { text: 'thanks' })).toBe('unreadable')
  })

  test('[INJ26] a late answer is kept as late; several may follow until the review, each a row', () => {
    const { exercise, amina, ada, answer, copy } = released('INJ-02')
    exercise.minutes(14)
    expect(answer(amina, { choice: 'A Company' })).toBe('ok')
    exercise.later(1)
    expect(answer(ada, { choice: 'Nobody yet' })).toBe('ok')
    expect(copy().answers.map((given) => [given.by, given.late, given.answer.choice])).toEqual([[amina, false, 'A Company'], [ada, true, 'Nobody yet']])
  })

  test('[INJ27] a pause gives nobody less time to answer', () => {
    const { exercise, dana, amina, answer, copy } = released('INJ-02')
    exercise.minutes(10).ask(dana, { type: 'clock:pause' })
    exercise.minutes(60)
    expect(answer(amina, { choice: 'A Company' })).toBe('ok')
    expect(copy().answers[0]?.late).toBe(false)
  })

  test('[INJ28] once the debrief begins nothing is answered any more', () => {
    const { exercise, amina, answer } = released('INJ-02')
    exercise.begin('hot-wash')
    expect(answer(amina, { choice: 'A Company' })).toBe('too-late')
  })
})

describe('reviews', () => {
  test('[INJ29] a reviewed answer stands; one returned may be given again and waits for its own review', () => {
    const { exercise, dana, amina, inject, answer, copy } = released('INJ-02')
    answer(amina, { choice: 'A Company' })
    exercise.ask(dana, { type: 'inject:review', inject, syndicate: 's1', mark: 'return', note: ' Who is in reserve? ' })
    expect(copy().review).toMatchObject({ mark: 'return', note: 'Who is in reserve?', by: dana })
    expect(answer(amina, { choice: 'C Company' })).toBe('ok')
    expect(copy().review).toBeNull()
    exercise.ask(dana, { type: 'inject:review', inject, syndicate: 's1', mark: 'good', note: '' })
    expect(answer(amina, { choice: 'Nobody yet' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:review', inject, syndicate: 's2', mark: 'good', note: '' })).toBe('unknown-thing')
  })
})
