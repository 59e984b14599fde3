/** The first event and the state it gives. */
import { expect, test } from 'vitest'
import { evolve } from '#shared/exercise/evolve.ts'
import { initialState, joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import { smallScenario } from '../../fixtures/smallScenario.ts'

const choices = { id: 'x1', title: 'Course 7', syndicates: 2, roster: [], codes: [], lobby: true, openedWallAt: '2026-03-02T07:30:00.000Z' }

test('[EX22] an exercise opens with its syndicates, documents and the world of the scenario, the clock standing', () => {
  const state = initialState(openingEvent(smallScenario, choices))
  expect(Object.values(state.syndicates)).toEqual([{ id: 's1', number: 1, name: 'Alpha', lead: null }, { id: 's2', number: 2, name: 'Bravo', lead: null }])
  expect(Object.keys(state.documents)).toHaveLength(9)
  expect(state).toMatchObject({ lobby: true, automatic: true, clock: { status: 'paused', runningMs: 0 }, stage: { index: -1, stage: 'warm-up' }, world: { common: smallScenario.world } })
})

test('[EX23] nothing planned is in the opening event', () => {
  expect(JSON.stringify(openingEvent(smallScenario, choices))).not.toMatch(/CANARY|PLANNED|INJ-/)
})

test('[EX24] one to eight syndicates; those the scenario does not name are numbered', () => {
  expect(openingEvent(smallScenario, { ...choices, syndicates: 5 }).syndicates.map((each) => each.name)).toEqual(['Alpha', 'Bravo', 'Charlie', 'Syndicate 4', 'Syndicate 5'])
  expect(openingEvent(smallScenario, { ...choices, syndicates: 0 }).syndicates).toHaveLength(1)
  expect(openingEvent(smallScenario, { ...choices, syndicates: 99 }).syndicates).toHaveLength(8)
})

test('[SEAT49] every way in has its own code, also when chance repeats itself; chance that stands still is a fault', () => {
  let count = 0
  const codes = joinCodes(2, () => String(10_000_000 + Math.floor((count += 1) / 3)))
  expect(codes.map((each) => `${each.role} ${each.syndicate ?? ''}`)).toEqual(['deputy ', 'member s1', 'member s2', 'evaluator ', 'observer ', 'screen ', 'screen s1', 'screen s2'])
  expect(new Set(codes.map((each) => each.code)).size).toBe(codes.length)
  expect(() => joinCodes(2, () => '12345678')).toThrow('repeats itself')
})

test('[JRN20] a journal that does not begin with the opening is a fault', () => {
  expect(() => evolve(null, { moment: { recordedAt: 0, sequence: 1 }, author: 'server', event: { type: 'ClockResumed' } })).toThrow('begins with ExerciseOpened')
})
