/**
 * What the directing staff changed of the plan while the day runs, how branches stand, and what can be undone.
 * Theirs alone: in every other view it is empty.
 */
import type { KeptExhibit } from './exhibit.ts'
import type { InjectId, Serial, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'
import { lookUp } from './records.ts'
import type { FactChange } from './worldDifference.ts'

/** Where one syndicate's copy of a planned inject goes its own way. */
export interface OwnPlan {
  readonly status: 'planned' | 'held' | 'skipped'
  /** Null = as for all. */
  readonly dueMinute: number | null
}

export interface Replanned {
  /** Running minutes after the move began; null = as in the list. */
  readonly dueMinute: number | null
  readonly syndicates: Readonly<Record<SyndicateId, OwnPlan>>
}

export interface BranchRecord {
  readonly word: 'yes' | 'no' | null
  /** Null while it is open. Never changes afterwards. */
  readonly outcome: 'yes' | 'no' | null
  /** The staff were asked already. */
  readonly asked: boolean
}

/** A release with what it did to the world, thing by thing. */
export interface UndoableRelease {
  readonly inject: InjectId
  readonly serial: Serial
  readonly syndicates: readonly SyndicateId[]
  readonly at: RecordedAt
  readonly changes: readonly FactChange[]
}

export interface DirectingState {
  readonly replanned: Readonly<Record<Serial, Replanned>>
  /** Keyed by `branchKey`. */
  readonly branches: Readonly<Record<string, BranchRecord>>
  /** Oldest first; at most `undoableReleases`. */
  readonly undoable: readonly UndoableRelease[]
  readonly shelf: readonly KeptExhibit[]
}

export const undoableReleases = 20
export const directingAtOpening: DirectingState = { replanned: {}, branches: {}, undoable: [], shelf: [] }
export const openBranch: BranchRecord = { word: null, outcome: null, asked: false }
const nothingReplanned: Replanned = { dueMinute: null, syndicates: {} }

export function branchKey(serial: Serial, rule: string, syndicate: SyndicateId): string {
  return `${serial}/${rule}/${syndicate}`
}

export function branchRecord(directing: DirectingState, serial: Serial, rule: string, syndicate: SyndicateId): BranchRecord {
  return lookUp(directing.branches, branchKey(serial, rule, syndicate)) ?? openBranch
}

export function replannedOf(directing: DirectingState, serial: Serial): Replanned {
  return lookUp(directing.replanned, serial) ?? nothingReplanned
}
