/** Figures out of many measurements. */

/** The value that this share of the measurements does not exceed; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** '12.3 ms (p95 of 100; median 4.0, most 20.1)'. */
export function spread(values: readonly number[]): string {
  const figure = (share: number): string => percentile(values, share).toFixed(1)
  return `p95 ${figure(0.95)} ms (median ${figure(0.5)}, most ${figure(1)}, of ${values.length})`
}

export function say(what: string, figure: string, goal: string): void {
  console.log(`${what}: ${figure} — goal ${goal}`)
}
