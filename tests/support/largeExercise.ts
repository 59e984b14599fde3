/** A made-up exercise as large as a test wants: roads on a bent grid, bases, units, sites and tasks, the same for the same seed. */
import type { ScenarioUnit, ZonePlace, ZoneRoad } from '#shared/exercise/scenario.ts'
import { emptyFacts } from '#shared/exercise/world.ts'
import type { PlanRows } from '#shared/board/planRows.ts'
import { groundOf, routesIn, type Ground, type RealityInput } from '#shared/reality/input.ts'
import type { PlanningValues, UnitPlanning } from '#shared/reality/planning.ts'
import type { Routes } from '#shared/reality/routes.ts'
import { seededRandom } from './seededRandom.ts'
import { hotspot, task } from './wenzaPlan.ts'
import { wenzaPlanning } from './realityWorld.ts'

export interface LargeExercise { readonly ground: Ground; readonly input: (routes?: Routes) => RealityInput; readonly segments: number }

export function largeExercise(segments: number, tasks: number, sites = 60): LargeExercise {
  const random = seededRandom(segments)
  const side = Math.max(3, Math.round(Math.sqrt(segments / 2)))
  const sizeKm = [300, 300] as const
  const step = 290 / side
  const places = Array.from({ length: side * side }, (_, index): ZonePlace => ({
    id: `p${index}`, name: '', kind: 'village', note: '', rank: 4, population: index % Math.max(1, Math.floor((side * side) / sites)) === 0 ? 1000 : null,
    at: [5 + (index % side) * step + random.whole(1000) / 1000, 5 + Math.floor(index / side) * step + random.whole(1000) / 1000],
  }))
  const roads: ZoneRoad[] = []
  const join = (from: ZonePlace | undefined, to: ZonePlace | undefined): void => {
    if (from === undefined || to === undefined || roads.length >= segments) return
    roads.push({ id: `r${roads.length}`, name: '', class: random.pick(['gravel', 'laterite', 'laterite', 'track', 'track', 'trail']), from: from.id, to: to.id, km: Math.round(step * (1 + random.next() * 0.4) * 10) / 10, line: [from.at, to.at] })
  }
  places.forEach((place, index) => {
    if (index % side !== side - 1) join(place, places[index + 1])
    join(place, places[index + side])
  })
  while (roads.length < segments) {
    const index = random.whole((side - 1) * (side - 1))
    join(places[index], places[index + side + 1])
  }
  const units = Array.from({ length: Math.max(4, Math.round(tasks / 5)) }, (_, index): ScenarioUnit => ({ id: `u${index}`, name: '', short: '', side: 'un', base: places[(index % 20) * Math.floor(places.length / 20)]?.id ?? 'p0', strength: 32, note: '' }))
  const usual: UnitPlanning = { tokens: 1, noticeMinutes: 60, mobility: '4x4', vehicles: 6, reserve: false, protects: true, conduct: 'green', caveat: null }
  const planning: PlanningValues = {
    ...wenzaPlanning,
    units: { source: 'made up', usual, each: { u0: { ...usual, reserve: true } } },
    bases: Object.fromEntries([...new Set(units.map(({ base }) => base ?? 'p0'))].map((base, index) => [base, {
      source: 'made up', units: units.filter((unit) => unit.base === base).map(({ id }) => id), guardPosts: 2, soldiersPerPost: 2, fuelDays: 5, foodDays: 8,
      vehicles: { '4x4': { ready: 30, total: 30 } }, supplyFrom: index === 0 ? null : 'p0', medicalLevel: index % 5 === 0 ? 1 : 0,
    }])),
    crossings: { source: 'made up', rules: {} }, boats: { source: 'made up', waters: [], landingKm: 1 }, barriers: { source: 'made up', waters: [] }, curfews: [],
    aircraft: wenzaPlanning.aircraft.map((aircraft) => ({ ...aircraft, unit: 'u0' })),
    casualty: { ...wenzaPlanning.casualty, level2: { ...wenzaPlanning.casualty.level2, from: 'p0' } }, satellitePhones: { source: 'made up', places: [] },
  }
  const ground = groundOf({ places, roads, crossings: [], waters: [], masts: [], sizeKm }, planning)
  const window = { from: 300, to: 300 + 1440 }
  const moments = [{ from: 300, facts: { ...emptyFacts, weather: { state: 'wet', waterMetres: null, note: '', since: 0 } as const } }]
  const settled = places.filter(({ population }) => population !== null)
  const plan: PlanRows = {
    hotspots: settled.slice(0, 30).map(({ id }, index) => hotspot(`h${index}`, { place: id, rank: index % 3 === 0 ? 'must' : 'should', likelihood: 3, impact: 4 })),
    tasks: Array.from({ length: tasks }, (_, index) => {
      const from = 300 + 240 * Math.floor(index / units.length) + random.whole(60)
      return task(`t${index}`, { unit: units[index % units.length]?.id ?? 'u0', place: random.pick(settled).id, kind: random.pick(['presence', 'patrol', 'patrol', 'liaison']), from, until: from + 60 + random.whole(120) })
    }),
    promises: [], gaps: [],
  }
  return { ground, segments: roads.length, input: (routes = routesIn(ground, moments, window)) => ({ ground, units, routes, plan, now: 300, window }) }
}
