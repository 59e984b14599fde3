/**
 * What a change of the world does to the ways people count on: between bases, and from each base to the hotspots of the plan,
 * before and after. Those that end or begin come first, then those that are so many times as long; small changes are no news.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { Ground } from './input.ts'
import { mobilityOf } from './planning.ts'
import type { Party } from './passing.ts'
import type { Routes } from './routes.ts'

export interface WayChanged {
  readonly from: ThingId
  readonly to: ThingId
  /** Minutes; null = there was, or is, no way. */
  readonly before: number | null
  readonly after: number | null
}

/** A quarter of an hour is lost at any check point. */
const leastMinutes = 15
const leastShare = 0.2
const mostTold = 5

/** One vehicle of the usual kind, setting out now. */
export function waysChanged(ground: Ground, before: Routes, after: Routes, hotspots: readonly ThingId[], now: ScenarioMinute): WayChanged[] {
  const { planning, spots } = ground
  const mobility = mobilityOf(planning, planning.units.usual.mobility)
  if (mobility === null) return []
  const party: Party = { mobility, vehicles: 1, nightCircle: null, halts: false }
  const bases = Object.keys(planning.bases)
  const pairs = bases.flatMap((from, index) => [...bases.slice(index + 1), ...hotspots.filter((place) => !bases.includes(place))].map((to) => ({ from, to })))
  const changed = pairs.flatMap(({ from, to }): (WayChanged & { readonly times: number })[] => {
    const [start, end] = [spots.ofPlace(from), spots.ofPlace(to)]
    if (start === null || end === null) return []
    const minutes = (routes: Routes): number => routes.arrival(start, end, party, now) - now
    const [one, other] = [minutes(before), minutes(after)]
    const by = Number.isFinite(one) && Number.isFinite(other) ? Math.abs(other - one) : one === other ? 0 : Number.POSITIVE_INFINITY
    if (by < leastMinutes || by < leastShare * Math.min(one, other)) return []
    return [{ from, to, before: told(one), after: told(other), times: by === Number.POSITIVE_INFINITY ? by : Math.max(one, other) / Math.max(1, Math.min(one, other)) }]
  })
  // of those that end or begin the shortest: they are the ones people count on
  return changed.sort((one, other) => (one.times === other.times ? shortest(one) - shortest(other) : other.times - one.times) || (`${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1))
    .slice(0, mostTold).map(({ from, to, before: was, after: is }) => ({ from, to, before: was, after: is }))
}

function told(minutes: number): number | null {
  return Number.isFinite(minutes) ? minutes : null
}

function shortest({ before, after }: WayChanged): number {
  return Math.min(before ?? Number.POSITIVE_INFINITY, after ?? Number.POSITIVE_INFINITY)
}
