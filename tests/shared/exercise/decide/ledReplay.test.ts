/** A replay led before the room: directing staff choose the moment, and nobody is told more than that. */
import { expect, test } from 'vitest'
import type { Command } from '#shared/exercise/commands.ts'
import { ledMoment } from '#shared/exercise/plenary.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

const lead = (recordedAt: number, more: Partial<Extract<Command, { type: 'replay:lead' }>> = {}): Command => ({ type: 'replay:lead', recordedAt, pace: 0, look: { kind: 'situation' }, names: false, ...more })
const show: Command = { type: 'stage:show', view: { bounds: [-6, -10, -5, -9], section: null, hiddenLayers: [], highlight: [] } }

test('[PLE80] staff show the room a moment, its pace and what to look at; everybody\'s view names the moment and no name', () => {
  const { exercise, dana, amina, omar } = smallCast()
  exercise.begin('plenary').later(60_000).ask(dana, lead(20_000, { pace: 4, look: { kind: 'syndicate', syndicate: 's1' } }))
  const now = exercise.now
  for (const seat of [dana, amina, omar]) {
    expect(viewFor(exercise.state, seat).plenary.replay).toEqual({ by: dana, at: 20_000, setAt: now, pace: 4, look: { kind: 'syndicate', syndicate: 's1' }, names: false, begunAt: now })
  }
  exercise.later(5000).ask(dana, lead(40_000))
  expect(exercise.state.plenary.replay).toMatchObject({ at: 40_000, setAt: now + 5000, begunAt: now, pace: 0 })
  exercise.ask(dana, { type: 'replay:leave' })
  expect(exercise.state.plenary.replay).toBeNull()
  expect(exercise.refused(dana, { type: 'replay:leave' })).toBe('already-done')
  expect(exercise.refused(amina, lead(0))).toBe('not-allowed')
})

test('[PLE81] the moment goes on at its pace, stands still at none, and never overtakes the exercise', () => {
  const replay = { by: 'dana', at: 10_000, setAt: 100_000, pace: 8, look: { kind: 'floor' }, names: false, begunAt: 90_000 } as const
  expect(ledMoment(replay, 101_000)).toBe(18_000)
  expect(ledMoment({ ...replay, pace: 0 }, 150_000)).toBe(10_000)
  expect(ledMoment({ ...replay, at: 99_000 }, 100_500)).toBe(100_500)
  const { exercise, dana } = smallCast()
  exercise.begin('plenary').ask(dana, lead(2_000_000_000))
  expect(exercise.state.plenary.replay?.at).toBe(exercise.now)
})

test('[PLE82] a floor and a replay never stand before the room together, and a replay goes with the room', () => {
  const { exercise, dana } = smallCast()
  exercise.begin('plenary').ask(dana, { type: 'floor:give', syndicate: 's1' })
  expect(exercise.refused(dana, lead(0))).toBe('not-now')
  exercise.ask(dana, { type: 'floor:take' })
  exercise.ask(dana, lead(0))
  exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
  expect(exercise.state.plenary.replay).toBeNull()
  exercise.ask(dana, { type: 'floor:take' })
  exercise.ask(dana, lead(0))
  exercise.ask(dana, { type: 'stage:begin', index: exercise.state.agenda.findIndex(({ id }) => id === 'move-1') })
  expect(exercise.state.plenary.replay).toBeNull()
})

test('[PLE83] only who leads the replay moves the room\'s map, in debrief too; another of the staff may take over', () => {
  const { exercise, dana, amina, omar } = smallCast()
  exercise.begin('hot-wash')
  expect(exercise.refused(dana, show)).toBe('not-now')
  exercise.ask(dana, lead(0))
  expect(exercise.ask(dana, show)).toMatchObject({ events: [], traces: [{ type: 'StageViewShown' }] })
  for (const seat of [amina, omar]) expect(exercise.refused(seat, show)).toBe('not-allowed')
  expect(exercise.refused(dana, lead(0, { look: { kind: 'syndicate', syndicate: 's9' } }))).toBe('unknown-thing')
})
