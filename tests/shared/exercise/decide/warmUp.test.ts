/** The warm-up: its four tasks, who is told, and boards that begin anew when it is over. */
import { describe, expect, test } from 'vitest'
import { publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import { smallCast } from '../../../support/smallExercise.ts'

type Cast = ReturnType<typeof smallCast>

/** As directing staff do it: with what follows from it. */
function begin({ exercise, dana }: Cast, ...stages: readonly string[]): void {
  for (const stage of stages) exercise.ask(dana, { type: 'stage:begin', index: exercise.state.agenda.findIndex(({ id }) => id === stage) })
}

function warmingUp(): Cast {
  const cast = smallCast()
  begin(cast, 'warm-up')
  return cast
}

describe('the tasks of the warm-up', () => {
  test('[EX50] a paper opened and a message acknowledged are ticked for the seat that did it', () => {
    const { exercise, amina, bao } = warmingUp()
    exercise.ask(amina, { type: 'warmUp:tick', task: 'paper', how: 'done' })
    exercise.ask(amina, { type: 'warmUp:tick', task: 'message', how: 'skipped' })
    expect(exercise.state.warmUp.ticks).toEqual({ [amina]: { paper: 'done', message: 'skipped' } })
    expect(exercise.state.warmUp.ticks[bao]).toBeUndefined()
  })

  test('[EX50] what is written counts once the server holds something of that seat', () => {
    const { exercise, amina } = warmingUp()
    expect(exercise.refused(amina, { type: 'warmUp:tick', task: 'marker', how: 'done' })).toBe('not-now')
    exercise.try({ kind: 'server' }, { type: 'author:claim', document: 'syndicate/s1/board', clientId: 7, seat: amina })
    exercise.ask(amina, { type: 'warmUp:tick', task: 'marker', how: 'done' })
    expect(exercise.state.warmUp.ticks[amina]).toEqual({ marker: 'done' })
  })

  test('[EX50] a task skipped may still be done, one done is not undone', () => {
    const { exercise, amina } = warmingUp()
    exercise.ask(amina, { type: 'warmUp:tick', task: 'paper', how: 'skipped' })
    exercise.ask(amina, { type: 'warmUp:tick', task: 'paper', how: 'done' })
    exercise.ask(amina, { type: 'warmUp:tick', task: 'paper', how: 'skipped' })
    expect(exercise.state.warmUp.ticks[amina]).toEqual({ paper: 'done' })
  })

  test('[EX51] nothing is ticked before the warm-up begins, nor after it', () => {
    const { exercise, amina } = smallCast()
    expect(exercise.refused(amina, { type: 'warmUp:tick', task: 'paper', how: 'done' })).toBe('not-now')
    exercise.begin('move-1')
    expect(exercise.refused(amina, { type: 'warmUp:tick', task: 'paper', how: 'done' })).toBe('too-late')
  })

  test('[EX52] how far somebody is, only they and directing staff are told', () => {
    const { exercise, dana, amina, ada, eve, omar } = warmingUp()
    exercise.ask(amina, { type: 'warmUp:tick', task: 'paper', how: 'done' })
    const told = [dana, amina, ada, eve, omar].map((seat) => viewFor(exercise.state, seat).warmUp.ticks[amina] !== undefined)
    expect(told).toEqual([true, true, false, false, false])
    const step = exercise.steps.at(-1)
    const heard = step === undefined ? [] : [dana, amina, ada, eve, omar].map((seat) => publicationOf(step.before, step.happened, step.after, seat)?.kind ?? null)
    expect(heard).toEqual(['event', 'event', null, null, null])
  })
})

describe('what was drawn to warm up', () => {
  const epochs = (state: Cast['exercise']['state']) => ['s1', 's2', 's3'].map((id) => state.documents[`syndicate/${id}/board`]?.epoch)

  test('[EX53] leaves every board when the warm-up is over; what people refer and what staff drew stays', () => {
    const cast = warmingUp()
    begin(cast, 'brief')
    const { exercise } = cast
    expect(epochs(exercise.state)).toEqual([2, 2, 2])
    expect(Object.entries(exercise.state.documents).filter(([, { epoch }]) => epoch > 1).map(([name]) => name).sort()).toEqual(['syndicate/s1/board', 'syndicate/s2/board', 'syndicate/s3/board'])
  })

  test('[EX53] is wiped once: boards of the day are safe when staff look back to the warm-up', () => {
    const cast = warmingUp()
    begin(cast, 'move-1', 'warm-up', 'move-1')
    expect(epochs(cast.exercise.state)).toEqual([2, 2, 2])
  })

  test('[EX53] a day without a warm-up keeps what was drawn before', () => {
    const cast = smallCast()
    begin(cast, 'move-1', 'warm-up', 'move-1')
    expect(epochs(cast.exercise.state)).toEqual([1, 1, 1])
  })
})
