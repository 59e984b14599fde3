/** What of the cards waits for one officer. Pure and small: every desk counts it. */
import type { CardTable, DiscussionCard } from '#shared/exercise/cards.ts'
import type { SeatId, SyndicateId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export interface CardAt { readonly card: DiscussionCard; readonly table: CardTable }

/** The cards on this table, newest first. */
export function cardsAt(view: ExerciseState | null, syndicate: SyndicateId): CardAt[] {
  return Object.values(view?.cards ?? {})
    .flatMap((card): CardAt[] => {
      const table = card.tables[syndicate]
      return table === undefined ? [] : [{ card, table }]
    })
    .sort((one, other) => other.table.putAt - one.table.putAt || (one.card.id < other.card.id ? 1 : -1))
}

/** Whether this officer has yet to write, or to give dots. */
export function waitsFor({ table }: CardAt, seat: SeatId): boolean {
  if (table.status === 'alone') return table.thoughts[seat] === undefined
  return table.dots.status === 'open' && table.dots.bySeat[seat] === undefined
}
