/** The Wenza Basin as the reality check sees it, in whatever weather a test asks for. */
import type { Scenario } from '#shared/exercise/scenario.ts'
import type { CrossingFact, RoadState, WeatherState, WorldFacts } from '#shared/exercise/world.ts'
import { conditionsOf, type Conditions, type WorldMoment } from '#shared/reality/conditions.ts'
import type { Party } from '#shared/reality/passing.ts'
import { mobilityOf, withoutNight, type MobilityId, type PlanningValues } from '#shared/reality/planning.ts'
import { buildRoadGraph } from '#shared/reality/roadGraph.ts'
import { Routes } from '#shared/reality/routes.ts'
import { Spots, type Spot } from '#shared/reality/spots.ts'
import { wenza } from './wenzaFiles.ts'

export const wenzaScenario: Scenario = wenza()
export const wenzaPlanning: PlanningValues = planningIn(wenzaScenario)
export const wenzaGraph = buildRoadGraph(wenzaScenario.zone, wenzaPlanning)
export const wenzaSpots = new Spots(wenzaGraph)

function planningIn({ planning }: Scenario): PlanningValues {
  if (planning === undefined) throw new Error('the scenario has no planning values')
  return planning
}

export interface WorldChanges {
  readonly weather?: WeatherState
  readonly roads?: Readonly<Record<string, RoadState>>
  readonly crossings?: Readonly<Record<string, CrossingFact['state']>>
  readonly units?: Readonly<Record<string, WorldFacts['units'][string]['state']>>
  readonly masts?: Readonly<Record<string, 'on' | 'off'>>
}

/** The world at the opening, with some things otherwise. */
export function factsWith({ weather, roads = {}, crossings = {}, units = {}, masts = {} }: WorldChanges): WorldFacts {
  const { world } = wenzaScenario
  const changed = <T extends string>(states: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(states).map(([thing, state]) => [thing, { state, note: '', since: 0 }]))
  return {
    ...world,
    weather: world.weather === null ? null : { ...world.weather, state: weather ?? world.weather.state },
    roads: { ...world.roads, ...changed(roads) }, crossings: { ...world.crossings, ...changed(crossings) },
    units: { ...world.units, ...changed(units) }, masts: { ...world.masts, ...changed(masts) },
  }
}

export const twoWeeks = { from: -2880, to: -2880 + 14 * 1440 }

export function conditionsWith(changes: WorldChanges, planning = wenzaPlanning): Conditions {
  return conditionsOf(planning, [{ from: twoWeeks.from, facts: factsWith(changes) }], twoWeeks)
}

/** Conditions that change: at each minute the world is otherwise than at the opening. */
export function conditionsOver(moments: readonly (WorldChanges & Pick<WorldMoment, 'from' | 'water'>)[], planning = wenzaPlanning): Conditions {
  return conditionsOf(planning, moments.map(({ from, water, ...changes }) => ({ from, facts: factsWith(changes), ...(water === undefined ? {} : { water }) })), twoWeeks)
}

/** Routes as the tables count them: night and halts not included. */
export function tableRoutes(changes: WorldChanges): Routes {
  return new Routes(wenzaGraph, conditionsWith(changes, withoutNight(wenzaPlanning)))
}

export function partyOf(mobility: MobilityId, more: Partial<Party> = {}): Party {
  const found = mobilityOf(wenzaPlanning, mobility)
  if (found === null) throw new Error(`no mobility ${mobility}`)
  return { mobility: found, vehicles: 1, nightCircle: null, halts: false, ...more }
}

export function spotOf(place: string): Spot {
  const spot = wenzaSpots.ofPlace(place)
  if (spot === null) throw new Error(`no place ${place}`)
  return spot
}
