/** Branches: followed by recorded facts or the instructor's word, once for each syndicate; asked about when nobody knows. */
import { describe, expect, test } from 'vitest'
import type { BranchFact, BranchRule } from '#shared/exercise/branch.ts'
import { openBranches } from '#shared/exercise/branchTruth.ts'
import type { MselItem } from '#shared/exercise/msel.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { smallMsel } from '../../../fixtures/smallScenario.ts'
import { smallCast, type SmallExercise } from '../../../support/smallExercise.ts'

const all = ['s1', 's2', 's3']
const answer = (choice: string) => ({ choice, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' })

/** INJ-02 has gone to all, with these branches instead of its own. */
function released(rules?: readonly BranchRule[]) {
  const cast = smallCast()
  if (rules !== undefined) {
    const items = Object.entries(smallMsel.items).map(([serial, item]): [string, MselItem] => [serial, serial === 'INJ-02' ? { ...item, rules } : item])
    cast.exercise.msel = { ...smallMsel, items: Object.fromEntries(items) }
  }
  cast.exercise.begin('move-1')
  for (const serial of ['INJ-01', 'INJ-03', 'INJ-04']) cast.exercise.ask(cast.dana, { type: 'inject:hold', serial })
  cast.exercise.ask(cast.dana, { type: 'inject:release', serial: 'INJ-02', syndicates: all })
  return { ...cast, inject: Object.keys(cast.exercise.state.injects)[0] ?? '' }
}

function rule(facts: readonly BranchFact[], of: 'all' | 'any' = 'all'): BranchRule {
  return { id: 'one', text: 'A branch', question: 'Is it so?', when: { of, facts }, then: [{ kind: 'remind', text: 'yes' }], otherwise: [{ kind: 'remind', text: 'no' }], askAfterMinutes: 20 }
}

function truths(exercise: SmallExercise): string[] {
  return openBranches(exercise.state, exercise.msel, exercise.now).map(({ rule: { id }, syndicate, truth }) => `${id} ${syndicate} ${truth}`)
}

function tick(exercise: SmallExercise): string[] {
  return exercise.server({ type: 'inject:fallDue' }).events.map((event) => ('syndicate' in event ? `${event.type} ${event.syndicate}` : event.type))
}

describe('chose', () => {
  test('[INJ60] the choice of one syndicate changes its own world and brings its own inject, once', () => {
    const { exercise, amina, inject } = released()
    expect(tick(exercise.minutes(1))).toEqual([])
    exercise.ask(amina, { type: 'inject:answer', inject, answer: answer('Nobody yet') })
    expect(tick(exercise.later(1000))).toEqual(['BranchTaken s1', 'InjectReleased', 'WorldChanged'])
    expect(worldOf(exercise.state, 's1', { truth: false }).sites.lothra?.state).toBe('tense')
    expect(worldOf(exercise.state, 's2', { truth: false }).sites.lothra?.state).toBe('calm')
    const brought = exercise.state.injects[exercise.state.planned['C-01']?.injectId ?? '']
    expect(Object.keys(brought?.releases ?? {})).toEqual(['s1'])
    expect(tick(exercise.later(1000))).toEqual([])
  })

  test('[INJ61] another choice closes the branch, and nothing follows', () => {
    const { exercise, amina, inject } = released()
    exercise.ask(amina, { type: 'inject:answer', inject, answer: answer('A Company') })
    expect(tick(exercise.minutes(1))).toContain('BranchTaken s1')
    expect(exercise.state.directing.branches['INJ-02/bank/s1']).toMatchObject({ outcome: 'no' })
    expect(exercise.state.planned['C-01']).toBeUndefined()
  })
})

describe('answered within', () => {
  const inTime = [rule([{ kind: 'answered', serial: null, withinMinutes: 5, is: true }])]

  test('[INJ62] an answer within the minutes is yes, silence is no as soon as they are over', () => {
    const { exercise, amina, inject } = released(inTime)
    exercise.ask(amina, { type: 'inject:answer', inject, answer: answer('A Company') })
    expect(truths(exercise.minutes(5))).toEqual(['one s1 yes', 'one s2 unknown', 'one s3 unknown'])
    expect(truths(exercise.later(1))).toEqual(['one s1 yes', 'one s2 no', 'one s3 no'])
  })

  test('[INJ63] an answer after the minutes is no, also where it is looked at only then', () => {
    const { exercise, dana, bao, inject } = released(inTime)
    exercise.ask(dana, { type: 'msel:automatic', on: false })
    exercise.minutes(6).ask(bao, { type: 'inject:answer', inject, answer: answer('A Company') })
    expect(truths(exercise.minutes(20))).toContain('one s2 no')
  })

  test('[INJ64] a pause does not count against a syndicate', () => {
    const { exercise, dana } = released(inTime)
    exercise.minutes(4).ask(dana, { type: 'clock:pause' })
    expect(truths(exercise.minutes(60))).toEqual(['one s1 unknown', 'one s2 unknown', 'one s3 unknown'])
  })
})

describe('several facts', () => {
  const late: BranchFact = { kind: 'answered', serial: null, withinMinutes: 5, is: false }
  const alone: BranchFact = { kind: 'chose', serial: null, choices: ['Nobody yet'], is: true }

  test.each<[string, 'all' | 'any', string]>([
    ['all of them: one that fails settles it', 'all', 'no'], ['any of them: one that holds settles it', 'any', 'yes'],
  ])('[INJ65] %s, whatever is not known of the others', (_words, of, truth) => {
    const { exercise, amina, inject } = released([rule([alone, { kind: 'said' }, of === 'all' ? late : { ...late, is: true }], of)])
    exercise.ask(amina, { type: 'inject:answer', inject, answer: answer('A Company') })
    expect(truths(exercise)[0]).toBe(`one s1 ${truth}`)
    expect(truths(exercise)[1]).toBe('one s2 unknown')
  })

  test('[INJ66] a fact about an inject the syndicate never had is not known', () => {
    const { exercise } = released([rule([{ kind: 'answered', serial: 'INJ-05', withinMinutes: 5, is: true }])])
    expect(truths(exercise.minutes(60))[0]).toBe('one s1 unknown')
  })
})

describe('not known', () => {
  test('[INJ67] the directing staff are reminded once for each syndicate, when the time has come, and nothing is guessed', () => {
    const { exercise } = released([rule([{ kind: 'said' }])])
    expect(tick(exercise.minutes(19.9))).toEqual([])
    expect(tick(exercise.minutes(0.1))).toEqual(['BranchAsked s1', 'BranchAsked s2', 'BranchAsked s3'])
    expect(exercise.state.reminders.slice(-3).map(({ text }) => text)).toEqual(['Alpha: Is it so?', 'Bravo: Is it so?', 'Charlie: Is it so?'])
    expect(tick(exercise.minutes(10))).toEqual([])
    expect(truths(exercise)).toHaveLength(3)
  })

  test('[INJ68] nothing is followed or asked in a pause or by hand', () => {
    const { exercise, dana } = released([rule([{ kind: 'said' }])])
    exercise.ask(dana, { type: 'msel:automatic', on: false })
    expect(tick(exercise.minutes(30))).toEqual([])
    exercise.ask(dana, { type: 'msel:automatic', on: true })
    exercise.ask(dana, { type: 'clock:pause' })
    expect(tick(exercise)).toEqual([])
  })
})

describe('the instructor\'s word', () => {
  test('[INJ69] rules over the facts, is followed at once, also in a pause, and only once', () => {
    const { exercise, dana, amina, inject } = released()
    exercise.ask(amina, { type: 'inject:answer', inject, answer: answer('A Company') })
    exercise.ask(dana, { type: 'clock:pause' })
    const { events } = exercise.ask(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'bank', syndicate: 's1', word: 'yes' })
    expect(events.map(({ type }) => type)).toEqual(['BranchSaid', 'BranchTaken', 'InjectReleased', 'WorldChanged'])
    expect(exercise.refused(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'bank', syndicate: 's1', word: 'no' })).toBe('already-done')
    expect(exercise.refused(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'nothing', syndicate: 's2', word: 'no' })).toBe('already-done')
  })

  test('[INJ70] skipping by a branch skips for that syndicate alone', () => {
    const { exercise, dana } = released()
    exercise.ask(dana, { type: 'inject:plan', serial: 'INJ-04' })
    exercise.ask(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'told', syndicate: 's2', word: 'yes' })
    const { events } = exercise.minutes(30).server({ type: 'inject:fallDue' })
    const went = events.flatMap((event) => (event.type === 'InjectReleased' && event.serial === 'INJ-04' ? event.to.map(({ syndicate }) => syndicate) : []))
    expect(went).toEqual(['s1', 's3'])
  })

  test('[INJ71] undoing the release opens its branches again', () => {
    const { exercise, dana, inject } = released()
    exercise.ask(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'told', syndicate: 's2', word: 'no' })
    exercise.ask(dana, { type: 'inject:undo', inject })
    expect(exercise.state.directing.branches).toEqual({})
    expect(truths(exercise)).toEqual([])
    exercise.ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s2'] })
    expect(truths(exercise)).toEqual(['bank s2 unknown', 'told s2 unknown'])
  })
})
