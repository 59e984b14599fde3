/** Tasks that were ordered a while ago: notice and way run from then, and who is there needs no way any more. */
import { describe, expect, test } from 'vitest'
import { emptyPlan, type PlanRows } from '#shared/board/planRows.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'
import { task } from '../../support/wenzaPlan.ts'

const ground = groundOf(wenzaScenario.zone, wenzaPlanning)

function reportAt(now: number, plan: Partial<PlanRows>, world: WorldChanges = {}) {
  const window = { from: now, to: now + 1440 }
  return checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, [{ from: now, facts: factsWith(world) }], window), plan: { ...emptyPlan, ...plan }, now, window })
}
const kinds = (report: ReturnType<typeof reportAt>): string[] => report.findings.map(({ kind }) => kind).filter((kind) => kind !== 'casualty-too-late')
const nerrin = task('t1', { unit: 'INF4-A1', place: 'nerrin', from: 720, until: 1200, ordered: 380 })

describe('a task that was ordered before', () => {
  test('[REA24] in time when it was ordered, it is in time while the unit is on its way and while it is there', () => {
    for (const now of [400, 600, 719, 720, 725, 900, 1195]) expect([now, kinds(reportAt(now, { tasks: [nerrin] }))]).toEqual([now, []])
    const { turns, tray } = reportAt(900, { tasks: [nerrin] })
    expect(turns[0]?.present).toEqual({ from: 900, to: 1200 })
    expect(tray.find(({ unit }) => unit === 'INF4-A1')?.hours[0]).toMatchObject({ doing: 'whole', task: 't1' })
    const onTheWay = reportAt(630, { tasks: [nerrin] }).tray.find(({ unit }) => unit === 'INF4-A1')
    expect(onTheWay?.hours[0]).toMatchObject({ doing: 'moving', task: 't1' })
  })

  test('[REA24] ordered too late it stays too late until the unit is there, by as much as it was', () => {
    const late = { ...nerrin, ordered: 700 }
    expect(kinds(reportAt(705, { tasks: [late] }))).toEqual(['task-before-notice'])
    const missed = [705, 715].map((now) => reportAt(now, { tasks: [late] }).turns[0]?.arriveAt)
    expect(missed[0]).toBe(missed[1])
    expect(kinds(reportAt(1100, { tasks: [late] }))).toEqual([])
  })

  test('[REA24] hours of each day were ordered with the task', () => {
    const night = task('t1', { unit: 'INF4-A1', place: 'nerrin', from: 0, hours: [1200, 360], ordered: -400 })
    expect(kinds(reportAt(1440 + 60, { tasks: [night] }))).toEqual([])
    expect(reportAt(1440 + 60, { tasks: [night] }).turns[0]?.present?.from).toBe(1440 + 60)
  })

  test('[REA24] nobody wrote when: it counts as ordered now', () => {
    expect(kinds(reportAt(900, { tasks: [{ ...nerrin, ordered: null }] }))).toEqual(['task-before-notice'])
    expect(kinds(reportAt(900, { tasks: [{ ...nerrin, ordered: 4000 }] }))).toEqual(['task-before-notice'])
  })

  test('[REA24] one unit that was ordered to two places is in two places all the same', () => {
    expect(kinds(reportAt(900, { tasks: [nerrin, task('t2', { unit: 'INF4-A1', place: 'hallet', from: 700, until: 1200, ordered: 380 })] }))).toContain('double-booked')
  })

  test('[REA24] a unit the world took away while it was there is missed', () => {
    expect(kinds(reportAt(900, { tasks: [nerrin] }, { units: { 'INF4-A1': 'detached' } }))).toContain('unit-unavailable')
  })
})
