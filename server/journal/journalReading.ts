/** What is read back from an exercise's store: only what was written there, and of a document nothing that rests on damage. */
import type { Sequence } from '#shared/exercise/moment.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import { type Checkpoint, type ExerciseStore, type StoredEntry, wireNameOf } from '../storage/storage.ts'
import { DamagedRow } from './damagedRow.ts'
import { hashCheckpoint, isHashOf } from './hash.ts'
import { checkRows, type RowsFound } from './openingCheck.ts'
import { standsAsVouched } from './takenOut.ts'

/**
 * A reach in which a document cannot be followed: from its first damaged row through the next checkpoint, which holds it
 * whole again; Infinity where there is none.
 */
export interface Dark { readonly from: Sequence; readonly through: Sequence }

export class JournalReading {
  readonly #store: ExerciseStore
  readonly #found: RowsFound
  readonly #dark: ReadonlyMap<string, readonly Dark[]>

  private constructor(store: ExerciseStore, found: RowsFound, dark: ReadonlyMap<string, readonly Dark[]>) {
    this.#store = store
    this.#found = found
    this.#dark = dark
  }

  /** Looks at every row. Rejects with DamagedRow when nothing can be built on them. */
  static async open(store: ExerciseStore): Promise<JournalReading> {
    const found = await checkRows(store)
    const dark = new Map<string, readonly Dark[]>()
    for (const [wireName, damaged] of found.byDocument) dark.set(wireName, await darkOf(store, wireName, damaged))
    return new JournalReading(store, found, dark)
  }

  /** Rows with sequence > after, in order, at most `most`; fewer only at the end. What is in the dark is left out. */
  async read(after: Sequence, most: number): Promise<JournalEntry[]> {
    if (this.#found.damaged.size === 0) return (await this.#store.read(after, most)).map((row) => this.#entry(row))
    const rows: JournalEntry[] = []
    for (let from: Sequence | null = after; from !== null && rows.length < most;) {
      const read: Awaited<ReturnType<ExerciseStore['survey']>> = await this.#store.survey(from, most - rows.length)
      for (const { row } of read.rows) if (row !== null && this.#isGood(row)) rows.push(this.#entry(row))
      from = read.through
    }
    return rows
  }

  /** Rows of one document with after < sequence ≤ upTo, as far as it can be followed. */
  async readDocument(wireName: string, after: Sequence, upTo: Sequence, most: number): Promise<JournalEntry[]> {
    const next = this.dark(wireName).find(({ from, through }) => from > after || through > after)
    const last = next === undefined ? upTo : Math.min(upTo, next.from - 1)
    return (await this.#store.readDocument(wireName, after, last, most)).map((row) => this.#entry(row))
  }

  /** Whether any document has such a reach: nearly never, and then rows are not asked one by one. */
  get hasDark(): boolean {
    return this.#dark.size > 0
  }

  dark(wireName: string): readonly Dark[] {
    return this.#dark.get(wireName) ?? []
  }

  /** The last moment to which a document can be followed; null when that is the present. */
  lastGood(wireName: string): Sequence | null {
    const last = this.dark(wireName).at(-1)
    return last?.through === Infinity ? last.from - 1 : null
  }

  putCheckpoint(checkpoint: Checkpoint): Promise<void> {
    return this.#store.putCheckpoint({ ...checkpoint, hash: hashCheckpoint(checkpoint) })
  }

  checkpointBefore(stream: string, sequence: Sequence): Promise<Checkpoint | null> {
    return checkpointBefore(this.#store, stream, sequence)
  }

  #isGood(row: StoredEntry): boolean {
    if (this.#found.damaged.has(row.sequence)) return false
    return row.document === null || !this.dark(wireNameOf(row.document)).some(({ from, through }) => from <= row.sequence && row.sequence <= through)
  }

  #entry(row: StoredEntry): JournalEntry {
    if (!this.#found.vouched.has(row.sequence) && !isHashOf(row.hash, row, row.bytesHash)) throw new DamagedRow(row.sequence)
    if (row.bytesHash !== null && !standsAsVouched(row, this.#found.takenOut)) throw new DamagedRow(row.sequence)
    return row
  }
}

async function darkOf(store: ExerciseStore, wireName: string, damaged: readonly Sequence[]): Promise<Dark[]> {
  const dark: Dark[] = []
  for (const from of damaged) {
    const before = dark.at(-1)
    if (before !== undefined && from <= before.through) continue
    dark.push({ from, through: await wholeAgain(store, wireName, from) })
  }
  return dark
}

/** The first checkpoint that is what was kept, at or after a row; Infinity when there is none. */
async function wholeAgain(store: ExerciseStore, wireName: string, row: Sequence): Promise<Sequence> {
  let found = Infinity
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const checkpoint = await checkpointBefore(store, wireName, before)
    if (checkpoint === null || checkpoint.sequence < row) return found
    found = checkpoint.sequence
    before = checkpoint.sequence - 1
  }
}

/** The newest that is what was kept: the others are passed over, being only caches. */
async function checkpointBefore(store: ExerciseStore, stream: string, sequence: Sequence): Promise<Checkpoint | null> {
  for (let before = sequence; ;) {
    const kept = await store.checkpointBefore(stream, before)
    if (kept === null) return null
    const { hash, ...checkpoint } = kept
    if (hash !== null && Buffer.compare(hash, hashCheckpoint(checkpoint)) === 0) return checkpoint
    before = checkpoint.sequence - 1
  }
}
