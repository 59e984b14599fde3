/** A free inject: written and sent in one step, outside the list. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

type Write = Extract<Command, { type: 'inject:write' }>
const write = (more: Partial<Write['content']> = {}, syndicates = ['s1']): Write =>
  ({ type: 'inject:write', content: { title: '', text: 'Smoke over Renda. Nobody answers the radio.', channel: 'radio', from: '', question: null, answerMinutes: null, ...more }, syndicates })

function started() {
  const cast = smallCast()
  cast.exercise.begin('move-1')
  return cast
}

describe('a free inject', () => {
  test('[INJ75] goes out with the words alone: it says first that it is an exercise, and its first sentence is its title', () => {
    const { exercise, dana, amina, bao } = started()
    exercise.ask(dana, write())
    const copy = Object.values(viewFor(exercise.state, amina).injects)[0]?.releases.s1
    expect(copy?.content).toMatchObject({ title: 'Smoke over Renda', text: 'EXERCISE. Smoke over Renda. Nobody answers the radio.', from: 'Directing staff', answer: { kind: 'read' } })
    expect(viewFor(exercise.state, bao).injects).toEqual({})
  })

  test('[INJ76] a long first sentence is cut at a word, and the mark is never said twice', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, write({ text: 'EXERCISE. The ferry at Pelu has been taken by people from both banks who will not leave it. Come.' }))
    const content = Object.values(exercise.state.injects)[0]?.releases.s1?.content
    expect(content?.title).toBe('The ferry at Pelu has been taken by people from both banks…')
    expect(content?.text.match(/EXERCISE/g)).toHaveLength(1)
  })

  test('[INJ77] asks for an answer with its own deadline, and is answered like any other', () => {
    const { exercise, dana, amina } = started()
    exercise.ask(dana, write({ question: 'Whom do you send?', answerMinutes: 5 }))
    const [inject = ''] = Object.keys(exercise.state.injects)
    exercise.minutes(6).ask(amina, { type: 'inject:answer', inject, answer: { choice: null, reason: '', at: null, units: [], text: 'Nobody', riskAcceptedBy: '' } })
    expect(exercise.state.injects[inject]?.releases.s1?.answers).toMatchObject([{ late: true, answer: { text: 'Nobody' } }])
  })

  test('[INJ78] has a serial of the staff\'s own, goes to the others later, and can be undone', () => {
    const { exercise, dana, omar } = started()
    exercise.ask(dana, write())
    exercise.ask(dana, write({}, ['s2']))
    expect(Object.keys(exercise.state.planned)).toEqual(['FREE-1', 'FREE-2'])
    exercise.ask(dana, { type: 'inject:release', serial: 'FREE-1', syndicates: ['s2', 's3'] })
    expect(Object.values(viewFor(exercise.state, omar).injects)[0]?.shared?.title).toBe('Smoke over Renda')
    exercise.ask(dana, { type: 'inject:undo', inject: exercise.state.planned['FREE-1']?.injectId ?? '' })
    expect(viewFor(exercise.state, omar).injects).toEqual({})
    exercise.ask(dana, write())
    expect(Object.keys(exercise.state.planned)).toContain('FREE-3')
  })

  test('[INJ79] may go to one seat; nothing to read, and a visitor, are refused', () => {
    const { exercise, dana, amina, ada } = started()
    exercise.ask(dana, { ...write(), only: { seat: ada } })
    expect([amina, ada].map((seat) => Object.keys(viewFor(exercise.state, seat).injects).length)).toEqual([0, 1])
    expect(exercise.refused(dana, write({ text: '  ' }))).toBe('unreadable')
    expect(exercise.refused(dana, write({ channel: 'visitor' }))).toBe('unreadable')
    expect(exercise.refused(dana, write({}, ['s9']))).toBe('unknown-thing')
    expect(exercise.refused(amina, write())).toBe('not-allowed')
  })
})
