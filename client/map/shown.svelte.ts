/**
 * What one shows others for a moment: the laser's fading trail and the ring of a ping. Told as traces, never written. Ages are
 * counted on the beat of frames; nothing runs while nothing is shown.
 */
import { roundPosition, type Position } from '#shared/board/annotation.ts'

export interface Ping {
  readonly at: Position
  /** Counts this person's pings, so that two at one place are two. */
  readonly count: number
}

const trailMs = 1200
const pingMs = 2500
export const trailMost = 24

export class Shown {
  trail = $state.raw<readonly Position[]>([])
  ping = $state.raw<Ping | null>(null)

  /** `until` is set by the first frame after it was shown. */
  #points: readonly { readonly at: Position; readonly until: number | null }[] = []
  #pingUntil: number | null = null
  #pings = 0
  #frame: number | null = null

  trace(at: Position): void {
    this.#points = [...this.#points, { at: roundPosition(at), until: null }].slice(-trailMost)
    this.#ask()
  }

  ringAt(at: Position): void {
    this.ping = { at: roundPosition(at), count: (this.#pings += 1) }
    this.#pingUntil = null
    this.#ask()
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  /** Turned by frames; by hand in tests. */
  beat(now: number): void {
    this.#frame = null
    this.#points = this.#points.filter(({ until }) => until === null || until > now).map(({ at, until }) => ({ at, until: until ?? now + trailMs }))
    if (this.#points.length > 0 || this.trail.length > 0) this.trail = this.#points.map(({ at }) => at)
    if (this.ping !== null) {
      this.#pingUntil ??= now + pingMs
      if (this.#pingUntil <= now) this.ping = null
    }
    if (this.#points.length > 0 || this.ping !== null) this.#ask()
  }

  #ask(): void {
    this.#frame ??= requestAnimationFrame((now) => this.beat(now))
  }
}
