/** One row of the journal: an event, a document update or a trace, in one order, with its author. */
import type { Author, DocumentName } from '../exercise/names.ts'
import type { RecordedAt, Sequence } from '../exercise/moment.ts'

export type EntryKind = 'event' | 'update' | 'trace'

/** What a writer hands over; the journal gives sequence, time and hashes. */
export interface NewEntry {
  readonly kind: EntryKind
  readonly author: Author
  /** Updates: the document and its epoch. Events and traces: null. */
  readonly document: { readonly name: DocumentName; readonly epoch: number } | null
  /** Events and traces: JSON in UTF-8, events with `version`. Updates: raw Yjs update, V1. */
  readonly bytes: Uint8Array
}

export interface JournalEntry extends NewEntry {
  readonly sequence: Sequence
  readonly recordedAt: RecordedAt
}
