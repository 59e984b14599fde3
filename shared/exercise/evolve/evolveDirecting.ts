/** What the directing staff's changes of the plan and the branches do. None of these events reaches another seat. */
import { branchKey, branchRecord, replannedOf } from '../directing.ts'
import type { BranchRecord, OwnPlan, Replanned } from '../directing.ts'
import type { RecordedAt } from '../moment.ts'
import type { Serial, SyndicateId } from '../names.ts'
import { lookUp, withKey, withoutKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

type Status = OwnPlan['status']

/** For all: what single syndicates had of their own is gone with it. What was released stays released. */
export function replan(state: ExerciseState, { serial, syndicates }: EventOf<'InjectHeld' | 'InjectPlanned' | 'InjectSkipped'>, status: Status): ExerciseState {
  if (syndicates !== undefined) return withReplanned(state, serial, ownPlans(replannedOf(state.directing, serial), syndicates, { status }))
  if (lookUp(state.planned, serial)?.status === 'released') return state
  const planned = status === 'planned' ? withoutKey(state.planned, serial) : withKey(state.planned, serial, { status, injectId: null })
  return { ...withReplanned(state, serial, { ...replannedOf(state.directing, serial), syndicates: {} }), planned }
}

/** A minute of its own means that the syndicate waits for it, also where the others have the inject already. */
export function retime(state: ExerciseState, { serial, dueMinute, syndicates }: EventOf<'InjectRetimed'>): ExerciseState {
  const before = replannedOf(state.directing, serial)
  return withReplanned(state, serial, syndicates === undefined ? { dueMinute, syndicates: {} } : ownPlans(before, syndicates, { status: 'planned', dueMinute }))
}

export function sayBranch(state: ExerciseState, event: EventOf<'BranchSaid'>): ExerciseState {
  return withBranch(state, event, { word: event.word })
}

export function askBranch(state: ExerciseState, event: EventOf<'BranchAsked'>, at: RecordedAt): ExerciseState {
  return withReminders(withBranch(state, event, { asked: true }), event, at)
}

export function takeBranch(state: ExerciseState, event: EventOf<'BranchTaken'>, at: RecordedAt): ExerciseState {
  return withReminders(withBranch(state, event, { outcome: event.outcome }), event, at)
}

function withReminders(state: ExerciseState, { serial, reminders }: EventOf<'BranchAsked' | 'BranchTaken'>, at: RecordedAt): ExerciseState {
  return reminders.length === 0 ? state : { ...state, reminders: [...state.reminders, ...reminders.map((text) => ({ text, serial, at }))] }
}

function ownPlans(before: Replanned, syndicates: readonly SyndicateId[], change: Partial<OwnPlan>): Replanned {
  const own = syndicates.map((id): [SyndicateId, OwnPlan] => [id, { status: 'planned', dueMinute: null, ...lookUp(before.syndicates, id), ...change }])
  return { ...before, syndicates: { ...before.syndicates, ...Object.fromEntries(own) } }
}

function withReplanned(state: ExerciseState, serial: Serial, replanned: Replanned): ExerciseState {
  const isAsListed = replanned.dueMinute === null && Object.keys(replanned.syndicates).length === 0
  const { directing } = state
  return { ...state, directing: { ...directing, replanned: isAsListed ? withoutKey(directing.replanned, serial) : withKey(directing.replanned, serial, replanned) } }
}

function withBranch(state: ExerciseState, { serial, rule, syndicate }: EventOf<'BranchSaid' | 'BranchAsked' | 'BranchTaken'>, change: Partial<BranchRecord>): ExerciseState {
  const { directing } = state
  const record = { ...branchRecord(directing, serial, rule, syndicate), ...change }
  return { ...state, directing: { ...directing, branches: withKey(directing.branches, branchKey(serial, rule, syndicate), record) } }
}
