/** The one place that asks the machine for time and chance. Everybody else is handed a Clock and Ids. */
import { randomBytes, randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Clock, Ids } from './clock.ts'

/** Node fires a longer timeout at once instead of late. */
const longestTimeoutMs = 2 ** 31 - 1

/** The machine's clock. Its timers keep the process alive until they are cancelled. */
export function createSystemClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    after(ms, act) {
      const dueAtMs = performance.now() + ms
      let timer: NodeJS.Timeout
      // Node counts a timeout from the start of its turn of the loop, so one may fire a little early: it is asked again.
      const look = (): void => {
        const leftMs = dueAtMs - performance.now()
        if (leftMs <= 0) act()
        else timer = setTimeout(look, Math.min(Math.ceil(leftMs), longestTimeoutMs))
      }
      timer = setTimeout(look, Math.max(0, Math.min(Math.ceil(ms), longestTimeoutMs)))
      return () => clearTimeout(timer)
    },
    every(ms, act) {
      const timer = setInterval(act, ms)
      return () => clearInterval(timer)
    },
  }
}

/** Ids and secrets from the machine's cryptographic chance. */
export function createSystemIds(): Ids {
  return {
    next: () => randomBytes(16).toString('base64url'),
    secret: () => randomBytes(32).toString('base64url'),
    code: () => String(randomInt(100_000_000)).padStart(8, '0'),
  }
}
