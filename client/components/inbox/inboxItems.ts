/** What a syndicate's inbox shows: which injects, in which state, and how much time is left. Pure. */
import { runningMsAt, type ClockState } from '#shared/exercise/clock.ts'
import { isAddressed } from '#shared/exercise/inject.ts'
import type { InjectContent, InjectRelease, SourceGrade } from '#shared/exercise/inject.ts'
import type { InjectId, SeatId, SyndicateId } from '#shared/exercise/names.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { text } from '../../text/index.ts'
import { formatClock } from '../../text/format.ts'

/** read: nothing is asked back. open: asked and not yet done. done: acknowledged or answered, as asked. */
export type InboxStatus = 'withdrawn' | 'read' | 'open' | 'done'

export interface InboxItem {
  readonly inject: InjectId
  readonly release: InjectRelease
  /** This seat has not opened it yet. */
  readonly unread: boolean
  readonly status: InboxStatus
}

export interface TimeLeft {
  /** Running milliseconds until the answer is wanted; never negative: `late` says it is over. */
  readonly ms: number
  readonly late: boolean
  /** The exercise's clock stands still, so nothing runs out now. */
  readonly stands: boolean
}

/** The inbox of one seat, newest first. What its hat is not addressed by is left out. */
export function inboxOf(view: ExerciseState, syndicate: SyndicateId, seat: SeatId): InboxItem[] {
  const reader = { id: seat, hat: view.seats[seat]?.hat ?? null }
  const items: InboxItem[] = []
  for (const { id, releases } of Object.values(view.injects)) {
    const release = releases[syndicate]
    if (release === undefined || !isAddressed(release, reader)) continue
    items.push({ inject: id, release, unread: release.opened[seat] === undefined && release.withdrawnAt === null, status: statusOf(release) })
  }
  return items.sort((one, other) => other.release.number - one.release.number)
}

export function unreadCount(items: readonly InboxItem[]): number {
  return items.filter(({ unread }) => unread).length
}

export function statusOf(release: InjectRelease): InboxStatus {
  if (release.withdrawnAt !== null) return 'withdrawn'
  if (isAnswerable(release.content)) return release.answers.length > 0 ? 'done' : 'open'
  return release.acknowledged === null ? 'read' : 'done'
}

export function isAnswerable(content: InjectContent): boolean {
  return content.answer.kind !== 'read'
}

/** Null when there is no deadline, or none any more. */
export function timeLeft(release: InjectRelease, clock: ClockState, now: RecordedAt): TimeLeft | null {
  if (release.dueRunningMs === null || release.withdrawnAt !== null || release.answers.length > 0) return null
  if (!isAnswerable(release.content) && release.acknowledged !== null) return null
  const ms = release.dueRunningMs - runningMsAt(clock, now)
  return { ms: Math.max(0, ms), late: ms < 0, stands: clock.status === 'paused' }
}

/** 'answer in 14:00 (running time)'; a deadline always names its clock. */
export function timeLeftSentence(left: TimeLeft): string {
  if (left.late) return text.inbox.late
  const clock = formatClock(left.ms)
  return left.stands ? text.inbox.answerInStands(clock) : text.inbox.answerIn(clock)
}

/** Half of the last five minutes are gone unnoticed in a loud room: from here on the figure turns warm. */
export function isDueSoon(left: TimeLeft): boolean {
  return !left.late && left.ms <= 5 * 60_000
}

export function gradeMark(grade: SourceGrade): string {
  return `${grade.source}${grade.information}`
}

/** 'Source C: fairly reliable. Information 3: possibly true.' */
export function gradeMeaning(grade: SourceGrade): string {
  return text.inbox.gradeMeaning(grade.source, text.inbox.sources[grade.source], grade.information, text.inbox.information[grade.information])
}

/** The newest inject this seat has not opened and has not waved away. */
export function arrivalOf(items: readonly InboxItem[], dismissed: ReadonlySet<InjectId>): InboxItem | null {
  return items.find((item) => item.unread && !dismissed.has(item.inject)) ?? null
}
