/**
 * What the events of injects do. A masked event carries an empty serial and only the addressed copies its seat may see,
 * so this folds whole states and views alike; an inject of which nothing is known is not kept as an empty shell.
 */
import { runningMsAt } from '../clock.ts'
import type { Inject, InjectRelease } from '../inject.ts'
import type { RecordedAt } from '../moment.ts'
import type { InjectId, SeatId, SyndicateId } from '../names.ts'
import { lookUp, withKey, withoutKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'
import { undoableReleases, type DirectingState } from '../directing.ts'
import type { WorldState } from '../world.ts'
import { worldDifference } from '../worldDifference.ts'
import { applyScoped } from './evolveWorld.ts'

export function releaseInject(state: ExerciseState, event: EventOf<'InjectReleased'>, at: RecordedAt): ExerciseState {
  const reminders = event.reminders.map((text) => ({ text, serial: event.serial, at }))
  const world = event.changes.reduce((before, change) => applyScoped(before, change, at), state.world)
  const told = { ...state, world, reminders: [...state.reminders, ...reminders], directing: undoableWith(state, event, world, at) }
  const planned = event.serial === '' ? state.planned : withKey(state.planned, event.serial, { status: 'released' as const, injectId: event.inject })
  return { ...told, planned, injects: injectsWith(state, event, at) }
}

/** Only where the serial is known, which is the directing staff's state. */
function undoableWith(state: ExerciseState, event: EventOf<'InjectReleased'>, world: WorldState, at: RecordedAt): DirectingState {
  if (event.serial === '') return state.directing
  const { inject, serial } = event
  const release = { inject, serial, at, syndicates: event.to.map(({ syndicate }) => syndicate), changes: worldDifference(state.world, world) }
  return { ...state.directing, undoable: [...state.directing.undoable, release].slice(-undoableReleases) }
}

function injectsWith(state: ExerciseState, event: EventOf<'InjectReleased'>, at: RecordedAt): ExerciseState['injects'] {
  if (event.to.length === 0 && !event.toAll) return state.injects
  const before: Inject = lookUp(state.injects, event.inject) ?? { id: event.inject, secrets: null, shared: null, sharedAt: null, releases: {} }
  const runningMs = runningMsAt(state.clock, at)
  const minutes = event.content.answerMinutes
  const copies = event.to.map(({ syndicate, number, content }): [SyndicateId, InjectRelease] => [syndicate, {
    syndicate, number,
    content: content ?? event.content,
    hat: event.hat,
    seat: event.seat,
    releasedAt: at,
    releasedRunningMs: runningMs,
    dueRunningMs: minutes === null ? null : runningMs + minutes * 60_000,
    delivered: {}, opened: {}, acknowledged: null, answers: [], review: null, withdrawnAt: null,
  }])
  return withKey(state.injects, event.inject, {
    ...before,
    // Those of the first release: they belong to the inject, not to one syndicate's copy.
    secrets: before.secrets ?? event.secrets,
    shared: event.toAll ? event.content : before.shared,
    sharedAt: event.toAll ? at : before.sharedAt,
    releases: { ...before.releases, ...Object.fromEntries(copies) },
  })
}

/** Taken back: nobody new reads it, and what went to all is shared no longer. Effects on the world stay until staff change them. */
export function withdrawInject(state: ExerciseState, event: EventOf<'InjectWithdrawn'>, at: RecordedAt): ExerciseState {
  const inject = lookUp(state.injects, event.inject)
  if (inject === undefined) return state
  return { ...state, injects: withoutCopies(state, inject, event.syndicates, at), reminders: withdrawalReminders(state, inject, event.syndicates, at) }
}

/** The injects with these copies taken back; one of which nothing is known then is not kept. */
export function withoutCopies(state: ExerciseState, inject: Inject, syndicates: readonly SyndicateId[], at: RecordedAt): ExerciseState['injects'] {
  const releases = Object.fromEntries(Object.entries(inject.releases).map(([key, release]) =>
    [key, syndicates.includes(key) && release.withdrawnAt === null ? { ...release, withdrawnAt: at } : release]))
  const left = { ...inject, releases, shared: null, sharedAt: null }
  return Object.keys(releases).length === 0 ? withoutKey(state.injects, inject.id) : withKey(state.injects, inject.id, left)
}

/** Only where the serial is known, which is the directing staff's state. */
function withdrawalReminders(state: ExerciseState, inject: Inject, syndicates: readonly SyndicateId[], at: RecordedAt): ExerciseState['reminders'] {
  const serial = inject.secrets?.serial ?? ''
  if (serial === '') return state.reminders
  const names = syndicates.map((id) => lookUp(state.syndicates, id)?.name ?? id).join(', ')
  return [...state.reminders, { text: `${serial} was taken back from ${names}. What it changed in the world stays: change it back by hand.`, serial, at }]
}

export function deliverInject(state: ExerciseState, event: EventOf<'InjectDelivered'>, at: RecordedAt): ExerciseState {
  return changeRelease(state, event.inject, event.syndicate, (release) => ({ ...release, delivered: firstReceipt(release.delivered, event.seat, at) }))
}

export function openInject(state: ExerciseState, event: EventOf<'InjectOpened'>, at: RecordedAt): ExerciseState {
  return changeRelease(state, event.inject, event.syndicate, (release) => ({ ...release, opened: firstReceipt(release.opened, event.seat, at) }))
}

export function acknowledgeInject(state: ExerciseState, event: EventOf<'InjectAcknowledged'>, at: RecordedAt): ExerciseState {
  return changeRelease(state, event.inject, event.syndicate, (release) => ({ ...release, acknowledged: release.acknowledged ?? { by: event.seat, at } }))
}

/** The last answer counts; a new one waits for its own review. */
export function answerInject(state: ExerciseState, event: EventOf<'InjectAnswered'>, at: RecordedAt): ExerciseState {
  const given = { by: event.seat, at, runningMs: runningMsAt(state.clock, at), late: event.late, answer: event.answer }
  return changeRelease(state, event.inject, event.syndicate, (release) => ({ ...release, answers: [...release.answers, given], review: null }))
}

export function reviewInject(state: ExerciseState, event: EventOf<'InjectReviewed'>, at: RecordedAt): ExerciseState {
  const review = { by: event.seat, at, mark: event.mark, note: event.note }
  return changeRelease(state, event.inject, event.syndicate, (release) => ({ ...release, review }))
}

function firstReceipt(receipts: Readonly<Record<SeatId, RecordedAt>>, seat: SeatId, at: RecordedAt): Readonly<Record<SeatId, RecordedAt>> {
  return lookUp(receipts, seat) === undefined ? withKey(receipts, seat, at) : receipts
}

function changeRelease(state: ExerciseState, id: InjectId, syndicate: SyndicateId, change: (release: InjectRelease) => InjectRelease): ExerciseState {
  const inject = lookUp(state.injects, id)
  const release = inject === undefined ? undefined : lookUp(inject.releases, syndicate)
  if (inject === undefined || release === undefined) return state
  const releases = withKey(inject.releases, syndicate, change(release))
  return { ...state, injects: withKey(state.injects, id, { ...inject, releases }) }
}
