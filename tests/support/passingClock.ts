/** Clocks of a whole day: one that stands still until it is turned, and one that runs by itself, so many times as fast as the room. */
import type { Clock } from '../../server/time/clock.ts'
import { createSystemClock } from '../../server/time/systemClock.ts'
import { FakeClock } from './fakeClock.ts'

export interface PassingClock extends Clock {
  /** Settles when so much of the exercise's time has passed. */
  pass(ms: number): Promise<void>
}

/** As fast as the machine can: nothing in it waits for the room. */
export class TurnedClock extends FakeClock implements PassingClock {
  async pass(ms: number): Promise<void> {
    this.turn(ms)
  }
}

/** The machine's own clock and timers, `pace` times as fast. What is a second here is a second / pace in the room. */
export class FastClock implements PassingClock {
  readonly #machine = createSystemClock()
  readonly #beganMs = this.#machine.monotonicMs()
  readonly #pace: number

  constructor(pace: number) {
    this.#pace = pace
  }

  monotonicMs(): number {
    return (this.#machine.monotonicMs() - this.#beganMs) * this.#pace
  }

  wallMs(): number {
    return Date.UTC(2026, 10, 23, 8) + this.monotonicMs()
  }

  after(ms: number, act: () => void): () => void {
    return this.#machine.after(ms / this.#pace, act)
  }

  every(ms: number, act: () => void): () => void {
    return this.#machine.every(ms / this.#pace, act)
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => { this.after(ms, resolve) })
  }
}
