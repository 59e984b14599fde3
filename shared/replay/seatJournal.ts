/**
 * A seat's own journal: exactly what this seat was, or may now be, shown, in order. On the wire as
 * replayWire.ts says. Live screens get the same things over their sockets; replay gets them from here.
 */
import type { ExerciseEvent } from '../exercise/events.ts'
import type { Author, DocumentName } from '../exercise/names.ts'
import type { Trace } from '../exercise/plenary.ts'
import type { ExerciseState } from '../exercise/state.ts'

export type ReplayLine =
  /** The seat's whole view from here on: at the start, and wherever an event widened or narrowed the seat. */
  | { readonly kind: 'view'; readonly s: number; readonly t: number; readonly view: ExerciseState }
  | { readonly kind: 'event'; readonly s: number; readonly t: number; readonly author: Author; readonly event: ExerciseEvent }
  | { readonly kind: 'trace'; readonly s: number; readonly t: number; readonly author: Author; readonly trace: Trace }
  /** The document becomes readable (or begins a new epoch) with this state: what was deleted before is not in it. */
  | { readonly kind: 'opened'; readonly s: number; readonly t: number; readonly document: DocumentName; readonly epoch: number; readonly state: Uint8Array }
  | { readonly kind: 'update'; readonly s: number; readonly t: number; readonly author: Author; readonly document: DocumentName; readonly update: Uint8Array }
  /** The readable document as it stood after this entry: said on top of what happened, so that a jump to here folds nothing. */
  | { readonly kind: 'stood'; readonly s: number; readonly t: number; readonly document: DocumentName; readonly epoch: number; readonly state: Uint8Array }
  /** The document is no longer readable. */
  | { readonly kind: 'closed'; readonly s: number; readonly t: number; readonly document: DocumentName }
  /** The last line: how far the journal went when this was sent. */
  | { readonly kind: 'end'; readonly s: number; readonly t: number }
