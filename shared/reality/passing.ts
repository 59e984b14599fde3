/**
 * Passing: how long one party takes over a passage when it sets out at some minute. A party keeps the pace of each
 * interval and changes it when the hour, the weather or the road does; where it may not go on it waits. Whoever sets out
 * later never arrives earlier, so the search for shortest times is exact.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { Km } from '../exercise/scenario.ts'
import { lookUp } from '../exercise/records.ts'
import type { RoadState } from '../exercise/world.ts'
import { crossingStateIn, inCurfew, intervalAt, isEverRestricted, roadStateIn, waterIn, type Conditions } from './conditions.ts'
import { kmBetween } from './plane.ts'
import type { Mobility, StateRule, WayClass } from './planning.ts'
import type { CrossingPassage, Passage, RoadGraph, Stretch } from './roadGraph.ts'

/** Why a passage cannot be used. */
export type Hindrance = 'class' | 'state' | 'hours' | 'weight' | 'water' | 'caveat'
export const hindrances: readonly Hindrance[] = ['class', 'state', 'hours', 'weight', 'water', 'caveat']

export interface Party {
  readonly mobility: Mobility
  readonly vehicles: number
  /** No movement at night beyond this circle: the promise of a contingent to its capital. */
  readonly nightCircle: { readonly centre: Km; readonly km: number } | null
  /** Counts the halts of first contact on the way. */
  readonly halts: boolean
}

/** Trips a crossing that takes turns needs for the party; Infinity when one vehicle alone is too heavy. */
export function tripsOver({ crossing }: Pick<CrossingPassage, 'crossing'>, { mobility, vehicles }: Party): number {
  if (mobility.tonnes <= 0) return 1
  const together = Math.floor(crossing.maxTonnes / mobility.tonnes)
  return together === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(vehicles / together))
}

export class Passing {
  readonly graph: RoadGraph
  readonly conditions: Conditions
  readonly party: Party
  readonly #ignored: ReadonlySet<Hindrance>
  /** km/h in each interval, for each passage; those of an unrestricted road are its class's. */
  readonly #paces: (Float64Array | undefined)[]
  readonly #classPaces = new Map<WayClass, Float64Array>()
  readonly #open: (Uint8Array | undefined)[]

  constructor(graph: RoadGraph, conditions: Conditions, party: Party, ignored: readonly Hindrance[] = []) {
    this.graph = graph
    this.conditions = conditions
    this.party = party
    this.#ignored = new Set(ignored)
    this.#paces = new Array<Float64Array | undefined>(graph.passages.length).fill(undefined)
    this.#open = new Array<Uint8Array | undefined>(graph.passages.length).fill(undefined)
  }

  /** When a party that sets out at `at` has the whole passage behind it; Infinity when never. */
  arrival(index: number, at: ScenarioMinute): ScenarioMinute {
    const passage = this.graph.passages[index]
    if (passage === undefined) return Number.POSITIVE_INFINITY
    if (passage.kind === 'stretch') return this.arrivalAfter(index, passage.km, at)
    return this.boarding(index, passage, at) + this.#crossingMinutes(passage)
  }

  /** When a party has `km` of a stretch behind it. */
  arrivalAfter(index: number, km: number, at: ScenarioMinute): ScenarioMinute {
    const { bounds } = this.conditions
    const paces = this.pacesOf(index)
    let [now, left] = [at, km]
    if (left <= 0) return now
    for (let interval = Math.max(0, intervalAt(this.conditions, at)); interval < paces.length; interval += 1) {
      const [pace, end] = [paces[interval] ?? 0, bounds[interval + 1] ?? 0]
      if (pace > 0) {
        const needed = (left * 60) / pace
        if (now + needed <= end) return now + needed
        left -= ((end - now) * pace) / 60
      }
      now = Math.max(now, end)
    }
    return Number.POSITIVE_INFINITY
  }

  /** Kilometres of a stretch a party has behind it by a minute. */
  kmBy(index: number, at: ScenarioMinute, until: ScenarioMinute): number {
    const { bounds } = this.conditions
    const paces = this.pacesOf(index)
    let [now, km] = [at, 0]
    for (let interval = Math.max(0, intervalAt(this.conditions, at)); interval < paces.length && now < until; interval += 1) {
      const end = Math.min(until, bounds[interval + 1] ?? 0)
      km += (Math.max(0, end - now) * (paces[interval] ?? 0)) / 60
      now = Math.max(now, end)
    }
    return km
  }

  /** When a party that comes to a crossing sets out over it: a trip is begun only when it can be ended. */
  boarding(index: number, passage: CrossingPassage, at: ScenarioMinute): ScenarioMinute {
    const { bounds } = this.conditions
    const open = this.#openOf(index, passage)
    const needed = this.#crossingMinutes(passage)
    if (!Number.isFinite(needed)) return Number.POSITIVE_INFINITY
    let from: number | null = null
    for (let interval = Math.max(0, intervalAt(this.conditions, at)); interval < open.length; interval += 1) {
      if (open[interval] !== 1) { from = null; continue }
      from ??= Math.max(at, bounds[interval] ?? 0)
      if (from + needed <= (bounds[interval + 1] ?? 0)) return from
    }
    return Number.POSITIVE_INFINITY
  }

