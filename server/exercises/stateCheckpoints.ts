/**
 * Checkpoints of an exercise's state: caches from which an opening goes on, outside the journal's chain. They may be
 * deleted at any time; then the whole journal is folded.
 */
import type { Moment, RecordedAt } from '#shared/exercise/moment.ts'
import type { Trace } from '#shared/exercise/plenary.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { happenedOf, traceOf } from './journalText.ts'

/** Raised whenever the shape of ExerciseState or the meaning of evolve changes: older checkpoints are then passed over. */
const stateVersion = 15
const stream = 'exercise'
const everyEvents = 2000
const everyMs = 10 * 60_000
const rowsAtOnce = 1000

/** The presenter's last view and when it was shown; null when none was. */
export interface ShownView { readonly shownAt: RecordedAt; readonly trace: StageViewShown }
export type StageViewShown = Extract<Trace, { type: 'StageViewShown' }>

/** What others have been shown so far. */
export interface Published { readonly state: ExerciseState; readonly moment: Moment; readonly shown: ShownView | null }

export class StateCheckpoints {
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #log: Log
  #events = 0
  #storedAt: number
  #storing: Promise<void> = Promise.resolve()

  constructor(journal: Journal, clock: Clock, log: Log) {
    this.#journal = journal
    this.#clock = clock
    this.#log = log
    this.#storedAt = clock.monotonicMs()
  }

  /** Counts one more event; stores a checkpoint when it is time. */
  passed(published: Published): void {
    this.#events += 1
    if (this.#events < everyEvents && this.#clock.monotonicMs() - this.#storedAt < everyMs) return
    this.#store(published)
  }

  /** Stores a last one, so that the next opening is short. */
  async close(published: Published): Promise<void> {
    if (this.#events > 200) this.#store(published)
    await this.#storing
  }

  #store(published: Published): void {
    this.#events = 0
    this.#storedAt = this.#clock.monotonicMs()
    const bytes = new TextEncoder().encode(JSON.stringify({ version: stateVersion, state: published.state, shown: published.shown }))
    const { sequence, recordedAt } = published.moment
    this.#storing = this.#storing
      .then(() => this.#journal.putCheckpoint({ stream, sequence, recordedAt, bytes }))
      .catch((error: unknown) => this.#log.error('storing a checkpoint', error))
  }
}

/** What stands after the journal's last row. Throws when the journal holds no exercise. */
export async function foldJournal(journal: Journal): Promise<Published> {
  const checkpoint = await journal.checkpointBefore(stream, journal.head().sequence)
  const kept = checkpoint === null ? null : readKept(checkpoint.bytes)
  let state = kept?.state ?? null
  let shown = kept?.shown ?? null
  let after = kept === null || checkpoint === null ? 0 : checkpoint.sequence
  for (;;) {
    const rows = await journal.read(after, rowsAtOnce)
    for (const row of rows) {
      if (row.kind === 'event') state = evolve(state, happenedOf(row))
      if (row.kind === 'trace') shown = shownBy(row) ?? shown
      after = row.sequence
    }
    if (rows.length < rowsAtOnce) break
  }
  if (state === null) throw new Error('this journal holds no exercise')
  return { state, moment: journal.head(), shown }
}

function shownBy(row: JournalEntry): ShownView | null {
  const trace = traceOf(row)
  return trace !== null && trace.type === 'StageViewShown' ? { shownAt: row.recordedAt, trace } : null
}

interface Kept { readonly version: unknown; readonly state: ExerciseState; readonly shown: ShownView | null }

function readKept(bytes: Uint8Array): Kept | null {
  const kept = JSON.parse(new TextDecoder().decode(bytes)) as Kept
  return kept.version === stateVersion ? kept : null
}
