/**
 * When something was so. Three times are kept apart and never mixed:
 * wall time (ISO text, for people), recordedAt (this file), and the exercise's running and scenario time (clock.ts).
 */

/** Milliseconds since the exercise was opened, whole, never decreasing, carried over restarts. */
export type RecordedAt = number

/** The place of an entry in the exercise's one journal. The first entry is 1. */
export type Sequence = number

/** A moment is after the entry `sequence`, at `recordedAt`. Live is "now"; replay is a moment of the past. */
export interface Moment {
  readonly recordedAt: RecordedAt
  readonly sequence: Sequence
}
