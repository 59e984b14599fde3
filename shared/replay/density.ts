/**
 * How much happened when, of all and of each syndicate. Counted entry by entry into bins that grow wider as the exercise
 * grows longer: a day of 200,000 entries costs a few thousand numbers, and drawing it never looks at the entries again.
 */
import type { RecordedAt } from '../exercise/moment.ts'
import type { SyndicateId } from '../exercise/names.ts'

/** A stretch in which nothing happened. */
export interface Idle { readonly from: RecordedAt; readonly to: RecordedAt }

const mostBins = 4096

export class Density {
  #binMs = 1000
  #all: number[] = []
  readonly #lanes = new Map<SyndicateId, number[]>()

  /** One thing that happened; `syndicate` is null when it concerns all or nobody. */
  add(recordedAt: RecordedAt, syndicate: SyndicateId | null): void {
    while (recordedAt / this.#binMs >= mostBins) this.#widen()
    const bin = Math.max(0, Math.floor(recordedAt / this.#binMs))
    count(this.#all, bin, 1)
    if (syndicate === null) return
    const lane = this.#lanes.get(syndicate) ?? []
    this.#lanes.set(syndicate, lane)
    count(lane, bin, 1)
  }

  /** Counts in so many equal stretches between two instants; what is finer than a bin falls where its bin begins. */
  histogram(from: RecordedAt, to: RecordedAt, stretches: number, syndicate: SyndicateId | null = null): number[] {
    const counts = new Array<number>(stretches).fill(0)
    const bins = syndicate === null ? this.#all : (this.#lanes.get(syndicate) ?? [])
    const length = Math.max(1, to - from)
    const first = Math.max(0, Math.floor(from / this.#binMs))
    const last = Math.min(bins.length - 1, Math.floor(to / this.#binMs))
    for (let bin = first; bin <= last; bin += 1) {
      const found = bins[bin] ?? 0
      if (found === 0) continue
      const share = (Math.max(from, bin * this.#binMs) - from) / length
      count(counts, Math.min(stretches - 1, Math.floor(share * stretches)), found)
    }
    return counts
  }

  /** Stretches of at least `atLeastMs` between two instants in which nothing happened, as exactly as the bins tell. */
  idle(from: RecordedAt, to: RecordedAt, atLeastMs: number): Idle[] {
    const found: Idle[] = []
    let since = from
    const close = (until: RecordedAt): void => {
      if (until - since >= atLeastMs) found.push({ from: since, to: until })
    }
    const last = Math.floor(to / this.#binMs)
    for (let bin = Math.floor(from / this.#binMs); bin <= last; bin += 1) {
      if ((this.#all[bin] ?? 0) === 0) continue
      close(bin * this.#binMs)
      since = (bin + 1) * this.#binMs
    }
    close(to)
    return found
  }

  #widen(): void {
    this.#binMs *= 2
    this.#all = halved(this.#all)
    for (const [syndicate, lane] of this.#lanes) this.#lanes.set(syndicate, halved(lane))
  }
}

/** Arrays grow without holes, so that they stay arrays of plain numbers. */
function count(bins: number[], bin: number, more: number): void {
  while (bins.length <= bin) bins.push(0)
  bins[bin] = (bins[bin] ?? 0) + more
}

function halved(bins: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(bins.length / 2) }, (_none, index) => (bins[index * 2] ?? 0) + (bins[index * 2 + 1] ?? 0))
}
