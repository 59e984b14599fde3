/**
 * What one seat may know: its view, and what of each event it is told. The server's last word before a wire.
 *
 * The law, tested with random exercises: whenever `publicationOf` gives an event (or null), folding it (or nothing) into the
 * seat's view gives exactly the view of the state after. Where an event widens or narrows the seat's rights, a whole view goes.
 */
import type { EventType, ExerciseEvent, Happened } from './events.ts'
import type { Author, SeatId } from './names.ts'
import type { ExerciseState } from './state.ts'
import { knowledgeOf, rightsText } from './view/knowledge.ts'
import { cardsFor } from './view/maskCards.ts'
import { reviewFor } from './view/maskReview.ts'
import { maskEvent, rightsEvents } from './view/maskEvent.ts'
import { emptyView, partView, plenaryFor } from './view/maskState.ts'

export type Publication =
  | { readonly kind: 'event'; readonly event: ExerciseEvent }
  | { readonly kind: 'view'; readonly view: ExerciseState }

/** The state as this seat may know it. Directing staff: the state itself, without ballots. Strangers and the lobby: the title and their seat. */
export function viewFor(state: ExerciseState, seat: SeatId): ExerciseState {
  const known = knowledgeOf(state, seat)
  switch (known.kind) {
    case 'everything': {
      const plenary = plenaryFor(state.plenary, seat, true)
      const cards = cardsFor(state.cards, seat, null)
      const review = reviewFor(state.review, seat, true)
      return plenary === state.plenary && cards === state.cards && review === state.review ? state : { ...state, plenary, cards, review }
    }
    case 'part': return partView(state, known)
    case 'nothing': return emptyView(state, known.seat)
  }
}

/** Counts of what each does alone. */
const nobodysCounts: ReadonlySet<EventType> = new Set<EventType>(['BallotsCounted', 'ThoughtsCounted', 'DotsTallied', 'FeedbackCounted'])

/** What directing staff are not told either unless they did it. */
function isAlone(event: ExerciseEvent): event is Extract<ExerciseEvent, { type: 'VoteCast' | 'ThoughtWritten' | 'DotsGiven' | 'FeedbackGiven' }> {
  return event.type === 'VoteCast' || event.type === 'ThoughtWritten' || event.type === 'DotsGiven' || event.type === 'FeedbackGiven'
}

/** Whom a seat is told to have done it: what is done alone, and an unsigned question, are nobody's but one's own. */
export function authorFor(event: ExerciseEvent, author: Author, seat: SeatId): Author {
  const hidden = nobodysCounts.has(event.type) || (event.type === 'QuestionAsked' && event.question.by === null)
  return hidden && author !== seat ? 'server' : author
}

/** What to send this seat about what happened; null = nothing, its view stays as it is. */
export function publicationOf(before: ExerciseState | null, happened: Happened, after: ExerciseState, seat: SeatId): Publication | null {
  const whole = (): Publication => ({ kind: 'view', view: viewFor(after, seat) })
  const { event } = happened
  if (before === null) return whole()
  if (rightsEvents.has(event.type) && rightsText(before, seat) !== rightsText(after, seat)) return whole()
  const known = knowledgeOf(after, seat)
  switch (known.kind) {
    case 'everything': return isAlone(event) && event.seat !== seat ? null : { kind: 'event', event }
    case 'nothing': return null
    case 'part': {
      const masked = maskEvent(before, event, after, known)
      if (masked === null) return null
      if (masked === 'view') return whole()
      return { kind: 'event', event: masked === 'same' ? event : masked }
    }
  }
}
