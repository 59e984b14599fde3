/** A clock that stands still until it is turned. Timers that fall due while it turns act in order, at their own time. */
import type { Clock } from '../../server/time/clock.ts'

interface Timer { dueAtMs: number; readonly everyMs: number | null; readonly act: () => void }

export class FakeClock implements Clock {
  #monotonicMs = 0
  #wallMs: number
  readonly #timers = new Set<Timer>()

  constructor(wallMs = Date.UTC(2026, 10, 23, 8)) {
    this.#wallMs = wallMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  wallMs(): number {
    return this.#wallMs
  }

  after(ms: number, act: () => void): () => void {
    return this.#start({ dueAtMs: this.#monotonicMs + ms, everyMs: null, act })
  }

  every(ms: number, act: () => void): () => void {
    return this.#start({ dueAtMs: this.#monotonicMs + ms, everyMs: ms, act })
  }

  /** Turns both times. Promises that timers began settle only when the caller awaits. */
  turn(ms: number): void {
    const endMs = this.#monotonicMs + ms
    for (let next = this.#next(endMs); next !== null; next = this.#next(endMs)) {
      this.#moveTo(next.dueAtMs)
      if (next.everyMs === null) this.#timers.delete(next)
      else next.dueAtMs += next.everyMs
      next.act()
    }
    this.#moveTo(endMs)
  }

  /** Somebody sets the machine's clock: wall time alone changes, no timer notices. */
  setWall(ms: number): void {
    this.#wallMs = ms
  }

  #start(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  #next(endMs: number): Timer | null {
    const due = [...this.#timers].filter((timer) => timer.dueAtMs <= endMs)
    return due.sort((a, b) => a.dueAtMs - b.dueAtMs)[0] ?? null
  }

  #moveTo(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs
    this.#monotonicMs = monotonicMs
  }
}
