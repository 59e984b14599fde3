/** Presence: which units are where, when. A unit that does nothing is at its base; one that is under way is nowhere. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { Km, ScenarioUnit } from '../exercise/scenario.ts'
import { baseOf, isUsable, partyOfUnit, unitStateAt, type RealityInput } from './input.ts'
import { joined, overlapOf, without, type Span } from './minutes.ts'
import { kmBetween } from './plane.ts'
import { unitPlanning } from './planning.ts'
import type { Runner } from './race.ts'
import { dayOf, type UnitDays } from './turns.ts'

export interface Presence {
  readonly unit: ThingId
  /** The task it is there for; null = it is at home. */
  readonly task: string | null
  readonly at: Km
  /** Turning points of a patrol: it is about these too. */
  readonly route: readonly Km[]
  readonly span: Span
  readonly protects: boolean
}

/** All units of the mission and of the plan, with their turns, where they are and when. */
export function presencesOf(input: RealityInput, days: UnitDays): Presence[] {
  return input.units.flatMap((unit) => {
    const { turns, whole } = dayOf(days, unit.id)
    if (turns.length === 0 && unit.side !== 'un' && unit.side !== 'police') return []
    const usable = usableSpans(input, unit)
    const { protects } = unitPlanning(input.ground.planning, unit.id)
    const base = baseOf(input, unit)
    const home = base === null ? [] : without(usable, whole).map((span): Presence => ({ unit: unit.id, task: null, at: base.at, route: [], span, protects }))
    const out = turns.flatMap(({ present, task, spot }) => (present === null ? [] : overlapOf([present], usable).map((span): Presence =>
      ({ unit: unit.id, task: task.id, at: spot.at, route: task.route, span, protects: protects && task.kind !== 'liaison' }))))
    return [...home, ...out]
  })
}

/** Presences near enough to a place. */
export function presentAt(presences: readonly Presence[], at: Km, withinKm: number): Presence[] {
  return presences.filter((presence) => kmBetween(presence.at, at) <= withinKm || presence.route.some((point) => kmBetween(point, at) <= withinKm))
}

/** Hours in which somebody who protects is there. */
export function protectedSpans(presences: readonly Presence[]): Span[] {
  return joined(presences.filter(({ protects }) => protects).map(({ span }) => span))
}

function usableSpans(input: RealityInput, unit: ScenarioUnit): Span[] {
  const { window, routes } = input
  const cuts = [window.from, ...routes.conditions.moments.map(({ from }) => from).filter((from) => from > window.from && from < window.to), window.to]
  return joined(cuts.slice(1).flatMap((to, index) => {
    const from = cuts[index] ?? to
    return from < to && isUsable(unitStateAt(input, unit.id, from)) ? [{ from, to }] : []
  }))
}

/** Units that could be sent at a minute: whole, free, able to protect; each from where it is, after its notice. */
export function runnersAt(input: RealityInput, days: UnitDays, at: ScenarioMinute, only: (unit: ScenarioUnit) => boolean): Runner[] {
  return input.units.flatMap((unit) => {
    const { protects, noticeMinutes } = unitPlanning(input.ground.planning, unit.id)
    if (!protects || !only(unit) || unitStateAt(input, unit.id, at) !== 'available') return []
    const { turns, any } = dayOf(days, unit.id)
    if (any.some(({ from, to }) => from <= at && at < to)) return []
    const last = turns.filter(({ present, span }) => present !== null && span.to <= at).at(-1)
    const spot = last !== undefined && !(last.backAt <= at) ? last.spot : baseOf(input, unit)
    const party = partyOfUnit(input, unit)
    return spot === null || party === null ? [] : [{ name: unit.id, spot, party, readyAt: at + noticeMinutes }]
  })
}
