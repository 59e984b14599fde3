/** Discussion cards on their way: put on tables, thought about alone, revealed without names, concluded. Piles and dots are piles.ts. */
import { fewestThoughts, withoutAuthors, type BareCard, type CardTable, type DiscussionCard, type ShelfCard } from '../cards.ts'
import type { ExerciseEvent } from '../events.ts'
import { itemOfShelf } from '../freeInject.ts'
import type { SeatId, SyndicateId } from '../names.ts'
import { admittedSeat, boardsWritable } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { releaseItem } from './injects.ts'

const notThere = 'There is no such card on your table.'
const cardsAtMost = 100

/** From the shelf or written on the spot. A card of the shelf stays one card, whenever it comes to whom. */
export function putCard(state: ExerciseState, { from, syndicates }: CommandOf<'card:put'>, context: DecideContext): Decision {
  const wanted = [...new Set(syndicates)]
  if (wanted.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (from.kind === 'spot') {
    const question = from.question.trim()
    if (question === '') return no('unreadable', 'Write the question first.')
    return put(state, { id: context.newId(), question, aloneSeconds: from.aloneSeconds, inject: null, shelf: null, keyPoints: [] }, wanted)
  }
  const shelf = state.shelf.find(({ id }) => id === from.card)
  if (shelf === undefined) return no('unknown-thing', 'There is no such card on the shelf.')
  const known = Object.values(state.cards).find((card) => card.shelf === shelf.id)
  const missing = wanted.filter((id) => lookUp(known?.tables ?? {}, id) === undefined)
  if (missing.length === 0) return no('already-done', 'This card already lies on their tables.')
  const message = releaseWith(state, shelf, missing, context)
  if (!message.ok) return message
  const inject = known?.inject ?? message.events.flatMap((event) => (event.type === 'InjectReleased' ? [event.inject] : []))[0] ?? null
  const card = known ?? { id: context.newId(), question: shelf.question, aloneSeconds: shelf.aloneSeconds, inject, shelf: shelf.id, keyPoints: shelf.expected.map(({ text }) => text) }
  const laid = put(state, bare(card), missing)
  return laid.ok ? happens(...message.events, ...laid.events) : laid
}

/** A snap situation brings its message to those who do not have it yet. */
function releaseWith(state: ExerciseState, shelf: ShelfCard, syndicates: readonly SyndicateId[], context: DecideContext): Decision {
  const item = itemOfShelf(shelf)
  if (item === null) return happens()
  const message = releaseItem(state, item, syndicates, {}, context)
  return !message.ok && message.refusal.code === 'already-done' ? happens() : message
}

function put(state: ExerciseState, card: BareCard, syndicates: readonly SyndicateId[]): Decision {
  if (Object.keys(state.cards).length >= cardsAtMost) return no('full', 'There are too many cards already. Take some back first.')
  return happens({ type: 'CardPut', card, syndicates })
}

function bare({ id, question, aloneSeconds, inject, shelf, keyPoints }: BareCard): BareCard {
  return { id, question, aloneSeconds, inject, shelf, keyPoints }
}

export function takeCard(state: ExerciseState, command: CommandOf<'card:take'>): Decision {
  const card = lookUp(state.cards, command.card)
  const syndicates = [...new Set(command.syndicates)].filter((id) => lookUp(card?.tables ?? {}, id) !== undefined)
  if (card === undefined || syndicates.length === 0) return no('unknown-thing', 'This card does not lie on their tables.')
  return happens(...leavesTheStage(state, card.id), { type: 'CardTaken', card: card.id, syndicates })
}

/** Written anew as often as one likes, until it is revealed. */
export function think(state: ExerciseState, command: CommandOf<'card:think'>, seat: SeatId): Decision {
  const at = tableOf(state, command.card, admittedSeat(state, seat)?.syndicate ?? null)
  const text = command.text.trim()
  if (at === null) return no('unknown-thing', notThere)
  if (at.table.status !== 'alone') return no('too-late', 'The answers lie on the table already. Say yours aloud.')
  if (text === '') return no('unreadable', 'Write your answer first.')
  const { card, syndicate, table } = at
  const counted: readonly ExerciseEvent[] = Object.hasOwn(table.thoughts, seat) ? [] : [{ type: 'ThoughtsCounted', card: card.id, syndicate, written: table.written + 1 }]
  return happens({ type: 'ThoughtWritten', card: card.id, syndicate, seat, text }, ...counted)
}

export function revealCard(state: ExerciseState, command: CommandOf<'card:reveal'>): Decision {
  const at = tableOf(state, command.card, command.syndicate)
  if (at === null) return no('unknown-thing', notThere)
  if (at.table.status !== 'alone') return no('already-done', 'The answers already lie on the table.')
  const texts = Object.values(at.table.thoughts)
  if (texts.length < fewestThoughts) return no('not-now', 'Fewer than two have written, so everybody would know whose answer it is. Wait a little.')
  const answers = withoutAuthors(at.card.id, texts).map(({ id, text }) => ({ id, text }))
  return happens({ type: 'CardRevealed', card: at.card.id, syndicate: at.syndicate, answers })
}

/** Sent again it replaces the one before: a table has one conclusion. */
export function concludeCard(state: ExerciseState, command: CommandOf<'card:conclude'>, seat: SeatId): Decision {
  const at = tableOf(state, command.card, admittedSeat(state, seat)?.syndicate ?? null)
  const text = command.text.trim()
  const { to } = command
  if (at === null) return no('unknown-thing', notThere)
  if (at.table.status === 'alone') return no('not-now', 'The answers are not revealed yet. Reveal them first.')
  if (text === '') return no('unreadable', 'Write the conclusion first.')
  if (to.kind === 'plan' && !state.planSections.some(({ id }) => id === to.section)) return no('unknown-thing', 'There is no such part of the plan.')
  if (to.kind === 'plan' && !boardsWritable(state)) return no('not-now', 'The plan cannot be written now. Send the conclusion to the plenary instead.')
  return happens({ type: 'CardConcluded', card: at.card.id, syndicate: at.syndicate, text, to })
}

/** Only what was sent to the plenary stands there; the others only did not send any. */
export function showConclusions(state: ExerciseState, command: CommandOf<'conclusions:show'>): Decision {
  const card = lookUp(state.cards, command.card)
  if (card === undefined) return no('unknown-thing', 'There is no such card.')
  const columns = Object.values(state.syndicates).sort((one, other) => one.number - other.number).flatMap(({ id }) => {
    const table = lookUp(card.tables, id)
    if (table === undefined) return []
    const conclusion = table.status === 'open' ? table.conclusion : null
    return [{ syndicate: id, text: conclusion?.to.kind === 'plenary' ? conclusion.text : null }]
  })
  if (columns.every(({ text }) => text === null)) return no('not-now', 'No syndicate has sent a conclusion to the plenary yet.')
  return happens({ type: 'ConclusionsShown', wall: { card: card.id, question: card.question, columns } })
}

function leavesTheStage(state: ExerciseState, card: string): ExerciseEvent[] {
  return state.plenary.conclusions?.card === card ? [{ type: 'ConclusionsTaken' }] : []
}

/** The card as it lies before this syndicate; null when it does not. */
export function tableOf(state: ExerciseState, id: string, syndicate: SyndicateId | null): { readonly card: DiscussionCard; readonly syndicate: SyndicateId; readonly table: CardTable } | null {
  const card = lookUp(state.cards, id)
  const table = card === undefined || syndicate === null ? undefined : lookUp(card.tables, syndicate)
  return card === undefined || syndicate === null || table === undefined ? null : { card, syndicate, table }
}
