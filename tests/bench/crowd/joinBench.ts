/** Thirty laptops that were never here join within one second: how long until each is usable, and what it costs the server. */
import { builtServer } from '../../../server/builds.ts'
import { root } from '../../../server/threads.ts'
import type { BoardWish } from '../compare/load/boardWork.ts'
import { cpuSecondsOf } from '../compare/load/machine.ts'
import { percentile, say } from '../figures.ts'
import { commonMs } from '../watch/commonClock.ts'
import { waitedFor, WatchedServer } from '../watch/watchedServer.ts'
import { WorkerProcess } from '../watch/workers.ts'
import { heardFromBrowser, type AskedFor } from './askedFor.ts'
import type { Joined } from './coldLaptop.ts'
import type { JoinWork } from './joinProcess.ts'
import { MeasuredExercise } from './measuredExercise.ts'

const [people, withinMs, processes] = [30, 1000, 2]
const beforeMs = 500
/** Many more writes than a person may make: the board is brought by one. Nothing else of the server is another than in a course. */
const environment = { SANDTABLE_BENCH_WRITES: '100000' }

/** What one syndicate leaves on its board in a day, and a board of about 2 MB. */
const boards: readonly { readonly name: string; readonly wish: BoardWish }[] = [
  { name: 'the board of an ordinary day', wish: { authors: 2, editsPerAuthor: 0, marks: 200, editsBefore: 12_000 } },
  { name: 'a board of 2 MB', wish: { authors: 2, editsPerAuthor: 0, marks: 6500, editsBefore: 6000 } },
]

export async function measureJoins(): Promise<void> {
  const { usableMs, ...asked } = await heardFromBrowser()
  const files = asked.page.length + asked.seat.length + asked.map.length
  console.log(`One real Chromium on the idle product took ${Math.round(usableMs)} ms from the empty page to a saved board, typing by script; it asked for ${files} files until then, and ${asked.later.length} later.`)
  for (const board of boards) await measureOne(board, asked)
}

async function measureOne({ name, wish }: (typeof boards)[number], asked: AskedFor): Promise<void> {
  const server = await WatchedServer.start(await builtServer(root), environment)
  const workers = Array.from({ length: processes }, () => new WorkerProcess<JoinWork>(new URL('joinProcess.ts', import.meta.url)))
  try {
    const exercise = await MeasuredExercise.open(server)
    const bytes = await exercise.bringBoard(wish)
    // Somebody was here before, so that what is prepared once is prepared; the worker processes have run once, too.
    await Promise.all(workers.map((worker, index) => worker.ask('join', { port: server.port, code: exercise.code, asked, comers: [{ name: `First ${index}`, atMs: 0 }] })))
    await Promise.all(workers.map((worker) => worker.ask('leave', {})))
    const before = await server.watched()
    const [cpuBefore, began] = [cpuSecondsOf(server.pid), commonMs()]
    const comers = Array.from({ length: people }, (_, index) => ({ name: `Officer ${index}`, atMs: began + beforeMs + (index * withinMs) / people }))
    const joined = (await Promise.all(workers.map((worker, index) => worker.ask('join', { port: server.port, code: exercise.code, asked, comers: comers.filter((_, comer) => comer % processes === index) })))).flat()
    const [cpuAfter, watched] = [cpuSecondsOf(server.pid), await server.watched()]
    const cpu = cpuBefore === null || cpuAfter === null ? 'unknown' : `${(cpuAfter - cpuBefore).toFixed(2)} s`
    say(`${people} cold joins in one second, ${name} (${(bytes / 1000).toFixed(0)} kB)`, `usable after ${spread(joined, ({ usableMs }) => usableMs)}`, 'all within 3000 ms')
    console.log(`  page ${spread(joined, ({ pageMs }) => pageMs)}; seat ${spread(joined, ({ seatMs }) => seatMs)}; view ${spread(joined, ({ viewMs }) => viewMs)}; documents ${spread(joined, ({ documentsMs }) => documentsMs)}`)
    console.log(`  server: CPU ${cpu}, loop late p99 ${watched.lagP99Ms.toFixed(0)} ms, most ${watched.lagMostMs.toFixed(0)} ms; ${(joined.reduce((sum, each) => sum + each.bytes, 0) / people / 1e6).toFixed(2)} MB to each laptop`)
    console.log(`  ${waitedFor(before.waitedMs, watched.waitedMs)}`)
    exercise.close()
  } finally {
    for (const worker of workers) await worker.stop()
    await server.stop()
  }
}

function spread(joined: readonly Joined[], figure: (one: Joined) => number): string {
  const values = joined.map(figure)
  return `median ${Math.round(percentile(values, 0.5))} ms, last ${Math.round(percentile(values, 1))} ms`
}
