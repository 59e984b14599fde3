/** Escorts: the convoy's own way out and back, its load, and the day it binds. A convoy goes as fast as its trucks and not by night. */
import type { PlanTask } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { RealityInput } from './input.ts'
import { minutesPerDay } from './minutes.ts'
import type { Party } from './passing.ts'
import { mobilityOf } from './planning.ts'
import type { Spot } from './spots.ts'
import type { Turn } from './turns.ts'

export interface Convoy {
  readonly party: Party
  readonly from: Spot
  readonly to: Spot
  readonly departAt: ScenarioMinute
  /** Infinity = trucks do not get there. */
  readonly arriveAt: ScenarioMinute
  readonly backAt: ScenarioMinute
  readonly sunset: ScenarioMinute
  readonly tonnes: number
  readonly mostTonnes: number
}

/** The convoy of an escort: from the task's place to the last point of its route; null when it has no route. */
export function convoyOf(input: RealityInput, turn: Turn): Convoy | null {
  const { planning, spots } = input.ground
  const { task } = turn
  const end = task.route.at(-1)
  const truck = mobilityOf(planning, planning.escorts.truck)
  if (task.kind !== 'escort' || end === undefined || truck === null) return null
  const party: Party = { mobility: truck, vehicles: Math.max(1, task.convoyVehicles ?? 1), nightCircle: null, halts: false }
  const to = spots.at(end)
  const departAt = Math.max(turn.span.from, Math.min(turn.arriveAt, turn.span.to))
  const arriveAt = input.routes.arrival(turn.spot, to, party, departAt)
  return {
    party, from: turn.spot, to, departAt, arriveAt, backAt: Number.isFinite(arriveAt) ? input.routes.arrival(to, turn.spot, party, arriveAt) : Number.POSITIVE_INFINITY,
    sunset: Math.floor(departAt / minutesPerDay) * minutesPerDay + planning.calendar.sunset, ...loadOf(task, party),
  }
}

function loadOf({ convoyTonnes }: PlanTask, { mobility, vehicles }: Party): Pick<Convoy, 'tonnes' | 'mostTonnes'> {
  return { tonnes: convoyTonnes ?? 0, mostTonnes: vehicles * mobility.loadTonnes }
}
