/** Undoing the last release: what people know of it, and the world in every layer, put back exactly. */
import { describe, expect, test } from 'vitest'
import { viewFor } from '#shared/exercise/seatView.ts'
import type { WorldState } from '#shared/exercise/world.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { randomAct } from '../../../support/randomCommands.ts'
import { seededRandom } from '../../../support/seededRandom.ts'
import { smallCast, type SmallExercise } from '../../../support/smallExercise.ts'

const all = ['s1', 's2', 's3']

function started() {
  const cast = smallCast()
  cast.exercise.begin('move-1').later(1000)
  cast.exercise.ask(cast.dana, { type: 'msel:automatic', on: false })
  return cast
}

function undo(exercise: SmallExercise, dana: string): void {
  exercise.ask(dana, { type: 'inject:undo', inject: exercise.state.directing.undoable.at(-1)?.inject ?? '' })
}

/** What a layer says, without empty ones: a syndicate with no facts of its own is as one that never had any. */
function facts({ common, truth, bySyndicate }: WorldState): unknown {
  const own = Object.entries(bySyndicate).filter(([, layer]) => layer.weather !== null || Object.values(layer).some((things) => things !== null && Object.keys(things).length > 0))
  return { common, truth, own: Object.fromEntries(own) }
}

describe('the world', () => {
  test('[INJ50] is as it was before, in every syndicate\'s world, in the common one and in the truth', () => {
    const { exercise, dana } = started()
    const before = exercise.state.world
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    expect(worldOf(exercise.state, 's1', { truth: false }).crossings.farrow?.state).toBe('destroyed')
    expect(exercise.state.world.truth.pins['nhw-camp']).toBeDefined()
    undo(exercise.later(500), dana)
    expect(facts(exercise.state.world)).toEqual(facts(before))
  })

  test('[INJ51] a syndicate\'s own fact that the release to all had taken away comes back', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    const before = exercise.later(500).state.world
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect(exercise.state.world.bySyndicate.s1?.crossings.farrow).toBeUndefined()
    undo(exercise, dana)
    expect(facts(exercise.state.world)).toEqual(facts(before))
    expect(worldOf(exercise.state, 's2', { truth: false }).crossings.farrow?.state).toBe('open')
    undo(exercise, dana)
    expect(worldOf(exercise.state, 's1', { truth: false }).crossings.farrow?.state).toBe('open')
  })

  test('[INJ52] what was changed again since stays, and the staff are told to look', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    exercise.later(500).ask(dana, { type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s1'] }, change: { kind: 'crossing', thing: 'farrow', state: 'restricted', note: 'A pontoon' } })
    undo(exercise, dana)
    expect(worldOf(exercise.state, 's1', { truth: false }).crossings.farrow).toMatchObject({ state: 'restricted', note: 'A pontoon' })
    expect(exercise.state.reminders).toMatchObject([{ serial: 'INJ-02', text: expect.stringMatching(/^INJ-02 was undone\. One thing/) }])
  })

  test('[INJ53] release after release undone, newest first, the world is the one of the beginning, whatever was released', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed)
      const { exercise, dana } = started()
      const before = facts(exercise.state.world)
      for (let turn = 0; turn < 12; turn += 1) {
        exercise.later(random.whole(1000))
        exercise.try({ kind: 'seat', seat: dana }, { type: 'inject:release', serial: random.pick(['INJ-01', 'INJ-02', 'INJ-03', 'INJ-05', 'C-01']), syndicates: random.some(all) })
      }
      while (exercise.state.directing.undoable.length > 0) undo(exercise.later(10), dana)
      expect([seed, facts(exercise.state.world)]).toEqual([seed, before])
      expect(Object.values(exercise.state.injects).flatMap(({ releases }) => Object.values(releases)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true)
    }
  })
})

describe('people', () => {
  test('[INJ54] who had it reads that it was taken back; it does not vanish, and its words are gone', () => {
    const { exercise, dana, amina } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    undo(exercise.later(500), dana)
    const [inject] = Object.values(viewFor(exercise.state, amina).injects)
    expect(inject?.releases.s1).toMatchObject({ number: 1, withdrawnAt: 1500, content: { text: '' } })
  })

  test('[INJ55] released again, it comes as a new message with a new number, and does again what it does', () => {
    const { exercise, dana, amina } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    undo(exercise, dana)
    expect(exercise.state.planned['INJ-02']).toEqual({ status: 'held', injectId: null })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    const copies = Object.values(viewFor(exercise.state, amina).injects).map(({ releases }) => [releases.s1?.number, releases.s1?.withdrawnAt])
    expect(copies).toEqual([[1, 1000], [2, null]])
    expect(exercise.state.world.common.crossings.farrow?.state).toBe('destroyed')
    expect(exercise.state.world.common.weather?.state).toBe('very-heavy')
  })

  test('[INJ56] held, so that the clock does not send it again at once; a contingency goes back on its shelf', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'msel:automatic', on: true })
    exercise.server({ type: 'inject:fallDue' })
    undo(exercise, dana)
    expect(exercise.server({ type: 'inject:fallDue' }).events).toEqual([])
    exercise.ask(dana, { type: 'inject:release', serial: 'C-01', syndicates: ['s1'] })
    undo(exercise, dana)
    expect(exercise.state.planned).toEqual({ 'INJ-01': { status: 'held', injectId: null } })
  })

  test('[INJ57] what the release asked the staff to do by hand is not asked any more', () => {
    const { exercise, dana } = started()
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    expect(exercise.state.reminders).toHaveLength(2)
    undo(exercise, dana)
    expect(exercise.state.reminders).toEqual([])
  })
})

describe('asking', () => {
  test('[INJ58] twice in a hurry takes back one; without a release there is nothing to undo', () => {
    const { exercise, dana } = started()
    expect(exercise.refused(dana, { type: 'inject:undo', inject: 'id-1' })).toBe('not-now')
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-01', syndicates: all })
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
    const last = exercise.state.directing.undoable.at(-1)?.inject ?? ''
    expect(exercise.refused(dana, { type: 'inject:undo', inject: last })).toBe('ok')
    expect(exercise.refused(dana, { type: 'inject:undo', inject: last })).toBe('already-done')
    expect(exercise.state.planned['INJ-01']?.status).toBe('released')
  })

  test('[INJ59] nobody but the directing staff learns what could be undone', () => {
    const random = seededRandom(3)
    const { exercise } = smallCast()
    exercise.begin('move-1')
    for (let act = 0; act < 120; act += 1) randomAct(exercise, random)
    for (const { id, role, status } of Object.values(exercise.state.seats)) {
      const isStaff = status === 'admitted' && (role === 'chief' || role === 'deputy')
      if (!isStaff) expect(viewFor(exercise.state, id).directing).toEqual({ replanned: {}, branches: {}, undoable: [], shelf: [] })
    }
  })
})
