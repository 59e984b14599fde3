/** Shortest times against an oracle that knows nothing of searching: every simple way, walked minute by minute. */
import { describe, expect, test } from 'vitest'
import type { WeatherState } from '#shared/exercise/world.ts'
import type { Conditions } from '#shared/reality/conditions.ts'
import { waitedIn } from '#shared/reality/journey.ts'
import { kmBetween } from '#shared/reality/plane.ts'
import type { Party } from '#shared/reality/passing.ts'
import type { Passage, RoadGraph } from '#shared/reality/roadGraph.ts'
import { Routes } from '#shared/reality/routes.ts'
import { Spots } from '#shared/reality/spots.ts'
import { randomConditions, randomParty, randomPlanning, randomRoads } from '../../support/randomRoads.ts'
import { seededRandom } from '../../support/seededRandom.ts'

/** What is so in one whole minute, read straight from the world. */
function minuteOf(conditions: Conditions, minute: number) {
  const { planning, moments } = conditions
  const moment = moments.filter(({ from }) => from <= minute).at(-1) ?? moments[0]
  const ofDay = minute % 1440
  const within = (from: number, to: number): boolean => (from === to ? true : from < to ? ofDay >= from && ofDay < to : ofDay >= from || ofDay < to)
  const weather: WeatherState = moment?.facts.weather?.state ?? 'dry'
  return {
    moment, weather, night: within(planning.calendar.sunset, planning.calendar.sunrise),
    curfew: (thing: string): boolean => planning.curfews.some(({ things, hours }) => things.includes(thing) && within(hours.from, hours.to)),
  }
}

function paceIn(graph: RoadGraph, conditions: Conditions, party: Party, passage: Extract<Passage, { kind: 'stretch' }>, minute: number): number {
  const { planning } = conditions
  const now = minuteOf(conditions, minute)
  const { mobility, nightCircle, halts } = party
  if (!(mobility.ways[passage.class] ?? []).includes(now.weather) || now.curfew(passage.way)) return 0
  const rule = planning.roadStates.rules[now.moment?.facts.roads[passage.way]?.state ?? 'open']
  if (rule.only !== null && !rule.only.includes(mobility.id)) return 0
  const far = passage.ends.some((end) => nightCircle !== null && kmBetween(graph.nodes[end] ?? [0, 0], nightCircle.centre) > nightCircle.km)
  const lineFar = passage.line.some((at) => nightCircle !== null && kmBetween(at, nightCircle.centre) > nightCircle.km)
  if (now.night && (far || lineFar)) return 0
  const top = mobility.top === null ? 1000 : mobility.top[now.weather]
  return (Math.min(planning.speeds.kmh[passage.class][now.weather], top) * rule.factor * (now.night ? planning.night.factor : 1)) / (halts ? 1 + planning.halts.share : 1)
}

function mayCross(conditions: Conditions, party: Party, passage: Extract<Passage, { kind: 'crossing' }>, minute: number): boolean {
  const { planning } = conditions
  const now = minuteOf(conditions, minute)
  const { id, maxTonnes } = passage.crossing
  const rules = planning.crossings.rules[id]
  const state = now.moment?.facts.crossings[id]?.state ?? 'open'
  const water = now.moment?.water?.[id] ?? (rules?.gauge === 'weather' ? (now.moment?.facts.weather?.waterMetres ?? null) : null)
  if (state === 'closed' || state === 'destroyed' || party.mobility.tonnes > maxTonnes || now.curfew(id)) return false
  if (rules?.daylightOnly === true && now.night) return false
  return !(rules?.waterLimitMetres != null && water !== null && water > rules.waterLimitMetres)
}

function walk(graph: RoadGraph, conditions: Conditions, party: Party, passage: Passage, at: number): number {
  const end = conditions.span.to
  if (passage.kind === 'stretch') {
    let [now, left] = [at, passage.km]
    while (now < end) {
      const pace = paceIn(graph, conditions, party, passage, Math.floor(now))
      const next = Math.min(end, Math.floor(now) + 1)
      if (pace > 0 && now + (left * 60) / pace <= next) return now + (left * 60) / pace
      left -= ((next - now) * pace) / 60
      now = next
    }
    return Number.POSITIVE_INFINITY
  }
  const { maxTonnes, turnRoundMinutes } = passage.crossing
  const { tonnes } = party.mobility
  const trips = tonnes === 0 ? 1 : Math.ceil(party.vehicles / Math.floor(maxTonnes / tonnes))
  const needed = turnRoundMinutes === 0 ? 0 : turnRoundMinutes * trips
  if (tonnes > maxTonnes) return Number.POSITIVE_INFINITY
  for (let start = at; start < end; start = Math.floor(start) + 1) {
    let open = mayCross(conditions, party, passage, Math.floor(start))
    for (let minute = Math.floor(start); open && minute < start + needed; minute += 1) open = minute < end && mayCross(conditions, party, passage, minute)
    if (open && start + needed <= end) return start + needed
  }
  return Number.POSITIVE_INFINITY
}

