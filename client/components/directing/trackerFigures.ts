/** What one strip of the tracker shows of a syndicate, read from the staff's view. Nothing of one person alone. Pure. */
import { isAddressed } from '#shared/exercise/inject.ts'
import type { InjectRelease } from '#shared/exercise/inject.ts'
import type { SeatId, SyndicateId } from '#shared/exercise/names.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Seat, Syndicate } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { directingText } from '../../text/en/directing.ts'
import { isAnswerable } from '../inbox/inboxItems.ts'

export interface Share { readonly done: number; readonly of: number }

export interface TrackerFigures {
  readonly people: Share
  /** Of the seats addressed, over all injects. */
  readonly delivered: Share
  readonly opened: Share
  /** Of the injects given to the syndicate. */
  readonly acknowledged: Share
  /** Of the injects that ask for an answer. */
  readonly answered: Share
  /** Answers that wait for a review. */
  readonly toReview: number
  /** Answers wanted whose time is over. */
  readonly late: number
  /** Requests for information without an answer. */
  readonly requests: number
  readonly submittedAt: RecordedAt | null
  /** The last receipt, answer or submission; null when there was none. What is written is seen by the board watch. */
  readonly lastAt: RecordedAt | null
}

export function syndicatesInOrder(view: ExerciseState): Syndicate[] {
  return Object.values(view.syndicates).sort((one, other) => one.number - other.number)
}

/** Admitted members in the order they joined. */
export function membersOf(view: ExerciseState, syndicate: SyndicateId): Seat[] {
  return Object.values(view.seats)
    .filter((seat) => seat.role === 'member' && seat.syndicate === syndicate && seat.status === 'admitted')
    .sort((one, other) => one.since - other.since)
}

/** Everyone in the lobby, first come first. */
export function waitingSeats(view: ExerciseState): Seat[] {
  return Object.values(view.seats).filter(({ status }) => status === 'waiting').sort((one, other) => one.since - other.since)
}

export function releasesTo(view: ExerciseState, syndicate: SyndicateId): InjectRelease[] {
  return Object.values(view.injects).flatMap(({ releases }) => {
    const release = releases[syndicate]
    return release === undefined || release.withdrawnAt !== null ? [] : [release]
  })
}

/** Seats of the syndicate a release is for. */
export function addressedSeats(members: readonly Seat[], release: InjectRelease): Seat[] {
  return members.filter((seat) => isAddressed(release, seat))
}

export function trackerFigures(view: ExerciseState, syndicate: SyndicateId, online: ReadonlySet<SeatId>, runningMs: number): TrackerFigures {
  const members = membersOf(view, syndicate)
  const releases = releasesTo(view, syndicate)
  const asked = releases.filter(({ content }) => isAnswerable(content))
  const submission = view.submissions.filter((each) => each.syndicate === syndicate).at(-1) ?? null
  const receipts = (of: 'delivered' | 'opened'): Share => ({
    done: sum(releases, (release) => addressedSeats(members, release).filter(({ id }) => release[of][id] !== undefined).length),
    of: sum(releases, (release) => addressedSeats(members, release).length),
  })
  return {
    people: { done: members.filter(({ id }) => online.has(id)).length, of: members.length },
    delivered: receipts('delivered'),
    opened: receipts('opened'),
    acknowledged: { done: releases.filter(({ acknowledged, answers }) => acknowledged !== null || answers.length > 0).length, of: releases.length },
    answered: { done: asked.filter(({ answers }) => answers.length > 0).length, of: asked.length },
    toReview: asked.filter(needsReview).length,
    late: asked.filter(({ answers, dueRunningMs }) => answers.length === 0 && dueRunningMs !== null && dueRunningMs < runningMs).length,
    requests: view.conduct.requests.filter((request) => request.syndicate === syndicate && request.answers.length === 0).length,
    submittedAt: submission?.at ?? null,
    lastAt: latest([...releases.flatMap(instantsOf), ...(submission === null ? [] : [submission.at])]),
  }
}

/** A new answer after a review asks for another look. */
export function needsReview({ answers, review }: InjectRelease): boolean {
  const last = answers.at(-1)
  return last !== undefined && (review === null || review.at < last.at)
}

/** 'active 2:10 ago', in steps that do not flicker; null = nothing was done yet. */
export function ageSentence(ageMs: number | null): string {
  if (ageMs === null) return directingText.noAction
  if (ageMs < 60_000) return directingText.activeNow
  return directingText.lastAction(Math.floor(ageMs / 60_000))
}

function instantsOf({ opened, acknowledged, answers }: InjectRelease): RecordedAt[] {
  return [...Object.values(opened), ...(acknowledged === null ? [] : [acknowledged.at]), ...answers.map(({ at }) => at)]
}

function latest(instants: readonly RecordedAt[]): RecordedAt | null {
  return instants.length === 0 ? null : Math.max(...instants)
}

function sum<Row>(rows: readonly Row[], figure: (row: Row) => number): number {
  return rows.reduce((total, row) => total + figure(row), 0)
}
