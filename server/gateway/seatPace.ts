/** How often each seat is answered what costs the whole room something. Who asks more often waits for the refusal, too: asking again and again costs nobody anything. */
import type { SeatId } from '#shared/exercise/names.ts'
import type { Clock } from '../time/clock.ts'
import { Refused } from './answers.ts'
import { RateBucket } from './rateBucket.ts'

const refusedAfterMs = 1000

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

  /** Once more; rejects with a refusal, a moment later, when it is too often. */
  async take(seat: SeatId): Promise<void> {
    const bucket = this.#buckets.get(seat) ?? new RateBucket(this.#clock, this.#perSecond, this.#burst)
    this.#buckets.set(seat, bucket)
    if (bucket.take()) return
    await new Promise<void>((settle) => { this.#clock.after(refusedAfterMs, settle) })
    throw new Refused('too-fast', 'This laptop asks too often. Please wait a moment.')
  }
}