/** The best arrival at every node over all ways that pass no node twice. */
function allWays(graph: RoadGraph, conditions: Conditions, party: Party, start: number, at: number): number[] {
  const best = graph.nodes.map(() => Number.POSITIVE_INFINITY)
  const onWay = new Set<number>()
  const visit = (node: number, now: number): void => {
    best[node] = Math.min(best[node] ?? 0, now)
    onWay.add(node)
    for (const passage of graph.passages) {
      const next = passage.ends[0] === node ? passage.ends[1] : passage.ends[1] === node ? passage.ends[0] : -1
      if (next === -1 || onWay.has(next)) continue
      const then = walk(graph, conditions, party, passage, now)
      if (Number.isFinite(then)) visit(next, then)
    }
    onWay.delete(node)
  }
  visit(start, at)
  return best
}

describe('shortest times', () => {
  const seeds = Array.from({ length: 150 }, (_, index) => index + 1)
  test.each(seeds)('[REA3] are those of the best way there is, whatever weather, night, closure, weight and hour (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const made = randomRoads(random, 3 + random.whole(4), 4 + random.whole(5))
    const planning = randomPlanning(random, made)
    const conditions = randomConditions(random, made, planning)
    const party = randomParty(random, made)
    const at = random.whole(2 * 1440)
    const spots = new Spots(made.graph)
    const routes = new Routes(made.graph, conditions)
    const from = spots.ofPlace('p0')
    const start = from?.entries[0]?.node
    if (from === null || start === undefined) throw new Error('the first place lies on a road')
    const expected = allWays(made.graph, conditions, party, start, at)
    for (const place of made.places) {
      const to = spots.ofPlace(place.id)
      const node = to?.entries[0]?.node
      if (to === null || node === undefined || to.entries[0]?.passage !== -1) continue
      const arrival = routes.arrival(from, to, party, at)
      const said = expected[node] ?? Number.POSITIVE_INFINITY
      if (Number.isFinite(said)) expect(arrival, place.id).toBeCloseTo(said, 5)
      else expect(arrival, place.id).toBe(said)
      const journey = routes.journey(from, to, party, at)
      expect(journey === null).toBe(!Number.isFinite(said))
      if (journey === null) continue
      expect(journey.legs.at(-1)?.to ?? at).toBeCloseTo(arrival, 6)
      let now = at
      for (const leg of journey.legs) {
        expect(leg.from).toBeCloseTo(now, 6)
        if (leg.kind === 'way') {
          expect(leg.paces.reduce((sum, { minutes }) => sum + minutes, 0)).toBeCloseTo(leg.to - leg.from, 6)
          expect(leg.paces.reduce((sum, { km }) => sum + km, 0)).toBeCloseTo(leg.km, 6)
        }
        if (leg.kind === 'crossing') expect(leg.waited + leg.trips * leg.minutesEach).toBeCloseTo(leg.to - leg.from, 6)
        now = leg.to
      }
      expect(waitedIn(journey)).toBeGreaterThanOrEqual(0)
    }
  })

  test.each(seeds.slice(0, 60))('[REA3] who sets out later never arrives earlier (seed %i)', (seed) => {
    const random = seededRandom(seed * 7919)
    const made = randomRoads(random, 6, 9)
    const routes = new Routes(made.graph, randomConditions(random, made, randomPlanning(random, made)))
    const party = randomParty(random, made)
    const spots = new Spots(made.graph)
    const [from, to] = [spots.ofPlace('p0'), spots.ofPlace('p5')]
    if (from === null || to === null) throw new Error('two places')
    let before = 0
    for (let at = 0; at < 2880; at += 37) {
      const arrival = routes.arrival(from, to, party, at)
      expect(arrival).toBeGreaterThanOrEqual(before - 1e-9)
      before = arrival
    }
  })
})
