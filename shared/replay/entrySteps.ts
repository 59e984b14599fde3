/**
 * The entries one can step through, one by one: whatever changed a view, a document or what the room was shown. The
 * presenter's pointer is no step; lines of the same entry are one.
 */
import type { Moment } from '../exercise/moment.ts'
import type { ReplayLine } from './seatJournal.ts'

export class EntrySteps {
  readonly #sequences: number[] = []
  readonly #times: number[] = []

  /** Lines in the order of the journal. */
  add(line: ReplayLine): void {
    if (line.kind === 'end' || line.kind === 'stood' || (line.kind === 'trace' && line.trace.type === 'PointerMoved')) return
    if (this.#sequences.at(-1) === line.s) return
    this.#sequences.push(line.s)
    this.#times.push(line.t)
  }

  get count(): number {
    return this.#sequences.length
  }

  /** How many of the entries are at or before a moment: 'entry 12 of 300'. */
  numberAt(moment: Moment): number {
    return this.#after(moment.sequence)
  }

  /** The first entry after a moment; null at the end. */
  next(moment: Moment): Moment | null {
    return this.#at(this.#after(moment.sequence))
  }

  /** The moment before the last entry happened: the one that stands one entry earlier. Null at the first. */
  previous(moment: Moment): Moment | null {
    return this.#at(this.#after(moment.sequence) - 2)
  }

  #at(index: number): Moment | null {
    const [sequence, recordedAt] = [this.#sequences[index], this.#times[index]]
    return sequence === undefined || recordedAt === undefined ? null : { sequence, recordedAt }
  }

  /** Index of the first entry after a sequence. */
  #after(sequence: number): number {
    let low = 0
    let high = this.#sequences.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sequences[middle] ?? 0) <= sequence) low = middle + 1
      else high = middle
    }
    return low
  }
}
