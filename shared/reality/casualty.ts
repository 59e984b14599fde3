/**
 * Casualties: minutes from a wound to first aid, to Level 1 and to Level 2, by road and by air, against 10 minutes, 1 hour
 * and 2 hours. Whoever is there carries the wounded; where nobody is, an ambulance comes first.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { firstFlight } from './air.ts'
import { isUsable, unitStateAt, type RealityInput } from './input.ts'
import type { Party } from './passing.ts'
import { mobilityOf } from './planning.ts'
import type { Presence } from './presence.ts'
import { raceOf } from './race.ts'
import type { Spot } from './spots.ts'

export interface Evacuation { readonly by: 'road' | 'air'; readonly at: ScenarioMinute; readonly to: string }
export interface CasualtyTimeline {
  readonly woundedAt: ScenarioMinute
  /** Minutes after the wound; null = nobody comes. */
  readonly firstAid: number | null
  readonly level1: (Evacuation & { readonly minutes: number }) | null
  readonly level2: (Evacuation & { readonly minutes: number }) | null
  readonly late: { readonly firstAid: boolean; readonly level1: boolean; readonly level2: boolean }
}

/** `presences` = who is near the site (presentAt). */
export function casualtyAt(input: RealityInput, site: Spot, presences: readonly Presence[], woundedAt: ScenarioMinute): CasualtyTimeline {
  const { casualty } = input.ground.planning
  const helperAt = helpAt(input, site, presences, woundedAt)
  const level1 = earliest([...roadToLevel1(input, site, helperAt), ...airToLevel1(input, site, woundedAt)])
  const level2 = earliest([...onFromLevel1(input, level1), ...airToLevel2(input, site, woundedAt)])
  const after = (evacuation: Evacuation | null) => (evacuation === null ? null : { ...evacuation, minutes: evacuation.at - woundedAt })
  const firstAid = helperAt === null ? null : helperAt.at - woundedAt
  const isLate = (minutes: number | null | undefined, most: number): boolean => minutes == null || minutes > most
  return {
    woundedAt, firstAid, level1: after(level1), level2: after(level2),
    late: {
      firstAid: isLate(firstAid, casualty.firstAidMinutes), level1: isLate(level1 === null ? null : level1.at - woundedAt, casualty.level1Minutes),
      level2: isLate(level2 === null ? null : level2.at - woundedAt, casualty.level2Minutes),
    },
  }
}

interface Help { readonly at: ScenarioMinute; readonly party: Party }

/** Who gives first aid and carries: a unit that is there, or the first ambulance. */
function helpAt(input: RealityInput, site: Spot, presences: readonly Presence[], at: ScenarioMinute): Help | null {
  const { planning, spots } = input.ground
  const there = presences.find(({ span }) => span.from <= at && at < span.to)
  const own = mobilityOf(planning, '4x4') ?? planning.mobility[0]
  const alone = (mobility: Party['mobility']): Party => ({ mobility, vehicles: 1, nightCircle: null, halts: false })
  if (there !== undefined && own !== undefined) return { at, party: alone(own) }
  const ambulance = mobilityOf(planning, planning.casualty.ambulance)
  if (ambulance === null) return null
  const runners = Object.entries(planning.bases).flatMap(([base, { medicalLevel }]) => {
    const spot = medicalLevel === null ? null : spots.ofPlace(base)
    return spot === null ? [] : [{ name: base, spot, party: alone(ambulance), readyAt: at }]
  })
  const first = raceOf(input.routes, runners)(site)
  return first === null ? null : { at: first.arriveAt, party: alone(ambulance) }
}

function level1Bases({ ground }: RealityInput): { readonly base: ThingId; readonly spot: Spot }[] {
  return Object.entries(ground.planning.bases).flatMap(([base, { medicalLevel }]) => {
    const spot = medicalLevel === null || medicalLevel < 1 ? null : ground.spots.ofPlace(base)
    return spot === null ? [] : [{ base, spot }]
  })
}

function roadToLevel1(input: RealityInput, site: Spot, help: Help | null): Evacuation[] {
  if (help === null) return []
  return level1Bases(input).map(({ base, spot }) => ({ by: 'road', to: base, at: input.routes.arrival(site, spot, help.party, help.at) }))
}

/** The aircraft that can be called, each with the place it stands at. */
function flying(input: RealityInput, callAt: ScenarioMinute) {
  return input.ground.planning.aircraft.flatMap((aircraft) => {
    const base = input.units.find(({ id }) => id === aircraft.unit)?.base
    const from = base == null ? undefined : input.ground.graph.placeAt.get(base)
    return from === undefined || !isUsable(unitStateAt(input, aircraft.unit, callAt)) ? [] : [{ aircraft, from }]
  })
}

function airToLevel1(input: RealityInput, site: Spot, callAt: ScenarioMinute): Evacuation[] {
  return flying(input, callAt).flatMap(({ aircraft, from }) => level1Bases(input).flatMap(({ base, spot }): Evacuation[] => {
    const flight = firstFlight(aircraft, input.routes.conditions, [from, site.at, spot.at], callAt)
    return flight === null ? [] : [{ by: 'air', to: base, at: flight.arriveAt }]
  }))
}

/** Level 2 lies off the sheet: by air from a place on it, which takes so many minutes. */
function onFromLevel1(input: RealityInput, level1: Evacuation | null): Evacuation[] {
  const { level2 } = input.ground.planning.casualty
  const from = input.ground.graph.placeAt.get(level2.from)
  if (level1 === null || level1.to !== level2.from || from === undefined) return []
  return flying(input, level1.at).flatMap(({ aircraft }): Evacuation[] => {
    // Called when the wound was reported, loaded when the wounded come: the notice is not waited for again by air.
    const flight = firstFlight({ ...aircraft, noticeMinutes: 0, alertNoticeMinutes: 0 }, input.routes.conditions, [from], level1.at + aircraft.loadingMinutes, level2.flightMinutes)
    return flight === null ? [] : [{ by: 'air', to: level2.name, at: flight.arriveAt }]
  })
}

function airToLevel2(input: RealityInput, site: Spot, callAt: ScenarioMinute): Evacuation[] {
  const { level2 } = input.ground.planning.casualty
  const hub = input.ground.graph.placeAt.get(level2.from)
  if (hub === undefined) return []
  return flying(input, callAt).flatMap(({ aircraft, from }): Evacuation[] => {
    const flight = firstFlight(aircraft, input.routes.conditions, [from, site.at, hub], callAt, level2.flightMinutes)
    return flight === null ? [] : [{ by: 'air', to: level2.name, at: flight.arriveAt }]
  })
}

function earliest(ways: readonly Evacuation[]): Evacuation | null {
  let best: Evacuation | null = null
  for (const way of ways) if (Number.isFinite(way.at) && (best === null || way.at < best.at)) best = way
  return best
}
