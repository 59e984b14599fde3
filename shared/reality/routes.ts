/**
 * Routes: journeys and reach in one world. It remembers every search it began, so that after an edit of a plan only what
 * changed is searched anew. It lives as long as its conditions: another world, another Routes.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import { intervalAt, type Conditions } from './conditions.ts'
import { joinLegs, legOver, partyKey, type Journey, type Leg } from './journey.ts'
import { Passing, type Hindrance, type Party } from './passing.ts'
import { mobilityOf, type Mobility } from './planning.ts'
import type { RoadGraph } from './roadGraph.ts'
import { Search, type Seed } from './search.ts'
import type { Entry, Spot } from './spots.ts'

/** A spot from which somebody sets out at a minute. */
export interface Start { readonly spot: Spot; readonly at: ScenarioMinute }

/** Searches kept at most; the oldest go first. */
const mostSearches = 4000

export class Routes {
  readonly graph: RoadGraph
  readonly conditions: Conditions
  readonly #passings = new Map<string, Passing>()
  readonly #searches = new Map<string, Search>()

  constructor(graph: RoadGraph, conditions: Conditions) {
    this.graph = graph
    this.conditions = conditions
  }

  passing(party: Party, ignored: readonly Hindrance[] = []): Passing {
    const key = `${partyKey(party)} ${ignored.join()}`
    const known = this.#passings.get(key)
    if (known !== undefined) return known
    const passing = new Passing(this.graph, this.conditions, party, ignored)
    this.#passings.set(key, passing)
    return passing
  }

  /** The search from a spot, begun or already under way. */
  search(from: Spot, party: Party, at: ScenarioMinute, ignored: readonly Hindrance[] = []): Search {
    return this.searchFrom([{ spot: from, at }], party, ignored)
  }

