/** The figures of the planning values one by one: named, bounded, sourced, and changed by directing staff for everybody. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { viewFor } from '#shared/exercise/seatView.ts'
import { factorGroups, factorNamed, factorsOf } from '#shared/reality/factors.ts'
import { figureAt, withFigure } from '#shared/reality/factorWay.ts'
import { planningFile } from '#shared/reality/planningShape.ts'
import { smallPlanning } from '../../fixtures/smallPlanning.ts'
import { wenzaPlanning } from '../../support/realityWorld.ts'
import { smallCast } from '../../support/smallExercise.ts'

const file = planningFile.parse(JSON.parse(readFileSync(new URL('../../../maps/wenza/scenarios/wenza-day/planning.json', import.meta.url), 'utf8')))
const factors = factorsOf(wenzaPlanning)

/** The file with one figure as people write it: times of day as they are read. */
function fileWith(name: string, value: number, kind: string): unknown {
  const text = `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
  const put = (whole: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return kind === 'clock' ? text : value
    if (Array.isArray(whole)) return whole.map((item: Record<string, unknown>, index) => ([item['id'], item['unit'], String(index)].includes(key) ? put(item, rest) : item))
    return { ...Object(whole), [key]: put(Reflect.get(Object(whole), key), rest) }
  }
  return put(file, name.split('/'))
}

describe('factors', () => {
  test('[REA80] every figure of the scenario has a name of its own, a source, and lies within its bounds', () => {
    expect(factors.length).toBeGreaterThan(200)
    expect(new Set(factors.map(({ name }) => name)).size).toBe(factors.length)
    for (const { name, value, source, least, most } of factors) {
      expect([name, figureAt(wenzaPlanning, name), source.trim() !== '', value >= least && value <= most]).toEqual([name, value, true, true])
    }
    const closed = factorsOf({ ...wenzaPlanning, curfews: [{ source: 'A curfew', things: ['farrow'], hours: { from: 1200, to: 300 } }] })
    expect(new Set(closed.map(({ group }) => group))).toEqual(new Set(factorGroups))
  })

  test('[REA80] a figure may be what the file of a scenario may say, and nothing else', () => {
    for (const { name, least, most, kind } of factors) {
      expect([name, planningFile.safeParse(fileWith(name, least, kind)).success, planningFile.safeParse(fileWith(name, most, kind)).success]).toEqual([name, true, true])
      if (kind === 'clock') continue
      expect([name, planningFile.safeParse(fileWith(name, most + 1, kind)).success, planningFile.safeParse(fileWith(name, least - 1, kind)).success]).toEqual([name, false, false])
      if (kind === 'whole') expect([name, planningFile.safeParse(fileWith(name, least + 0.5, kind)).success]).toEqual([name, false])
    }
  })

  test('[REA80] one changed figure leaves every other as it was', () => {
    for (const { name, value } of factors) {
      const changed = withFigure(wenzaPlanning, name, value + 1)
      expect(factorsOf(changed).filter((each, index) => each.value !== factors[index]?.value).map((each) => each.name)).toEqual([name])
    }
    expect(withFigure(wenzaPlanning, '__proto__/polluted', 1)).toBe(wenzaPlanning)
    expect(factorNamed(wenzaPlanning, 'forecast/hours/0/from')).toBeNull()
  })
})

describe('changing one', () => {
  function begun() {
    const { exercise, dana, amina } = smallCast()
    return { exercise, amina, set: (factor: string, value: number) => exercise.try({ kind: 'seat', seat: dana }, { type: 'planning:set', factor, value }) }
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

  test('[REA80] a figure out of bounds is refused with the bounds, and a name nobody knows with the list', () => {
    const { exercise, set } = begun()
    const said = (factor: string, value: number): string => { const decided = set(factor, value); return decided.ok ? '' : decided.refusal.sentence }
    expect(said('night/factor', 2)).toBe('Write a number from 0.01 to 1.')
    expect(said('manning/patrolSoldiers', 8.5)).toBe('Write a whole number from 1 to 200.')
    expect(said('calendar/sunrise', 1440)).toBe('Write a time of day like “05:50”.')
    expect(said('calendar/sunrise', 1200)).toBe('Sunrise must come before sunset.')
    expect(said('night/constructor', 1)).toBe('There is no such planning factor in this exercise. Choose it from the list.')
    expect(exercise.state.planning).toEqual(smallPlanning)
  })
})
