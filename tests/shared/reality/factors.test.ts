/** The planning values one by one: named, bounded, sourced, and changed by directing staff for everybody. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { viewFor } from '#shared/exercise/seatView.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { factorGroups, factorNamed, factorsOf, mayBe } from '#shared/reality/factors.ts'
import { keyOf, valueAt, withValue, type FactorValue } from '#shared/reality/factorWay.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import type { PlanningValues } from '#shared/reality/planning.ts'
import { planningFile } from '#shared/reality/planningShape.ts'
import { smallPlanning } from '../../fixtures/smallPlanning.ts'
import { factsWith, wenzaPlanning, wenzaScenario } from '../../support/realityWorld.ts'
import { wenzaPlan } from '../../support/wenzaPlan.ts'
import { smallCast } from '../../support/smallExercise.ts'

const file = planningFile.parse(JSON.parse(readFileSync(new URL('../../../maps/wenza/scenarios/wenza-day/planning.json', import.meta.url), 'utf8')))
const factors = factorsOf(wenzaPlanning)
const figures = factors.flatMap((factor) => ('least' in factor && typeof factor.value === 'number' ? [{ ...factor, value: factor.value }] : []))
interface Chosen { readonly name: string; readonly group: string; readonly way: readonly string[]; readonly kind: string; readonly value: FactorValue; readonly choices: readonly FactorValue[] }
const chosen = factors.flatMap((factor): Chosen[] => (factor.kind === 'yes-no' ? [{ ...factor, choices: [true, false] }] : factor.kind === 'choice' ? [factor] : []))

/** The file with one value as people write it: times of day as they are read. */
function fileWith(name: string, value: FactorValue, kind: string): unknown {
  const text = typeof value === 'number' ? `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}` : ''
  const put = (whole: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return kind === 'clock' ? text : value
    if (Array.isArray(whole)) return whole.map((item: Record<string, unknown>, index) => ([item['id'], item['unit'], String(index)].includes(key) ? put(item, rest) : item))
    return { ...Object(whole), [key]: put(Reflect.get(Object(whole), key), rest) }
  }
  return put(file, name.split('/'))
}

describe('factors', () => {
  test('[REA80] every value of the scenario has a name of its own and a source, and is one that it may be', () => {
    expect([figures.length > 200, chosen.length > 100]).toEqual([true, true])
    expect(new Set(factors.map(({ name }) => name)).size).toBe(factors.length)
    for (const factor of factors) {
      const { name, source } = factor
      expect([name, source.trim() !== '']).toEqual([name, true])
      if (factor.kind === 'given') continue
      expect([name, valueAt(wenzaPlanning, name), mayBe(factor, factor.value)]).toEqual([name, factor.value, true])
    }
    const closed = factorsOf({ ...wenzaPlanning, curfews: [{ source: 'A curfew', things: ['farrow'], hours: { from: 1200, to: 300 } }] })
    expect(new Set(closed.map(({ group }) => group))).toEqual(new Set(factorGroups))
  })

  test('[REA80] a figure may be what the file of a scenario may say, and nothing else', () => {
    for (const { name, least, most, kind } of figures) {
      expect([name, planningFile.safeParse(fileWith(name, least, kind)).success, planningFile.safeParse(fileWith(name, most, kind)).success]).toEqual([name, true, true])
      if (kind === 'clock') continue
      expect([name, planningFile.safeParse(fileWith(name, most + 1, kind)).success, planningFile.safeParse(fileWith(name, least - 1, kind)).success]).toEqual([name, false, false])
      if (kind === 'whole') expect([name, planningFile.safeParse(fileWith(name, least + 0.5, kind)).success]).toEqual([name, false])
    }
  })

  test('[REA80] what is yes or no, or one of a few, may be just what the file of a scenario may say', () => {
    for (const { name, kind, choices } of chosen) {
      for (const choice of choices) expect([name, choice, planningFile.safeParse(fileWith(name, choice, kind)).success]).toEqual([name, choice, true])
      expect([name, planningFile.safeParse(fileWith(name, 'a word of nobody', kind)).success]).toEqual([name, false])
    }
    expect(new Set(chosen.map(({ group, way }) => `${group} ${way.at(-1) ?? ''}`))).toEqual(new Set([
      'halts counted', 'calendar dDayWeekday', 'units mobility', 'units reserve', 'units protects', 'units conduct', 'bases medicalLevel', 'aircraft onAlert', 'aircraft nightFlying', 'casualty ambulance', 'escorts truck',
      'crossings daylightOnly', 'crossings gauge',
    ]))
  })

  test('[REA80] of the values of a scenario only what is absent, names of things, and the forecast are no factor', () => {
    const left: string[] = []
    const known = new Set(factors.map(({ name }) => name))
    const walk = (value: unknown, way: readonly string[]): void => {
      const name = way.join('/')
      if (known.has(name) || way[0] === 'forecast') return
      if (typeof value !== 'object' || value === null) { left.push(`${value === null ? 'absent' : way.at(-1) ?? ''}`); return }
      for (const [key, part] of Array.isArray(value) ? value.map((item: unknown, index) => [keyOf(item, index), item] as const) : Object.entries(value)) walk(part, [...way, key])
    }
    walk(wenzaPlanning, [])
    expect(new Set(left)).toEqual(new Set(['source', 'absent', 'id', 'unit', 'kind']))
  })

  test('[REA80] one changed value leaves every other as it was', () => {
    const others = [...figures.map(({ name, value }) => ({ name, value: value + 1 })), ...chosen.map(({ name, value, choices }) => ({ name, value: choices.find((choice) => choice !== value) ?? null }))]
    for (const { name, value } of others) {
      const changed = withValue(wenzaPlanning, name, value)
      expect(factorsOf(changed).filter((each, index) => JSON.stringify(each.value) !== JSON.stringify(factors[index]?.value)).map((each) => each.name)).toEqual([name])
    }
    expect(withValue(wenzaPlanning, '__proto__/polluted', 1)).toBe(wenzaPlanning)
    for (const name of ['forecast/hours/0/from', 'night/source', 'mobility/apc/id', 'satellitePhones/places', 'casualty/level2/name']) expect([name, factorNamed(wenzaPlanning, name)]).toEqual([name, null])
  })
})

