/** What the desk says of running the day: what comes next, the keys, the free inject, the switches of the world. */
import { describe, expect, test } from 'vitest'
import { atOnceSerials, comingInject, holdCommand, missingOfGroups, overdueSerials, releaseCommand } from '../../../client/components/running/comingInject.ts'
import { branchLines } from '../../../client/components/running/branchLines.ts'
import { FreeDraft } from '../../../client/components/running/freeDraft.svelte.ts'
import { pressed } from '../../../client/components/running/pressKeys.ts'
import { changeOf, findSwitches, scopeOf, worldSwitches } from '../../../client/components/running/worldRows.ts'
import { commandParser } from '../../../shared/exercise/commands.ts'
import { directingAtOpening } from '../../../shared/exercise/directing.ts'
import { viewFor } from '../../../shared/exercise/seatView.ts'
import { smallScenario } from '../../fixtures/smallScenario.ts'
import { smallCast } from '../../support/smallExercise.ts'
import { exercise, inject, planned, release } from './exerciseFixture.ts'

const items = [planned('INJ-01', { dueMinute: 0 }), planned('INJ-02', { dueMinute: 10 }), planned('INJ-03', { dueMinute: 10 }), planned('INJ-09', { move: 2, dueMinute: 0 })]
const msel = { items: Object.fromEntries(items.map((item) => [item.serial, item])), order: items.map(({ serial }) => serial), unreadable: [] }
const gone = exercise({ planned: { 'INJ-01': { status: 'released', injectId: 'x' } }, injects: { x: inject('x', [release(), release({ syndicate: 's2' })]) } })
const minutes = (count: number) => count * 60_000

