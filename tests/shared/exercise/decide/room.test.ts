/** The decision wall, votes and questions: what the whole room looks at, and whose hand nobody is told. */
import { describe, expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { authorFor, publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const answer = { choice: 'A Company', reason: 'The water rises', at: null, units: [], text: '', riskAcceptedBy: '' }
const verdict: Command = { type: 'vote:open', kind: 'verdict', question: 'Is the plan sound?', choices: [], dots: 1, audience: 'guests' }

function plenary() {
  const cast = smallCast()
  const { exercise, dana, amina } = cast
  exercise.begin('move-1').ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's2'] })
  const inject = Object.keys(exercise.state.injects)[0] ?? ''
  exercise.later(60_000).ask(amina, { type: 'inject:answer', inject, answer })
  exercise.begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
  return { ...cast, inject }
}

describe('the decision wall', () => {
  test('[PLE10] shows every syndicate\'s last answer side by side with its times, and nobody\'s name', () => {
    const { exercise, dana, amina, omar, inject } = plenary()
    exercise.ask(dana, { type: 'wall:show', inject })
    const { wall } = viewFor(exercise.state, omar).plenary
    expect(wall?.columns).toEqual([
      { syndicate: 's1', releasedAt: 0, answeredAt: 60_000, afterMs: 60_000, late: expect.any(Boolean), answer },
      { syndicate: 's2', releasedAt: 0, answeredAt: null, afterMs: null, late: false, answer: null },
      { syndicate: 's3', releasedAt: null, answeredAt: null, afterMs: null, late: false, answer: null },
    ])
    expect(JSON.stringify(wall)).not.toContain(amina)
    exercise.ask(dana, { type: 'wall:take' })
    expect(exercise.state.plenary.wall).toBeNull()
    expect(exercise.refused(dana, { type: 'wall:take' })).toBe('already-done')
  })

  test('[PLE10] what nobody received cannot stand there', () => {
    const { exercise, dana } = plenary()
    expect(exercise.refused(dana, { type: 'wall:show', inject: 'nothing' })).toBe('unknown-thing')
  })
})

describe('boards side by side', () => {
  test('[PLE15] stand before the room only when others may read them', () => {
    const { exercise, dana } = plenary()
    expect(exercise.refused(dana, { type: 'compare:show', syndicates: ['s2', 's1'] })).toBe('not-allowed')
    exercise.ask(dana, { type: 'board:release', syndicate: 's2', history: 'result' })
    exercise.ask(dana, { type: 'compare:show', syndicates: ['s2', 's1', 's2'] })
    expect(exercise.state.plenary.compared).toEqual(['s1', 's2'])
    expect(exercise.state.plenary.comparedAs).toBe('side')
    exercise.ask(dana, { type: 'compare:show', syndicates: ['s1', 's2'], layout: 'over' })
    expect(exercise.state.plenary.comparedAs).toBe('over')
    expect(exercise.refused(dana, { type: 'compare:show', syndicates: ['s2', 's2'] })).toBe('unreadable')
    expect(exercise.refused(dana, { type: 'compare:show', syndicates: ['s2', 's9'] })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'compare:take' })
    expect(exercise.refused(dana, { type: 'compare:take' })).toBe('already-done')
  })
})

