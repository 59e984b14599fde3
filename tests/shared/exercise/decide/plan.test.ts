/** The plan changed while the day runs: for all or for some, to a hat or one seat, in variants, one of a group. */
import { describe, expect, test } from 'vitest'
import type { MselItem } from '#shared/exercise/msel.ts'
import { comingReleases, noticesAt } from '#shared/exercise/schedule.ts'
import { viewFor } from '#shared/exercise/seatView.ts'
import { smallMsel } from '../../../fixtures/smallScenario.ts'
import { smallCast, type SmallExercise } from '../../../support/smallExercise.ts'

const all = ['s1', 's2', 's3']

function started() {
  const cast = smallCast()
  cast.exercise.begin('move-1')
  return cast
}

/** Serials and the syndicates they went to, of what the clock brought. */
function fallen(exercise: SmallExercise): [string, string[]][] {
  return exercise.server({ type: 'inject:fallDue' }).events.flatMap((event): [string, string[]][] =>
    event.type === 'InjectReleased' ? [[event.serial, event.to.map(({ syndicate }) => syndicate)]] : [])
}

/** The small list with some items otherwise. */
function withItems(exercise: SmallExercise, change: Readonly<Record<string, Partial<MselItem>>>): void {
  const items = Object.entries(smallMsel.items).map(([serial, item]): [string, MselItem] => [serial, { ...item, ...change[serial] }])
  exercise.msel = { ...smallMsel, items: Object.fromEntries(items) }
}

describe('for some syndicates', () => {
  test('[INJ80] held for one, it goes to the others at its minute, and to that one once it is planned again', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-01', syndicates: ['s2'] })
    expect(fallen(exercise)).toEqual([['INJ-01', ['s1', 's3']]])
    expect(fallen(exercise.minutes(1))).toEqual([])
    exercise.ask(dana, { type: 'inject:plan', serial: 'INJ-01', syndicates: ['s2'] })
    expect(fallen(exercise)).toEqual([['INJ-01', ['s2']]])
  })

  test('[INJ81] re-timed for one, each gets it at the own minute, once', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:skip', serial: 'INJ-01' })
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-02', dueMinute: 14, syndicates: ['s3'] })
    expect(fallen(exercise.minutes(10))).toEqual([['INJ-02', ['s1', 's2']]])
    expect(fallen(exercise.minutes(3.9))).toEqual([])
    expect(fallen(exercise.minutes(0.1))).toEqual([['INJ-02', ['s3']]])
    expect(fallen(exercise.minutes(1))).toEqual([])
  })

  test('[INJ82] released to one by hand, the others wait for a hand too, unless they have a minute of their own', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:skip', serial: 'INJ-01' })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-02', dueMinute: 12, syndicates: ['s2'] })
    expect(fallen(exercise.minutes(12))).toEqual([['INJ-02', ['s2']]])
    expect(exercise.refused(dana, { type: 'inject:retime', serial: 'INJ-02', dueMinute: 20 })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'inject:hold', serial: 'INJ-02', syndicates: ['s1'] })).toBe('already-done')
  })

  test('[INJ83] what is said for all ends what was said for some', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-01', syndicates: ['s2'] })
    expect(exercise.refused(dana, { type: 'inject:hold', serial: 'INJ-01', syndicates: ['s2'] })).toBe('already-done')
    exercise.ask(dana, { type: 'inject:plan', serial: 'INJ-01' })
    expect(fallen(exercise)).toEqual([['INJ-01', all]])
  })

  test('[INJ10] a jump skips for those who waited in what it passed, and for nobody else', () => {
    const { exercise, dana } = started()
    fallen(exercise)
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-02', dueMinute: 40, syndicates: ['s3'] })
    const { events } = exercise.minutes(1).ask(dana, { type: 'clock:jump', moveMinute: 35 })
    expect(events.filter(({ type }) => type === 'InjectSkipped')).toEqual([
      { type: 'InjectSkipped', serial: 'INJ-02', syndicates: ['s1', 's2'] }, { type: 'InjectSkipped', serial: 'INJ-03' }, { type: 'InjectSkipped', serial: 'INJ-04' },
    ])
    expect(fallen(exercise.minutes(5))).toEqual([['INJ-02', ['s3']]])
  })
})

describe('another minute', () => {
  test('[INJ84] re-timed for all, it goes out at the new minute, earlier or later', () => {
    const { exercise, dana } = started()
    fallen(exercise)
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-02', dueMinute: 25 })
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-03', dueMinute: 5 })
    expect(fallen(exercise.minutes(5))).toEqual([['INJ-03', all]])
    expect(fallen(exercise.minutes(19))).toEqual([])
    expect(fallen(exercise.minutes(1))).toEqual([['INJ-02', all]])
  })

  test('[INJ85] a minute that is over, a contingency and an unknown inject are refused with what to do instead', () => {
    const { exercise, dana } = started()
    exercise.minutes(12)
    expect(exercise.refused(dana, { type: 'inject:retime', serial: 'INJ-04', dueMinute: 11 })).toBe('too-late')
    expect(exercise.refused(dana, { type: 'inject:retime', serial: 'C-01', dueMinute: 20 })).toBe('not-now')
    expect(exercise.refused(dana, { type: 'inject:retime', serial: 'INJ-77', dueMinute: 20 })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'inject:retime', serial: 'INJ-04', dueMinute: 20, syndicates: ['s9'] })).toBe('unknown-thing')
    exercise.ask(dana, { type: 'inject:retime', serial: 'INJ-05', dueMinute: 3 })
    expect(exercise.state.directing.replanned['INJ-05']).toEqual({ dueMinute: 3, syndicates: {} })
  })
})

