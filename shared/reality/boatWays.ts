/** The ways of boats: navigable waters, cut where places lie near enough to land. A boat goes from place to place. */
import type { Km, Zone } from '../exercise/scenario.ts'
import type { ThingId } from '../exercise/names.ts'
import { nearestOnLine, partOf, toMetre } from './plane.ts'
import type { PlanningValues } from './planning.ts'

export interface BoatStretch { readonly way: ThingId; readonly km: number; readonly line: readonly Km[]; readonly from: ThingId; readonly to: ThingId }

export function boatStretches({ places, waters }: Pick<Zone, 'places' | 'waters'>, boats: PlanningValues['boats']): BoatStretch[] {
  return waters.filter(({ id }) => boats.waters.includes(id)).flatMap(({ id, line }) => {
    const landings = places
      .map((place) => ({ place: place.id, ...nearestOnLine(place.at, line) }))
      .filter(({ off }) => off <= boats.landingKm)
      .sort((one, other) => one.along - other.along || (one.place < other.place ? -1 : 1))
    return landings.slice(1).map((to, index) => {
      const from = landings[index] ?? to
      return { way: id, km: toMetre(to.along - from.along), line: partOf(line, from.along, to.along), from: from.place, to: to.place }
    })
  })
}
