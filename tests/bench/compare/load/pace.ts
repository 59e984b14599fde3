/**
 * An open loop: what is due goes out when it is due, whether or not the server keeps up. A generator that is late says by
 * how much; a run in which it was late is not counted.
 */
import { seededRandom } from '../../../support/seededRandom.ts'

export interface Stream {
  readonly perSecond: number
  /** Sends the next one. */
  act(): void
}

/** Runs the streams for so long, or until `isOver`; `late` hears each one's delay in milliseconds. */
export function pace(streams: readonly Stream[], { ms, late, isOver }: { readonly ms: number; readonly late: (ms: number) => void; readonly isOver?: () => boolean }): Promise<void> {
  const began = performance.now()
  const counts = streams.map(() => 0)
  return new Promise((resolve, reject) => {
    const tick = (): void => {
      try {
        const now = performance.now() - began
        for (const [index, { perSecond, act }] of streams.entries()) {
          const due = dueBy(Math.min(now, ms), perSecond)
          for (let count = counts[index] ?? 0; count < due; count += 1) {
            late(performance.now() - began - (count * 1000) / perSecond)
            act()
          }
          counts[index] = due
        }
        if (now >= ms || isOver?.() === true) resolve()
        else setTimeout(tick, 1)
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    tick()
  })
}

/** How many of an even stream are due after so many milliseconds: the first at once. */
export function dueBy(ms: number, perSecond: number): number {
  return perSecond <= 0 ? 0 : Math.floor((ms * perSecond) / 1000) + 1
}

/** Everybody in turn, in an order of chance that repeats itself: a room's people do not act in one burst. */
export function turns<One>(all: readonly One[]): () => One {
  const random = seededRandom(7)
  const order = all.map((one) => ({ one, at: random.next() })).sort((a, b) => a.at - b.at).map(({ one }) => one)
  let index = 0
  return () => {
    const one = order[index % order.length]
    if (one === undefined) throw new Error('nobody is here')
    index += 1
    return one
  }
}
