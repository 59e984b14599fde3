/** Phones: who can call for help. A place is covered by a mast that works and reaches it, or by a satellite phone. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import { lookUp } from '../exercise/records.ts'
import type { Km } from '../exercise/scenario.ts'
import { factsAt } from './conditions.ts'
import type { RealityInput } from './input.ts'
import { kmBetween } from './plane.ts'

export interface Phones {
  readonly masts: readonly ThingId[]
  readonly satellite: boolean
}

export function phonesAt({ ground, routes }: Pick<RealityInput, 'ground' | 'routes'>, at: Km, minute: ScenarioMinute): Phones {
  const masts = factsAt(routes.conditions, minute)?.masts ?? {}
  return {
    masts: ground.zone.masts.filter((mast) => (lookUp(masts, mast.id)?.state ?? 'on') === 'on' && kmBetween(mast.at, at) <= mast.radiusKm).map(({ id }) => id),
    satellite: ground.planning.satellitePhones.places.some((place) => {
      const placeAt = ground.graph.placeAt.get(place)
      return placeAt !== undefined && kmBetween(placeAt, at) <= ground.planning.presence.withinKm
    }),
  }
}

export function canCall({ masts, satellite }: Phones): boolean {
  return masts.length > 0 || satellite
}