  pacesOf(index: number): Float64Array {
    const known = this.#paces[index]
    if (known !== undefined) return known
    const passage = this.graph.passages[index]
    const paces = passage?.kind === 'stretch' ? this.#pacesOfStretch(passage) : new Float64Array(this.conditions.weather.length)
    this.#paces[index] = paces
    return paces
  }

  #pacesOfStretch(stretch: Stretch): Float64Array {
    const beyond = this.#isBeyondCircle(stretch)
    if (!beyond && !isEverRestricted(this.conditions, stretch.way)) return this.#pacesOfClass(stretch.class)
    const { planning, night } = this.conditions
    return this.#pacesOfClass(stretch.class).map((pace, interval) => {
      if (beyond && night[interval] === true) return 0
      if (!this.#ignored.has('hours') && inCurfew(this.conditions, stretch.way, interval)) return 0
      return pace * this.#factorOf(planning.roadStates.rules, roadStateIn(this.conditions, stretch.way, interval))
    })
  }

  #factorOf(rules: Readonly<Record<RoadState, StateRule>>, state: RoadState): number {
    const { factor, only } = rules[state]
    return this.#ignored.has('state') || only === null || only.includes(this.party.mobility.id) ? factor : 0
  }

  #pacesOfClass(way: WayClass): Float64Array {
    const known = this.#classPaces.get(way)
    if (known !== undefined) return known
    const { planning, weather, night } = this.conditions
    const { mobility, halts } = this.party
    const allowed = lookUp(mobility.ways, way)
    const slower = halts ? 1 + planning.halts.share : 1
    const paces = Float64Array.from(weather, (state, interval) => {
      if (!this.#ignored.has('class') && allowed?.includes(state) !== true) return 0
      const pace = Math.min(planning.speeds.kmh[way][state], mobility.top?.[state] ?? Number.POSITIVE_INFINITY)
      return (night[interval] === true ? pace * planning.night.factor : pace) / slower
    })
    this.#classPaces.set(way, paces)
    return paces
  }

  #isBeyondCircle({ ends, line }: Stretch): boolean {
    const { nightCircle } = this.party
    if (nightCircle === null || this.#ignored.has('caveat')) return false
    const far = (at: Km | undefined): boolean => at !== undefined && kmBetween(at, nightCircle.centre) > nightCircle.km
    return ends.some((end) => far(this.graph.nodes[end])) || line.some(far)
  }

  #crossingMinutes(passage: CrossingPassage): number {
    const { turnRoundMinutes } = passage.crossing
    if (turnRoundMinutes === 0) return 0
    return turnRoundMinutes * (this.#ignored.has('weight') ? Math.max(1, Math.min(this.party.vehicles, tripsOver(passage, this.party))) : tripsOver(passage, this.party))
  }

  #openOf(index: number, passage: CrossingPassage): Uint8Array {
    const known = this.#open[index]
    if (known !== undefined) return known
    const open = Uint8Array.from(this.conditions.weather, (_, interval) => (this.hindranceAt(passage, interval) === null ? 1 : 0))
    this.#open[index] = open
    return open
  }

  /** What forbids a passage in an interval; null when it may be used. */
  hindranceAt(passage: Passage, interval: number): Hindrance | null {
    const ignored = this.#ignored
    const { planning, weather, night } = this.conditions
    const { mobility } = this.party
    if (passage.kind === 'stretch') {
      const state = weather[interval] ?? 'dry'
      if (!ignored.has('class') && lookUp(mobility.ways, passage.class)?.includes(state) !== true) return 'class'
      if (!ignored.has('hours') && inCurfew(this.conditions, passage.way, interval)) return 'hours'
      if (this.#factorOf(planning.roadStates.rules, roadStateIn(this.conditions, passage.way, interval)) === 0) return 'state'
      return night[interval] === true && this.#isBeyondCircle(passage) ? 'caveat' : null
    }
    const { id, maxTonnes } = passage.crossing
    const rules = lookUp(planning.crossings.rules, id)
    const { only } = planning.crossingStates.rules[crossingStateIn(this.conditions, id, interval)]
    if (!ignored.has('state') && only !== null && !only.includes(mobility.id)) return 'state'
    if (!ignored.has('weight') && mobility.tonnes > maxTonnes) return 'weight'
    const water = waterIn(this.conditions, id, interval)
    if (!ignored.has('water') && rules !== undefined && rules.waterLimitMetres !== null && water !== null && water > rules.waterLimitMetres) return 'water'
    if (!ignored.has('hours') && ((rules?.daylightOnly === true && night[interval] === true) || inCurfew(this.conditions, id, interval))) return 'hours'
    return null
  }
}
