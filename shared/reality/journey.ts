/** A journey: one party's way from spot to spot, leg by leg, each with the pace it went at and the minutes it stood waiting. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { WeatherState } from '../exercise/world.ts'
import { intervalAt } from './conditions.ts'
import { tripsOver, type Party, type Passing } from './passing.ts'
import type { MobilityId, WayClass } from './planning.ts'

/** Kilometres gone at one pace; `kmh` 0 = waited. */
export interface Pace { readonly km: number; readonly kmh: number; readonly minutes: number; readonly weather: WeatherState; readonly night: boolean }

export type Leg =
  | { readonly kind: 'way'; readonly way: ThingId; readonly class: WayClass; readonly km: number; readonly from: ScenarioMinute; readonly to: ScenarioMinute; readonly paces: readonly Pace[] }
  | { readonly kind: 'crossing'; readonly crossing: ThingId; readonly trips: number; readonly minutesEach: number; readonly waited: number; readonly from: ScenarioMinute; readonly to: ScenarioMinute }
  | { readonly kind: 'off-road'; readonly km: number; readonly by: MobilityId; readonly from: ScenarioMinute; readonly to: ScenarioMinute }
  | { readonly kind: 'flight'; readonly km: number; readonly kmh: number; readonly from: ScenarioMinute; readonly to: ScenarioMinute }

export interface Journey {
  readonly mobility: MobilityId
  readonly vehicles: number
  readonly departAt: ScenarioMinute
  readonly arriveAt: ScenarioMinute
  readonly legs: readonly Leg[]
}

/** The leg over one passage, or over the first `km` of it. */
export function legOver(passing: Passing, index: number, km: number | null, at: ScenarioMinute): Leg | null {
  const passage = passing.graph.passages[index]
  if (passage === undefined) return null
  if (passage.kind === 'crossing') {
    const boards = passing.boarding(index, passage, at)
    return {
      kind: 'crossing', crossing: passage.crossing.id, trips: tripsOver(passage, passing.party), minutesEach: passage.crossing.turnRoundMinutes,
      waited: boards - at, from: at, to: passing.arrival(index, at),
    }
  }
  const length = km ?? passage.km
  return { kind: 'way', way: passage.way, class: passage.class, km: length, from: at, to: passing.arrivalAfter(index, length, at), paces: pacesOver(passing, index, length, at) }
}

function pacesOver(passing: Passing, index: number, km: number, at: ScenarioMinute): Pace[] {
  const { conditions } = passing
  const paces = passing.pacesOf(index)
  const found: Pace[] = []
  let [now, left] = [at, km]
  for (let interval = Math.max(0, intervalAt(conditions, at)); interval < paces.length && left > 0; interval += 1) {
    const [kmh, end] = [paces[interval] ?? 0, conditions.bounds[interval + 1] ?? 0]
    const most = ((end - now) * kmh) / 60
    const done = kmh > 0 && now + (left * 60) / kmh <= end ? left : most
    const minutes = kmh > 0 && done === left ? (left * 60) / kmh : end - now
    if (minutes > 0) found.push({ km: done, kmh, minutes, weather: conditions.weather[interval] ?? 'dry', night: conditions.night[interval] === true })
    left -= done
    now = Math.max(now, end)
  }
  return joinPaces(found)
}

/** Legs one after the other on the same road are one. */
export function joinLegs(legs: readonly Leg[]): Leg[] {
  const whole: Leg[] = []
  for (const leg of legs) {
    const last = whole.at(-1)
    if (last?.kind === 'way' && leg.kind === 'way' && last.way === leg.way && last.class === leg.class) {
      whole[whole.length - 1] = { ...last, km: last.km + leg.km, to: leg.to, paces: joinPaces([...last.paces, ...leg.paces]) }
    } else whole.push(leg)
  }
  return whole
}

function joinPaces(paces: readonly Pace[]): Pace[] {
  const whole: Pace[] = []
  for (const pace of paces) {
    const last = whole.at(-1)
    if (last !== undefined && last.kmh === pace.kmh && last.weather === pace.weather && last.night === pace.night) {
      whole[whole.length - 1] = { ...last, km: last.km + pace.km, minutes: last.minutes + pace.minutes }
    } else whole.push(pace)
  }
  return whole
}

/** Minutes of a journey spent standing: at a ferry, at a closed road, through a night. */
export function waitedIn({ legs }: Pick<Journey, 'legs'>): number {
  return legs.reduce((sum, leg) => {
    if (leg.kind === 'crossing') return sum + leg.waited
    return leg.kind === 'way' ? sum + leg.paces.reduce((minutes, pace) => minutes + (pace.kmh === 0 ? pace.minutes : 0), 0) : sum
  }, 0)
}

/** Road kilometres of a journey, for its fuel. */
export function roadKm({ legs }: Pick<Journey, 'legs'>): number {
  return legs.reduce((sum, leg) => (leg.kind === 'way' ? sum + leg.km : sum), 0)
}

/** One text for equal parties, to remember what was found for them. */
export function partyKey({ mobility, vehicles, nightCircle, halts }: Party): string {
  return `${mobility.id} ${vehicles} ${nightCircle === null ? '' : `${nightCircle.centre[0]} ${nightCircle.centre[1]} ${nightCircle.km}`} ${halts ? 1 : 0}`
}
