/** What each kind of seat is shown, fact by fact. The law over random exercises is in seatViewLaw.test.ts. */
import { describe, expect, test } from 'vitest'
import { publicationOf, viewFor } from '#shared/exercise/seatView.ts'
import type { Publication } from '#shared/exercise/seatView.ts'
import { wenzaPlanning } from '../../support/realityWorld.ts'
import type { SmallExercise } from '../../support/smallExercise.ts';
import { smallCast } from '../../support/smallExercise.ts'

function lastSent(exercise: SmallExercise, seat: string): Publication | null {
  const step = exercise.steps.at(-1)
  if (step === undefined) throw new Error('nothing happened')
  return publicationOf(step.before, step.happened, step.after, seat)
}
function released(serial: string, syndicates: string[]) {
  const cast = smallCast()
  cast.exercise.begin('move-1').ask(cast.dana, { type: 'inject:release', serial, syndicates })
  return { ...cast, inject: cast.exercise.state.planned[serial]?.injectId ?? '' }
}

describe('a view', () => {
  test('[SEAT24] who waits sees the title and the own seat, nothing of the exercise', () => {
    const { exercise, amina } = smallCast({ lobby: true })
    const view = viewFor(exercise.state, amina)
    expect(view).toMatchObject({ title: 'Course 7', agenda: [], stage: { index: -1 }, syndicates: {}, papers: [], units: [], documents: {} })
    expect(Object.keys(view.seats)).toEqual([amina])
    expect(viewFor(exercise.state, 'stranger').seats).toEqual({})
    exercise.begin('brief')
    expect(lastSent(exercise, amina)).toBeNull()
  })

  test('[SEAT25] directing staff see the state itself', () => {
    const { exercise, dana } = smallCast()
    expect(viewFor(exercise.state, dana)).toBe(exercise.state)
  })

  test('[SEAT26] nobody else sees codes, roster, reminders, what is planned, or the anchors of the agenda', () => {
    const { exercise, dana, amina, eve, omar, wall } = smallCast()
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-02' })
    for (const seat of [amina, eve, omar, wall]) {
      expect(viewFor(exercise.state, seat)).toMatchObject({ codes: [], roster: [], reminders: [], planned: {}, automatic: false })
      expect(viewFor(exercise.state, seat).agenda.flatMap((item) => item.anchors)).toEqual([])
      expect(lastSent(exercise, seat)).toBeNull()
    }
  })

  test('[REA60] everybody is sent the planning values with their sources, and directing staff alone what is foreseen of weather and water', () => {
    const { exercise, dana, amina, eve, omar, wall } = smallCast()
    const planning = wenzaPlanning
    const state = { ...exercise.state, planning }
    expect(viewFor(state, dana).planning?.forecast.hours.length).toBeGreaterThan(5)
    for (const seat of [amina, eve, omar, wall]) {
      expect(viewFor(state, seat).planning).toEqual({ ...planning, forecast: { source: '', hours: [] } })
    }
    expect(viewFor({ ...exercise.state, planning: null }, amina).planning).toBeNull()
    expect(viewFor({ ...smallCast({ lobby: true }).exercise.state, planning }, amina).planning).toBeNull()
  })

  test('[SEAT27] papers for a hat go to its wearers', () => {
    const { exercise, dana, amina, ada, eve } = smallCast()
    const papers = (seat: string) => viewFor(exercise.state, seat).papers.map((paper) => paper.id)
    expect([papers(dana), papers(amina), papers(ada), papers(eve)]).toEqual([['warno', 'protection-brief'], ['warno'], ['warno', 'protection-brief'], ['warno']])
  })

  test('[SEAT28] others in the room are known by name; who waits is known to staff only, and whom an evaluator watches too', () => {
    const { exercise, dana, amina, eve } = smallCast()
    exercise.ask(dana, { type: 'lobby:set', open: true })
    const late = exercise.join('Late', 'observer')
    expect(lastSent(exercise, amina)).toBeNull()
    expect(viewFor(exercise.state, amina).seats[late]).toBeUndefined()
    expect(viewFor(exercise.state, amina).seats[eve]).toMatchObject({ name: 'Eve', role: 'evaluator', assigned: [] })
    expect(viewFor(exercise.state, eve).seats[eve]?.assigned).toEqual(['s1'])
    exercise.ask(dana, { type: 'seat:admit', seats: [late] })
    expect(lastSent(exercise, amina)).toMatchObject({ kind: 'event', event: { type: 'SeatTaken', seat: { name: 'Late', status: 'admitted' } } })
    expect(lastSent(exercise, late)).toMatchObject({ kind: 'view', view: { stage: { index: -1 }, agenda: exercise.state.agenda.map((item) => ({ id: item.id })) } })
  })

  test('[SEAT29] messages go to those addressed', () => {
    const { exercise, dana, amina, bao, eve, omar } = smallCast()
    exercise.ask(dana, { type: 'message:send', text: 'Alpha, Charlie: hurry', syndicates: ['s1', 's3'] })
    expect(lastSent(exercise, amina)).toMatchObject({ event: { syndicates: ['s1'] } })
    expect(lastSent(exercise, eve)).toMatchObject({ event: { syndicates: ['s1'] } })
    expect([lastSent(exercise, bao), lastSent(exercise, omar)]).toEqual([null, null])
    exercise.ask(dana, { type: 'message:send', text: 'Coffee', syndicates: [] })
    expect(viewFor(exercise.state, omar).messages.map((each) => each.text)).toEqual(['Coffee'])
  })

  test('[DOC10] who wrote is known for the documents one may read; epochs for all', () => {
    const { exercise, dana, amina, bao } = smallCast()
    exercise.server({ type: 'author:claim', document: 'syndicate/s1/board', clientId: 9, seat: amina })
    expect(lastSent(exercise, bao)).toBeNull()
    exercise.begin('plenary')
    exercise.ask(dana, { type: 'floor:give', syndicate: 's1' })
    const sent = lastSent(exercise, bao)
    expect(sent?.kind === 'view' ? sent.view.documents['syndicate/s1/board'] : null).toEqual({ epoch: 1, authors: { 9: amina }, damagedAfter: null })
    expect(lastSent(exercise, amina)?.kind).toBe('event')
    exercise.ask(dana, { type: 'floor:take' })
    expect(viewFor(exercise.state, bao).documents['syndicate/s1/board']).toEqual({ epoch: 1, authors: {}, damagedAfter: null })
  })

  test('[PLN2] a submission is known to its own, to staff, and to all once the board is open', () => {
    const { exercise, amina, bao } = smallCast()
    exercise.begin('move-1').ask(amina, { type: 'plan:submit' })
    expect([viewFor(exercise.state, amina).submissions.length, viewFor(exercise.state, bao).submissions.length]).toEqual([1, 0])
    exercise.begin('hot-wash')
    expect(viewFor(exercise.state, bao).submissions).toHaveLength(1)
  })
})

