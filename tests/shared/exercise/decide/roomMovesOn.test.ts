/** What stands before the room is the room's for as long as it may be: it goes with its stage, with its inject, and never tells whose hand it was. */
import { expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const answer = { choice: 'A Company', reason: 'The water rises', at: null, units: [], text: '', riskAcceptedBy: '' }

/** amina answered INJ-02 after four minutes of running, with a pause of half an hour in between; the plenary is open. */
function plenary() {
  const cast = smallCast()
  const { exercise, dana, amina } = cast
  exercise.begin('move-1').ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's2'] })
  const inject = Object.keys(exercise.state.injects)[0] ?? ''
  exercise.minutes(1).ask(dana, { type: 'clock:pause' })
  exercise.minutes(30).ask(dana, { type: 'clock:resume' })
  exercise.minutes(3).ask(amina, { type: 'inject:answer', inject, answer })
  exercise.begin('plenary')
  const begin = (id: string) => exercise.ask(dana, { type: 'stage:begin', index: exercise.state.agenda.findIndex((item) => item.id === id) })
  return { ...cast, inject, begin }
}

const verdict: Command = { type: 'vote:open', kind: 'verdict', question: 'Is the plan sound?', choices: [], dots: 1, audience: 'everyone' }

test('[PLE16] when the room goes back to planning, the others\' answers and boards leave every screen', () => {
  const { exercise, dana, omar, inject, begin } = plenary()
  exercise.ask(dana, { type: 'wall:show', inject })
  for (const syndicate of ['s1', 's2']) exercise.ask(dana, { type: 'board:release', syndicate, history: 'result' })
  exercise.ask(dana, { type: 'compare:show', syndicates: ['s1', 's2'] })
  begin('hot-wash')
  expect(exercise.state.plenary.wall).not.toBeNull()
  begin('move-1')
  expect(viewFor(exercise.state, omar).plenary).toMatchObject({ wall: null, compared: null })
})

test('[PLE16] an open vote is counted when the room moves on, and another one can be opened next time', () => {
  const { exercise, dana, amina, ada, bao, begin } = plenary()
  exercise.ask(dana, verdict)
  const vote = exercise.state.plenary.vote?.id ?? ''
  for (const seat of [amina, ada, bao]) exercise.ask(seat, { type: 'vote:cast', vote, ballot: [0] })
  begin('move-1')
  const closed = exercise.steps.find(({ happened }) => happened.event.type === 'VoteClosed')?.happened.event
  expect(closed).toMatchObject({ results: { counts: [3, 0, 0, 0], voters: 3 } })
  expect(exercise.state.plenary.vote).toBeNull()
  begin('plenary')
  expect(exercise.refused(dana, verdict)).toBe('ok')
})

test('[PLE17] what is taken back is not read from the wall either', () => {
  const { exercise, dana, omar, inject } = plenary()
  exercise.ask(dana, { type: 'wall:show', inject })
  exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1'] })
  expect(viewFor(exercise.state, omar).plenary.wall).toBeNull()
  exercise.ask(dana, { type: 'wall:show', inject })
  exercise.ask(dana, { type: 'inject:undo', inject })
  expect(viewFor(exercise.state, omar).plenary.wall).toBeNull()
})

test('[PLE17] what is protected for one syndicate stands on no wall', () => {
  const { exercise, dana, inject } = plenary()
  const known = exercise.state.injects[inject]
  const release = known?.releases['s2']
  if (known === undefined || release === undefined) throw new Error('it was released')
  exercise.state = { ...exercise.state, injects: { [inject]: { ...known, releases: { ...known.releases, s2: { ...release, content: { ...release.content, protected: true } } } } } }
  expect(exercise.refused(dana, { type: 'wall:show', inject })).toBe('not-allowed')
})

test('[PLE18] how long an answer took is told in running time: a pause does not count', () => {
  const { exercise, dana, inject } = plenary()
  exercise.ask(dana, { type: 'wall:show', inject })
  expect(exercise.state.plenary.wall?.columns.map(({ afterMs }) => afterMs)).toEqual([4 * 60_000, null, null])
})

test('[PLE19] of one or two ballots no count is told: everybody would know whose they are', () => {
  const { exercise, dana, amina, bao } = plenary()
  exercise.ask(dana, verdict)
  const vote = exercise.state.plenary.vote?.id ?? ''
  exercise.ask(amina, { type: 'vote:cast', vote, ballot: [3] })
  exercise.ask(bao, { type: 'vote:cast', vote, ballot: [0] })
  exercise.ask(dana, { type: 'vote:close' })
  expect(exercise.state.plenary.vote?.results).toEqual({ counts: [], voters: 2 })
})

test('[PLE75] a list of what is new names syndicates that are there, never one beside itself, and goes with the plenary', () => {
  const { exercise, dana, omar, begin } = plenary()
  const show = (syndicate: string, ...before: string[]): Command => ({ type: 'difference:show', difference: { syndicate, before, plan: [{ section: 'Risk', sentence: 'The ferry is our only way out.' }], marks: [] } })
  expect([show('s1', 's1'), show('s1', 's9'), show('s9', 's1')].map((command) => exercise.refused(dana, command))).toEqual(['unreadable', 'unknown-thing', 'unknown-thing'])
  exercise.ask(dana, show('s2', 's1'))
  expect(viewFor(exercise.state, omar).plenary.difference?.plan).toHaveLength(1)
  begin('move-1')
  expect(exercise.state.plenary.difference).toBeNull()
  expect(exercise.refused(dana, { type: 'difference:take' })).toBe('not-now')
})

test('[PLE77] a vote for a place tells where, to a hundred metres and in the order of the map, and not who chose it', () => {
  const { exercise, dana, amina, ada, bao } = plenary()
  exercise.ask(dana, { type: 'vote:open', kind: 'place', question: 'Where will they strike?', choices: [], dots: 1, audience: 'everyone' })
  const vote = exercise.state.plenary.vote?.id ?? ''
  expect(exercise.refused(amina, { type: 'vote:cast', vote, ballot: [0] })).toBe('unreadable')
  exercise.ask(amina, { type: 'vote:cast', vote, ballot: [], at: [30.123, 2] })
  exercise.ask(ada, { type: 'vote:cast', vote, ballot: [], at: [5, 9.06] })
  exercise.ask(bao, { type: 'vote:cast', vote, ballot: [], at: [70, 70] })
  exercise.ask(bao, { type: 'vote:cast', vote, ballot: [], at: [5, 1] })
  expect(viewFor(exercise.state, dana).plenary.vote).toMatchObject({ cast: 3, ballots: {} })
  exercise.ask(dana, { type: 'vote:close' })
  expect(exercise.state.plenary.vote?.results).toEqual({ counts: [], voters: 3, places: [[5, 1], [5, 9.1], [30.1, 2]] })
})
