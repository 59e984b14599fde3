/** The forces tray: what each unit does in each hour. */
import { describe, expect, test } from 'vitest'
import { emptyPlan, type PlanRows } from '#shared/board/planRows.ts'
import { checkPlan } from '#shared/reality/checkPlan.ts'
import { groundOf, routesIn } from '#shared/reality/input.ts'
import { factsWith, wenzaPlanning, wenzaScenario, type WorldChanges } from '../../support/realityWorld.ts'
import { task } from '../../support/wenzaPlan.ts'

const ground = groundOf(wenzaScenario.zone, wenzaPlanning)
const six = 360

function trayOf(plan: Partial<PlanRows>, unit: string, world: WorldChanges = {}) {
  const window = { from: six, to: six + 1440 }
  const { tray } = checkPlan({ ground, units: wenzaScenario.units, routes: routesIn(ground, [{ from: six, facts: factsWith(world) }], window), plan: { ...emptyPlan, ...plan }, now: six, window })
  const found = tray.find((each) => each.unit === unit)
  if (found === undefined) throw new Error(`${unit} is not in the tray`)
  return found
}
const doings = (unit: ReturnType<typeof trayOf>): string => unit.hours.map(({ doing }) => doing[0]).join('')

describe('the forces tray', () => {
  test('[REA61] a unit without a task is free in every hour, and the tray says so', () => {
    const a1 = trayOf({}, 'INF4-A1')
    expect([doings(a1), a1.boundMinutes, a1.tokens, a1.base]).toEqual(['f'.repeat(24), 0, 1, 'corvale'])
  })

  test('[REA61] a platoon that guards a place is on the way first, then all of it is bound, and it is free when it is back', () => {
    const a1 = trayOf({ tasks: [task('t1', { unit: 'INF4-A1', place: 'hallet', from: 600, until: 900 })] }, 'INF4-A1')
    expect(doings(a1)).toMatch(/^f+m+w{5}m+f+$/)
    expect(a1.hours[5]).toMatchObject({ from: 660, to: 720, doing: 'whole', task: 't1' })
    expect(a1.boundMinutes).toBeGreaterThan(300)
  })

  test('[REA61] a patrol takes half a platoon; a reserve stands by where it is and costs nothing', () => {
    const tasks = [task('t1', { unit: 'INF4-A1', place: 'corvale', kind: 'patrol', from: 600, until: 720 }), task('t2', { unit: 'INF4-QRF', place: 'adrun', kind: 'reserve' })]
    const a1 = trayOf({ tasks }, 'INF4-A1')
    expect([a1.hours[4]?.doing, a1.boundMinutes]).toEqual(['half', 60])
    const qrf = trayOf({ tasks }, 'INF4-QRF')
    expect([doings(qrf), qrf.isReserve, qrf.boundMinutes]).toEqual(['r'.repeat(24), true, 0])
  })

  test('[REA61] a unit the world took away can be given nothing', () => {
    expect(doings(trayOf({}, 'INF4-A2', { units: { 'INF4-A2': 'detached' } }))).toBe('u'.repeat(24))
  })

  test('[REA61] who never comes never leaves', () => {
    const tasks = [task('t1', { unit: 'INF4-B1', place: 'mavik', from: 400, until: 460 })]
    expect(doings(trayOf({ tasks }, 'INF4-B1'))).toBe('f'.repeat(24))
  })
})
