/** One release, whole: who receives it, what each reads, what it does to the world and what it asks of the directing staff. */
import type { ExerciseEvent } from '../events.ts'
import type { InjectContent, InjectRelease } from '../inject.ts'
import type { MselItem } from '../msel.ts'
import type { HatId, SeatId, SyndicateId } from '../names.ts'
import { hasCopy } from '../plan.ts'
import { isSafeKey, lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { Scope, ScopedChange } from '../world.ts'
import type { DecideContext } from './decision.ts'
import { withExhibits } from './exhibits.ts'

export type InjectReleased = Extract<ExerciseEvent, { type: 'InjectReleased' }>

/** Narrower than the list says; absent = as it says. */
export interface Narrowing { readonly hat?: HatId; readonly seat?: SeatId }

/** The release of one item to those who do not have it; null when all have it. */
export function releaseOf(state: ExerciseState, item: MselItem, wanted: readonly SyndicateId[], only: Narrowing, context: Pick<DecideContext, 'newId'>): InjectReleased | null {
  const id = lookUp(state.planned, item.serial)?.injectId ?? null
  const { hat, seat } = readersOf(item, only)
  const fresh = [...new Set(wanted)].filter((syndicate) => !hasCopy(state, item.serial, syndicate) && !wouldVanish(state, item, syndicate, only))
  if (fresh.length === 0) return null
  // What is protected is never shown on a stage, so it never becomes everybody's; nor does what reads otherwise for some.
  const forAll = hat === null && seat === null && !item.content.protected && Object.keys(item.variants ?? {}).length === 0
  const toAll = forAll && Object.keys(state.syndicates).every((each) => wholeCopy(state, item, each) || fresh.includes(each))
  const content = withExhibits(state, item, item.content)
  return {
    type: 'InjectReleased',
    inject: id ?? context.newId(),
    serial: item.serial,
    secrets: item.secrets,
    content: item.visitor ? visitorContent(item.content) : content,
    hat, seat,
    to: fresh.map((syndicate) => ({ syndicate, number: nextNumber(state, syndicate), ...variantOf(item, content, syndicate) })),
    toAll,
    changes: changesOf(item, fresh, toAll, id === null),
    reminders: remindersOf(item),
  }
}

/** Whether somebody who was told that it was taken back would find nothing of it any more: copies replace each other. */
export function wouldVanish(state: ExerciseState, item: MselItem, syndicate: SyndicateId, only: Narrowing): boolean {
  const { hat, seat } = readersOf(item, only)
  const before = copyOf(state, item, syndicate)
  return before !== undefined && before.withdrawnAt !== null && (hat !== null || seat !== null) && (before.hat !== hat || before.seat !== seat)
}

function readersOf(item: MselItem, only: Narrowing): Pick<InjectReleased, 'hat' | 'seat'> {
  return { hat: only.hat ?? item.hat, seat: only.seat ?? null }
}

function copyOf(state: ExerciseState, item: MselItem, syndicate: SyndicateId): InjectRelease | undefined {
  const id = lookUp(state.planned, item.serial)?.injectId
  return id == null ? undefined : lookUp(lookUp(state.injects, id)?.releases ?? {}, syndicate)
}

/** A copy that the whole syndicate reads. */
function wholeCopy(state: ExerciseState, item: MselItem, syndicate: SyndicateId): boolean {
  const copy = copyOf(state, item, syndicate)
  return copy !== undefined && copy.withdrawnAt === null && copy.hat === null && copy.seat === null
}

/** A visitor's text is never sent, so it has no variants either. */
function variantOf({ variants, visitor }: MselItem, content: InjectContent, syndicate: SyndicateId): { content?: InjectContent } {
  const variant = lookUp(variants ?? {}, syndicate)
  return variant === undefined || visitor ? {} : { content: { ...content, ...variant } }
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

/** What no machine decides: said to the directing staff, never guessed. Branches the server follows are asked about in their time. */
function remindersOf(item: MselItem): string[] {
  const visitor = item.visitor ? [`${item.serial}: send the role player to the table now. The brief is in the list.`] : []
  const hands = item.effects.flatMap((effect) => (effect.audience === 'reminder' ? [effect.text] : []))
  const followed = new Set((item.rules ?? []).map(({ text }) => text))
  return [...visitor, ...[...hands, ...item.secrets.branches].filter((line) => !followed.has(line))]
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
