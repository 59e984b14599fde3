/** Airlifts: a unit flown to its task, in as many lifts as its soldiers need seats for. */
import type { PlanTask } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ScenarioUnit } from '../exercise/scenario.ts'
import { firstFlight, type Flight } from './air.ts'
import { isUsable, unitStateAt, type RealityInput } from './input.ts'
import type { Aircraft } from './planning.ts'
import type { Spot } from './spots.ts'

export interface Airlift { readonly aircraft: Aircraft; readonly soldiers: number; readonly lifts: number; readonly flight: Flight | null }

/** The aircraft a task names as its way of moving; null when it goes by road. */
export function aircraftOf({ ground }: Pick<RealityInput, 'ground'>, { mobility }: Pick<PlanTask, 'mobility'>): Aircraft | null {
  return ground.planning.aircraft.find(({ unit }) => unit === mobility) ?? null
}

/** The first airlift that a call brings; its flight is null when there is none by day, weather, weekday or hours left. */
export function airliftOf(input: RealityInput, aircraft: Aircraft, unit: ScenarioUnit, task: PlanTask, from: Spot, to: Spot, callAt: ScenarioMinute): Airlift {
  const soldiers = task.strength ?? unit.strength
  const lifts = Math.max(1, Math.ceil(soldiers / Math.max(1, aircraft.seats)))
  const base = input.units.find(({ id }) => id === aircraft.unit)?.base
  const stands = base == null ? undefined : input.ground.graph.placeAt.get(base)
  const whole = { aircraft, soldiers, lifts }
  if (stands === undefined || !isUsable(unitStateAt(input, aircraft.unit, callAt))) return { ...whole, flight: null }
  const stops = [stands, ...Array.from({ length: lifts }, () => [from.at, to.at]).flat()]
  return { ...whole, flight: firstFlight(aircraft, input.routes.conditions, stops, callAt) }
}
