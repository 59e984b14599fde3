/** Supply: how long a base lives when its road is cut, and the fuel its part of the plan burns. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { lookUp } from '../exercise/records.ts'
import type { RealityInput } from './input.ts'
import { roadKm, type Journey } from './journey.ts'
import type { Party } from './passing.ts'
import { mobilityOf } from './planning.ts'
import type { Turn } from './turns.ts'

export interface BaseSupply {
  readonly base: ThingId
  readonly fuelDays: number
  readonly foodDays: number
  readonly from: ThingId | null
  /** When a truck that sets out now is there; Infinity = the road is cut for trucks. Null = it is the store. */
  readonly truckAt: ScenarioMinute | null
  /** Days until something runs out; null while supply comes. */
  readonly daysLeft: number | null
  /** Litres the moves of the plan burn within the window, there and back. */
  readonly planLitres: number
}

export function supplyOf(input: RealityInput, turns: readonly Turn[]): BaseSupply[] {
  const { planning, spots } = input.ground
  const litres = litresByUnit(input, turns)
  const truck = mobilityOf(planning, planning.escorts.truck)
  return Object.entries(planning.bases).map(([base, { fuelDays, foodDays, supplyFrom, units }]) => {
    const [store, here] = [supplyFrom === null ? null : spots.ofPlace(supplyFrom), spots.ofPlace(base)]
    const party: Party | null = truck === null ? null : { mobility: truck, vehicles: 1, nightCircle: null, halts: false }
    const truckAt = store === null || here === null || party === null ? null : input.routes.arrival(store, here, party, input.now)
    const days = Math.min(fuelDays, foodDays)
    const isCut = truckAt !== null && truckAt > input.now + days * 1440
    return { base, fuelDays, foodDays, from: supplyFrom, truckAt, daysLeft: isCut ? days : null, planLitres: units.reduce((sum, unit) => sum + (litres.get(unit) ?? 0), 0) }
  })
}

/** Litres of a journey: every vehicle over every kilometre of road. */
export function litresOf(journey: Pick<Journey, 'legs' | 'vehicles'>, litresPerKm: number): number {
  return roadKm(journey) * journey.vehicles * litresPerKm
}

function litresByUnit({ routes }: RealityInput, turns: readonly Turn[]): ReadonlyMap<ThingId, number> {
  const found = new Map<ThingId, number>()
  for (const { unit, from, spot, party, readyAt, present, airlift } of turns) {
    const journey = present === null || airlift !== null ? null : routes.journey(from, spot, party, readyAt)
    if (journey !== null) found.set(unit.id, (found.get(unit.id) ?? 0) + 2 * litresOf(journey, party.mobility.litresPerKm))
  }
  return found
}

/** Vehicles ready at a base, of one mobility. */
export function readyVehicles({ ground }: Pick<RealityInput, 'ground'>, base: ThingId, mobility: string): number | null {
  const stock = lookUp(ground.planning.bases, base)
  return stock === undefined ? null : (lookUp(stock.vehicles, mobility)?.ready ?? 0)
}
