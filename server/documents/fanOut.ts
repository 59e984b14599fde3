/**
 * When a room tells its sockets: the first change at once, the next not before 1.5 times what the last telling cost. Small
 * rooms stay immediate; a room of three hundred settles by itself at a few milliseconds.
 */
import type { Moment } from '#shared/exercise/moment.ts'
import type { Clock } from '../time/clock.ts'

const restPerCost = 1.5

export class FanOut {
  readonly #clock: Clock
  readonly #tell: (messages: readonly Uint8Array[], at: Moment) => void
  #waiting: Uint8Array[] = []
  #at: Moment = { sequence: 0, recordedAt: 0 }
  #isDue = false
  #notBeforeMs = 0
  #cancel: (() => void) | null = null

  constructor(clock: Clock, tell: (messages: readonly Uint8Array[], at: Moment) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  /** Takes a message of a written row; `at` is that row. */
  add(message: Uint8Array, at: Moment): void {
    this.#waiting.push(message)
    this.#at = at
    if (this.#isDue) return
    this.#isDue = true
    const waitMs = this.#notBeforeMs - this.#clock.monotonicMs()
    // All rows of one turn are said to be written one after the other: wait for the last of them.
    if (waitMs <= 0) queueMicrotask(() => this.#flush())
    else if (waitMs < 1) setImmediate(() => this.#flush())
    else this.#cancel = this.#clock.after(waitMs, () => this.#flush())
  }

  close(): void {
    this.#cancel?.()
    this.#waiting = []
  }

  #flush(): void {
    this.#isDue = false
    this.#cancel = null
    if (this.#waiting.length === 0) return
    const messages = this.#waiting
    this.#waiting = []
    const begunAt = this.#clock.monotonicMs()
    this.#tell(messages, this.#at)
    const endedAt = this.#clock.monotonicMs()
    this.#notBeforeMs = endedAt + restPerCost * (endedAt - begunAt)
  }
}