  /** One search for several that set out from different spots at different minutes: who comes first? */
  searchFrom(starts: readonly Start[], party: Party, ignored: readonly Hindrance[] = []): Search {
    const key = `${starts.map(({ spot, at }) => `${spotKey(spot)} ${at}`).join(';')} ${partyKey(party)} ${ignored.join()}`
    const known = this.#searches.get(key)
    if (known !== undefined) return known
    const search = new Search(this.passing(party, ignored), starts.flatMap((start) => this.seedsOf(start, party, ignored)))
    if (this.#searches.size >= mostSearches) for (const oldest of this.#searches.keys()) { this.#searches.delete(oldest); break }
    this.#searches.set(key, search)
    return search
  }

  /** The nodes at which a party that sets out from a spot comes onto the roads. */
  seedsOf({ spot, at }: Start, party: Party, ignored: readonly Hindrance[] = []): Seed[] {
    const passing = this.passing(party, ignored)
    const onRoadAt = this.offRoadArrival(party, spot.offRoadKm, at)
    return spot.entries.map(({ node, passage, km }) => ({ node, at: passage === -1 ? onRoadAt : passing.arrivalAfter(passage, km, onRoadAt) }))
  }

  /** When a search comes to a spot, and by which of its nodes. */
  arrivalOf(search: Search, to: Spot): { readonly at: ScenarioMinute; readonly entry: Entry | null } {
    let [arrival, best]: [number, Entry | null] = [Number.POSITIVE_INFINITY, null]
    for (const entry of to.entries) {
      const atNode = search.arrivalAt(entry.node)
      const there = entry.passage === -1 ? atNode : search.passing.arrivalAfter(entry.passage, entry.km, atNode)
      if (there < arrival) [arrival, best] = [there, entry]
    }
    return { at: arrival, entry: best }
  }

  /** When a party that sets out is there; Infinity when never. */
  arrival(from: Spot, to: Spot, party: Party, at: ScenarioMinute, ignored: readonly Hindrance[] = []): ScenarioMinute {
    return this.#best(from, to, party, at, ignored).at
  }

  /** The journey itself; null when there is no way. */
  journey(from: Spot, to: Spot, party: Party, at: ScenarioMinute, ignored: readonly Hindrance[] = []): Journey | null {
    const best = this.#best(from, to, party, at, ignored)
    if (!Number.isFinite(best.at)) return null
    const passing = this.passing(party, ignored)
    const head = { mobility: party.mobility.id, vehicles: party.vehicles, departAt: at, arriveAt: best.at }
    if (from.at[0] === to.at[0] && from.at[1] === to.at[1]) return { ...head, legs: [] }
    const legs: Leg[] = []
    let now = at
    const go = (leg: Leg | null): void => {
      if (leg === null) return
      now = leg.to
      legs.push(leg)
    }
    go(this.#offRoadLeg(party, from.offRoadKm, now))
    if (best.direct !== null) go(legOver(passing, best.direct.passage, best.direct.km, now))
    else if (best.entry !== null) {
      const way = this.search(from, party, at, ignored).wayTo(best.entry.node)
      const first = way[0]?.from ?? best.entry.node
      const start = from.entries
        .filter(({ node }) => node === first)
        .sort((one, other) => passing.arrivalAfter(one.passage, one.km, now) - passing.arrivalAfter(other.passage, other.km, now))[0]
      if (start !== undefined && start.km > 0) go(legOver(passing, start.passage, start.km, now))
      for (const { passage } of way) go(legOver(passing, passage, null, now))
      if (best.entry.km > 0) go(legOver(passing, best.entry.passage, best.entry.km, now))
    }
    go(this.#offRoadLeg(party, to.offRoadKm, now))
    return { ...head, legs: joinLegs(legs).filter((leg) => leg.kind !== 'way' || leg.km > 0) }
  }

  #best(from: Spot, to: Spot, party: Party, at: ScenarioMinute, ignored: readonly Hindrance[]): { readonly at: ScenarioMinute; readonly entry: Entry | null; readonly direct: { readonly passage: number; readonly km: number } | null } {
    if (from.at[0] === to.at[0] && from.at[1] === to.at[1]) return { at, entry: null, direct: null }
    const passing = this.passing(party, ignored)
    const search = this.search(from, party, at, ignored)
    const { at: arrival, entry: best } = this.arrivalOf(search, to)
    const direct = directWay(from, to)
    if (direct !== null) {
      const there = passing.arrivalAfter(direct.passage, direct.km, this.offRoadArrival(party, from.offRoadKm, at))
      if (there <= arrival) return { at: this.offRoadArrival(party, to.offRoadKm, there), entry: null, direct }
    }
    return { at: this.offRoadArrival(party, to.offRoadKm, arrival), entry: best, direct: null }
  }

  /** When so many kilometres off the road are behind a party; who cannot drive there goes on foot. */
  offRoadArrival(party: Party, km: number, at: ScenarioMinute): ScenarioMinute {
    if (km === 0 || !Number.isFinite(at)) return at
    if (!Number.isFinite(km)) return Number.POSITIVE_INFINITY
    const { bounds } = this.conditions
    let [now, left] = [at, km]
    for (let interval = Math.max(0, intervalAt(this.conditions, at)); interval + 1 < bounds.length; interval += 1) {
      const [{ kmh }, end] = [this.offRoadPace(party, interval), bounds[interval + 1] ?? 0]
      if (kmh > 0) {
        if (now + (left * 60) / kmh <= end) return now + (left * 60) / kmh
        left -= ((end - now) * kmh) / 60
      }
      now = Math.max(now, end)
    }
    return Number.POSITIVE_INFINITY
  }

  offRoadPace(party: Party, interval: number): { readonly kmh: number; readonly by: Mobility } {
    const { weather, night, planning } = this.conditions
    const state = weather[interval] ?? 'dry'
    const foot = mobilityOf(planning, 'foot')
    const by = party.mobility.offRoad[state] > 0 || foot === null ? party.mobility : foot
    return { by, kmh: by.offRoad[state] * (night[interval] === true ? planning.night.factor : 1) }
  }

  #offRoadLeg(party: Party, km: number, at: ScenarioMinute): Leg | null {
    if (km === 0) return null
    const { by } = this.offRoadPace(party, Math.max(0, intervalAt(this.conditions, at)))
    return { kind: 'off-road', km, by: by.id, from: at, to: this.offRoadArrival(party, km, at) }
  }
}

/** The way between two spots on the same stretch of road. */
function directWay(from: Spot, to: Spot): { readonly passage: number; readonly km: number } | null {
  const [one, other] = [from.entries[0], to.entries[0]]
  if (one === undefined || other === undefined || one.passage === -1 || one.passage !== other.passage) return null
  return { passage: one.passage, km: Math.abs(one.km - other.km) }
}

function spotKey({ entries, offRoadKm }: Spot): string {
  return `${entries.map(({ node, passage, km }) => `${node}/${passage}/${km}`).join(' ')} ${offRoadKm}`
}
