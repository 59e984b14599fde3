/** Milliseconds since the exercise was opened: monotonic while the process lives, carried over restarts by the wall clock. */
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Clock } from '../time/clock.ts'

export class RecordedClock {
  readonly #clock: Clock
  readonly #base: RecordedAt
  readonly #startedAtMs: number
  #latest: RecordedAt

  private constructor(clock: Clock, base: RecordedAt) {
    this.#clock = clock
    this.#base = base
    this.#startedAtMs = clock.monotonicMs()
    this.#latest = base
  }

  /** A wall clock that was set back counts as no time at all: never decreasing goes before exact. */
  static carriedOn(clock: Clock, lastRecordedAt: RecordedAt, beat: { readonly wallAtMs: number; readonly recordedAt: RecordedAt } | null): RecordedClock {
    const awayMs = beat === null ? 0 : Math.max(0, Math.floor(clock.wallMs() - beat.wallAtMs))
    return new RecordedClock(clock, Math.max(lastRecordedAt, beat === null ? 0 : beat.recordedAt + awayMs))
  }

  now(): RecordedAt {
    const elapsedMs = Math.floor(this.#clock.monotonicMs() - this.#startedAtMs)
    this.#latest = Math.max(this.#latest, this.#base + elapsedMs)
    return this.#latest
  }
}
