/**
 * What others did on a board since this person last looked at it: told when one comes back, and kept until it is seen.
 * Looking = the page is in view. While it is, what others do is seen as it happens.
 */
import type { DocumentName, SeatId } from '#shared/exercise/names.ts'
import type { MarkChange } from '#shared/replay/boardHistory.ts'
import type { BoardRecord } from './boardRecord.svelte.ts'

/** Where this browser keeps the last entry one looked at. */
export interface LookStore {
  /** Null: one never looked. */
  read(): number | null
  write(sequence: number): void
}

export class SinceLastLook {
  /** Newest first, one for each mark. */
  changes = $state.raw<readonly MarkChange[]>([])
  readonly #record: BoardRecord
  readonly #store: LookStore
  readonly #own: SeatId

  constructor(record: BoardRecord, store: LookStore, own: SeatId) {
    this.#record = record
    this.#store = store
    this.#own = own
  }

  /** One looks, and the board stands after this entry. */
  looks(sequence: number): void {
    this.#store.write(sequence)
  }

  /** One comes back to a board that stands after this entry: what happened meanwhile is fetched, if anything did. */
  async comesBack(sequence: number): Promise<void> {
    const left = this.#store.read()
    this.#store.write(sequence)
    if (left === null || left >= sequence) return
    await this.#record.load()
    const kept = this.changes.map(({ mark }) => mark.id)
    const newest = this.#record.history.since(0)
    this.changes = newest.filter(({ sequence: at, author, mark }) => (at > left && author !== null && author !== this.#own) || kept.includes(mark.id))
  }

  seen(id: string): void {
    this.changes = this.changes.filter(({ mark }) => mark.id !== id)
  }

  seenAll(): void {
    this.changes = []
  }
}

/** Kept in this browser for one seat and one document; nothing is kept where the browser keeps nothing. */
export function lookStore(storage: Storage | null, seat: SeatId, document: DocumentName): LookStore {
  const key = `sandtable.looked.${seat}.${document}`
  return {
    read: () => {
      try {
        const sequence = Number.parseInt(storage?.getItem(key) ?? '', 10)
        return Number.isNaN(sequence) ? null : sequence
      } catch {
        return null
      }
    },
    write: (sequence) => {
      try {
        storage?.setItem(key, String(sequence))
      } catch {
        // A full or closed store: the next look begins without news.
      }
    },
  }
}
