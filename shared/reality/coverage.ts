/**
 * Coverage: for each site and hour who is there, who comes first and when, the reserve, the helicopter, and whether anybody
 * can call. A strip of hours for the screen, and the minutes nobody is there.
 */
import type { Hotspot } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { firstFlight } from './air.ts'
import { isUsable, spotOfRow, unitStateAt, type RealityInput } from './input.ts'
import { hoursOf, joined, lengthOf, overlapOf, spansOf, without, type Span } from './minutes.ts'
import { canCall, phonesAt } from './phones.ts'
import { unitPlanning } from './planning.ts'
import { presentAt, protectedSpans, runnersAt, type Presence } from './presence.ts'
import { raceOf, type FirstThere } from './race.ts'
import type { Spot } from './spots.ts'
import type { UnitDays } from './turns.ts'

export interface Site {
  /** The place of the zone, or the id of the hotspot that lies at none. */
  readonly id: string
  readonly place: ThingId | null
  readonly spot: Spot
  readonly hotspots: readonly Hotspot[]
}

export interface SiteHour extends Span {
  /** Of its minutes: with somebody there who protects. */
  readonly coveredMinutes: number
  readonly present: readonly ThingId[]
  /** Whoever is free and comes first by road; null = nobody comes. */
  readonly first: FirstThere | null
  readonly reserve: FirstThere | null
  /** When the helicopter lands; null = it does not fly. */
  readonly airAt: ScenarioMinute | null
  readonly phone: boolean
}

export interface SiteCoverage {
  readonly site: Site
  readonly presences: readonly Presence[]
  readonly protectedIn: readonly Span[]
  /** Hours of danger of its hotspots; the whole window where there are none. */
  readonly wanted: readonly Span[]
  readonly uncovered: readonly Span[]
  readonly uncoveredMinutes: number
  readonly hours: readonly SiteHour[]
}

/** Places where people live, and hotspots that lie elsewhere. */
export function sitesOf({ ground, plan }: Pick<RealityInput, 'ground' | 'plan'>): Site[] {
  const sites = ground.zone.places.flatMap((place): Site[] => {
    const hotspots = plan.hotspots.filter((row) => row.place === place.id)
    const spot = place.population !== null || hotspots.length > 0 ? ground.spots.ofPlace(place.id) : null
    return spot === null ? [] : [{ id: place.id, place: place.id, spot, hotspots }]
  })
  return [...sites, ...plan.hotspots.flatMap((row): Site[] => {
    const spot = row.place === null ? spotOfRow(ground, row) : null
    return spot === null ? [] : [{ id: row.id, place: null, spot, hotspots: [row] }]
  })]
}

export function coverageOf(input: RealityInput, days: UnitDays, presences: readonly Presence[]): SiteCoverage[] {
  const { window, routes, ground } = input
  const isReserve = new Set(input.units.filter(({ id }) => unitPlanning(ground.planning, id).reserve || input.plan.tasks.some(({ kind, unit }) => kind === 'reserve' && unit === id)).map(({ id }) => id))
  const races = hoursOf(window).map(({ from, to }) => ({
    from, to, first: raceOf(routes, runnersAt(input, days, from, () => true)),
    reserve: raceOf(routes, runnersAt(input, days, from, ({ id }) => isReserve.has(id))),
  }))
  return sitesOf(input).map((site) => {
    const here = presentAt(presences, site.spot.at, ground.planning.presence.withinKm)
    const protectedIn = protectedSpans(here)
    const wanted = wantedOf(site, window)
    const uncovered = without(wanted, protectedIn)
    return {
      site, presences: here, protectedIn, wanted, uncovered, uncoveredMinutes: lengthOf(uncovered),
      hours: races.map(({ from, to, first, reserve }) => {
        const hour = { from, to }
        return {
          from, to, first: first(site.spot), reserve: reserve(site.spot), airAt: airAt(input, site.spot, from),
          coveredMinutes: lengthOf(overlapOf([hour], protectedIn)), phone: canCall(phonesAt(input, site.spot.at, from)),
          present: [...new Set(here.filter(({ span }) => span.from < hour.to && span.to > hour.from).map(({ unit }) => unit))],
        }
      }),
    }
  })
}

/** The hours in which people are in danger at a site. */
export function wantedOf({ hotspots }: Pick<Site, 'hotspots'>, window: Span): Span[] {
  if (hotspots.length === 0) return [window]
  return joined(hotspots.flatMap(({ hours }) => (hours === null ? [window] : spansOf({ from: hours[0], to: hours[1] }, window))))
}

/** When the first aircraft that may fly is there, called at a minute. */
export function airAt(input: RealityInput, to: Spot, callAt: ScenarioMinute): ScenarioMinute | null {
  const landings = input.ground.planning.aircraft.flatMap((aircraft) => {
    const base = input.units.find(({ id }) => id === aircraft.unit)?.base
    const from = base == null ? undefined : input.ground.graph.placeAt.get(base)
    if (from === undefined || !isUsable(unitStateAt(input, aircraft.unit, callAt))) return []
    const flight = firstFlight(aircraft, input.routes.conditions, [from, to.at], callAt)
    return flight === null ? [] : [flight.arriveAt]
  })
  return landings.length === 0 ? null : Math.min(...landings)
}
