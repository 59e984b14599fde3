/**
 * The server's copy of one document, off the hot path: it is told every row and applies them in short slices. It gives
 * first states, checkpoints and the shape check. Its rows are those of the journal, in order.
 */
import * as Y from 'yjs'
import type { Sequence } from '#shared/exercise/moment.ts'
import type { Clock } from '../../time/clock.ts'

/** Origin of rows that stand in the journal already. */
export const journaled = Symbol('journaled')

const sliceMs = 1.5

export class Follower {
  readonly doc: Y.Doc
  readonly #clock: Clock
  readonly #afterSlice: () => void
  readonly #onFault: (error: unknown, sequence: Sequence) => void
  #waiting: { readonly sequence: Sequence; readonly bytes: Uint8Array }[] = []
  #applied: Sequence
  #isScheduled = false
  #isClosed = false

  constructor(doc: Y.Doc, applied: Sequence, clock: Clock, afterSlice: () => void, onFault: (error: unknown, sequence: Sequence) => void) {
    this.doc = doc
    this.#applied = applied
    this.#clock = clock
    this.#afterSlice = afterSlice
    this.#onFault = onFault
  }

  /** The last row that is in the copy. */
  get applied(): Sequence {
    return this.#applied
  }

  /** A row was journaled: it will be applied soon, or at the next catchUp. */
  follow(sequence: Sequence, bytes: Uint8Array): void {
    this.#waiting.push({ sequence, bytes })
    this.#schedule()
  }

  /** A row that came out of the copy itself: it is in already. Rows before it must have been caught up. */
  passed(sequence: Sequence): void {
    this.#applied = sequence
  }

  catchUp(): void {
    if (this.#waiting.length === 0) return
    const rows = this.#waiting
    this.#waiting = []
    Y.transact(this.doc, () => rows.forEach((row) => this.#apply(row)), journaled)
  }

  close(): void {
    this.#isClosed = true
    this.doc.destroy()
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isClosed) return
    this.#isScheduled = true
    setImmediate(() => this.#slice())
  }

  #slice(): void {
    this.#isScheduled = false
    if (this.#isClosed) return
    const until = this.#clock.monotonicMs() + sliceMs
    let taken = 0
    Y.transact(this.doc, () => {
      while (taken < this.#waiting.length && (taken === 0 || this.#clock.monotonicMs() < until)) {
        const row = this.#waiting[taken]
        if (row === undefined) break
        this.#apply(row)
        taken += 1
      }
    }, journaled)
    this.#waiting = this.#waiting.slice(taken)
    if (this.#waiting.length > 0) this.#schedule()
    this.#afterSlice()
  }

  /** The guard lets nothing through that cannot be applied; should a row fail all the same, the others go on. */
  #apply(row: { readonly sequence: Sequence; readonly bytes: Uint8Array }): void {
    try {
      Y.applyUpdate(this.doc, row.bytes, journaled)
    } catch (error) {
      this.#onFault(error, row.sequence)
    }
    this.#applied = row.sequence
  }
}