describe('a vote', () => {
  test('[PLE11] is counted at the end: one ballot each, changeable until then, and gone afterwards', () => {
    const { exercise, dana, bao, omar, eve } = plenary()
    exercise.ask(dana, verdict)
    const vote = exercise.state.plenary.vote?.id ?? ''
    exercise.ask(eve, { type: 'vote:cast', vote, ballot: [1] })
    for (const choices of [[0], [1]]) exercise.ask(bao, { type: 'vote:cast', vote, ballot: choices })
    exercise.ask(omar, { type: 'vote:cast', vote, ballot: [3] })
    expect(exercise.state.plenary.vote).toMatchObject({ cast: 3, results: null })
    exercise.ask(dana, { type: 'vote:close' })
    expect(exercise.state.plenary.vote).toMatchObject({ ballots: {}, results: { counts: [0, 2, 0, 1], voters: 3 } })
    expect(exercise.refused(bao, { type: 'vote:cast', vote, ballot: [0] })).toBe('not-now')
  })

  test('[PLE12] nobody is ever sent another\'s ballot, the directing staff neither; the voter sees the own one', () => {
    const { exercise, dana, bao, omar, amina } = plenary()
    exercise.ask(dana, verdict)
    const vote = exercise.state.plenary.vote?.id ?? ''
    exercise.ask(bao, { type: 'vote:cast', vote, ballot: [2] })
    const cast = exercise.steps.find(({ happened }) => happened.event.type === 'VoteCast')
    if (cast === undefined) throw new Error('nobody voted')
    for (const seat of [dana, omar, amina]) {
      expect(viewFor(exercise.state, seat).plenary.vote?.ballots).toEqual({})
      expect(publicationOf(cast.before, cast.happened, cast.after, seat)).toBeNull()
    }
    expect(viewFor(exercise.state, bao).plenary.vote?.ballots).toEqual({ [bao]: [2] })
    const counted = exercise.steps.find(({ happened }) => happened.event.type === 'BallotsCounted')?.happened.event
    if (counted === undefined) throw new Error('nobody counted')
    expect([authorFor(counted, bao, dana), authorFor(counted, bao, bao)]).toEqual(['server', bao])
  })

  test('[PLE13] is refused to the syndicate that is judged, and for more than there is to give', () => {
    const { exercise, dana, amina, ada, bao } = plenary()
    exercise.ask(dana, verdict)
    const vote = exercise.state.plenary.vote?.id ?? ''
    expect(exercise.refused(dana, verdict)).toBe('not-now')
    expect(exercise.refused(amina, { type: 'vote:cast', vote, ballot: [0] })).toBe('not-allowed')
    for (const choices of [[], [0, 1], [4]]) expect(exercise.refused(bao, { type: 'vote:cast', vote, ballot: choices })).toBe('unreadable')
    exercise.ask(dana, { type: 'vote:take' })
    exercise.ask(dana, { type: 'vote:open', kind: 'dots', question: 'Where first?', choices: ['Lothra', ' ', 'Yeddan', 'Corvale'], dots: 2, audience: 'everyone' })
    const dots = exercise.state.plenary.vote
    expect(dots).toMatchObject({ choices: ['Lothra', 'Yeddan', 'Corvale'], dots: 2, without: null })
    for (const seat of [amina, ada, bao]) exercise.ask(seat, { type: 'vote:cast', vote: dots?.id ?? '', ballot: seat === bao ? [1] : [0, 2] })
    exercise.ask(dana, { type: 'vote:close' })
    expect(exercise.state.plenary.vote?.results).toEqual({ counts: [2, 1, 2], voters: 3 })
    expect(exercise.refused(dana, { type: 'vote:open', kind: 'dots', question: 'x', choices: ['one'], dots: 1, audience: 'everyone' })).toBe('unreadable')
  })
})

describe('questions', () => {
  test('[PLE14] unsigned, nobody is told who asked; the room reads it once it is taken up', () => {
    const { exercise, dana, bao, omar } = plenary()
    exercise.ask(bao, { type: 'question:ask', text: ' Who stays with the site at night? ', signed: false })
    const [question] = exercise.state.plenary.questions
    expect(question).toMatchObject({ text: 'Who stays with the site at night?', by: null, state: 'waiting' })
    const asked = exercise.steps.at(-1)?.happened.event
    if (asked === undefined || question === undefined) throw new Error('nothing was asked')
    expect([authorFor(asked, bao, dana), authorFor(asked, bao, omar)]).toEqual(['server', 'server'])
    expect(viewFor(exercise.state, omar).plenary.questions).toEqual([])
    exercise.ask(dana, { type: 'question:set', question: question.id, state: 'taken' })
    expect(viewFor(exercise.state, omar).plenary.questions.map(({ text }) => text)).toEqual(['Who stays with the site at night?'])
    exercise.ask(dana, { type: 'question:set', question: question.id, state: 'parked' })
    expect(viewFor(exercise.state, omar).plenary.questions).toEqual([])
    expect(exercise.refused(dana, { type: 'question:set', question: question.id, state: 'parked' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'question:set', question: 'none', state: 'taken' })).toBe('unknown-thing')
  })

  test('[PLE14] signed, it carries its name', () => {
    const { exercise, bao } = plenary()
    exercise.ask(bao, { type: 'question:ask', text: 'Who stays?', signed: true })
    expect(exercise.state.plenary.questions[0]?.by).toBe(bao)
    expect(exercise.refused(bao, { type: 'question:ask', text: '  ', signed: true })).toBe('unreadable')
  })
})
