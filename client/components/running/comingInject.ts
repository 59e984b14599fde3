/** What the clock, or the instructor's hand, brings next: as words and as what is asked of the server. Pure. */
import type { Command } from '#shared/exercise/commands.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import { hasCopy, plannedReleases, releasesOf, type PlannedRelease } from '#shared/exercise/plan.ts'
import { comingReleases, moveMinuteAt, noticeMs, noticesAt } from '#shared/exercise/schedule.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { formatClock } from '../../text/format.ts'
import { runningText as words } from '../../text/en/running.ts'

/** notice: goes out by itself within the minute. hand: the instructor releases. waiting: by itself, later. stands: no clock runs. */
export type ComingKind = 'notice' | 'hand' | 'waiting' | 'stands'

export interface Coming {
  readonly kind: ComingKind
  readonly release: PlannedRelease
  /** 'goes out in 0:42', 'due 3 min ago' */
  readonly when: string
  /** 'to all', 'to 1 2' */
  readonly to: string
  /** Others that go out within the minute. */
  readonly more: number
}

/** Null outside a move, and when nothing of it is left. */
export function comingInject(view: ExerciseState, msel: Msel, now: RecordedAt): Coming | null {
  const minute = moveMinuteAt(view, now)
  const [running] = comingReleases(view, msel, now)
  const release = running ?? plannedReleases(view, msel).sort((one, other) => one.dueMinute - other.dueMinute)[0]
  if (release === undefined || minute === null) return null
  const to = toWords(view, release)
  if (!view.automatic) return { kind: 'hand', release, to, more: 0, when: handWords(release.dueMinute, minute, running?.leftMs ?? null) }
  if (running === undefined) return { kind: 'stands', release, to, more: 0, when: `${words.nextAt(release.dueMinute)}, ${words.clockStands}` }
  if (running.leftMs > noticeMs) return { kind: 'waiting', release, to, more: 0, when: `${words.nextIn(formatClock(running.leftMs))}, ${words.byItself}` }
  return { kind: 'notice', release, to, more: noticesAt(view, msel, now).length - 1, when: running.leftMs === 0 ? words.goesOutNow : words.goesOutIn(formatClock(running.leftMs)) }
}

export function releaseCommand({ item, syndicates }: PlannedRelease): Command {
  return { type: 'inject:release', serial: item.serial, syndicates: [...syndicates] }
}

/** Held for all where all wait, so that the list says it in one word. */
export function holdCommand(view: ExerciseState, { item, syndicates }: PlannedRelease): Command {
  const all = syndicates.length === Object.keys(view.syndicates).length
  return { type: 'inject:hold', serial: item.serial, ...(all ? {} : { syndicates: [...syndicates] }) }
}

/** What would go out at once if the staff let the clock release again. */
export function overdueSerials(view: ExerciseState, msel: Msel, now: RecordedAt): string[] {
  const minute = moveMinuteAt(view, now)
  return minute === null ? [] : [...new Set(plannedReleases(view, msel).filter(({ dueMinute }) => dueMinute <= minute).map(({ item }) => item.serial))]
}

/** What goes out at the moment a move begins, where the clock releases: its minute is 0, so no notice can come before. */
export function atOnceSerials(view: ExerciseState, msel: Msel, move: number | null): string[] {
  if (!view.automatic || move === null) return []
  const items = msel.order.flatMap((serial) => msel.items[serial] ?? []).filter((item) => item.move === move)
  return items.filter((item) => releasesOf(view, item).some(({ dueMinute }) => dueMinute === 0)).map(({ serial }) => serial)
}

/** Whom this move gave none of a group of which each syndicate gets one: said before the move is left. */
export function missingOfGroups(view: ExerciseState, msel: Msel): string[] {
  if (view.stage.move === null) return []
  const items = msel.order.flatMap((serial) => msel.items[serial] ?? [])
  const groups = new Set(items.flatMap(({ oneOf, move }) => (oneOf !== undefined && move === view.stage.move ? [oneOf] : [])))
  return [...groups].flatMap((group) => {
    const serials = items.filter(({ oneOf }) => oneOf === group).map(({ serial }) => serial)
    const without = Object.values(view.syndicates).filter(({ id }) => !serials.some((serial) => hasCopy(view, serial, id)))
    return without.map(({ name }) => words.groupMissing(name, serials))
  })
}

function handWords(dueMinute: number, minute: number, leftMs: number | null): string {
  if (leftMs !== null && leftMs > 0) return `${words.nextIn(formatClock(leftMs))}, ${words.byHand}`
  return minute >= dueMinute ? words.overdue(Math.floor(minute - dueMinute)) : `${words.nextAt(dueMinute)}, ${words.clockStands}`
}

export function toWords(view: ExerciseState, { syndicates }: Pick<PlannedRelease, 'syndicates'>): string {
  if (syndicates.length === Object.keys(view.syndicates).length) return words.toAll
  return words.to(syndicates.flatMap((id) => view.syndicates[id]?.number ?? []).sort((one, other) => one - other))
}
