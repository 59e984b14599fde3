/** What the events of discussion cards do. */
import type { CardTable, DiscussionCard } from '../cards.ts'
import type { RecordedAt } from '../moment.ts'
import type { SyndicateId } from '../names.ts'
import { keepEntries, lookUp, withKey, withoutKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

type OpenTable = Extract<CardTable, { status: 'open' }>

export function putCard(state: ExerciseState, { card, syndicates }: EventOf<'CardPut'>, at: RecordedAt): ExerciseState {
  const laid = Object.fromEntries(syndicates.map((id): [SyndicateId, CardTable] => [id, { status: 'alone', putAt: at, written: 0, thoughts: {} }]))
  return withCard(state, { ...card, tables: { ...lookUp(state.cards, card.id)?.tables, ...laid } })
}

/** A card that lies on no table any more is gone. */
export function takeCard(state: ExerciseState, event: EventOf<'CardTaken'>): ExerciseState {
  const card = lookUp(state.cards, event.card)
  if (card === undefined) return state
  const tables = keepEntries(card.tables, (_table, id) => !event.syndicates.includes(id))
  return Object.keys(tables).length === 0 ? { ...state, cards: withoutKey(state.cards, card.id) } : withCard(state, { ...card, tables })
}

export function writeThought(state: ExerciseState, event: EventOf<'ThoughtWritten'>): ExerciseState {
  return onTable(state, event, (table) => (table.status === 'alone' ? { ...table, thoughts: withKey(table.thoughts, event.seat, event.text) } : table))
}

export function countThoughts(state: ExerciseState, event: EventOf<'ThoughtsCounted'>): ExerciseState {
  return onTable(state, event, (table) => (table.status === 'alone' ? { ...table, written: event.written } : table))
}

/** Whose it was is gone from here on. */
export function revealCard(state: ExerciseState, event: EventOf<'CardRevealed'>): ExerciseState {
  return onTable(state, event, ({ putAt }) => ({
    status: 'open', putAt, answers: event.answers.map(({ id, text }) => ({ id, text, pile: id })), names: {}, dots: { status: 'waiting' }, conclusion: null,
  }))
}

/** A name goes with its pile. */
export function groupAnswer(state: ExerciseState, event: EventOf<'AnswerGrouped'>): ExerciseState {
  return onOpenTable(state, event, (table) => {
    const answers = table.answers.map((each) => (each.id === event.answer ? { ...each, pile: event.pile } : each))
    return { ...table, answers, names: keepEntries(table.names, (_name, pile) => answers.some((each) => each.pile === pile)) }
  })
}

export function namePile(state: ExerciseState, { pile, name, ...at }: EventOf<'PileNamed'>): ExerciseState {
  return onOpenTable(state, at, (table) => ({ ...table, names: name === '' ? withoutKey(table.names, pile) : withKey(table.names, pile, name) }))
}

export function openDots(state: ExerciseState, event: EventOf<'DotsOpened'>): ExerciseState {
  return onOpenTable(state, event, (table) => ({ ...table, dots: { status: 'open', given: 0, bySeat: {} } }))
}

export function giveDots(state: ExerciseState, event: EventOf<'DotsGiven'>): ExerciseState {
  return onOpenTable(state, event, (table) => (table.dots.status === 'open' ? { ...table, dots: { ...table.dots, bySeat: withKey(table.dots.bySeat, event.seat, event.piles) } } : table))
}

export function tallyDots(state: ExerciseState, event: EventOf<'DotsTallied'>): ExerciseState {
  return onOpenTable(state, event, (table) => (table.dots.status === 'open' ? { ...table, dots: { ...table.dots, given: event.given } } : table))
}

export function countDots(state: ExerciseState, event: EventOf<'DotsCounted'>): ExerciseState {
  return onOpenTable(state, event, (table) => ({ ...table, dots: { status: 'counted', voters: event.voters, counts: event.counts } }))
}

export function concludeCard(state: ExerciseState, event: EventOf<'CardConcluded'>, at: RecordedAt): ExerciseState {
  return onOpenTable(state, event, (table) => ({ ...table, conclusion: { text: event.text, to: event.to, at } }))
}

function withCard(state: ExerciseState, card: DiscussionCard): ExerciseState {
  return { ...state, cards: withKey(state.cards, card.id, card) }
}

interface At { readonly card: string; readonly syndicate: SyndicateId }

function onTable(state: ExerciseState, at: At, change: (table: CardTable) => CardTable): ExerciseState {
  const card = lookUp(state.cards, at.card)
  const table = card === undefined ? undefined : lookUp(card.tables, at.syndicate)
  return card === undefined || table === undefined ? state : withCard(state, { ...card, tables: withKey(card.tables, at.syndicate, change(table)) })
}

function onOpenTable(state: ExerciseState, at: At, change: (table: OpenTable) => CardTable): ExerciseState {
  return onTable(state, at, (table) => (table.status === 'open' ? change(table) : table))
}
