/** What a workload is: points to be measured, and how one run of one point goes on one server. */
import type { Contestant, RunningServer } from './contestant.ts'
import type { BoardWish } from './load/boardWork.ts'
import type { WindowFigures } from './load/orders.ts'
import type { LoadProcess } from './loadProcess.ts'
import { percentile } from '../figures.ts'

export type Figures = Readonly<Record<string, number | null>>

export interface RunResult {
  readonly figures: Figures
  /** Share of one core that other work on this machine used meanwhile; null where that is not known. */
  readonly foreignShare: number | null
  /** How late the generator was, at p99, milliseconds; null where nothing was timed. */
  readonly lagMs: number | null
}

export interface RunParts {
  readonly contestant: Contestant
  readonly server: RunningServer
  readonly load: LoadProcess
}

export interface Column {
  readonly figure: string
  readonly title: string
  readonly digits: number
  /** Set against the best peer and the relay: 'less' is better, or 'more'. */
  readonly better: 'less' | 'more' | null
}

export interface Point {
  readonly name: string
  readonly board: BoardWish
  /** Null: this server has nothing to say to it. */
  run(parts: RunParts): Promise<RunResult>
}

export interface Workload {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  readonly points: readonly Point[]
  isFor(contestant: Contestant): boolean
  /** Nothing is timed to the millisecond: runs are kept whatever else the machine did. */
  readonly needsQuiet: boolean
}

/** The largest delay a generator may have at p99, and the largest share of a core other work may use: beyond, a run is repeated. */
export const mostLagMs = 12
export const mostForeignShare = 0.3

export function whyNotKept({ foreignShare, lagMs }: RunResult): string | null {
  if (lagMs !== null && lagMs > mostLagMs) return `the generator was ${lagMs.toFixed(0)} ms late`
  if (foreignShare !== null && foreignShare > mostForeignShare) return `other work used ${(foreignShare * 100).toFixed(0)} % of a core`
  return null
}

/** The common figures of a window of steady work. */
export function windowFigures(window: WindowFigures): RunResult {
  const cpu = window.serverCpuSeconds
  return {
    figures: {
      complete: window.due === 0 ? null : (window.heard / window.due) * 100,
      deliveries: window.deliveries / window.seconds,
      p50: percentile(window.editMs, 0.5), p99: percentile(window.editMs, 0.99),
      cursorP99: window.cursorMs.length === 0 ? null : percentile(window.cursorMs, 0.99),
      cpu: cpu === null ? null : (cpu / window.seconds) * 100,
      cpuPerThousand: cpu === null || window.deliveries === 0 ? null : (cpu * 1000) / window.deliveries,
      rss: window.serverMb, closed: window.closed,
    },
    foreignShare: window.foreignCpuSeconds === null ? null : window.foreignCpuSeconds / window.seconds,
    lagMs: percentile(window.lagMs, 0.99),
  }
}

/** Two runs' worth of trouble in one: the worse of each. */
export function worse(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other)
}
