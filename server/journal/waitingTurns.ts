/** Entries not written yet, in order, by event-loop turn: all entries of a turn are written, and said to be, together. */
import type { JournalEntry, NewEntry } from '#shared/replay/journalEntry.ts'
import { settleLater, type SettledLater } from '../settleLater.ts'

export interface Turn {
  readonly entries: JournalEntry[]
  bytes: number
  readonly written: SettledLater
  readonly flushed: SettledLater
}

/** A batch above this is cut: after a long stall one transaction must not block the room. */
const batchBytes = 4 * 1024 * 1024
/** What an entry weighs besides its bytes. */
const entryBytes = 200

export class WaitingTurns {
  #turns: Turn[] = []
  /** The turn that still takes entries; null when the next entry begins one. */
  #open: Turn | null = null
  #bytes = 0

  get isEmpty(): boolean {
    return this.#turns.length === 0
  }

  /** Bytes held, including turns that were taken and are being written. */
  get bytes(): number {
    return this.#bytes
  }

  get count(): number {
    return this.#turns.reduce((count, turn) => count + turn.entries.length, 0)
  }

  add(entry: JournalEntry): Turn {
    const open = this.#open !== null && this.#open.bytes < batchBytes ? this.#open : this.#begin()
    open.entries.push(entry)
    open.bytes += byteSize(entry)
    this.#bytes += byteSize(entry)
    return open
  }

  /** The oldest turns, about 4 MB at most and one at least. They count as waiting until settled or put back. */
  take(): Turn[] {
    let bytes = 0
    const end = this.#turns.findIndex((turn) => {
      const before = bytes
      bytes += turn.bytes
      return before > 0 && bytes > batchBytes
    })
    this.#open = null
    return this.#turns.splice(0, end === -1 ? this.#turns.length : end)
  }

  settled(turns: readonly Turn[]): void {
    for (const turn of turns) this.#bytes -= turn.bytes
  }

  putBack(turns: readonly Turn[]): void {
    this.#turns = [...turns, ...this.#turns]
  }

  reject(error: Error): void {
    for (const turn of this.#turns) {
      turn.written.reject(error)
      turn.flushed.reject(error)
    }
    this.settled(this.#turns)
    this.#turns = []
    this.#open = null
  }

  #begin(): Turn {
    const turn: Turn = { entries: [], bytes: 0, written: settleLater(), flushed: settleLater() }
    this.#turns.push(turn)
    this.#open = turn
    return turn
  }
}

export function byteSize(entry: NewEntry): number {
  return entry.bytes.length + entryBytes
}
