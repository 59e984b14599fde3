/** The arithmetic of playing: how far a replay gets in a stretch of real time. Pure. */

export const speeds = [1, 2, 4, 8, 16] as const
export type Speed = (typeof speeds)[number]

/** A stretch without anything happening counts as idle from here on; what is skipped leaves this much before the next event. */
export const idleMs = 8_000
export const beforeEventMs = 1_500

export interface Playing {
  readonly at: number
  readonly end: number
  readonly speed: Speed
  readonly skipIdle: boolean
}

/** The instant after `elapsedMs` of real time. `nextActivity` tells when something next happens after an instant. */
export function playOn(playing: Playing, elapsedMs: number, nextActivity: (after: number) => number): number {
  const next = playing.at + Math.max(0, elapsedMs) * playing.speed
  if (!playing.skipIdle) return Math.min(next, playing.end)
  const activity = nextActivity(playing.at)
  const leap = activity - playing.at > idleMs ? activity - beforeEventMs : next
  return Math.min(Math.max(next, leap), playing.end)
}
