/** The server's recorded time, estimated here: of several answers the one that came back fastest is believed most. */
import type { Machine } from '../state/machine.ts'

/** An estimate older than this gives way to any newer one: clocks drift, laptops sleep. */
const trustMs = 120_000

export class ServerClock {
  readonly #machine: Pick<Machine, 'monotonicMs'>
  #offset: number | null = null
  #roundTrip = Number.POSITIVE_INFINITY
  #heardAt = Number.NEGATIVE_INFINITY

  constructor(machine: Pick<Machine, 'monotonicMs'>) {
    this.#machine = machine
  }

  /** The server answered `recordedAt` to a question asked at `askedAt` of this laptop's monotonic clock. */
  heard(askedAt: number, recordedAt: number): void {
    const at = this.#machine.monotonicMs()
    const roundTrip = at - askedAt
    const offset = recordedAt + roundTrip / 2 - at
    const apart = this.#offset === null ? 0 : Math.abs(offset - this.#offset)
    // Further apart than delay explains: this laptop slept, or the server went on from another clock.
    const jumped = apart > roundTrip + this.#roundTrip
    if (!jumped && roundTrip > this.#roundTrip && at - this.#heardAt < trustMs) return
    this.#offset = offset
    this.#roundTrip = roundTrip
    this.#heardAt = at
  }

  /** Null before the first answer. */
  now(): number | null {
    return this.#offset === null ? null : Math.round(this.#machine.monotonicMs() + this.#offset)
  }
}
