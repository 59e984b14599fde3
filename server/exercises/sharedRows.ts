/**
 * Rows of a journal read by many at once: when staff begin to lead a replay, thirty laptops fetch the same day in the same
 * seconds, and reading a row and checking its hash is most of the work. Whoever comes next finds what was read just before.
 */
import type { Sequence } from '#shared/exercise/moment.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'

/** Rows read in one go: some milliseconds, then others have their turn. */
export const rowsAtOnce = 500
/** Kept for who comes a little later: at most this many readings, some ten megabytes. */
const readingsKept = 64

interface Source { read(after: Sequence, most: number): Promise<JournalEntry[]> }

export class SharedRows {
  readonly #journal: Source
  /** By the entry they stand after, the latest used last. */
  readonly #readings = new Map<Sequence, Promise<readonly JournalEntry[]>>()
  #readers = 0

  constructor(journal: Source) {
    this.#journal = journal
  }

  /** Somebody begins to read: `leave` when done. Who reads alone leaves nothing behind: keeping it would cost a fifth of the time. */
  enter(): void {
    this.#readers += 1
  }

  leave(): void {
    this.#readers -= 1
    if (this.#readers < 2) this.#readings.clear()
  }

  /** Written rows after an entry, in order, at most `rowsAtOnce`. Rejects as Journal.read does, and reads anew then. */
  read(after: Sequence): Promise<readonly JournalEntry[]> {
    if (this.#readers < 2) return this.#journal.read(after, rowsAtOnce)
    const kept = this.#readings.get(after)
    const reading = kept ?? this.#journal.read(after, rowsAtOnce)
    this.#readings.delete(after)
    this.#readings.set(after, reading)
    // What is not full yet goes on: it is shared while it is read, and not kept.
    if (kept === undefined) reading.then((rows) => { if (rows.length < rowsAtOnce) this.#forget(after, reading) }, () => this.#forget(after, reading))
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= readingsKept) break
      this.#readings.delete(oldest)
    }
    return reading
  }

  #forget(after: Sequence, reading: Promise<readonly JournalEntry[]>): void {
    if (this.#readings.get(after) === reading) this.#readings.delete(after)
  }
}

const shared = new WeakMap<Source, SharedRows>()

/** The one of a journal. */
export function sharedRowsOf(journal: Source): SharedRows {
  const present = shared.get(journal) ?? new SharedRows(journal)
  shared.set(journal, present)
  return present
}
