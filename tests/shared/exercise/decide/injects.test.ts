/** Injects going out: by hand, by the clock, to some, to all, held, skipped, taken back. */
import { describe, expect, test } from 'vitest'
import type { Inject } from '#shared/exercise/inject.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'
import type { SmallExercise } from '../../../support/smallExercise.ts';
import { smallCast } from '../../../support/smallExercise.ts'

const all = ['s1', 's2', 's3']

function started() {
  const cast = smallCast()
  cast.exercise.begin('move-1')
  return cast
}
function injectOf(exercise: SmallExercise, serial: string): Inject {
  const inject = exercise.state.injects[exercise.state.planned[serial]?.injectId ?? '']
  if (inject === undefined) throw new Error(`${serial} was not released.`)
  return inject
}

describe('falling due', () => {
  test('[INJ2] releases nothing before its minute', () => {
    const { exercise } = started()
    exercise.later(9.99 * 60_000)
    exercise.server({ type: 'inject:fallDue' })
    expect(Object.keys(exercise.state.planned)).toEqual(['INJ-01'])
    exercise.later(1000)
    exercise.server({ type: 'inject:fallDue' })
    expect(Object.keys(exercise.state.planned)).toEqual(['INJ-01', 'INJ-02'])
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
  })

  test('[INJ3] several due at once go in the order of the list, each with its own inbox number', () => {
    const { exercise } = started()
    exercise.minutes(25)
    const { events } = exercise.server({ type: 'inject:fallDue' })
    expect(events.map((event) => event.type === 'InjectReleased' ? [event.serial, event.to.map((each) => each.number)] : event.type)).toEqual([
      ['INJ-01', [1, 1, 1]], ['INJ-02', [2, 2, 2]], ['INJ-03', [3, 3, 3]],
    ])
  })

  test('[INJ4] nothing falls due by itself when automatic is off, in a pause, or outside its move', () => {
    const { exercise, dana } = started()
    exercise.minutes(5)
    exercise.ask(dana, { type: 'clock:pause' })
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
    exercise.ask(dana, { type: 'clock:resume' })
    exercise.ask(dana, { type: 'msel:automatic', on: false })
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
    exercise.ask(dana, { type: 'msel:automatic', on: true })
    exercise.begin('plenary').minutes(5)
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
  })

  test('[INJ5] what is held or skipped does not fall due, until it is planned again', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-01' })
    exercise.ask(dana, { type: 'inject:skip', serial: 'INJ-02' })
    exercise.minutes(12)
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
    exercise.ask(dana, { type: 'inject:plan', serial: 'INJ-02' })
    expect(exercise.server({ type: 'inject:fallDue' }).events).toMatchObject([{ serial: 'INJ-02' }])
    expect(exercise.refused(dana, { type: 'inject:hold', serial: 'INJ-01' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:hold', serial: 'INJ-02' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:plan', serial: 'INJ-03' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:skip', serial: 'INJ-77' })).toBe('unknown-thing')
  })

  test('[INJ6] a contingency never falls due; a hand releases it at any time until the end', () => {
    const { exercise, dana } = started()
    exercise.minutes(75)
    exercise.server({ type: 'inject:fallDue' })
    expect(exercise.state.planned['C-01']).toBeUndefined()
    exercise.begin('break').ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s2'] })
    expect(exercise.state.planned['C-01']?.status).toBe('released')
    exercise.begin('end')
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-05', syndicates: all })).toBe('too-late')
  })
})

describe('release by hand', () => {
  test('[INJ7] to one syndicate first, to the others later: one inject, each its own number, shared once all have it', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s2'] })
    exercise.minutes(1).ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    expect(injectOf(exercise, 'INJ-02')).toMatchObject({ shared: null, releases: { s1: { number: 1, releasedAt: 60_000, dueRunningMs: 15 * 60_000 } } })
    exercise.minutes(1).ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    const inject = injectOf(exercise, 'INJ-02')
    expect(Object.values(inject.releases).map((release) => [release.syndicate, release.number])).toEqual([['s1', 1], ['s2', 2], ['s3', 1]])
    expect(inject.sharedAt).toBe(120_000)
    expect(inject.releases.s1?.releasedAt).toBe(60_000)
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1', 's3'] })).toBe('already-done')
  })

  test('[INJ8] works in a pause and for what was held or skipped', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'clock:pause' })
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-01' })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: all })
    expect(exercise.state.planned['INJ-01']?.status).toBe('released')
  })

  test('[INJ9] an inject that cannot be read is refused with its reason; one that is not there says so', () => {
    const { exercise, dana } = started()
    const decision = exercise.try({ kind: 'seat', seat: dana }, { type: 'inject:release', serial: 'INJ-99', syndicates: all })
    expect(decision).toMatchObject({ ok: false, refusal: { code: 'unreadable-inject' } })
    expect(decision.ok ? '' : decision.refusal.sentence).toContain('pigeon')
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-77', syndicates: all })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s9'] })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'inject:hold', serial: 'INJ-99' })).toBe('ok')
  })

  test('[INJ15] the event carries the whole content as released: a later change of the list changes nothing', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    exercise.msel = { items: {}, order: [], unreadable: [] }
    expect(injectOf(exercise, 'INJ-01').releases.s1?.content).toEqual(smallScenario.msel[0]?.content)
  })

  test('[INJ16] a visitor is announced, the role player\'s brief is never sent', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-04', syndicates: all })
    const event = exercise.steps.at(-1)?.happened.event
    expect(JSON.stringify(event)).not.toContain('CANARY-visitor')
    expect(injectOf(exercise, 'INJ-04').shared).toMatchObject({ title: 'A visitor', text: 'A visitor comes to your table.', channel: 'visitor', answerMinutes: 5 })
    expect(exercise.state.reminders.map((each) => each.text)).toContain('INJ-04: send the role player to the table now. The brief is in the list.')
  })

  test('[INJ17] what is for one hat, or protected, never becomes everybody\'s', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-03', syndicates: all })
    expect(injectOf(exercise, 'INJ-03')).toMatchObject({ shared: null, releases: { s3: { hat: 'protection' } } })
    const item = smallScenario.msel[0]
    if (item === undefined) throw new Error('no item')
    exercise.msel = { ...exercise.msel, items: { 'INJ-01': { ...item, content: { ...item.content, protected: true } } } }
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: all })
    expect(injectOf(exercise, 'INJ-01').shared).toBeNull()
  })

  test('[INJ18] reminders and branches are said to the directing staff, never guessed', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect(exercise.state.reminders).toEqual([
      { text: 'CANARY-reminder lock the helicopter', serial: 'INJ-02', at: 0 }, { text: 'CANARY-branch-INJ-02', serial: 'INJ-02', at: 0 },
    ])
  })
})

