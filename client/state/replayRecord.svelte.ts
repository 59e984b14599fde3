/** Fetches the seat's own record into a timeline, line by line, and prepares jumps between frames. */
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { ReplayIndex } from '#shared/replay/replayIndex.ts'
import { Timeline } from '#shared/replay/timeline.ts'
import { fetchReplay } from '../connection/api.ts'
import type { Cancel, Machine } from './machine.ts'
import { readReplayLine } from './replayLine.ts'

const linesAtOnce = 500

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

  /** Fetches what is not here yet: the whole record at first, later what happened since. */
  async load(): Promise<void> {
    this.status = 'loading'
    const whole = await fetchReplay({ exercise: this.#exercise, seat: this.#seat, after: this.#last }, (line) => this.#take(line), this.#abort.signal)
    // A broken-off answer may have cut an entry that has several lines: that entry is asked for again.
    this.#hand(whole ? Number.POSITIVE_INFINITY : (this.#waiting.at(-1)?.s ?? 0))
    this.#waiting = []
    this.status = whole ? 'ready' : 'failed'
    this.#preparing ??= this.#machine.every(30, () => this.#prepare())
  }

  close(): void {
    this.#abort.abort()
    this.#preparing?.()
  }

  #take(text: string): void {
    const line = readReplayLine(text)
    if (line === null) return
    this.#waiting.push(line)
    if (this.#waiting.length >= linesAtOnce) this.#hand(line.s)
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
    if (this.timeline.prepare()) return
    this.#preparing?.()
    this.#preparing = null
  }
}
