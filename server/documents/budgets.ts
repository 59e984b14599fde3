/** How much one person may ask of the door: too fast is never refused, only made to wait. */
import type { SeatId } from '#shared/exercise/names.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Clock } from '../time/clock.ts'

/** A bucket that may be overdrawn: who overdraws waits until it is level again. */
export class Bucket {
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #burst: number
  #level: number
  #filledAt: number

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#burst = burst
    this.#level = burst
    this.#filledAt = clock.monotonicMs()
  }

  /** Takes so much; gives the milliseconds to wait, 0 for none. */
  spend(amount: number): number {
    const now = this.#clock.monotonicMs()
    this.#level = Math.min(this.#burst, this.#level + ((now - this.#filledAt) / 1000) * this.#perSecond) - amount
    this.#filledAt = now
    return this.#level >= 0 ? 0 : Math.ceil((-this.#level / this.#perSecond) * 1000)
  }
}

/** Counts within the last minute. */
export class MinuteCount {
  readonly #clock: Clock
  #times: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Adds and gives the count of the last minute, these included. */
  add(count: number): number {
    const now = this.#clock.monotonicMs()
    this.#times = this.#times.filter((at) => now - at < 60_000)
    for (let i = 0; i < count; i += 1) this.#times.push(now)
    return this.#times.length
  }
}

/** Bytes of awareness a socket may send: the standard client sends everybody's entries back. */
const awarenessBytesPerSecond = 256 * 1024

export interface PersonBudget {
  readonly writes: Bucket
  /** Bytes of sync step 2: a long time offline comes back as one message. */
  readonly stepTwoBytes: Bucket
  readonly awarenessBytes: Bucket
  /** Milliseconds of the server's time: who makes more work than this waits, so that nobody else has to. */
  readonly work: Bucket
}

const workMsPerSecond = 200
const workBurstMs = 2000

export class Budgets {
  readonly #clock: Clock
  readonly #writesPerSecond: number
  readonly #persons = new Map<SeatId, PersonBudget>()

  /** `writesPerSecond` is as published but where the server is measured; its burst grows with it. */
  constructor(clock: Clock, writesPerSecond: number) {
    this.#clock = clock
    this.#writesPerSecond = writesPerSecond
  }

  of(seat: SeatId): PersonBudget {
    const known = this.#persons.get(seat)
    if (known !== undefined) return known
    const fresh: PersonBudget = {
      writes: new Bucket(this.#clock, this.#writesPerSecond, limits.writesBurst * (this.#writesPerSecond / limits.writesPerSecond)),
      stepTwoBytes: new Bucket(this.#clock, limits.syncStep2Bytes / 60, 2 * limits.syncStep2Bytes),
      awarenessBytes: new Bucket(this.#clock, awarenessBytesPerSecond, 4 * awarenessBytesPerSecond),
      work: new Bucket(this.#clock, workMsPerSecond, workBurstMs),
    }
    this.#persons.set(seat, fresh)
    return fresh
  }
}
