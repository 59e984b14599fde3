/** How fast one person writes. Too fast is never refused: the socket is paused until the debt is paid. */
import { limits } from '#shared/protocol/limits.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import type { Clock } from '../../time/clock.ts'
import type { DocumentSocket } from './documentSocket.ts'

class WritePace {
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(clock: Clock, perSecond: number = limits.writesPerSecond, burst: number = limits.writesBurst) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = clock.monotonicMs()
  }

  /** Counts one write; gives the milliseconds to pause afterwards, 0 while the pace is fine. */
  spend(): number {
    const now = this.#clock.monotonicMs()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond) - 1
    this.#at = now
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000
  }
}

/** How many new Yjs client ids one person named in one document within a minute. */
class NewIdBudget {
  readonly #clock: Clock
  #named: number[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** False when `count` more would be too many for this minute; then none is counted. */
  take(count: number): boolean {
    const now = this.#clock.monotonicMs()
    this.#named = this.#named.filter((at) => at > now - 60_000)
    if (this.#named.length + count > limits.newClientIdsPerMinute) return false
    for (let index = 0; index < count; index += 1) this.#named.push(now)
    return true
  }
}

/** The limits of every person who writes in one document, over all of that person's sockets. */
export class PersonLimits {
  readonly #clock: Clock
  readonly #paces = new Map<SeatId, WritePace>()
  readonly #names = new Map<SeatId, NewIdBudget>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts a write, and pauses the socket when they come too fast. */
  slow(seat: SeatId, socket: DocumentSocket): void {
    const pace = this.#paces.get(seat) ?? new WritePace(this.#clock)
    this.#paces.set(seat, pace)
    const wait = pace.spend()
    if (wait < 1) return
    socket.pause()
    this.#clock.after(wait, () => socket.resume())
  }

  /** Whether this person may name so many new client ids now; counts them when so. */
  mayName(seat: SeatId, count: number): boolean {
    const budget = this.#names.get(seat) ?? new NewIdBudget(this.#clock)
    this.#names.set(seat, budget)
    return budget.take(count)
  }
}
