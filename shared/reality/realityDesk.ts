/**
 * The reality check as its user keeps it (a web worker, a test, the server): it holds the ground, the world somebody knows and
 * his plan, and does again only what changed. A new plan keeps every way that was searched; a new world drops them; a new
 * moment keeps them while the world stays.
 */
import { emptyPlan, type PlanRows } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { Km, ScenarioUnit } from '../exercise/scenario.ts'
import type { ThingId } from '../exercise/names.ts'
import type { WorldFacts } from '../exercise/world.ts'
import { waysChanged, type WayChanged } from './changes.ts'
import { checkPlan, type RealityReport } from './checkPlan.ts'
import type { WorldMoment } from './conditions.ts'
import { endFor, groundOf, partyOfUnit, routesIn, type Ground, type RealityInput } from './input.ts'
import type { Journey } from './journey.ts'
import type { Span } from './minutes.ts'
import type { PlanningValues } from './planning.ts'
import { reachFrom, type Reach } from './reach.ts'
import { reactionOf, type Reaction } from './reaction.ts'
import type { Routes } from './routes.ts'

/** A place of the zone, or a point of the grid. */
export type Whereabouts = ThingId | Km

export class RealityDesk {
  readonly #ground: Ground
  readonly #units: readonly ScenarioUnit[]
  #plan: PlanRows = emptyPlan
  #moments: readonly WorldMoment[] = []
  #now: ScenarioMinute = 0
  #window: Span = { from: 0, to: 1440 }
  #routes: Routes | null = null
  #report: RealityReport | null = null

  constructor(zone: Ground['zone'], planning: PlanningValues, units: readonly ScenarioUnit[]) {
    this.#ground = groundOf(zone, planning)
    this.#units = units
  }

  /** The world from some minutes on, as somebody knows it; most know only how it is now. */
  setWorld(moments: readonly WorldMoment[]): void {
    this.#moments = moments
    this.#routes = null
    this.#report = null
  }

  setPlan(plan: PlanRows): void {
    this.#plan = plan
    this.#report = null
  }

  /** What time it is, and which hours are looked at. Ways are kept while the clock runs on within the same days. */
  setMoment(now: ScenarioMinute, window: Span): void {
    const span = this.#routes?.conditions.span
    if (span !== undefined && (Math.min(now, window.from) < span.from || endFor(window) !== span.to)) this.#routes = null
    this.#now = now
    this.#window = window
    this.#report = null
  }

  report(): RealityReport {
    this.#report ??= checkPlan(this.#input())
    return this.#report
  }

  /** What another world than the one that is set makes of the ways people count on. */
  changesSince(before: readonly WorldMoment[]): readonly WayChanged[] {
    const { routes, plan, window, now } = this.#input()
    const hotspots = [...new Set(plan.hotspots.flatMap(({ place }) => place ?? []))]
    return waysChanged(this.#ground, routesIn(this.#ground, before, { from: Math.min(now, window.from), to: window.to }), routes, hotspots, now)
  }

  /** How far a unit gets from where somebody puts it, by each of several minutes. */
  reach(unit: ThingId, from: Whereabouts, departAt: ScenarioMinute, untils: readonly ScenarioMinute[]): readonly Reach[] {
    const party = this.#partyOf(unit)
    const spot = this.#spot(from)
    return party === null || spot === null ? [] : reachFrom(this.#input().routes, spot, party, departAt, untils)
  }

  /** A unit's way between two spots, with its paces and waits; null when there is none. */
  journey(unit: ThingId, from: Whereabouts, to: Whereabouts, departAt: ScenarioMinute): Journey | null {
    const party = this.#partyOf(unit)
    const [start, end] = [this.#spot(from), this.#spot(to)]
    return party === null || start === null || end === null ? null : this.#input().routes.journey(start, end, party, departAt)
  }

  /** From a cry for help at a spot to a unit of its base being there. */
  reaction(unit: ThingId, site: Whereabouts, eventAt: ScenarioMinute): Reaction | null {
    const found = this.#units.find(({ id }) => id === unit)
    const spot = this.#spot(site)
    return found === undefined || spot === null ? null : reactionOf(this.#input(), found, spot, eventAt)
  }

  #input(): RealityInput {
    this.#routes ??= routesIn(this.#ground, this.#moments, { from: Math.min(this.#now, this.#window.from), to: this.#window.to })
    return { ground: this.#ground, units: this.#units, routes: this.#routes, plan: this.#plan, now: this.#now, window: this.#window }
  }

  #partyOf(unit: ThingId) {
    const found = this.#units.find(({ id }) => id === unit)
    return found === undefined ? null : partyOfUnit({ ground: this.#ground }, found)
  }

  #spot(where: Whereabouts) {
    return typeof where === 'string' ? this.#ground.spots.ofPlace(where) : this.#ground.spots.at(where)
  }
}

/** The one moment most know: how the world is now. */
export function worldNow(facts: WorldFacts, now: ScenarioMinute): readonly WorldMoment[] {
  return [{ from: now, facts }]
}

/** The world now, and the weather and water the directing staff foresee. Never for participants. */
export function worldForeseen(facts: WorldFacts, now: ScenarioMinute, { forecast }: Pick<PlanningValues, 'forecast'>): readonly WorldMoment[] {
  const passed = forecast.hours.filter(({ from }) => from <= now).at(-1)
  const moments = [...(passed === undefined ? [] : [{ ...passed, from: now }]), ...forecast.hours.filter(({ from }) => from > now)].map(({ from, weather, water }): WorldMoment => ({
    from, water, facts: { ...facts, weather: { state: weather, waterMetres: facts.weather?.waterMetres ?? null, note: '', since: facts.weather?.since ?? 0 } },
  }))
  return moments[0]?.from === now ? moments : [{ from: now, facts }, ...moments]
}
