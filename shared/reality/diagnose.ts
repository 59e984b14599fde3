/** Why a party does not come, or comes late: what stands in its way, and the cheapest ways round. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import { intervalAt } from './conditions.ts'
import { airAt } from './coverage.ts'
import type { Blocker, Mend } from './findings.ts'
import { isUsable, unitStateAt, type RealityInput } from './input.ts'
import { hindrances, type Hindrance, type Party } from './passing.ts'
import { mobilityOf, unitPlanning } from './planning.ts'
import { raceOf, type Runner } from './race.ts'
import type { Spot } from './spots.ts'
import { dayOf, type Turn, type UnitDays } from './turns.ts'

/** What forbids the way a party would take if nothing did. */
export function blockersOf({ routes }: Pick<RealityInput, 'routes'>, from: Spot, to: Spot, party: Party, departAt: ScenarioMinute): Blocker[] {
  const search = routes.search(from, party, departAt, hindrances)
  const { entry } = routes.arrivalOf(search, to)
  if (entry === null) return []
  const strict = routes.passing(party)
  const way = search.wayTo(entry.node)
  const passages = [...way.map(({ passage, from: node }) => ({ passage, at: search.arrivalAt(node) })), ...(entry.passage === -1 ? [] : [{ passage: entry.passage, at: search.arrivalAt(entry.node) }])]
  const found: Blocker[] = []
  for (const { passage: index, at } of passages) {
    const passage = routes.graph.passages[index]
    const hindrance = passage === undefined ? null : strict.hindranceAt(passage, Math.max(0, intervalAt(routes.conditions, at)))
    if (passage === undefined || hindrance === null) continue
    const thing = passage.kind === 'crossing' ? passage.crossing.id : passage.way
    if (!found.some((each) => each.thing === thing && each.hindrance === hindrance)) found.push({ hindrance, thing, at })
  }
  return found
}

/** Whether a turn is late because something stands in its way, and not only because it is far. */
export function isHindered({ routes }: Pick<RealityInput, 'routes'>, { from, spot, party, readyAt, arriveAt }: Turn): boolean {
  return routes.arrival(from, spot, party, readyAt, hindrances) < arriveAt - 1e-6
}

/** Which hindrance alone makes the difference: without it the party would be there in time, or at all. */
export function decidingHindrance({ routes }: Pick<RealityInput, 'routes'>, { from, spot, party, readyAt, arriveAt, span }: Turn, among: readonly Hindrance[]): Hindrance | null {
  const arrivals = among.map((each) => ({ each, at: routes.arrival(from, spot, party, readyAt, [each]) }))
  const inTime = arrivals.find(({ at }) => at <= Math.max(span.from, readyAt))
  if (inTime !== undefined) return inTime.each
  return Number.isFinite(arriveAt) ? null : (arrivals.find(({ at }) => Number.isFinite(at))?.each ?? null)
}

/** Ways to be there in time, or less late, than the turn is. Every one of them was searched for: none is a guess. */
export function waysRound(input: RealityInput, turn: Turn, days: UnitDays, hindered: boolean): Mend[] {
  const { routes, ground } = input
  const { from, spot, party, readyAt, span } = turn
  const isBetter = (at: ScenarioMinute): boolean => at < turn.arriveAt && at < span.to
  const lost = (at: ScenarioMinute): number => Math.max(0, at - span.from)
  const mends: Mend[] = []
  const waysDiffer = hindered || party.mobility.top !== null || leavesRoadOrTakesTurns(input, turn)
  for (const mobility of waysDiffer ? ground.planning.mobility : []) {
    if (mobility.id === party.mobility.id || mobility.id === 'boat' || mobility.id === ground.planning.casualty.ambulance) continue
    const arriveAt = routes.arrival(from, spot, { ...party, mobility, vehicles: vehiclesFor(party, mobility.seats) }, readyAt)
    if (isBetter(arriveAt)) mends.push({ kind: 'other-mobility', mobility: mobility.id, arriveAt, lostMinutes: lost(arriveAt) })
  }
  if (waysDiffer && party.vehicles > 1) {
    const arriveAt = routes.arrival(from, spot, { ...party, vehicles: 1 }, readyAt)
    if (isBetter(arriveAt)) mends.push({ kind: 'fewer-vehicles', vehicles: 1, arriveAt, lostMinutes: lost(arriveAt) })
  }
  const other = otherUnit(input, turn, days)
  if (other !== null && isBetter(other.arriveAt)) mends.push({ kind: 'other-unit', unit: other.name, arriveAt: other.arriveAt, lostMinutes: lost(other.arriveAt) })
  const air = airAt(input, spot, input.now)
  if (air !== null && isBetter(air)) mends.push({ kind: 'by-air', arriveAt: air, lostMinutes: lost(air) })
  if (turn.arriveAt < span.to) mends.push({ kind: 'begin-later', at: Math.ceil(turn.arriveAt), lostMinutes: lost(turn.arriveAt) })
  return mends
}

/** Where a free way leads along roads only and no crossing takes turns, every vehicle takes as long: nothing to try. */
function leavesRoadOrTakesTurns({ routes }: RealityInput, { from, spot, party, readyAt }: Turn): boolean {
  const journey = routes.journey(from, spot, party, readyAt)
  return journey === null || journey.legs.some((leg) => leg.kind === 'off-road' || (leg.kind === 'crossing' && leg.trips > 1))
}

function vehiclesFor({ mobility, vehicles }: Party, seats: number): number {
  return seats === 0 ? 1 : Math.max(1, Math.ceil((vehicles * mobility.seats) / seats))
}

/** The first unit that protects, can be used, and has nothing to do from now until the turn's end. */
function otherUnit(input: RealityInput, turn: Turn, days: UnitDays): { readonly name: string; readonly arriveAt: ScenarioMinute } | null {
  const runners = input.units.flatMap((unit): Runner[] => {
    const values = unitPlanning(input.ground.planning, unit.id)
    const mobility = mobilityOf(input.ground.planning, values.mobility)
    const base = unit.base === null ? null : input.ground.spots.ofPlace(unit.base)
    if (unit.id === turn.unit.id || !values.protects || values.reserve || mobility === null || base === null || !isUsable(unitStateAt(input, unit.id, input.now))) return []
    if (unitStateAt(input, unit.id, input.now) !== 'available' || dayOf(days, unit.id).turns.some((each) => each.departAt < turn.span.to)) return []
    const nightCircle = values.caveat === null ? null : { centre: base.at, km: values.caveat.beyondKm }
    return [{ name: unit.id, spot: base, readyAt: input.now + values.noticeMinutes, party: { mobility, vehicles: values.vehicles, nightCircle, halts: false } }]
  })
  return raceOf(input.routes, runners)(turn.spot)
}
