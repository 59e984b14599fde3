/**
 * The storage port. One store holds one exercise's journal; the house store holds what is beside the exercises.
 * Contract (tests/contracts/storageContract.ts): rows appear in order, none missing, none twice; `written` settles when
 * a killed process would still have them, `flushed` when a power cut would.
 */
import type { Sequence } from '#shared/exercise/moment.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'

/** A row as stored: `hash` covers its own meta and H(bytes); `chain` covers the chain before it, too (journal/hash.ts). */
export interface StoredEntry extends JournalEntry {
  /** Null, or H of the bytes that stood here before they were taken out: the row's hash covers those. */
  readonly bytesHash: Uint8Array | null
  readonly hash: Uint8Array
  readonly chain: Uint8Array
}

export interface Appended {
  /** Others may see it. Rejects with StorageFull or Fenced; nothing of the batch is stored then. */
  readonly written: Promise<void>
  /** Its author may be told "saved". Rejects with FlushFailed: fatal, the process must stop and verify on reopening. */
  readonly flushed: Promise<void>
}

export interface AppendCondition {
  /** The lease under which this process owns the exercise. */
  readonly fence: number
  /** The sequence before the first row of the batch; anything else in the store is refused as Fenced. */
  readonly afterSequence: number
}

/** Checkpoints are caches outside the chain: they may be deleted and made again. */
export interface Checkpoint {
  /** 'exercise' (state as JSON) or a wire name of a document (Yjs state). */
  readonly stream: string
  readonly sequence: number
  readonly recordedAt: number
  readonly bytes: Uint8Array
}

/** As stored: with the hash it was kept with (journal/hash.ts); null for one from before there were any. */
export interface KeptCheckpoint extends Checkpoint {
  readonly hash: Uint8Array | null
}

/** One place in the file where a row is, or should be. */
export type RowRead = { readonly sequence: Sequence; readonly row: StoredEntry } | { readonly sequence: Sequence; readonly row: null; readonly reason: string }

/** What stands in a reach of the journal, in order; rows that are missing are left out. `through`: how far it looked, null at the end. */
export interface RowsRead { readonly rows: readonly RowRead[]; readonly through: Sequence | null }

/** 'syndicate/s1/board@1' */
export function wireNameOf({ name, epoch }: NonNullable<JournalEntry['document']>): string {
  return `${name}@${epoch}`
}

/** A picture or a reference layer. Kept beside the journal, never changed, never taken away. */
export interface StoredMedia {
  /** Random; the only name there is. */
  readonly id: string
  /** The document it was brought for: who may read that may see this. */
  readonly document: string
  readonly type: string
  readonly author: string
  /** The journal's last row when it was brought. */
  readonly sequence: number
  /** SHA-256 of the bytes. */
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
}

export interface ExerciseStore {
  readonly exercise: string
  append(batch: readonly StoredEntry[], condition: AppendCondition): Appended
  /** Rows with sequence > after, in order; at most `most`. */
  read(after: number, most: number): Promise<StoredEntry[]>
  /** Rows of one document stream ('syndicate/s1/board@1') with after < sequence ≤ upTo, in order. */
  readDocument(wireName: string, after: number, upTo: number, most: number): Promise<StoredEntry[]>
  last(): Promise<StoredEntry | null>
  /** Reads on over damage, where read() rejects. */
  survey(after: number, most: number): Promise<RowsRead>
  /** Of which document a row was that is missing or cannot be read; null when that is not known. */
  documentOf(sequence: number): Promise<JournalEntry['document']>
  /** readDocument() finds what read() finds: what is only there for finding was right, or was made anew. */
  mendIndex(): Promise<void>
  /** The last row there was at the last beat; null when none was noted. */
  notedHead(): Promise<number | null>
  /** Settles when it is on the disk. Rejects with StorageFull, Fenced or FlushFailed, and for an id that is there; nothing is stored then. */
  putMedia(media: StoredMedia, fence: number): Promise<void>
  /** Null when there is none by this id. */
  media(id: string): Promise<StoredMedia | null>
  /** Of all media together. */
  mediaBytes(): Promise<number>
  putCheckpoint(checkpoint: KeptCheckpoint): Promise<void>
  /** The newest checkpoint of a stream at or before a sequence. */
  checkpointBefore(stream: string, sequence: number): Promise<KeptCheckpoint | null>
  /** A heartbeat outside the journal: when this exercise was last alive, wall and recorded. */
  beat(wallAtMs: number, recordedAt: number): Promise<void>
  lastBeat(): Promise<{ readonly wallAtMs: number; readonly recordedAt: number } | null>
  close(): Promise<void>
}

export interface SessionRow {
  /** SHA-256 of the cookie's or ticket's secret, hex. */
  readonly secretHash: string
  readonly kind: 'seat' | 'house' | 'ticket'
  readonly exercise: string | null
  readonly seat: string | null
  /** Tickets: the wire name of the one document they open. */
  readonly document: string | null
  readonly createdWallMs: number
}

export interface ExerciseRow { readonly id: string; readonly title: string; readonly createdWallMs: number }

export interface HouseStore {
  exercises(): Promise<ExerciseRow[]>
  addExercise(row: ExerciseRow): Promise<void>
  removeExercise(id: string): Promise<void>
  session(secretHash: string): Promise<SessionRow | null>
  addSession(row: SessionRow): Promise<void>
  removeSessionsOf(seat: string): Promise<void>
  removeSession(secretHash: string): Promise<void>
  close(): Promise<void>
}

export interface Storage {
  /** Engine and version for people: 'node:sqlite 3.53.4', 'better-sqlite3 12.11.1 (SQLite 3.53.2)', 'memory'. */
  readonly engine: string
  house(): Promise<HouseStore>
  /** Opens or makes an exercise's store under a fresh fence. Rejects with AlreadyOpen when another process holds it. */
  openExercise(id: string): Promise<{ readonly store: ExerciseStore; readonly fence: number }>
  deleteExercise(id: string): Promise<void>
  /** Where exercises lie as files; null when they do not. */
  readonly files: ExerciseFiles | null
}

export interface ExerciseFiles {
  /** The folder everything of this house is kept in. */
  readonly folder: string
  readonly engine: 'node:sqlite' | 'better-sqlite3'
  fileOf(id: string): string
}

export class StorageFull extends Error { override readonly name = 'StorageFull' }
export class Fenced extends Error { override readonly name = 'Fenced' }
export class FlushFailed extends Error { override readonly name = 'FlushFailed' }
export class AlreadyOpen extends Error { override readonly name = 'AlreadyOpen' }
