/** Fetches the seat's own record into a timeline, line by line, and prepares jumps between frames. */
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { ReplayIndex } from '#shared/replay/replayIndex.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { fetchReplay, type ReplayAsked } from '../connection/replayFetch.ts'
import type { Cancel, Machine } from './machine.ts'

const linesAtOnce = 1000
/** Of every `prepareEveryMs`, so much is spent on jumps to come. */
const prepareForMs = 12
const prepareEveryMs = 30
/** First what was asked for is drawn. */
const prepareAfterMs = 2000

export class ReplayRecord {
  readonly timeline = new Timeline()
  readonly index = new ReplayIndex()
  status = $state.raw<'loading' | 'ready' | 'failed'>('loading')
  /** Entries read so far. */
  lines = $state.raw(0)
  readonly #exercise: string
  readonly #seat: string
  readonly #machine: Machine
  readonly #abort = new AbortController()
  #preparing: Cancel | null = null
  #waiting: ReplayLine[] = []
  #last = 0

  constructor(exercise: string, seat: string, machine: Machine) {
    this.#exercise = exercise
    this.#seat = seat
    this.#machine = machine
  }

  /** Fetches what is not here yet: the whole record at first, later what happened since. `first`: the document shown first, and when. */
  async load(first?: NonNullable<ReplayAsked['first']>): Promise<void> {
    this.status = 'loading'
    const whole = await fetchReplay({ exercise: this.#exercise, seat: this.#seat, after: this.#last, ...(first === undefined ? {} : { first }) }, (lines) => this.#take(lines), this.#abort.signal)
    // A broken-off answer may have cut an entry that has several lines: that entry is asked for again.
    this.#hand(whole ? Number.POSITIVE_INFINITY : (this.#waiting.at(-1)?.s ?? 0))
    this.#waiting = []
    this.status = whole ? 'ready' : 'failed'
    this.#preparing ??= this.#machine.after(prepareAfterMs, () => (this.#preparing = this.#machine.every(prepareEveryMs, () => this.#prepare())))
  }

  close(): void {
    this.#abort.abort()
    this.#preparing?.()
  }

  #take(lines: readonly ReplayLine[]): void {
    for (const line of lines) this.#waiting.push(line)
    const last = this.#waiting.at(-1)
    if (last !== undefined && this.#waiting.length >= linesAtOnce) this.#hand(last.s)
  }

  /** Hands over the lines of all entries before `sequence`. */
  #hand(sequence: number): void {
    const count = this.#waiting.findIndex((line) => line.s >= sequence)
    const lines = count < 0 ? this.#waiting : this.#waiting.slice(0, count)
    this.#waiting = count < 0 ? [] : this.#waiting.slice(count)
    this.timeline.append(lines)
    this.index.append(lines, this.timeline.markers())
    this.lines += lines.length
    this.#last = lines.at(-1)?.s ?? this.#last
  }

  #prepare(): void {
    const began = this.#machine.monotonicMs()
    while (this.#machine.monotonicMs() - began < prepareForMs) if (!this.timeline.prepare()) return this.#prepared()
  }

  #prepared(): void {
    this.#preparing?.()
    this.#preparing = null
  }
}
