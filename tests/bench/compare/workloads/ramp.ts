/** How many edits a second a room of 30 takes with p99 below 200 ms: the rate is raised in steps until it does not. */
import type { WindowFigures } from '../load/orders.ts'
import { percentile } from '../../figures.ts'
import { mostLagMs, worse, type RunParts, type Workload } from '../workload.ts'

const clients = 30
const rates = [250, 500, 1000, 1500, 2000, 3000, 4500, 6000, 9000, 12_000, 16_000] as const
const [warmUpMs, windowMs] = [500, 1500]
const mostP99Ms = 200
const mostTries = 3
const editsOfAll = rates.reduce((sum, rate) => sum + (rate * (warmUpMs + windowMs)) / 1000, 0)
/** Steps before the last one are seldom taken again; two more of the largest are enough for those that are. */
const lastStep = (16_000 * (warmUpMs + windowMs)) / 1000

export const ramp30: Workload = {
  name: 'ramp30',
  title: 'edits per second in a room of 30 with p99 < 200 ms, all delivered; steps ' + rates.join(', '),
  columns: [
    { figure: 'rate', title: 'edits/s', digits: 0, better: 'more' },
    { figure: 'p99', title: 'p99 there, ms', digits: 1, better: null },
    { figure: 'failedAt', title: 'not any more at', digits: 0, better: null },
    { figure: 'generatorEnded', title: 'ended by the generator', digits: 0, better: null },
  ],
  points: [{
    name: '30 people',
    board: { authors: clients, editsPerAuthor: Math.ceil((editsOfAll + (mostTries - 1) * lastStep) / clients) + rates.length * mostTries * 2, marks: 2 * clients, editsBefore: 0 },
    async run(parts) {
      const { contestant, server, load } = parts
      await load.ask({ do: 'gather', tongue: contestant.tongue, rooms: await server.seats(1, clients) })
      let passed: { readonly rate: number; readonly p99: number } = { rate: 0, p99: 0 }
      let foreignShare: number | null = null
      for (const rate of rates) {
        const window = await tried(rate, parts)
        foreignShare = worse(foreignShare, window.foreignCpuSeconds === null ? null : window.foreignCpuSeconds / window.seconds)
        const p99 = percentile(window.editMs, 0.99)
        if (!holds(window, p99)) {
          // The generator is on its own core: where it cannot follow, the server's limit was not reached.
          const generatorEnded = percentile(window.lagMs, 0.99) > mostLagMs ? 1 : 0
          return { figures: { rate: passed.rate, p99: passed.p99, failedAt: rate, generatorEnded }, foreignShare, lagMs: null }
        }
        passed = { rate, p99 }
      }
      return { figures: { rate: passed.rate, p99: passed.p99, failedAt: null, generatorEnded: 0 }, foreignShare, lagMs: null }
    },
  }],
  isFor: () => true,
  needsQuiet: true,
}

/** A step at which the generator itself was late is taken again, a few times: it says nothing of the server. */
async function tried(rate: number, { server, load }: RunParts): Promise<WindowFigures> {
  for (let left = mostTries; ; left -= 1) {
    const window = await load.ask({ do: 'window', wish: { editsPerSecond: rate, cursorsPerRoom: 0, warmUpMs, windowMs, lingerMs: 3000, serverPid: server.pid } })
    if (left <= 1 || holds(window, percentile(window.editMs, 0.99)) || percentile(window.lagMs, 0.99) <= mostLagMs) return window
  }
}

function holds(window: WindowFigures, p99: number): boolean {
  return window.heard === window.due && window.closed === 0 && p99 < mostP99Ms
}