describe('effects', () => {
  test('[WLD1] released to s1, the bridge breaks in the world of s1 alone; released to all, in everybody\'s', () => {
    const { exercise, dana } = started()
    const bridge = (syndicate: string | null) => worldOf(exercise.state, syndicate, { truth: false }).crossings.farrow?.state
    exercise.minutes(3).ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    expect([bridge('s1'), bridge('s2'), bridge(null)]).toEqual(['destroyed', 'open', 'open'])
    exercise.minutes(3).ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect([bridge('s1'), bridge('s2'), bridge(null)]).toEqual(['destroyed', 'destroyed', 'destroyed'])
    expect(exercise.state.world.common.crossings.farrow?.since).toBe(6 * 60_000)
  })

  test('[WLD2] effects for all and on the truth happen once, with the first release', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    expect(exercise.state.world.common.weather).toMatchObject({ state: 'very-heavy', waterMetres: 3.4 })
    expect(exercise.state.world.truth.pins['nhw-camp']?.title).toBe('CANARY-truth-pin')
    exercise.ask(dana, { type: 'world:change', scope: { kind: 'common' }, change: { kind: 'weather', state: 'dry', waterMetres: null, note: 'Sun' } })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect(exercise.state.world.common.weather).toMatchObject({ state: 'dry', waterMetres: 3.4 })
  })
})

describe('taking back', () => {
  test('[INJ19] a release is taken back from those who have it; numbers are never used twice', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: all })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    const id = injectOf(exercise, 'INJ-02').id
    exercise.minutes(1).ask(dana, { type: 'inject:withdraw', inject: id, syndicates: ['s1', 's2'] })
    expect(injectOf(exercise, 'INJ-02')).toMatchObject({ shared: null, releases: { s1: { withdrawnAt: 60_000 }, s2: { withdrawnAt: 60_000 }, s3: { withdrawnAt: null } } })
    expect(exercise.state.reminders.at(-1)?.text).toContain('INJ-02 was taken back from Alpha, Bravo.')
    expect(exercise.refused(dana, { type: 'inject:withdraw', inject: id, syndicates: ['s1'] })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:withdraw', inject: 'no-such', syndicates: ['s1'] })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    expect(injectOf(exercise, 'INJ-02').releases.s1).toMatchObject({ number: 3, withdrawnAt: null })
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s1'] })
    expect(injectOf(exercise, 'C-01').releases.s1?.number).toBe(4)
  })
})
