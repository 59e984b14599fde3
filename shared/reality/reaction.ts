/** The chain from a cry for help to somebody being there: alert, cross-check, decision, notice to move, road. Parts add up to the whole. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ScenarioUnit } from '../exercise/scenario.ts'
import { baseOf, partyOfUnit, type RealityInput } from './input.ts'
import { waitedIn, type Journey } from './journey.ts'
import { canCall, phonesAt } from './phones.ts'
import { unitPlanning } from './planning.ts'
import type { Spot } from './spots.ts'

export type ReactionPart = 'alert' | 'cross-check' | 'decision' | 'notice' | 'crossing' | 'waiting' | 'road' | 'off-road'
export interface Reaction {
  readonly parts: readonly { readonly part: ReactionPart; readonly minutes: number }[]
  readonly arriveAt: ScenarioMinute
  readonly journey: Journey | null
}

/** From an event at a site to a unit that sets out from its base being there; null when it never comes. */
export function reactionOf(input: RealityInput, unit: ScenarioUnit, site: Spot, eventAt: ScenarioMinute, from: Spot | null = baseOf(input, unit)): Reaction | null {
  const { reaction } = input.ground.planning
  const party = partyOfUnit(input, unit)
  if (from === null || party === null) return null
  const alert = canCall(phonesAt(input, site.at, eventAt)) ? reaction.alertMinutes : reaction.alertWithoutPhoneMinutes
  const { noticeMinutes } = unitPlanning(input.ground.planning, unit.id)
  const departAt = eventAt + alert + reaction.crossCheckMinutes + reaction.decisionMinutes + noticeMinutes
  const journey = input.routes.journey(from, site, party, departAt)
  if (journey === null) return null
  const [crossing, offRoad, waiting] = [
    journey.legs.reduce((sum, leg) => (leg.kind === 'crossing' ? sum + leg.trips * leg.minutesEach : sum), 0),
    journey.legs.reduce((sum, leg) => (leg.kind === 'off-road' ? sum + leg.to - leg.from : sum), 0), waitedIn(journey),
  ]
  const parts: Reaction['parts'] = [
    { part: 'alert', minutes: alert }, { part: 'cross-check', minutes: reaction.crossCheckMinutes }, { part: 'decision', minutes: reaction.decisionMinutes },
    { part: 'notice', minutes: noticeMinutes }, { part: 'road', minutes: journey.arriveAt - departAt - crossing - offRoad - waiting },
    { part: 'crossing', minutes: crossing }, { part: 'waiting', minutes: waiting }, { part: 'off-road', minutes: offRoad },
  ]
  return { parts: parts.filter(({ minutes }) => minutes > 0), arriveAt: journey.arriveAt, journey }
}
