/** How often each seat is answered what costs the whole room something. */
import type { SeatId } from '#shared/exercise/names.ts'
import type { Clock } from '../time/clock.ts'
import { Refused } from './answers.ts'
import { RateBucket } from './rateBucket.ts'

export class SeatPace {
  readonly #buckets = new Map<SeatId, RateBucket>()
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #burst: number

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#burst = burst
  }

  /** Once more; throws a refusal when it is too often. */
  take(seat: SeatId): void {
    const bucket = this.#buckets.get(seat) ?? new RateBucket(this.#clock, this.#perSecond, this.#burst)
    this.#buckets.set(seat, bucket)
    if (!bucket.take()) throw new Refused('too-fast', 'This laptop asks too often. Please wait a moment.')
  }
}
