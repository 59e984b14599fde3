/**
 * Discussion cards as one seat may know them: its own syndicate's (for evaluators, those they watch), and of what was written or
 * given alone nothing but its own. Directing staff know every table, and no more of what one officer wrote than anybody else.
 */
import type { BareCard, CardTable, DiscussionCard } from '../cards.ts'
import type { ExerciseEvent } from '../events.ts'
import type { SeatId, SyndicateId } from '../names.ts'
import { keepEntries } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { Part } from './knowledge.ts'

export type CardEvent = Extract<ExerciseEvent, {
  type: 'CardPut' | 'CardTaken' | 'ThoughtWritten' | 'ThoughtsCounted' | 'CardRevealed' | 'AnswerGrouped' | 'PileNamed' | 'DotsOpened' | 'DotsGiven' | 'DotsTallied' | 'DotsCounted' | 'CardConcluded'
}>

/** `syndicates`: null for directing staff, who know all of them. */
export function cardsFor(cards: ExerciseState['cards'], viewer: SeatId, syndicates: readonly SyndicateId[] | null): ExerciseState['cards'] {
  if (syndicates === null && !Object.values(cards).some(({ tables }) => Object.values(tables).some((table) => hides(table, viewer)))) return cards
  const known = Object.values(cards).flatMap((card): [string, DiscussionCard][] => {
    const mine = syndicates === null ? card.tables : keepEntries(card.tables, (_table, id) => syndicates.includes(id))
    if (Object.keys(mine).length === 0) return []
    const tables = Object.fromEntries(Object.entries(mine).map(([id, table]) => [id, tableFor(table, viewer)]))
    return [[card.id, { ...(syndicates === null ? card : withoutStaffsPart(card)), tables }]]
  })
  return Object.fromEntries(known)
}

/** Whether somebody else's work alone lies there. */
function hides(table: CardTable, viewer: SeatId): boolean {
  const alone = table.status === 'alone' ? table.thoughts : table.dots.status === 'open' ? table.dots.bySeat : {}
  return Object.keys(alone).some((seat) => seat !== viewer)
}

function tableFor(table: CardTable, viewer: SeatId): CardTable {
  if (table.status === 'alone') return { ...table, thoughts: keepEntries(table.thoughts, (_text, seat) => seat === viewer) }
  if (table.dots.status !== 'open') return table
  return { ...table, dots: { ...table.dots, bySeat: keepEntries(table.dots.bySeat, (_piles, seat) => seat === viewer) } }
}

function withoutStaffsPart<T extends BareCard>(card: T): T {
  return { ...card, shelf: null, keyPoints: [] }
}

export function maskCardEvent(event: CardEvent, part: Part): ExerciseEvent | 'same' | null {
  switch (event.type) {
    case 'CardPut': case 'CardTaken': {
      const syndicates = event.syndicates.filter((id) => part.syndicates.includes(id))
      if (syndicates.length === 0) return null
      return event.type === 'CardPut' ? { ...event, card: withoutStaffsPart(event.card), syndicates } : { ...event, syndicates }
    }
    case 'ThoughtWritten': case 'DotsGiven':
      return event.seat === part.seat.id ? 'same' : null
    default:
      return part.syndicates.includes(event.syndicate) ? 'same' : null
  }
}
