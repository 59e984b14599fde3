/**
 * How often join codes may be guessed wrong: per address, and over the whole house. Somebody who has not guessed
 * wrong is never locked out by others who have, and nobody who already holds a seat is asked at all.
 */
import { limits } from '#shared/protocol/limits.ts'
import type { Clock } from '../time/clock.ts'

const windowMs = 60_000

export class GuessBudget {
  readonly #clock: Clock
  readonly #byAddress = new Map<string, number[]>()
  #house: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Milliseconds this address has to wait before its next try; 0 = it may try now. */
  waitMs(address: string): number {
    this.#forget()
    const now = this.#clock.monotonicMs()
    const own = this.#byAddress.get(keyOf(address)) ?? []
    const ownWait = waitFor(own, limits.wrongCodesPerAddressMinute, now)
    if (own.length === 0) return 0
    return Math.max(ownWait, waitFor(this.#house, limits.wrongCodesPerMinute, now))
  }

  /** Counts one wrong code. */
  wrong(address: string): void {
    this.#forget()
    const now = this.#clock.monotonicMs()
    const key = keyOf(address)
    this.#byAddress.set(key, [...(this.#byAddress.get(key) ?? []), now])
    this.#house.push(now)
  }

  #forget(): void {
    const since = this.#clock.monotonicMs() - windowMs
    this.#house = this.#house.filter((at) => at > since)
    for (const [key, times] of this.#byAddress) {
      const kept = times.filter((at) => at > since)
      if (kept.length === 0) this.#byAddress.delete(key)
      else if (kept.length < times.length) this.#byAddress.set(key, kept)
    }
  }
}

function waitFor(times: readonly number[], most: number, now: number): number {
  const oldest = times[times.length - most]
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now)
}

/** One laptop may own a whole IPv6 /64; it is one guesser. */
function keyOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  if (!plain.includes(':')) return plain
  return plain.split(':').slice(0, 4).join(':')
}
