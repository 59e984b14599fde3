/** The plan as it stands on the map while Means are open: one chip for each place, its rank first, then who is sent there. Pure. */
import type { PlanRows } from '#shared/board/planRows.ts'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import type { PlannedSpot } from '../../state/mapRequests.svelte.ts'
import { meansText as words } from '../../text/en/means.ts'
import type { Names } from './names.ts'

const ranks = ['must', 'should', 'could'] as const

export function plannedSpots(rows: PlanRows, zone: Pick<Zone, 'places'>, names: Pick<Names, 'unit'>): PlannedSpot[] {
  const placeAt = new Map(zone.places.map(({ id, at }) => [id, at]))
  const spots = new Map<string, { at: Km; ranks: Set<string>; units: Set<string>; isHotspot: boolean; row: string }>()
  /** The first row of a place is the one it opens: hotspots before tasks. */
  const spotOf = ({ id, place, at }: { readonly id: string; readonly place: string | null; readonly at: Km | null }) => {
    const where = place === null ? at : (placeAt.get(place) ?? null)
    if (where === null) return null
    const key = `${where[0]} ${where[1]}`
    const spot = spots.get(key) ?? { at: where, ranks: new Set<string>(), units: new Set<string>(), isHotspot: false, row: id }
    spots.set(key, spot)
    return spot
  }
  for (const row of rows.hotspots) {
    const spot = spotOf(row)
    if (spot === null) continue
    spot.isHotspot = true
    if (row.rank !== null) spot.ranks.add(row.rank)
  }
  for (const task of rows.tasks) {
    const unit = task.unit === null ? null : names.unit(task.unit)
    if (unit !== null) spotOf(task)?.units.add(unit)
  }
  return Array.from(spots.values(), ({ at, ranks: named, units, isHotspot, row }): PlannedSpot => {
    const rank = ranks.find((each) => named.has(each)) ?? null
    const first = rank !== null ? words.ranks[rank] : isHotspot ? words.rowKind.hotspot : null
    return { at, rank, row, words: [...(first === null ? [] : [first]), ...units].join(' · '), isHeld: units.size > 0 }
  })
}
