/** A point of the map as a row of the plan says where it is: the place of the zone it is at, else kilometres of the grid. Pure. */
import type { ThingId } from '#shared/exercise/names.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import { kmBetween } from '#shared/reality/plane.ts'

/** So near to a place is at it: a drop is only so exact. */
const nearKm = 1.5

export function placeFields({ places }: Pick<Zone, 'places'>, at: Km): { readonly place: ThingId | null; readonly at: Km | null } {
  let best: { readonly id: ThingId; readonly km: number } | null = null
  for (const place of places) {
    const km = kmBetween(place.at, at)
    if (km <= nearKm && (best === null || km < best.km)) best = { id: place.id, km }
  }
  return best === null ? { place: null, at } : { place: best.id, at: null }
}
