/** After the day: notes of the directing staff, and a form without names. */
import type { ExerciseEvent } from '../events.ts'
import type { SeatId } from '../names.ts'
import { fewestBallots } from '../plenary.ts'
import { lookUp } from '../records.ts'
import { shuffledSheets } from '../review.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function noteReview(state: ExerciseState, { about, text }: CommandOf<'review:note'>): Decision {
  if (about !== 'day' && lookUp(state.syndicates, about) === undefined) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  return text.trim() === (lookUp(state.review.notes, about) ?? '') ? happens() : happens({ type: 'ReviewNoted', about, text: text.trim() })
}

export function openFeedback(state: ExerciseState): Decision {
  return state.review.feedback.open ? no('already-done', 'The feedback form is open already.') : happens({ type: 'FeedbackOpened' })
}

/** Given again it replaces the first, until it is collected. */
export function giveFeedback(state: ExerciseState, { sheet }: CommandOf<'feedback:give'>, seat: SeatId): Decision {
  const { open, sheets, done } = state.review.feedback
  if (!open) return no('not-now', 'The feedback form is closed. Tell the directing staff what you think.')
  if (Object.hasOwn(done, seat)) return no('already-done', 'Your form was collected already. Thank you.')
  const ratings = sheet.ratings
  const blank = Object.values(ratings).every((each) => each === null) && sheet.keep.trim() === '' && sheet.change.trim() === ''
  if (blank) return no('unreadable', 'The form is empty. Answer at least one line.')
  const given = Object.keys(sheets).length + (Object.hasOwn(sheets, seat) ? 0 : 1)
  const counted: readonly ExerciseEvent[] = Object.hasOwn(sheets, seat) || given < fewestBallots ? [] : [{ type: 'FeedbackCounted', given }]
  return happens({ type: 'FeedbackGiven', seat, sheet: { ratings, keep: sheet.keep.trim(), change: sheet.change.trim() } }, ...counted)
}

/** Fewer than three are kept until there are more: everybody would know whose they are. */
export function closeFeedback(state: ExerciseState, context: DecideContext): Decision {
  const { open, sheets } = state.review.feedback
  if (!open) return no('already-done', 'The feedback form is closed already.')
  const waiting = Object.values(sheets)
  const collected = waiting.length < fewestBallots ? [] : shuffledSheets(context.newId(), waiting)
  return happens({ type: 'FeedbackClosed', isCollected: collected.length > 0, sheets: collected })
}
