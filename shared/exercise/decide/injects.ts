/** Injects on their way out by hand: released, held, skipped, re-timed, put back, taken back. What falls due is falling.ts. */
import type { ExerciseEvent } from '../events.ts'
import { freeItem } from '../freeInject.ts'
import type { Msel, MselItem } from '../msel.ts'
import type { Serial, SyndicateId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { dueMinuteFor, hasInstead } from '../plan.ts'
import { replannedOf } from '../directing.ts'
import { lookUp } from '../records.ts'
import { moveMinuteAt } from '../schedule.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { exhibitLeaves } from './exhibits.ts'
import { leavesTheWall } from './room.ts'
import { releaseOf, wouldVanish, type Narrowing } from './release.ts'

export function releaseInject(state: ExerciseState, command: CommandOf<'inject:release'>, context: DecideContext): Decision {
  const { serial } = command
  const unreadable = context.msel.unreadable.find((each) => each.serial === serial)
  if (unreadable !== undefined) return no('unreadable-inject', `${serial} cannot be released as it is written: ${unreadable.why.slice(0, 100)}. Correct it in the list first.`)
  const item = lookUp(context.msel.items, serial) ?? freeItem(state, serial)
  if (item === null) return no('unknown-thing', `There is no inject ${serial} in the list.`)
  return releaseItem(state, item, command.syndicates, command.only ?? {}, context)
}

/** Of an item of the list, or of a free inject. */
export function releaseItem(state: ExerciseState, item: MselItem, syndicates: readonly SyndicateId[], only: Narrowing, context: DecideContext): Decision {
  const wrong = wrongAddress(state, syndicates, only)
  if (wrong !== null) return wrong
  const wanted = syndicates.filter((id) => hasInstead(state, context.msel, item, id) === null)
  const instead = syndicates.map((id) => hasInstead(state, context.msel, item, id)).find((each) => each !== null)
  if (wanted.length === 0) return no('already-done', `They have ${instead ?? 'another'} instead: each syndicate gets one of these injects only.`)
  if (wanted.every((id) => wouldVanish(state, item, id, only))) return no('not-now', `They had ${item.serial} before and know that it was taken back. Release it to the same people or to the whole syndicate, or write a free inject.`)
  const event = releaseOf(state, item, wanted, only, context)
  return event === null ? no('already-done', `${item.serial} has already gone to all of them.`) : happens(event)
}

export function holdInject(state: ExerciseState, { serial, syndicates }: CommandOf<'inject:hold'>, context: DecideContext): Decision {
  return setPlan(state, serial, syndicates, context.msel, 'held') ?? happens({ type: 'InjectHeld', ...planFor(serial, syndicates) })
}

export function skipInject(state: ExerciseState, { serial, syndicates }: CommandOf<'inject:skip'>, context: DecideContext): Decision {
  return setPlan(state, serial, syndicates, context.msel, 'skipped') ?? happens({ type: 'InjectSkipped', ...planFor(serial, syndicates) })
}

export function planInject(state: ExerciseState, { serial, syndicates }: CommandOf<'inject:plan'>, context: DecideContext): Decision {
  return setPlan(state, serial, syndicates, context.msel, 'planned') ?? happens({ type: 'InjectPlanned', ...planFor(serial, syndicates) })
}

/** Only ahead: what should go out at once is released, not re-timed. */
export function retimeInject(state: ExerciseState, { serial, dueMinute, syndicates }: CommandOf<'inject:retime'>, context: DecideContext): Decision {
  const item = lookUp(context.msel.items, serial)
  if (item === undefined) return no('unknown-thing', `There is no inject ${serial} in the list.`)
  const minutes = state.agenda.find(({ move }) => move !== null && move === item.move)?.minutes
  if (item.contingency || minutes === undefined) return no('not-now', `${serial} has no minute: it is released by hand only.`)
  const now = item.move === state.stage.move ? moveMinuteAt(state, context.now) : null
  if (now !== null && dueMinute < now) return no('too-late', 'That minute of the move is already over. Release it now instead.')
  if (syndicates === undefined && lookUp(state.planned, serial)?.status === 'released') return no('already-done', `${serial} has already been released. Give the syndicates that wait for it a minute of their own.`)
  const wrong = syndicates === undefined ? null : (wrongAddress(state, syndicates, {}) ?? hasItAlready(state, serial, syndicates))
  return wrong ?? happens({ type: 'InjectRetimed', dueMinute, ...planFor(serial, syndicates) })
}

export function withdrawInject(state: ExerciseState, command: CommandOf<'inject:withdraw'>): Decision {
  const inject = lookUp(state.injects, command.inject)
  if (inject === undefined) return no('unknown-thing', 'There is no such released inject.')
  const syndicates = [...new Set(command.syndicates)].filter((id) => lookUp(inject.releases, id)?.withdrawnAt === null)
  if (syndicates.length === 0) return no('already-done', 'None of these syndicates has it.')
  return happens(...leavesTheWall(state, inject.id), ...exhibitLeaves(state, inject.id), { type: 'InjectWithdrawn', inject: inject.id, syndicates })
}

/** What a jump passes, as events: of an item that waits for some only, those are named. */
export function skippedBetween(state: ExerciseState, msel: Msel, from: number, to: number): ExerciseEvent[] {
  const isPassed = (minute: number | null): boolean => minute !== null && minute > from && minute < to
  return msel.order.flatMap((serial): ExerciseEvent[] => {
    const item = lookUp(msel.items, serial)
    if (item === undefined || item.move !== state.stage.move) return []
    const waiting = Object.keys(state.syndicates).filter((id) => dueMinuteFor(state, item, id) !== null)
    const passed = waiting.filter((id) => isPassed(dueMinuteFor(state, item, id)))
    if (passed.length === 0) return []
    const isWhole = passed.length === waiting.length && lookUp(state.planned, serial) === undefined && Object.keys(replannedOf(state.directing, serial).syndicates).length === 0
    return [{ type: 'InjectSkipped', ...planFor(serial, isWhole ? undefined : passed) }]
  })
}

/** Null when these syndicates and this seat can be addressed. */
function wrongAddress(state: ExerciseState, syndicates: readonly SyndicateId[], only: Narrowing): Decision | null {
  if (syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (only.hat !== undefined && !state.hats.some(({ id }) => id === only.hat)) return no('unknown-thing', 'There is no such hat in this exercise.')
  if (only.seat === undefined) return null
  const seat = admittedSeat(state, only.seat)
  const isThere = seat?.role === 'member' && syndicates.length === 1 && seat.syndicate === syndicates[0]
  return isThere ? null : no('unknown-thing', 'There is no such member in this syndicate. Choose one from the list.')
}

function planFor(serial: Serial, syndicates: readonly SyndicateId[] | undefined): { serial: Serial; syndicates?: readonly SyndicateId[] } {
  return syndicates === undefined ? { serial } : { serial, syndicates: [...new Set(syndicates)] }
}

/** Null when the way is free. */
function setPlan(state: ExerciseState, serial: Serial, syndicates: readonly SyndicateId[] | undefined, msel: Msel, status: 'held' | 'skipped' | 'planned'): Decision | null {
  const known = lookUp(msel.items, serial) !== undefined || msel.unreadable.some((each) => each.serial === serial)
  const now = lookUp(state.planned, serial)?.status ?? 'planned'
  if (!known && now === 'planned') return no('unknown-thing', `There is no inject ${serial} in the list.`)
  if (syndicates !== undefined) return wrongAddress(state, syndicates, {}) ?? hasItAlready(state, serial, syndicates) ?? isSoAlready(state, serial, syndicates, status)
  if (now === 'released') return no('already-done', `${serial} has already been released. It can be taken back, but not planned again.`)
  const ownPlans = Object.keys(replannedOf(state.directing, serial).syndicates).length > 0
  return now === status && !ownPlans ? no('already-done', `${serial} is already ${status}.`) : null
}

function isSoAlready(state: ExerciseState, serial: Serial, syndicates: readonly SyndicateId[], status: 'held' | 'skipped' | 'planned'): Decision | null {
  const own = replannedOf(state.directing, serial).syndicates
  return syndicates.every((id) => lookUp(own, id)?.status === status) ? no('already-done', `${serial} is already ${status} for them.`) : null
}

function hasItAlready(state: ExerciseState, serial: Serial, syndicates: readonly SyndicateId[]): Decision | null {
  const id = lookUp(state.planned, serial)?.injectId
  const releases = id == null ? {} : (lookUp(state.injects, id)?.releases ?? {})
  const there = syndicates.find((each) => lookUp(releases, each) !== undefined)
  return there === undefined ? null : no('already-done', `${lookUp(state.syndicates, there)?.name ?? there} has already received ${serial}.`)
}
