/** What grew while the day went on: the second quarter of the samples beside the last one. */
import { percentile } from '../figures.ts'

export interface Drift { readonly second: number; readonly last: number; readonly percent: number }

/** Middle values of the two quarters; the first quarter is not looked at, while everything is still warming up. Null: this sample says nothing of it. */
export function driftOf(values: readonly (number | null)[]): Drift {
  const quarter = (index: number): number => {
    const own = values.slice(Math.floor((values.length * index) / 4), Math.floor((values.length * (index + 1)) / 4))
    return percentile(own.filter((value) => value !== null), 0.5)
  }
  const [second, last] = [quarter(1), quarter(3)]
  return { second, last, percent: ((last - second) / second) * 100 }
}
