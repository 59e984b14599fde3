/**
 * Conditions: what is so on the roads, hour by hour. The world as known at some moments, with day and night and the hours
 * of curfews, cut into intervals in which nothing changes, not even the
 * day of the week. Whoever asks sees his own world here and nobody else's.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { lookUp } from '../exercise/records.ts'
import type { CrossingFact, RoadState, WeatherState, WorldFacts } from '../exercise/world.ts'
import { inHours, minutesPerDay, type Span } from './minutes.ts'
import type { PlanningValues } from './planning.ts'

/** The world from a minute on, until the next one that is known. `water` = metres at a crossing, where it was said. */
export interface WorldMoment {
  readonly from: ScenarioMinute
  readonly facts: WorldFacts
  readonly water?: Readonly<Record<ThingId, number>>
}

export interface Conditions {
  readonly span: Span
  /** Beginnings of the intervals, and the end of the last. */
  readonly bounds: Float64Array
  readonly weather: readonly WeatherState[]
  readonly night: readonly boolean[]
  readonly moments: readonly WorldMoment[]
  /** Which of `moments` rules an interval. */
  readonly momentOf: readonly number[]
  readonly planning: PlanningValues
}

/**
 * `moments` in order; the first rules from the beginning of the span, the last to its end. Ask for a span longer than the
 * longest way: nobody arrives after it.
 */
export function conditionsOf(planning: PlanningValues, moments: readonly WorldMoment[], span: Span): Conditions {
  const { sunrise, sunset } = planning.calendar
  const daily = [0, sunrise, sunset, ...planning.curfews.flatMap(({ hours }) => [hours.from, hours.to])]
  const cuts = new Set<number>([span.from])
  for (const { from } of moments) if (from > span.from && from < span.to) cuts.add(from)
  for (let day = Math.floor(span.from / minutesPerDay); day * minutesPerDay < span.to; day += 1) {
    for (const minute of daily) {
      const at = day * minutesPerDay + minute
      if (at > span.from && at < span.to) cuts.add(at)
    }
  }
  const starts = [...cuts].sort((one, other) => one - other)
  const momentOf = starts.map((start) => Math.max(0, moments.findLastIndex(({ from }) => from <= start)))
  return {
    span, momentOf, moments, planning,
    bounds: Float64Array.from([...starts, span.to]),
    weather: momentOf.map((index) => moments[index]?.facts.weather?.state ?? 'dry'),
    night: starts.map((start) => inHours(start, { from: sunset, to: sunrise })),
  }
}

/** The interval a minute lies in; -1 before the span, and one past the last from its end on. */
export function intervalAt({ bounds }: Conditions, at: ScenarioMinute): number {
  let [low, high] = [0, bounds.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The world as known at a minute. */
export function factsAt(conditions: Conditions, at: ScenarioMinute): WorldFacts | undefined {
  const { moments } = conditions
  return moments[Math.max(0, moments.findLastIndex(({ from }) => from <= at))]?.facts
}

export function roadStateIn({ moments, momentOf }: Conditions, road: ThingId, interval: number): RoadState {
  return lookUp(moments[momentOf[interval] ?? 0]?.facts.roads ?? {}, road)?.state ?? 'open'
}

export function crossingStateIn({ moments, momentOf }: Conditions, crossing: ThingId, interval: number): CrossingFact['state'] {
  return lookUp(moments[momentOf[interval] ?? 0]?.facts.crossings ?? {}, crossing)?.state ?? 'open'
}

/** Metres of water at a crossing; null when nobody said, or when the figure people know is another gauge's. */
export function waterIn({ moments, momentOf, planning }: Conditions, crossing: ThingId, interval: number): number | null {
  const moment = moments[momentOf[interval] ?? 0]
  const own = moment?.water === undefined ? undefined : lookUp(moment.water, crossing)
  if (own !== undefined) return own
  return lookUp(planning.crossings.rules, crossing)?.gauge === 'weather' ? (moment?.facts.weather?.waterMetres ?? null) : null
}

export function inCurfew({ bounds, planning }: Conditions, thing: ThingId, interval: number): boolean {
  return planning.curfews.some(({ things, hours }) => things.includes(thing) && inHours(bounds[interval] ?? 0, hours))
}

/** Whether anything is ever said of a road beyond its being open. */
export function isEverRestricted({ moments, planning }: Conditions, road: ThingId): boolean {
  return moments.some(({ facts }) => (lookUp(facts.roads, road)?.state ?? 'open') !== 'open') || planning.curfews.some(({ things }) => things.includes(road))
}
