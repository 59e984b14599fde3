/** A hall: three hundred people at one board, each an edit in three seconds, twenty cursors; what they feel and what it takes. */
import { builtServer } from '../../../server/builds.ts'
import { root } from '../../../server/threads.ts'
import type { BoardWish } from '../compare/load/boardWork.ts'
import { inTurns } from '../compare/load/crowd.ts'
import { cpuSecondsOf } from '../compare/load/machine.ts'
import { percentile, say } from '../figures.ts'
import { waitedFor, WatchedServer } from '../watch/watchedServer.ts'
import { WorkerProcess } from '../watch/workers.ts'
import type { HallWork } from './hallProcess.ts'
import { MeasuredExercise, type MemberSeat } from './measuredExercise.ts'
import { delaysOf } from './notes.ts'

const [people, processes] = [300, 2]
const [editsPerPersonSecond, cursors] = [1 / 3, 20]
const [warmUpMs, lingerMs] = [3000, 3000]
/** One person brings the board before it is measured. The limit of people in one exercise is 330, and stays as it is. */
const environment = { SANDTABLE_BENCH_WRITES: '100000' }

export async function measureHall(seconds: number): Promise<void> {
  const windowMs = seconds * 1000
  // What one person writes, and as much again: the turns of chance are not quite even.
  const board: BoardWish = { authors: people, editsPerAuthor: Math.ceil(2 * editsPerPersonSecond * (warmUpMs + windowMs) / 1000) + 4, marks: 2 * people, editsBefore: 4000 }
  const server = await WatchedServer.start(await builtServer(root), environment)
  const workers = Array.from({ length: processes }, () => new WorkerProcess<HallWork>(new URL('hallProcess.ts', import.meta.url)))
  try {
    const exercise = await MeasuredExercise.open(server)
    const bytes = await exercise.bringBoard({ ...board, editsPerAuthor: 0 })
    const seats: { readonly seat: MemberSeat; readonly author: number }[] = []
    await inTurns(Array.from({ length: people }, (_, author) => async () => { seats.push({ seat: await exercise.member(`Officer ${author}`), author }) }), 8)
    await Promise.all(workers.map((worker, index) => worker.ask('gather', { board, seats: seats.filter(({ author }) => author % processes === index) })))
    const before = await server.watched()
    const cpuBefore = cpuSecondsOf(server.pid)
    let isOver = false
    const memory = watchMemory(server, () => isOver)
    const worked = await Promise.all(workers.map((worker) => worker.ask('work', {
      editsPerSecond: people * editsPerPersonSecond / processes, pointing: cursors / processes, warmUpMs, windowMs, lingerMs,
    })))
    isOver = true
    const { rssMb, lagP50Ms, lagP99Ms, lagMostMs, waitedMs } = await memory
    const cpuAfter = cpuSecondsOf(server.pid)
    const { delaysMs, due, twice } = delaysOf(worked.map(({ sent }) => sent), worked.map(({ heard }) => heard), people)
    const at = (share: number): string => percentile(delaysMs, share).toFixed(1)
    say(`${people} people at one board (${(bytes / 1000).toFixed(0)} kB), ${(people * editsPerPersonSecond).toFixed(0)} edits/s and ${cursors} cursors, ${seconds} s`, `an edit reaches the others after p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms, most ${at(1)} ms`, 'p95 150, p99 400 ms')
    say('  delivered', `${((delaysMs.length / due) * 100).toFixed(2)} % of ${due}, ${twice} twice, ${worked.reduce((sum, each) => sum + each.closed, 0)} lines lost`, '100 %, none, none')
    say('  memory of the server', `${rssMb.toFixed(0)} MB resident at most`, '1024 MB')
    say('  the server\'s event loop', `late p50 ${lagP50Ms.toFixed(1)}, p99 ${lagP99Ms.toFixed(1)} ms (worst second), most ${lagMostMs.toFixed(0)} ms`, 'p99 50 ms')
    console.log(`  ${waitedFor(before.waitedMs, waitedMs)}`)
    console.log(`  server CPU ${cpuBefore === null || cpuAfter === null ? 'unknown' : `${((cpuAfter - cpuBefore) / ((warmUpMs + windowMs + lingerMs) / 1000) * 100).toFixed(0)} %`}; the people's own processes were late by p99 ${Math.max(...worked.map(({ lateP99Ms }) => lateP99Ms)).toFixed(1)} ms; ${worked.reduce((sum, each) => sum + each.cursorsHeard, 0)} cursors heard`)
    exercise.close()
  } finally {
    for (const worker of workers) await worker.stop()
    await server.stop()
  }
}

interface Worst { readonly rssMb: number; readonly lagP50Ms: number; readonly lagP99Ms: number; readonly lagMostMs: number; readonly waitedMs: number | null }

/** The largest of all seconds. */
async function watchMemory(server: WatchedServer, isOver: () => boolean): Promise<Worst> {
  let worst: Worst = { rssMb: 0, lagP50Ms: 0, lagP99Ms: 0, lagMostMs: 0, waitedMs: null }
  while (!isOver()) {
    await new Promise((next) => { setTimeout(next, 1000) })
    const now = await server.watched()
    worst = { rssMb: Math.max(worst.rssMb, now.rssMb), lagP50Ms: Math.max(worst.lagP50Ms, now.lagP50Ms), lagP99Ms: Math.max(worst.lagP99Ms, now.lagP99Ms), lagMostMs: Math.max(worst.lagMostMs, now.lagMostMs), waitedMs: now.waitedMs }
  }
  return worst
}
