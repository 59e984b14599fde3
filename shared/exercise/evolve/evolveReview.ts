/** What the events after the day do. */
import { withKey, withoutKey } from '../records.ts'
import type { FeedbackState } from '../review.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function noteReview(state: ExerciseState, { about, text }: EventOf<'ReviewNoted'>): ExerciseState {
  const { notes } = state.review
  return { ...state, review: { ...state.review, notes: text === '' ? withoutKey(notes, about) : withKey(notes, about, text) } }
}

export function openFeedback(state: ExerciseState): ExerciseState {
  return withFeedback(state, (feedback) => ({ ...feedback, open: true }))
}

export function giveFeedback(state: ExerciseState, event: EventOf<'FeedbackGiven'>): ExerciseState {
  return withFeedback(state, (feedback) => ({ ...feedback, sheets: withKey(feedback.sheets, event.seat, event.sheet) }))
}

export function countFeedback(state: ExerciseState, event: EventOf<'FeedbackCounted'>): ExerciseState {
  return withFeedback(state, (feedback) => ({ ...feedback, given: event.given }))
}

/** Once collected, whose it was is gone; that somebody has given stays. */
export function closeFeedback(state: ExerciseState, event: EventOf<'FeedbackClosed'>): ExerciseState {
  return withFeedback(state, (feedback): FeedbackState => {
    if (!event.isCollected) return { ...feedback, open: false }
    const gave = Object.fromEntries(Object.keys(feedback.sheets).map((seat) => [seat, true] as const))
    return { open: false, sheets: {}, done: { ...feedback.done, ...gave }, given: 0, collected: [...feedback.collected, ...event.sheets] }
  })
}

function withFeedback(state: ExerciseState, change: (feedback: FeedbackState) => FeedbackState): ExerciseState {
  return { ...state, review: { ...state.review, feedback: change(state.review.feedback) } }
}
