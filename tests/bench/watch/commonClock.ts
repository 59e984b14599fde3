/** One clock for all processes of a measurement: the machine's monotonic one, which begins nowhere anew (CLOCK_MONOTONIC). */
const beganMs = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** Milliseconds; a reading in one process may be set against one in another. */
export function commonMs(): number {
  return performance.now() + beganMs
}
