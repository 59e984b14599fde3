/**
 * Loaded into a server's own process before the server (`node --import`), which knows nothing of it: how late its event loop
 * is, what memory it holds and what it has open. Asked and answered over the channel to whoever started it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

export interface Watched {
  /** How late a timer of this process was: since the last time this was asked. */
  readonly lagP50Ms: number
  readonly lagP99Ms: number
  readonly lagMostMs: number
  readonly rssMb: number
  readonly heapMb: number
  /** What the heap has taken from the system, used or not. */
  readonly heapHeldMb: number
  /** As the last full collection left it; null before the first. */
  readonly heapLeftMb: number | null
  /** Buffers outside the heap. */
  readonly outsideMb: number
  /** What keeps the process alive, by kind: sockets, timers, workers. */
  readonly open: Readonly<Record<string, number>>
  readonly listeners: number
  readonly files: number | null
  /** Since its start, how long its main thread could have run and other work had the core: no fault of the server's. Null where the system does not say. */
  readonly waitedMs: number | null
}

const everyMs = 5
/** The kind of a `gc` entry that went through the whole heap (perf_hooks: NODE_PERFORMANCE_GC_MAJOR). */
const fullCollection = 4
const megabyte = 1024 * 1024

// A worker of the server inherits how it was started; only the server itself is watched.
if (isMainThread && process.send !== undefined) watch()

function watch(): void {
  const lag = monitorEventLoopDelay({ resolution: everyMs })
  lag.enable()
  let heapLeftMb: number | null = null
  new PerformanceObserver((list) => {
    if (list.getEntries().some(isFull)) heapLeftMb = process.memoryUsage().heapUsed / megabyte
  }).observe({ entryTypes: ['gc'] })
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - everyMs)
  process.on('message', (message) => {
    if (message !== 'watch') return
    const { rss, heapUsed, heapTotal, arrayBuffers } = process.memoryUsage()
    const watched: Watched = {
      lagP50Ms: late(lag.percentile(50)), lagP99Ms: late(lag.percentile(99)), lagMostMs: late(lag.max),
      rssMb: rss / megabyte, heapMb: heapUsed / megabyte, heapHeldMb: heapTotal / megabyte, heapLeftMb, outsideMb: arrayBuffers / megabyte,
      open: counted(process.getActiveResourcesInfo()),
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
      files: openFiles(),
      waitedMs: waitedForCoreMs(),
    }
    lag.reset()
    process.send?.(watched)
  })
}

function isFull(entry: object): boolean {
  const detail: unknown = 'detail' in entry ? entry.detail : null
  return typeof detail === 'object' && detail !== null && 'kind' in detail && detail.kind === fullCollection
}

function counted(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    // not every system says
    return null
  }
}

function waitedForCoreMs(): number | null {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return null
  }
}
