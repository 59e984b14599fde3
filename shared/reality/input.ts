/**
 * What the reality check is given: the ground (once a zone), the world somebody knows (once a change of it), the plan (once
 * an edit), the moment, and the hours to look at. Everything else follows from these.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { lookUp } from '../exercise/records.ts'
import type { Km, ScenarioUnit, Zone } from '../exercise/scenario.ts'
import type { UnitFact } from '../exercise/world.ts'
import type { PlanRows } from '../board/planRows.ts'
import { conditionsOf, factsAt, type WorldMoment } from './conditions.ts'
import { minutesPerDay, type Span } from './minutes.ts'
import type { Party } from './passing.ts'
import { mobilityOf, unitPlanning, type MobilityId, type PlanningValues } from './planning.ts'
import { buildRoadGraph, type RoadGraph } from './roadGraph.ts'
import { Routes } from './routes.ts'
import { Spots, type Spot } from './spots.ts'

export interface Ground {
  readonly zone: Pick<Zone, 'places' | 'roads' | 'crossings' | 'waters' | 'masts' | 'sizeKm'>
  readonly planning: PlanningValues
  readonly graph: RoadGraph
  readonly spots: Spots
}

export interface RealityInput {
  readonly ground: Ground
  readonly units: readonly ScenarioUnit[]
  readonly routes: Routes
  readonly plan: PlanRows
  readonly now: ScenarioMinute
  /** The hours that are looked at, from now or later on. */
  readonly window: Span
}

/** Built once a zone and once an edit of its planning values. */
export function groundOf(zone: Ground['zone'], planning: PlanningValues): Ground {
  const graph = buildRoadGraph(zone, planning)
  return { zone, planning, graph, spots: new Spots(graph) }
}

/** How long after the window somebody may still be under way. */
const afterwards = 7 * minutesPerDay

/** Built once a change of the world: from the moments somebody knows, for the hours that are looked at and the day before, when somebody may have set out. */
export function routesIn({ graph, planning }: Ground, moments: readonly WorldMoment[], window: Span): Routes {
  return new Routes(graph, conditionsOf(planning, moments, { from: Math.min(window.from, moments[0]?.from ?? window.from) - minutesPerDay, to: endFor(window) }))
}

/** Until when ways are looked for: whole days, so that a clock that runs on finds what it found a minute ago. */
export function endFor({ to }: Span): ScenarioMinute {
  return Math.ceil(to / minutesPerDay) * minutesPerDay + afterwards
}

/** Where a row of the plan is; null when it names no place, or one that is not in the zone. */
export function spotOfRow({ spots }: Ground, { place, at }: { readonly place: ThingId | null; readonly at: Km | null }): Spot | null {
  if (place !== null) return spots.ofPlace(place)
  return at === null ? null : spots.at(at)
}

/** Where a unit is when it does nothing else. */
export function baseOf({ ground }: Pick<RealityInput, 'ground'>, { base }: ScenarioUnit): Spot | null {
  return base === null ? null : ground.spots.ofPlace(base)
}

export function unitStateAt({ routes }: Pick<RealityInput, 'routes'>, unit: ThingId, at: ScenarioMinute): UnitFact['state'] {
  return lookUp(factsAt(routes.conditions, at)?.units ?? {}, unit)?.state ?? 'available'
}

/** Whether a unit can be given anything to do. */
export function isUsable(state: UnitFact['state']): boolean {
  return state === 'available' || state === 'committed'
}

/** The party of a unit, or of a part of it, as it moves; null when its mobility is not one of the scenario's.
 * What a task names and nobody knows counts as not said. */
export function partyOfUnit({ ground }: Pick<RealityInput, 'ground'>, unit: ScenarioUnit, other: { readonly mobility: MobilityId | null; readonly vehicles: number | null } = { mobility: null, vehicles: null }): Party | null {
  const values = unitPlanning(ground.planning, unit.id)
  const mobility = (other.mobility === null ? null : mobilityOf(ground.planning, other.mobility)) ?? mobilityOf(ground.planning, values.mobility)
  if (mobility === null) return null
  const base = unit.base === null ? undefined : ground.graph.placeAt.get(unit.base)
  return {
    mobility, halts: ground.planning.halts.counted,
    vehicles: Math.max(1, other.vehicles ?? values.vehicles),
    nightCircle: values.caveat === null || base === undefined ? null : { centre: base, km: values.caveat.beyondKm },
  }
}
