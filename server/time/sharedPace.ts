/**
 * How often all together do what costs the whole server something: each at its usual gap while there is enough for all, and
 * with longer gaps when together they would take more. Nobody is told apart: it gives way the more, the more is done.
 */
import type { Clock } from './clock.ts'

const windowMs = 1000

export class SharedPace {
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #stretchMost: number
  #stretch = 1
  #windowFromMs: number
  #spent = 0

  /** At most so much of anything each second, as long as gaps need not be longer than `stretchMost` times the usual. */
  constructor(clock: Clock, perSecond: number, stretchMost: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#stretchMost = stretchMost
    this.#windowFromMs = clock.monotonicMs()
  }

  /** How many times its usual gap everybody waits; 1 while there is enough. */
  get stretch(): number {
    return this.#stretch
  }

  spend(amount: number): void {
    this.#spent += amount
    const now = this.#clock.monotonicMs()
    const lengthMs = now - this.#windowFromMs
    if (lengthMs < windowMs) return
    const wanted = this.#stretch * (this.#spent / this.#perSecond) * (windowMs / lengthMs)
    // Half way each second: it settles, and does not swing.
    this.#stretch = Math.min(this.#stretchMost, Math.max(1, (this.#stretch + wanted) / 2))
    this.#windowFromMs = now
    this.#spent = 0
  }
}
