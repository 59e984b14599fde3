/** Runs of what one client wrote in a document, by clock: what is to be taken out of it. */

export interface Run { readonly clock: number; readonly length: number }

export class Runs {
  /** In order, none touching the next. */
  readonly #byClient = new Map<number, Run[]>()

  /** Of all together. */
  get length(): number {
    return [...this.#byClient.values()].flat().reduce((sum, { length }) => sum + length, 0)
  }

  get isEmpty(): boolean {
    return this.#byClient.size === 0
  }

  get all(): ReadonlyMap<number, readonly Run[]> {
    return this.#byClient
  }

  add(client: number, clock: number, length: number): void {
    let from = clock
    let to = clock + length
    const apart: Run[] = []
    for (const run of this.#byClient.get(client) ?? []) {
      if (run.clock + run.length < from || run.clock > to) apart.push(run)
      else {
        from = Math.min(from, run.clock)
        to = Math.max(to, run.clock + run.length)
      }
    }
    this.#byClient.set(client, [...apart, { clock: from, length: to - from }].sort((one, other) => one.clock - other.clock))
  }

  /** What of them lies in a stretch. */
  within(client: number, clock: number, length: number): Run[] {
    const found: Run[] = []
    for (const run of this.#byClient.get(client) ?? []) {
      const from = Math.max(run.clock, clock)
      const to = Math.min(run.clock + run.length, clock + length)
      if (from < to) found.push({ clock: from, length: to - from })
    }
    return found
  }
}
