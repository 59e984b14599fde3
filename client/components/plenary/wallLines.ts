/** What a column of the decision wall says, in words. Pure: names, places and grid are given. */
import type { InjectAnswer } from '#shared/exercise/inject.ts'
import type { WallColumn } from '#shared/exercise/plenary.ts'
import type { Km, ScenarioUnit, Zone } from '#shared/exercise/scenario.ts'
import { formatMgrs, gridDistance, kmToLatLng } from '#shared/geo/grid.ts'
import { plenaryText as words } from '../../text/en/plenary.ts'

/** The decision itself: a choice, units by name, a place near something the room knows, or the words. */
export function decisionOf(answer: InjectAnswer, zone: Zone | null, units: readonly ScenarioUnit[]): string {
  if (answer.choice !== null) return answer.choice
  if (answer.units.length > 0) return words.units(answer.units.map((id) => units.find((unit) => unit.id === id)?.name ?? id).join(', '))
  if (answer.at !== null) return zone === null ? '' : placeWords(answer.at, zone)
  return answer.text
}

/** What stands below it. */
export function restOf(answer: InjectAnswer): readonly string[] {
  const isHead = answer.choice === null && answer.units.length === 0 && answer.at === null
  return [answer.reason, isHead ? '' : answer.text, answer.riskAcceptedBy === '' ? '' : words.acceptedBy(answer.riskAcceptedBy)].filter((each) => each !== '')
}

/** The grid reference, and the named place next to it: few in a room read a reference from the wall. */
export function placeWords(at: Km, zone: Zone): string {
  const reference = formatMgrs(zone.grid, kmToLatLng(zone.grid, at))
  const [nearest] = zone.places
    .map((place) => ({ name: place.name, km: gridDistance(place.at, at) }))
    .sort((one, other) => one.km - other.km)
  return nearest === undefined ? reference : words.near(reference, nearest.name, nearest.km.toFixed(nearest.km < 10 ? 1 : 0))
}

/** How long it took; where an older wall does not say, the time on the wall clock. Null without an answer. */
export function tookMs({ afterMs, answeredAt, releasedAt }: WallColumn): number | null {
  if (afterMs !== undefined) return afterMs
  return answeredAt === null || releasedAt === null ? null : answeredAt - releasedAt
}

/** How long it took beside the slowest, 0 to 1: the length of its bar. */
export function shareOfTime(columns: readonly WallColumn[], column: WallColumn): number {
  const slowest = Math.max(1, ...columns.map((each) => tookMs(each) ?? 0))
  return Math.max(0.02, (tookMs(column) ?? 0) / slowest)
}
