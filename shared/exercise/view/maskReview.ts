/** After the day, as one seat may know it: its own form and nothing else; directing staff what was collected, and no form before that. */
import type { ExerciseEvent } from '../events.ts'
import type { SeatId } from '../names.ts'
import { keepEntries } from '../records.ts'
import type { ReviewState } from '../review.ts'

export type ReviewEvent = Extract<ExerciseEvent, { type: 'ReviewNoted' | 'FeedbackOpened' | 'FeedbackGiven' | 'FeedbackCounted' | 'FeedbackClosed' }>

export function reviewFor(review: ReviewState, viewer: SeatId, isStaff: boolean): ReviewState {
  const { notes, feedback } = review
  const others = [...Object.keys(feedback.sheets), ...Object.keys(feedback.done)].some((seat) => seat !== viewer)
  if (isStaff && !others) return review
  const own = { ...feedback, sheets: keepEntries(feedback.sheets, (_sheet, seat) => seat === viewer), done: keepEntries(feedback.done, (_true, seat) => seat === viewer) }
  return isStaff ? { notes, feedback: own } : { notes: {}, feedback: { ...own, given: 0, collected: [] } }
}

export function maskReviewEvent(event: ReviewEvent, viewer: SeatId): ExerciseEvent | 'same' | null {
  switch (event.type) {
    case 'FeedbackOpened': return 'same'
    case 'FeedbackGiven': return event.seat === viewer ? 'same' : null
    case 'FeedbackClosed': return { ...event, sheets: [] }
    case 'ReviewNoted': case 'FeedbackCounted': return null
  }
}
