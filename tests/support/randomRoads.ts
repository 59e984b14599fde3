/** Random zones with roads, fords, bridges and ferries, and random weather, closures, curfews and water over two days. */
import type { Km, ZoneCrossing, ZonePlace, ZoneRoad } from '#shared/exercise/scenario.ts'
import { roadClasses } from '#shared/exercise/scenario.ts'
import { emptyFacts, roadStates, weatherStates, type CrossingFact, type WorldFacts } from '#shared/exercise/world.ts'
import { conditionsOf, type Conditions, type WorldMoment } from '#shared/reality/conditions.ts'
import type { Party } from '#shared/reality/passing.ts'
import type { PlanningValues } from '#shared/reality/planning.ts'
import { buildRoadGraph, type RoadGraph } from '#shared/reality/roadGraph.ts'
import { wenzaPlanning } from './realityWorld.ts'
import type { SeededRandom } from './seededRandom.ts'

export interface RandomRoads { readonly graph: RoadGraph; readonly places: readonly ZonePlace[]; readonly roads: readonly ZoneRoad[]; readonly crossings: readonly ZoneCrossing[] }

export function randomRoads(random: SeededRandom, placeCount: number, roadCount: number, planning = wenzaPlanning): RandomRoads {
  const places = Array.from({ length: placeCount }, (_, index): ZonePlace => ({
    id: `p${index}`, name: '', at: [random.whole(900) / 10 + index / 1000, random.whole(800) / 10], kind: 'village', population: 100, note: '', rank: 3,
  }))
  const crossings: ZoneCrossing[] = []
  const roads = Array.from({ length: roadCount }, (_, index): ZoneRoad => {
    const from = index + 1 < placeCount ? placeAt(places, index) : random.pick(places)
    const to = index + 1 < placeCount ? placeAt(places, index + 1) : random.pick(places.filter(({ id }) => id !== from.id))
    const middle: Km = [(from.at[0] + to.at[0]) / 2, (from.at[1] + to.at[1]) / 2]
    if (random.chance(0.3) && Math.abs(to.at[0] - from.at[0]) + Math.abs(to.at[1] - from.at[1]) > 2) {
      crossings.push({ id: `x${index}`, name: '', kind: random.pick(['bridge', 'ferry', 'ford']), at: middle, maxTonnes: random.pick([2, 8, 30]), turnRoundMinutes: random.pick([0, 45, 120, 240]), note: '' })
    }
    return { id: `r${index}`, name: '', class: random.pick(roadClasses), from: from.id, to: to.id, km: 1 + random.whole(300) / 10, line: [from.at, to.at] }
  })
  const zone = { places, roads, crossings, waters: [], sizeKm: [100, 100] as const }
  return { graph: buildRoadGraph(zone, planning), ...zone }
}

function placeAt(places: readonly ZonePlace[], index: number): ZonePlace {
  const place = places[index]
  if (place === undefined) throw new Error('no such place')
  return place
}

export function randomPlanning(random: SeededRandom, { roads, crossings }: RandomRoads): PlanningValues {
  const minute = (): number => random.whole(1440)
  return {
    ...wenzaPlanning,
    calendar: { ...wenzaPlanning.calendar, sunrise: 300 + random.whole(120), sunset: 1000 + random.whole(200) },
    curfews: random.chance(0.5) ? [{ source: 'random', things: random.some([...roads, ...crossings]).map(({ id }) => id), hours: { from: minute(), to: minute() } }] : [],
    crossings: { source: 'random', rules: Object.fromEntries(crossings.map(({ id }) => [id, { waterLimitMetres: random.pick([null, 2.5]), daylightOnly: random.chance(0.4), gauge: random.pick(['own', 'weather'] as const) }])) },
  }
}

export function randomConditions(random: SeededRandom, made: RandomRoads, planning: PlanningValues, days = 3): Conditions {
  const crossingStates: readonly CrossingFact['state'][] = ['open', 'restricted', 'closed', 'destroyed']
  const facts = (): WorldFacts => ({
    ...emptyFacts,
    weather: { state: random.pick(weatherStates), waterMetres: random.pick([null, 1, 3]), note: '', since: 0 },
    roads: Object.fromEntries(random.some(made.roads).filter(() => random.chance(0.3)).map(({ id }) => [id, { state: random.pick(roadStates), note: '', since: 0 }])),
    crossings: Object.fromEntries(made.crossings.filter(() => random.chance(0.3)).map(({ id }) => [id, { state: random.pick(crossingStates), note: '', since: 0 }])),
  })
  const count = 1 + random.whole(6)
  const moments = Array.from({ length: count }, (_, index): WorldMoment => ({
    from: index === 0 ? 0 : random.whole(days * 1440), facts: facts(),
    ...(random.chance(0.4) ? { water: Object.fromEntries(made.crossings.map(({ id }) => [id, random.pick([1, 3])])) } : {}),
  })).sort((one, other) => one.from - other.from)
  return conditionsOf(planning, moments, { from: 0, to: days * 1440 })
}

export function randomParty(random: SeededRandom, made: RandomRoads): Party {
  const land = wenzaPlanning.mobility.filter(({ id }) => id !== 'boat')
  return {
    mobility: random.pick(land), vehicles: 1 + random.whole(8), halts: random.chance(0.3),
    nightCircle: random.chance(0.3) ? { centre: random.pick(made.places).at, km: 5 + random.whole(40) } : null,
  }
}