describe('the notice', () => {
  test('[INJ86] is there a minute before an inject goes out by itself, in the time of the room whatever the rate', () => {
    const { exercise, dana } = started()
    fallen(exercise)
    const notices = (): [string, number][] => noticesAt(exercise.state, exercise.msel, exercise.now).map(({ item, leftMs }) => [item.serial, leftMs])
    exercise.later(8.9 * 60_000)
    expect(notices()).toEqual([])
    exercise.later(0.2 * 60_000)
    expect(notices()).toEqual([['INJ-02', 54_000]])
    exercise.ask(dana, { type: 'inject:hold', serial: 'INJ-02' })
    expect(notices()).toEqual([])
    exercise.ask(dana, { type: 'clock:rate', rate: 8 })
    exercise.later(60_000)
    expect(notices()).toEqual([['INJ-03', 21_750]])
    exercise.ask(dana, { type: 'clock:pause' })
    expect(notices()).toEqual([])
  })

  test('[INJ87] is not given while the staff release by hand: what comes next still has its time', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'msel:automatic', on: false })
    exercise.later(9.5 * 60_000)
    expect(noticesAt(exercise.state, exercise.msel, exercise.now)).toEqual([])
    expect(comingReleases(exercise.state, exercise.msel, exercise.now).map(({ item, leftMs }) => [item.serial, leftMs]).slice(0, 2)).toEqual([['INJ-01', 0], ['INJ-02', 30_000]])
  })
})

describe('to a hat or one seat', () => {
  test('[INJ88] to one hat of a syndicate: its wearers read it, the others hear nothing, and it is not the room\'s', () => {
    const { exercise, dana, amina, ada, eve, omar } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'], only: { hat: 'protection' } })
    const knows = (seat: string): boolean => Object.keys(viewFor(exercise.state, seat).injects).length > 0
    expect([ada, amina, eve, omar].map(knows)).toEqual([true, false, true, false])
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s2', 's3'] })
    expect(Object.values(exercise.state.injects)[0]?.shared).toBeNull()
  })

  test('[INJ89] to one seat: only that seat reads, opens and answers it', () => {
    const { exercise, dana, amina, ada } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'], only: { seat: amina } })
    const [inject = ''] = Object.keys(exercise.state.injects)
    expect(Object.keys(viewFor(exercise.state, ada).injects)).toEqual([])
    expect(exercise.refused(ada, { type: 'inject:open', inject })).toBe('unknown-thing')
    exercise.ask(amina, { type: 'inject:open', inject })
    expect(exercise.state.injects[inject]?.releases.s1?.opened).toEqual({ [amina]: 0 })
  })

  test('[INJ90] a seat of another syndicate, or one that does not play, is refused', () => {
    const { exercise, dana, amina, eve } = started()
    for (const seat of [amina, eve, 'stranger']) expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s2'], only: { seat } })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1', 's2'], only: { seat: amina } })).toBe('unknown-thing')
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'], only: { hat: 'cook' } })).toBe('unknown-thing')
  })

  test('[INJ91] what somebody knows was taken back never vanishes behind a copy for somebody else', () => {
    const { exercise, dana, amina, ada } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    const [inject = ''] = Object.keys(exercise.state.injects)
    exercise.ask(dana, { type: 'inject:withdraw', inject, syndicates: ['s1'] })
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'], only: { seat: amina } })).toBe('not-now')
    expect(viewFor(exercise.state, ada).injects[inject]?.releases.s1?.withdrawnAt).toBe(0)
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] })
    expect(viewFor(exercise.state, ada).injects[inject]?.releases.s1).toMatchObject({ withdrawnAt: null, number: 2 })
  })
})

describe('variants', () => {
  test('[INJ92] each syndicate reads its own words, and nobody reads another\'s', () => {
    const { exercise, dana, amina, bao, omar } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: all })
    const read = (seat: string): string => JSON.stringify(viewFor(exercise.state, seat))
    expect(read(bao)).toContain('Where is my daughter?')
    expect(read(bao)).not.toContain('Where is my son?')
    expect(read(amina)).toContain('Where is my son?')
    expect(read(amina)).not.toContain('VARIANT')
    expect(read(omar)).not.toContain('Where is my')
  })
})

describe('exactly one of', () => {
  const group = { 'INJ-01': { oneOf: 'gate' }, 'INJ-02': { oneOf: 'gate' }, 'C-01': { oneOf: 'gate', variants: {} } }

  test('[INJ93] who got one by hand gets no other of the group when it falls due', () => {
    const { exercise, dana } = started()
    withItems(exercise, group)
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s2'] })
    expect(fallen(exercise)).toEqual([['INJ-01', ['s1', 's3']]])
    expect(fallen(exercise.minutes(10))).toEqual([])
    expect(exercise.refused(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })).toBe('already-done')
  })

  test('[INJ94] asked for all by hand, it goes to those who have none yet', () => {
    const { exercise, dana } = started()
    withItems(exercise, group)
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s2'] })
    const { events } = exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect(events).toMatchObject([{ type: 'InjectReleased', to: [{ syndicate: 's1' }, { syndicate: 's3' }], toAll: false }])
  })

  test('[INJ95] once the one is taken back, another may go', () => {
    const { exercise, dana } = started()
    withItems(exercise, group)
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s2'] })
    exercise.ask(dana, { type: 'inject:undo', inject: Object.keys(exercise.state.injects)[0] ?? '' })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s2'] })
    expect(exercise.state.planned['INJ-02']?.status).toBe('released')
  })
})