describe('what comes next', () => {
  test('[RUN1] more than a minute before, it is named with its time; within the minute it is a notice that counts down', () => {
    expect(comingInject(gone, msel, minutes(5))).toMatchObject({ kind: 'waiting', when: 'in 5:00, by itself', to: 'to all', more: 0, release: { dueMinute: 10 } })
    expect(comingInject(gone, msel, minutes(9.3))).toMatchObject({ kind: 'notice', when: 'goes out in 0:42', more: 1 })
  })
  test('[RUN2] where a hand releases, it is asked for at any time and says how late it is', () => {
    const byHand = { ...gone, automatic: false }
    expect(comingInject(byHand, msel, minutes(9.5))).toMatchObject({ kind: 'hand', when: 'in 0:30, by hand' })
    expect(comingInject(byHand, msel, minutes(13))).toMatchObject({ kind: 'hand', when: 'due 3 min ago' })
  })
  test('[RUN3] while the clock stands nothing counts down; outside a move nothing comes', () => {
    expect(comingInject({ ...gone, clock: { ...gone.clock, status: 'paused', runningMs: minutes(9) } }, msel, minutes(9))).toMatchObject({ kind: 'stands', when: 'at +10 min, the clock stands' })
    expect(comingInject({ ...gone, stage: { ...gone.stage, move: null } }, msel, 0)).toBeNull()
  })
  test('[RUN4] holding and releasing name those who wait: all in one word, or some by name', () => {
    const view = { ...gone, directing: { ...directingAtOpening, replanned: { 'INJ-02': { dueMinute: null, syndicates: { s2: { status: 'planned' as const, dueMinute: 12 } } } } } }
    const first = comingInject(view, msel, minutes(5))?.release
    const whole = comingInject(gone, msel, minutes(5))?.release
    if (first === undefined || whole === undefined) throw new Error('something comes')
    expect(holdCommand(gone, whole)).toEqual({ type: 'inject:hold', serial: 'INJ-02' })
    expect(holdCommand(view, first)).toEqual({ type: 'inject:hold', serial: 'INJ-02', syndicates: ['s1'] })
    expect(releaseCommand(first)).toEqual({ type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
  })
  test('[RUN5] what would go out at once is said before: when a move begins, and when the clock is let loose again', () => {
    expect(atOnceSerials(gone, msel, 2)).toEqual(['INJ-09'])
    expect(atOnceSerials({ ...gone, automatic: false }, msel, 2)).toEqual([])
    expect(overdueSerials({ ...gone, automatic: false }, msel, minutes(11))).toEqual(['INJ-02', 'INJ-03'])
  })
})

describe('one of a group', () => {
  test('[RUN14] before a move is left it is said who got none', () => {
    const grouped = { ...msel, items: { ...msel.items, 'INJ-01': planned('INJ-01', { dueMinute: 0, oneOf: 'gate' }), 'INJ-02': planned('INJ-02', { oneOf: 'gate' }) } }
    const toAlpha = exercise({ planned: { 'INJ-01': { status: 'released', injectId: 'x' } }, injects: { x: inject('x', [release()]) } })
    expect(missingOfGroups(toAlpha, grouped)).toEqual(['Bravo got none of INJ-01, INJ-02.'])
    expect(missingOfGroups(gone, grouped)).toEqual([])
  })
})

describe('keys', () => {
  const press = (key: string, code: string, more = {}) => ({ key, code, ctrl: false, shift: false, alt: false, ...more })
  const on = (found: string[]) => ({ closest: (selector: string) => found.find((each) => selector.includes(each)) ?? null })

  test('[RUN6] a letter goes by what is typed, or by its place where the keyboard is not Latin', () => {
    expect(pressed(press('h', 'KeyH'), on([]))).toBe('H')
    expect(pressed(press('р', 'KeyH'), null)).toBe('H')
    expect(pressed(press('x', 'KeyX'), null)).toBeNull()
  })
  test('[RUN7] no letter is taken from somebody who writes, from the map, or with Ctrl', () => {
    expect(pressed(press('h', 'KeyH'), on(['textarea']))).toBeNull()
    expect(pressed(press('h', 'KeyH'), on(['.map-sheet']))).toBeNull()
    expect(pressed(press('h', 'KeyH', { ctrl: true }), on([]))).toBeNull()
  })
})

describe('a free inject', () => {
  test('[RUN8] the words alone are a whole command, to all; the server reads it', () => {
    const draft = new FreeDraft()
    expect(draft.isEmpty).toBe(true)
    draft.text = ' Smoke over Renda. '
    const command = draft.command(['s1', 's2'])
    expect(commandParser.safeParse(command)).toMatchObject({ success: true })
    expect(command).toMatchObject({ syndicates: ['s1', 's2'], content: { text: 'Smoke over Renda.', question: null } })
  })
  test('[RUN9] whom it went to stays for the next one, its words do not', () => {
    const draft = new FreeDraft()
    Object.assign(draft, { text: 'A', asks: true, syndicates: ['s2'], only: { hat: 'protection' } })
    expect(draft.command(['s1', 's2'])).toMatchObject({ syndicates: ['s2'], only: { hat: 'protection' }, content: { question: 'What do you do?', answerMinutes: 10 } })
    draft.clear()
    expect([draft.text, draft.asks, draft.syndicates]).toEqual(['', false, ['s2']])
  })
})

describe('branches on the desk', () => {
  test('[RUN10] those nobody can tell stand first, those the clock may still tell after them', () => {
    const { exercise: small, dana } = smallCast()
    small.begin('move-1').ask(dana, { type: 'inject:release', serial: 'INJ-02', syndicates: ['s1'] })
    const at = (minute: number) => branchLines(viewFor(small.state, dana), small.msel, minutes(minute))
    expect(at(1).asked).toEqual([])
    expect(at(1).waiting.map(({ rule }) => rule.id)).toEqual(['told', 'bank'])
    expect(at(6).asked.map(({ rule }) => rule.id)).toEqual(['told'])
    small.ask(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'told', syndicate: 's1', word: 'yes' })
    small.ask(dana, { type: 'branch:say', serial: 'INJ-02', rule: 'bank', syndicate: 's1', word: 'no' })
    expect(at(6).taken).toEqual([{ key: 'INJ-02/told/s1', serial: 'INJ-02', syndicate: 's1', outcome: 'yes', text: 'CANARY-rule-told' }])
  })
})

describe('switches of the world', () => {
  const { exercise: small, dana } = smallCast()
  small.begin('move-1').ask(dana, { type: 'world:change', scope: { kind: 'syndicates', syndicates: ['s2'] }, change: { kind: 'crossing', thing: 'farrow', state: 'closed', note: '' } })
  const of = (chosen: string[], truth = false) => worldSwitches(small.state, smallScenario.zone, scopeOf(chosen, truth))
  const bridge = (rows: ReturnType<typeof of>) => rows.find(({ thing }) => thing === 'farrow')

  test('[RUN11] show the world of those chosen, and say where it is otherwise than for all', () => {
    expect(bridge(of([]))).toMatchObject({ name: 'Farrow Bridge', state: 'open', differs: false })
    expect(bridge(of(['s2']))).toMatchObject({ state: 'closed', differs: true })
    expect(new Set(of([]).map(({ group }) => group))).toEqual(new Set(['weather', 'crossings', 'roads', 'sites', 'units', 'masts']))
  })
  test('[RUN12] every state a switch offers is one the server takes', () => {
    for (const row of of([])) for (const { id } of row.states) {
      const change = changeOf(row, id, 'why', null)
      expect(commandParser.safeParse({ type: 'world:change', scope: { kind: 'common' }, change }).success).toBe(true)
    }
    expect(changeOf(of([])[0] ?? { group: 'pins', thing: '', name: '', state: '', states: [], figure: null, differs: false }, 'no such state', '', null)).toBeNull()
  })
  test('[RUN13] are found by every word of a name', () => {
    expect(findSwitches(of([]), 'farrow bri').map(({ thing }) => thing)).toEqual(['farrow'])
    expect(findSwitches(of([]), 'nowhere')).toEqual([])
  })
})
