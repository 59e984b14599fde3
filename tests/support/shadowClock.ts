/**
 * What a schedule should do, worked out apart from the code that does it: running time by adding up, and for every inject
 * the instant it falls due. The true server is held against it after every turn of the clock.
 */
export interface ShadowItem { readonly serial: string; dueMs: number; status: 'planned' | 'held' | 'skipped' | 'released' }

export class ShadowClock {
  readonly items: readonly ShadowItem[]
  isRunning = true
  isAutomatic = true
  rate = 1
  runningMs = 0

  constructor(dues: readonly (readonly [string, number])[]) {
    this.items = dues.map(([serial, minute]) => ({ serial, dueMs: minute * 60_000, status: 'planned' }))
  }

  item(serial: string): ShadowItem {
    const found = this.items.find((each) => each.serial === serial)
    if (found === undefined) throw new Error(`no ${serial}`)
    return found
  }

  /** The recorded instant at which each planned inject falls due between two instants, when nothing is changed between them. */
  dueBetween(from: number, to: number): Map<string, number> {
    if (!this.isRunning || !this.isAutomatic) return new Map()
    const planned = this.items.filter(({ status }) => status === 'planned')
    const dues = planned.map(({ serial, dueMs }): [string, number] => [serial, from + Math.max(0, (dueMs - this.runningMs) / this.rate)])
    return new Map(dues.filter(([, at]) => at <= to))
  }

  pass(ms: number): void {
    if (this.isRunning) this.runningMs += ms * this.rate
  }

  /** Forward skips what it passes; back changes nothing of what was released. */
  jump(toMs: number): void {
    for (const item of this.items) if (item.status === 'planned' && item.dueMs > this.runningMs && item.dueMs < toMs) item.status = 'skipped'
    this.runningMs = toMs
  }
}
