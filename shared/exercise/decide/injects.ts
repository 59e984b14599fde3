/** Injects on their way out: released by hand or when due, held, skipped, put back, taken back. */
import type { ExerciseEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import type { InjectContent } from '../inject.ts'
import type { Msel, MselItem } from '../msel.ts'
import type { Serial, SyndicateId } from '../names.ts'
import { isSafeKey, lookUp } from '../records.ts'
import { dueInjects } from '../schedule.ts'
import type { ExerciseState } from '../state.ts'
import type { Scope, ScopedChange } from '../world.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

type InjectReleased = Extract<ExerciseEvent, { type: 'InjectReleased' }>

export function releaseInject(state: ExerciseState, command: CommandOf<'inject:release'>, context: DecideContext): Decision {
  const unreadable = context.msel.unreadable.find((each) => each.serial === command.serial)
  if (unreadable !== undefined) return no('unreadable-inject', `${command.serial} cannot be released as it is written: ${unreadable.why.slice(0, 100)}. Correct it in the list first.`)
  const item = lookUp(context.msel.items, command.serial)
  if (item === undefined) return no('unknown-thing', `There is no inject ${command.serial} in the list.`)
  if (command.syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  const event = releaseOf(state, item, command.syndicates, context)
  return event === null ? no('already-done', `${command.serial} has already gone to all of them.`) : happens(event)
}

/** Asked by the scheduler at every tick: what is due goes to everybody, in the order of the list, while the clock runs. */
export function fallDue(state: ExerciseState, context: DecideContext): Decision {
  if (!state.automatic || state.clock.status !== 'running') return happens()
  const events: ExerciseEvent[] = []
  let soFar = state
  for (const item of dueInjects(state, context.msel, context.now)) {
    const event = releaseOf(soFar, item, Object.keys(state.syndicates), context)
    if (event === null) continue
    events.push(event)
    soFar = evolve(soFar, { moment: { recordedAt: context.now, sequence: context.sequence }, author: 'server', event })
  }
  return happens(...events)
}

export function holdInject(state: ExerciseState, { serial }: CommandOf<'inject:hold'>, context: DecideContext): Decision {
  return setPlan(state, serial, context.msel, 'held') ?? happens({ type: 'InjectHeld', serial })
}

export function skipInject(state: ExerciseState, { serial }: CommandOf<'inject:skip'>, context: DecideContext): Decision {
  return setPlan(state, serial, context.msel, 'skipped') ?? happens({ type: 'InjectSkipped', serial })
}

export function planInject(state: ExerciseState, { serial }: CommandOf<'inject:plan'>, context: DecideContext): Decision {
  return setPlan(state, serial, context.msel, 'planned') ?? happens({ type: 'InjectPlanned', serial })
}

export function withdrawInject(state: ExerciseState, command: CommandOf<'inject:withdraw'>): Decision {
  const inject = lookUp(state.injects, command.inject)
  if (inject === undefined) return no('unknown-thing', 'There is no such released inject.')
  const syndicates = [...new Set(command.syndicates)].filter((id) => lookUp(inject.releases, id)?.withdrawnAt === null)
  if (syndicates.length === 0) return no('already-done', 'None of these syndicates has it.')
  return happens({ type: 'InjectWithdrawn', inject: inject.id, syndicates })
}

/** Null when the way is free. */
function setPlan(state: ExerciseState, serial: Serial, msel: Msel, status: 'held' | 'skipped' | 'planned'): Decision | null {
  const known = lookUp(msel.items, serial) !== undefined || msel.unreadable.some((each) => each.serial === serial)
  const now = lookUp(state.planned, serial)?.status ?? 'planned'
  if (!known && now === 'planned') return no('unknown-thing', `There is no inject ${serial} in the list.`)
  if (now === 'released') return no('already-done', `${serial} has already been released. It can be taken back, but not planned again.`)
  return now === status ? no('already-done', `${serial} is already ${status}.`) : null
}

/** The whole release of one item to those who do not have it; null when all have it. */
function releaseOf(state: ExerciseState, item: MselItem, wanted: readonly SyndicateId[], context: DecideContext): InjectReleased | null {
  const id = lookUp(state.planned, item.serial)?.injectId ?? null
  const releases = id === null ? {} : (lookUp(state.injects, id)?.releases ?? {})
  const has = (syndicate: SyndicateId): boolean => lookUp(releases, syndicate)?.withdrawnAt === null
  const fresh = [...new Set(wanted)].filter((syndicate) => !has(syndicate))
  if (fresh.length === 0) return null
  // What is protected is never shown on a stage, so it never becomes everybody's.
  const toAll = item.hat === null && !item.content.protected && Object.keys(state.syndicates).every((each) => has(each) || fresh.includes(each))
  return {
    type: 'InjectReleased',
    inject: id ?? context.newId(),
    serial: item.serial,
    secrets: item.secrets,
    content: item.visitor ? visitorContent(item.content) : item.content,
    hat: item.hat,
    to: fresh.map((syndicate) => ({ syndicate, number: nextNumber(state, syndicate) })),
    toAll,
    changes: changesOf(item, fresh, toAll, id === null),
    reminders: remindersOf(item),
  }
}

/** Effects for all and on the truth happen once; those on the addressed go with each copy, and become common when all have it. */
function changesOf(item: MselItem, fresh: readonly SyndicateId[], toAll: boolean, first: boolean): ScopedChange[] {
  return item.effects.flatMap((effect): ScopedChange[] => {
    if (effect.audience === 'reminder' || ('thing' in effect.change && !isSafeKey(effect.change.thing))) return []
    if (effect.audience === 'addressed') {
      const scope: Scope = toAll ? { kind: 'common' } : { kind: 'syndicates', syndicates: fresh }
      return [{ scope, change: effect.change }]
    }
    if (!first) return []
    return [{ scope: effect.audience === 'all' ? { kind: 'common' } : { kind: 'truth' }, change: effect.change }]
  })
}

/** What no machine decides: said to the directing staff, never guessed. */
function remindersOf(item: MselItem): string[] {
  const visitor = item.visitor ? [`${item.serial}: send the role player to the table now. The brief is in the list.`] : []
  const hands = item.effects.flatMap((effect) => (effect.audience === 'reminder' ? [effect.text] : []))
  return [...visitor, ...hands, ...item.secrets.branches]
}

/** The text of a visitor is the role player's brief: what goes out only says that somebody comes. */
function visitorContent(content: InjectContent): InjectContent {
  return { ...content, title: 'A visitor', text: 'A visitor comes to your table.', from: 'A visitor', grade: null, place: null, contentNotice: null }
}

/** One more than the highest number this inbox ever had: numbers are never used twice. */
function nextNumber(state: ExerciseState, syndicate: SyndicateId): number {
  const numbers = Object.values(state.injects).map((inject) => lookUp(inject.releases, syndicate)?.number ?? 0)
  return Math.max(0, ...numbers) + 1
}