test('[REA80] a plan is counted with whatever is chosen', () => {
  const window = { from: 340, to: 340 + 1440 }
  const moments = [{ from: 340, facts: factsWith({}) }]
  const plain = (planning: PlanningValues): number => {
    const ground = groundOf(wenzaScenario.zone, planning)
    return checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, moments, window), plan: wenzaPlan, now: 340, window }).findings.length
  }
  // of each kind of choice, for one that the plan counts with
  for (const name of ['halts/counted', 'units/each/INF4-A1/mobility', 'units/each/INF4-A1/protects', 'units/each/INF4-QRF/reserve', 'units/each/TDF-71/conduct', 'bases/lothra/medicalLevel', 'casualty/ambulance', 'escorts/truck', 'crossings/rules/pelu/gauge', 'crossings/rules/pelu/daylightOnly']) {
    for (const choice of chosen.find((each) => each.name === name)?.choices ?? []) expect([name, choice, plain(withValue(wenzaPlanning, name, choice)) > 0]).toEqual([name, choice, true])
  }
})

describe('changing one', () => {
  function begun() {
    const { exercise, dana, amina } = smallCast()
    return { exercise, amina, set: (factor: string, value: FactorValue) => exercise.try({ kind: 'seat', seat: dana }, { type: 'planning:set', factor, value }) }
  }

  test('[REA80] everybody counts with it at once; what the scenario said is kept until it is that again, and the forecast stays hidden', () => {
    const { exercise, amina, set } = begun()
    expect(set('night/factor', 0.5).ok).toBe(true)
    const seen = viewFor(exercise.state, amina)
    expect([seen.planning?.night.factor, seen.planningWas]).toEqual([0.5, { 'night/factor': 0.6 }])
    expect(JSON.stringify(seen)).not.toContain('FORESEEN')
    expect(set('night/factor', 0.4).ok).toBe(true)
    expect(exercise.state.planningWas).toEqual({ 'night/factor': 0.6 })
    expect(set('night/factor', 0.6).ok).toBe(true)
    expect([exercise.state.planning, exercise.state.planningWas]).toEqual([smallPlanning, {}])
    const again = set('night/factor', 0.6)
    expect(again.ok && again.events).toEqual([])
  })

  test('[REA80] yes and no, and one of a few, are changed and set back alike; none is a value, too', () => {
    const { exercise, amina, set } = begun()
    expect([set('halts/counted', true).ok, set('units/usual/conduct', 'red').ok, set('bases/adrun/medicalLevel', 2).ok]).toEqual([true, true, true])
    const seen = viewFor(exercise.state, amina)
    expect([seen.planning?.halts.counted, seen.planning?.units.usual.conduct, seen.planning?.bases['adrun']?.medicalLevel]).toEqual([true, 'red', 2])
    expect(seen.planningWas).toEqual({ 'halts/counted': false, 'units/usual/conduct': 'green', 'bases/adrun/medicalLevel': null })
    expect([set('bases/adrun/medicalLevel', 0).ok, exercise.state.planningWas['bases/adrun/medicalLevel']]).toEqual([true, null])
    for (const [factor, value] of [['halts/counted', false], ['units/usual/conduct', 'green'], ['bases/adrun/medicalLevel', null]] as const) expect([factor, set(factor, value).ok]).toEqual([factor, true])
    expect([exercise.state.planning, exercise.state.planningWas]).toEqual([smallPlanning, {}])
  })

  test('[REA80] a figure out of bounds is refused with the bounds, and a name nobody knows with the list', () => {
    const { exercise, set } = begun()
    const said = (factor: string, value: FactorValue): string => { const decided = set(factor, value); return decided.ok ? '' : decided.refusal.sentence }
    expect(said('night/factor', 2)).toBe('Write a number from 0.01 to 1.')
    expect(said('manning/patrolSoldiers', 8.5)).toBe('Write a whole number from 1 to 200.')
    expect(said('calendar/sunrise', 1440)).toBe('Write a time of day like “05:50”.')
    expect(said('calendar/sunrise', 1200)).toBe('Sunrise must come before sunset.')
    expect(said('night/factor', '0.5')).toBe('Write a number from 0.01 to 1.')
    expect(said('halts/counted', 1)).toBe('This factor is yes or no. Choose one of them.')
    expect(said('units/usual/conduct', 'blue')).toBe('This factor has a few choices only. Choose one from the list.')
    expect(said('units/usual/mobility', 'apc')).toBe('This factor has a few choices only. Choose one from the list.')
    expect(said('night/constructor', 1)).toBe('There is no such planning factor in this exercise. Choose it from the list.')
    expect(exercise.state.planning).toEqual(smallPlanning)
  })
})
