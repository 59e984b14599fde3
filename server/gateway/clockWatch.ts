/**
 * Whether this machine slept, or its clock was set, while the server ran: from one beat to the next, wall time and the time
 * that never jumps must have gone on alike, and the beat must not be missing. Why they did not, no program can tell.
 */
import type { Clock } from '../time/clock.ts'

export interface ClockJump {
  /** Wall time that is too much; negative when the clock was put back. */
  readonly byMs: number
  readonly agoMs: number
}

const beatMs = 5000
/** Less is a busy machine, or a clock that is being drawn straight over the network. */
const leastMs = 20_000

export class ClockWatch {
  readonly #clock: Clock
  readonly #stop: () => void
  #wallMs: number
  #monotonicMs: number
  #last: { readonly byMs: number; readonly atMs: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
    this.#wallMs = clock.wallMs()
    this.#monotonicMs = clock.monotonicMs()
    this.#stop = clock.every(beatMs, () => this.#beat())
  }

  get lastJump(): ClockJump | null {
    return this.#last === null ? null : { byMs: this.#last.byMs, agoMs: this.#clock.monotonicMs() - this.#last.atMs }
  }

  close(): void {
    this.#stop()
  }

  #beat(): void {
    const wall = this.#clock.wallMs()
    const monotonic = this.#clock.monotonicMs()
    // asleep, some machines let the time that never jumps stand still, and some let it run
    const byMs = wall - this.#wallMs - beatMs
    const stoodMs = monotonic - this.#monotonicMs - beatMs
    if (Math.abs(byMs) >= leastMs || stoodMs >= leastMs) this.#last = { byMs, atMs: monotonic }
    this.#wallMs = wall
    this.#monotonicMs = monotonic
  }
}
