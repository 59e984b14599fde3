/** What changed: ways before and after something happened to the world. */
import { describe, expect, test } from 'vitest'
import { waysChanged } from '#shared/reality/changes.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { hoursAndMinutes } from '#shared/reality/minutes.ts'
import { withoutNight } from '#shared/reality/planning.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'

const morning = 480

function changed(before: WorldChanges, after: WorldChanges, hotspots: readonly string[] = [], planning = wenzaPlanning): string[] {
  const ground = groundOf(wenzaScenario.zone, planning)
  const routes = (changes: WorldChanges) => routesIn(ground, [{ from: morning, facts: factsWith(changes) }], { from: morning, to: morning + 1440 })
  const words = (minutes: number | null): string => (minutes === null ? 'no way' : hoursAndMinutes(minutes))
  return waysChanged(ground, routes(before), routes(after), hotspots, morning).map(({ from, to, before: was, after: is }) => `${from}–${to} was ${words(was)}, is now ${words(is)}`)
}

describe('what changed', () => {
  test('[REA73] the bridge is out: the ways over it are told with what they were and what they are', () => {
    const told = changed({}, { crossings: { farrow: 'destroyed' } })
    expect(told).toHaveLength(5)
    // the table counts without the night that lies on so long a way
    expect(told[0]).toBe('adrun–corvale was 1:02, is now 16:19')
    expect(changed({}, { crossings: { farrow: 'destroyed' } }, [], withoutNight(wenzaPlanning))[0]).toBe('adrun–corvale was 1:02, is now 13:55')
  })

  test('[REA73] a way that ends is told first, and so is one that begins again', () => {
    const cut: WorldChanges = { crossings: { farrow: 'destroyed', pelu: 'closed' } }
    expect(changed({}, cut)[0]).toMatch(/ is now no way$/)
    expect(changed(cut, {})[0]).toMatch(/ was no way, is now \d+:\d\d$/)
  })

  test('[REA73] what changes no way is no news, nor is a quarter of an hour on a long one', () => {
    expect(changed({}, { masts: { 'mast-kestin': 'off' } })).toEqual([])
    expect(changed({}, {})).toEqual([])
  })

  test('[REA73] ways to the hotspots of the plan are counted too', () => {
    expect(changed({}, { roads: { T2: 'closed-threat' } }, ['nerrin']).some((line) => line.includes('nerrin'))).toBe(true)
  })
})
