/**
 * The plan as it stands now: the list, with what the directing staff held, skipped and re-timed, for all or for some.
 * A syndicate that has its copy, or had it and it was taken back, waits for nothing. Where an inject went to some by hand,
 * the others wait for a hand too, unless they were given a minute of their own.
 */
import { replannedOf } from './directing.ts'
import type { Msel, MselItem } from './msel.ts'
import type { SyndicateId } from './names.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'

/** One planned release: an item, the minute of its move, and who waits for it then. */
export interface PlannedRelease {
  readonly item: MselItem
  readonly dueMinute: number
  readonly syndicates: readonly SyndicateId[]
}

/** Planned releases of the present move in the order of the list; an item stands twice when it is due at two minutes. */
export function plannedReleases(state: ExerciseState, msel: Msel): PlannedRelease[] {
  if (state.stage.move === null) return []
  return msel.order.flatMap((serial) => {
    const item = lookUp(msel.items, serial)
    return item === undefined || item.move !== state.stage.move ? [] : releasesOf(state, item)
  })
}

/** The planned releases of one item, whichever move it belongs to, earliest first. */
export function releasesOf(state: ExerciseState, item: MselItem): PlannedRelease[] {
  const byMinute = new Map<number, SyndicateId[]>()
  for (const syndicate of Object.keys(state.syndicates)) {
    const dueMinute = dueMinuteFor(state, item, syndicate)
    if (dueMinute !== null) byMinute.set(dueMinute, [...(byMinute.get(dueMinute) ?? []), syndicate])
  }
  return [...byMinute].sort(([one], [other]) => one - other).map(([dueMinute, syndicates]) => ({ item, dueMinute, syndicates }))
}

/** Null when this syndicate does not wait for the item: held, skipped, released, or never due by the clock. */
export function dueMinuteFor(state: ExerciseState, item: MselItem, syndicate: SyndicateId): number | null {
  if (item.contingency || item.dueMinute === null) return null
  const mark = lookUp(state.planned, item.serial)
  const inject = mark?.injectId == null ? undefined : lookUp(state.injects, mark.injectId)
  if (inject !== undefined && lookUp(inject.releases, syndicate) !== undefined) return null
  const { dueMinute, syndicates } = replannedOf(state.directing, item.serial)
  const own = lookUp(syndicates, syndicate)
  const waits = own === undefined ? mark === undefined : own.status === 'planned'
  return waits ? (own?.dueMinute ?? dueMinute ?? item.dueMinute) : null
}

/** The serial of another inject of the item's group that this syndicate has; null when it has none. */
export function hasInstead(state: ExerciseState, msel: Msel, item: MselItem, syndicate: SyndicateId): string | null {
  if (item.oneOf === undefined) return null
  return msel.order.find((serial) => {
    const other = lookUp(msel.items, serial)
    return other !== undefined && serial !== item.serial && other.oneOf === item.oneOf && hasCopy(state, serial, syndicate)
  }) ?? null
}

/** Whether a copy of the inject stands with this syndicate. */
export function hasCopy(state: ExerciseState, serial: string, syndicate: SyndicateId): boolean {
  const id = lookUp(state.planned, serial)?.injectId
  const inject = id == null ? undefined : lookUp(state.injects, id)
  return inject !== undefined && lookUp(inject.releases, syndicate)?.withdrawnAt === null
}
