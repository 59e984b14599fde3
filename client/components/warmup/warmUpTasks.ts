/** The warm-up as its strip asks it: which task is next, on which place, and which marks count. Pure. */
import type { Annotation } from '#shared/board/annotation.ts'
import type { Paper, ScenarioUnit, Zone, ZonePlace } from '#shared/exercise/scenario.ts'
import { warmUpTasks, type TicksOfSeat, type WarmUpTask } from '#shared/exercise/warmUp.ts'
import { gridDistance, latLngToKm } from '#shared/geo/grid.ts'

/** A marker this near counts as put on the place. */
export const nearKm = 2

/** The first task neither done nor skipped; null when all are. */
export function nextTask(ticks: TicksOfSeat): WarmUpTask | null {
  return warmUpTasks.find((task) => ticks[task] === undefined) ?? null
}

/** Where the own force has its base, else the capital, else the first place on the sheet. */
export function basePlace(zone: Zone, units: readonly ScenarioUnit[]): ZonePlace | null {
  const base = units.find(({ side, base: place }) => side === 'un' && place !== null)?.base
  return zone.places.find(({ id }) => id === base) ?? zone.places.find(({ kind }) => kind === 'capital') ?? zone.places[0] ?? null
}

/** Kilometres from a marker to the place; null for marks that are no markers. */
export function markerKm(zone: Zone, place: ZonePlace, mark: Annotation): number | null {
  if (mark.kind !== 'marker') return null
  return gridDistance(latLngToKm(zone.grid, mark.geometry), place.at)
}

/** The paper to open: the first that everybody reads. */
export function firstPaper(papers: readonly Paper[]): Paper | null {
  return papers.find(({ audience }) => audience === 'all') ?? null
}