describe('what a seat knows of injects', () => {
  test('[INJ30] released to s1: its members read it, its evaluator the expected actions too, others nothing', () => {
    const { exercise, dana, amina, bao, eve, omar, wall, inject } = released('INJ-02', ['s1'])
    expect(viewFor(exercise.state, dana).injects[inject]?.secrets?.serial).toBe('INJ-02')
    expect(viewFor(exercise.state, amina).injects[inject]).toMatchObject({ secrets: null, releases: { s1: { content: { from: 'Engineers' } } } })
    expect(viewFor(exercise.state, eve).injects[inject]?.secrets).toEqual({
      serial: '', groundTruth: '', dilemma: '', expected: [{ text: 'CANARY-expected-INJ-02', key: true }], branches: [], staffNotes: '', tags: [],
    })
    for (const seat of [bao, omar, wall]) expect(viewFor(exercise.state, seat).injects).toEqual({})
  })

  test('[INJ31] others learn of a release only what it did to the common world', () => {
    const { exercise, bao } = released('INJ-02', ['s1'])
    const sent = lastSent(exercise, bao)
    expect(sent).toMatchObject({ kind: 'event', event: { inject: '', serial: '', secrets: null, to: [], toAll: false, reminders: [], content: { text: '' } } })
    expect(sent?.kind === 'event' && sent.event.type === 'InjectReleased' ? sent.event.changes.map((each) => each.change.kind) : []).toEqual(['weather'])
  })

  test('[INJ32] for one hat: the wearer alone', () => {
    const { exercise, amina, ada, eve, inject } = released('INJ-03', ['s1', 's2', 's3'])
    expect(viewFor(exercise.state, ada).injects[inject]?.releases.s1?.content.from).toBe('Headteacher')
    expect(viewFor(exercise.state, amina).injects).toEqual({})
    expect(Object.keys(viewFor(exercise.state, eve).injects[inject]?.releases ?? {})).toEqual(['s1'])
  })

  test('[INJ33] released to all: everybody admitted reads it, each syndicate only its own receipts', () => {
    const { exercise, amina, bao, omar, inject } = released('INJ-02', ['s1', 's2', 's3'])
    exercise.ask(amina, { type: 'inject:acknowledge', inject })
    expect(lastSent(exercise, bao)).toBeNull()
    expect(viewFor(exercise.state, omar).injects[inject]).toMatchObject({ secrets: null, releases: {}, shared: { from: 'Engineers' } })
    expect(Object.keys(viewFor(exercise.state, bao).injects[inject]?.releases ?? {})).toEqual(['s2'])
  })

  test('[INJ34] what was taken back is read by nobody new, not even by those who had it', () => {
    const { exercise, dana, amina, omar, inject } = released('INJ-02', ['s1', 's2', 's3'])
    exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1'] })
    expect(lastSent(exercise, omar)?.kind).toBe('view')
    expect(viewFor(exercise.state, omar).injects).toEqual({})
    expect(viewFor(exercise.state, amina).injects[inject]).toMatchObject({ shared: null, releases: { s1: { number: 1, content: { title: '', text: '' } } } })
    expect(viewFor(exercise.state, dana).injects[inject]?.releases.s1?.content.from).toBe('Engineers')
  })

  test('[INJ35] a mark "raise in plenary" stays with staff and evaluators; the others reach the syndicate', () => {
    const { exercise, dana, amina, eve, inject } = released('INJ-02', ['s1'])
    const review = (mark: 'good' | 'return' | 'plenary') => exercise.ask(dana, { type: 'inject:review', inject, syndicate: 's1', mark, note: 'x' })
    const seen = (seat: string) => viewFor(exercise.state, seat).injects[inject]?.releases.s1?.review?.mark
    review('return')
    expect([seen(amina), seen(eve)]).toEqual(['return', 'return'])
    review('plenary')
    expect([seen(amina), seen(eve)]).toEqual([undefined, 'plenary'])
  })
})

describe('the world one sees', () => {
  test('[WLD6] members know their own, evaluators those they watch, observers and screens the common one, staff the truth', () => {
    const { exercise, dana, amina, bao, eve, omar, wall } = released('INJ-02', ['s1'])
    const worlds = (seat: string) => Object.keys(viewFor(exercise.state, seat).world.bySyndicate)
    expect([worlds(dana), worlds(amina), worlds(bao), worlds(eve), worlds(omar), worlds(wall)]).toEqual([['s1'], ['s1'], [], ['s1'], [], []])
    for (const seat of [amina, bao, eve, omar, wall]) expect(viewFor(exercise.state, seat).world.truth.pins).toEqual({})
    expect(Object.keys(viewFor(exercise.state, dana).world.truth.pins)).toEqual(['nhw-camp'])
  })
})

test('[SEAT48] joining sends the room one small event, not a view for everybody', () => {
  const { exercise, amina, omar } = smallCast()
  exercise.join('New', 'member', 's1')
  expect([lastSent(exercise, amina)?.kind, lastSent(exercise, omar)?.kind]).toEqual(['event', 'event'])
})
