/** The history of one board, fetched from the seat's own journal when somebody asks for it, and kept up from then on. */
import type { DocumentName } from '#shared/exercise/names.ts'
import { BoardHistory } from '#shared/replay/boardHistory.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { fetchReplay } from '../connection/replayFetch.ts'

export class BoardRecord {
  status = $state.raw<'idle' | 'loading' | 'ready' | 'failed'>('idle')
  /** Grows with every fetch: what is read of `history` is read again. */
  version = $state.raw(0)
  readonly history: BoardHistory
  readonly #exercise: string
  readonly #seat: string
  readonly #document: DocumentName
  readonly #abort = new AbortController()
  #fetching: Promise<void> | null = null

  constructor(exercise: string, seat: string, document: DocumentName) {
    this.#exercise = exercise
    this.#seat = seat
    this.#document = document
    this.history = new BoardHistory(document)
  }

  /** Fetches what happened since the last time. One fetch at a time: who asks meanwhile gets that one. */
  load(): Promise<void> {
    this.#fetching ??= this.#load().finally(() => { this.#fetching = null })
    return this.#fetching
  }

  /** As `load`, but not content with a fetch that began before: what is asked for may have been recorded since. */
  async loadAfresh(): Promise<void> {
    await this.#fetching
    if (!this.#abort.signal.aborted) await this.load()
  }

  close(): void {
    this.#abort.abort()
    this.history.close()
  }

  async #load(): Promise<void> {
    if (this.status !== 'ready') this.status = 'loading'
    const lines: ReplayLine[] = []
    const asked = { exercise: this.#exercise, seat: this.#seat, after: this.history.last, document: this.#document }
    const whole = await fetchReplay(asked, (more) => { for (const line of more) lines.push(line) }, this.#abort.signal)
    if (this.#abort.signal.aborted) return
    // What broke off is asked for again as a whole: an entry may have several lines.
    if (whole) this.history.append(lines)
    this.status = whole ? 'ready' : 'failed'
    this.version += 1
  }
}
