/**
 * `npm run bench -- soak`: the ordinary load of thirty officers in eight hours of a course at sixty times its rate, on a server
 * whose clock runs as fast; what grows. `--minutes=8` are eight hours; less is a shorter course at the same rate.
 * `--backups=seldom`: one in five minutes of the machine's clock, so that most samples hold none.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from '#shared/exercise/commands.ts'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { buildProgram } from '../../../server/builds.ts'
import { root } from '../../../server/threads.ts'
import { Person, type LiveClient } from '../../support/person.ts'
import { Browser, valueOf } from '../../support/startServer.ts'
import { later } from '../compare/load/crowd.ts'
import { say } from '../figures.ts'
import type { Watched } from '../watch/serverWatch.ts'
import { waitedFor, WatchedServer } from '../watch/watchedServer.ts'
import { WorkerProcess } from '../watch/workers.ts'
import { driftOf } from './drift.ts'
import type { ComeWish, Sample, SoakWork } from './soakProcess.ts'

const times = 60
const usualMinutes = 8
const [syndicates, perSyndicate] = [5, 6]
const officers = syndicates * perSyndicate
/** What thirty write in a day of eight hours: as many entries as the long day of the replay bench has. */
const editsInEightHours = 205_000
const eightHoursSeconds = 8 * 3600
/** Ten times a second while a hand is on the map, and it is there a tenth of the time. */
const cursorsPerOfficerSecond = 1
const sampleMs = 10_000
const askAgainMs = 300
const insistMs = 20_000
const [restSamples, restMostMs] = [8, 90_000]

/** As many as in the hours that are lived, or as many as in the minutes that pass. */
type Backups = 'often' | 'seldom'

interface Sampled { readonly server: Watched; readonly people: Sample }

export async function measureSoak(): Promise<void> {
  const { values } = parseArgs({ allowPositionals: true, strict: false, options: { minutes: { type: 'string' }, backups: { type: 'string' } } })
  const minutes = Number(values.minutes ?? usualMinutes)
  const backups = values.backups === 'seldom' ? 'seldom' : 'often'
  if (!(minutes > 0)) throw new Error('--minutes wants a number above 0')
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-soak-'))
  try {
    await measureIn(folder, minutes, backups)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureIn(folder: string, minutes: number, backups: Backups): Promise<void> {
  const { chief, seats } = await comeIn(folder)
  const server = await startAt(times, folder, backups)
  const worker = new WorkerProcess<SoakWork>(new URL('soakProcess.ts', import.meta.url))
  try {
    const dana = await chief(server.origin).live()
    await worker.ask('come', { origin: server.origin, pace: times, seats })
    const lengthMs = minutes * 60_000
    let isOver = false
    const day = liveTheDay(dana, lengthMs, () => isOver)
    const rates = { editsPerSecond: (editsInEightHours / eightHoursSeconds) * times, cursorsPerSecond: officers * cursorsPerOfficerSecond * times }
    console.log(`${minutes} exercise hours in ${minutes} minutes, ×${times}: ${rates.editsPerSecond.toFixed(0)} edits/s and ${rates.cursorsPerSecond.toFixed(0)} cursors/s by ${officers} officers on the machine's clock.`)
    const working = worker.ask('work', { ...rates, ms: lengthMs }).finally(() => { isOver = true })
    const samples = await sampled(server, worker, () => isOver)
    await working
    await day
    tell(samples, minutes, dana)
    console.log(await atRest(server))
    await worker.ask('leave', {})
    dana.close()
  } finally {
    await worker.stop()
    await server.stop()
  }
}

async function startAt(pace: number, folder: string, backups: Backups): Promise<WatchedServer> {
  const built = join(root, 'tests', '.out', 'soakServer')
  await buildProgram(root, join(root, 'tests', 'bench', 'soak', 'soakServer.ts'), built)
  return WatchedServer.start(join(built, 'soakServer.js'), { SOAK_PACE: String(pace), SOAK_BACKUPS: backups }, folder)
}

async function sampled(server: WatchedServer, worker: WorkerProcess<SoakWork>, isOver: () => boolean): Promise<readonly Sampled[]> {
  const samples: Sampled[] = []
  await server.watched()
  for (;;) {
    await later(sampleMs)
    // The last seconds may be fewer: they would say something else than the others.
    if (isOver()) return samples
    const sample = { server: await server.watched(), people: await worker.ask('sample', {}) }
    samples.push(sample)
    const { server: { rssMb, heapMb, heapHeldMb, heapLeftMb, outsideMb, lagP99Ms, files }, people } = sample
    console.log(`${String(samples.length * sampleMs / 1000).padStart(4)} s: resident ${rssMb.toFixed(0)} MB, heap ${heapMb.toFixed(0)} of ${heapHeldMb.toFixed(0)} MB (${heapLeftMb?.toFixed(0) ?? '?'} after its last full collection), outside ${outsideMb.toFixed(1)} MB; saved p95 ${people.savedP95Ms.toFixed(1)} ms; loop late p99 ${lagP99Ms.toFixed(1)} ms; ${files ?? '?'} files; ${people.unsaved} unsaved, ${people.away} away${isCopying(sample.server) ? '; a backup under way' : ''}`)
  }
}

/** Each backup is made by a thread of its own, which has a heap of its own; its port is open while it lives. */
function isCopying({ open }: Watched): boolean {
  return (open['MessagePort'] ?? 0) > 0
}

function tell(samples: readonly Sampled[], minutes: number, dana: LiveClient): void {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined) throw new Error('too short for a sample')
  const drift = (what: string, unit: string, goal: string, figure: (sample: Sampled) => number | null): void => {
    const { second, last: end, percent } = driftOf(samples.map(figure))
    say(what, `${second.toFixed(1)} ${unit} in the second quarter, ${end.toFixed(1)} ${unit} in the last: ${percent >= 0 ? '+' : ''}${percent.toFixed(1)} %`, goal)
  }
  drift('resident memory, no backup under way', 'MB', 'at most +5 %', ({ server }) => (isCopying(server) ? null : server.rssMb))
  drift('resident memory, all samples', 'MB', 'at most +5 % in a course, where a backup is under way for seconds in five minutes; here for seconds in five seconds', ({ server }) => server.rssMb)
  console.log(`a backup was under way in ${samples.filter(({ server }) => isCopying(server)).length} of ${samples.length} samples`)
  drift('heap held', 'MB', 'at most +5 %', ({ server }) => server.heapHeldMb)
  drift('heap after a full collection', 'MB', 'at most +5 %', ({ server }) => server.heapLeftMb ?? server.heapMb)
  drift('buffers outside the heap', 'MB', 'no growth', ({ server }) => server.outsideMb)
  drift('saving, p95', 'ms', 'no growth', ({ people }) => people.savedP95Ms)
  drift('event loop, late p99', 'ms', 'no growth', ({ server }) => server.lagP99Ms)
  drift('listeners of the process', '', 'no growth', ({ server }) => server.listeners)
  drift('open files', '', 'no growth', ({ server }) => server.files ?? Number.NaN)
  for (const kind of [...new Set(samples.flatMap(({ server }) => Object.keys(server.open)))].sort()) drift(`open: ${kind}`, '', 'no growth', ({ server }) => server.open[kind] ?? 0)
  const { written, pointed, broke, ended, refused, unsaved } = last.people
  const released = Object.values(dana.view?.planned ?? {}).filter(({ status }) => status === 'released').length
  console.log(`${minutes} exercise hours: ${written} edits, ${pointed} cursors, ${released} messages released; ${broke} lines broke, ${ended} were ended so that a board begins anew, ${refused} commands refused, ${unsaved} edits not yet saved in the last sample; the officers' process was late by p99 ${Math.max(...samples.map(({ people }) => people.lateP99Ms)).toFixed(1)} ms in its worst ten seconds`)
  console.log(waitedFor(first.server.waitedMs, last.server.waitedMs))
}

/** When all work is over and the last backup is made: what the day has left. */
async function atRest(server: WatchedServer): Promise<string> {
  const end = performance.now() + restMostMs
  let now = await server.watched()
  for (let calm = 0; calm < restSamples && performance.now() < end; now = await server.watched()) {
    await later(1000)
    calm = isCopying(now) ? 0 : calm + 1
  }
  return `at rest afterwards: resident ${now.rssMb.toFixed(0)} MB, heap ${now.heapMb.toFixed(0)} of ${now.heapHeldMb.toFixed(0)} MB${isCopying(now) ? ', and still a backup under way' : ''}`
}

/** Stages but the last two, each its share of the time; boards stay open in plenary, so that the work is even all day. */
async function liveTheDay(dana: LiveClient, lengthMs: number, isOver: () => boolean): Promise<void> {
  const stages = (dana.view?.agenda ?? []).map(({ stage, minutes }, index) => ({ stage, minutes, index })).filter(({ stage }) => stage !== 'debrief' && stage !== 'ended')
  const all = stages.reduce((sum, { minutes }) => sum + minutes, 0)
  for (const { index, minutes, stage } of stages) {
    if (isOver()) return
    await insist(dana, { type: 'stage:begin', index })
    if (stage === 'plenary') await insist(dana, { type: 'boards:openInPlenary', open: true })
    const end = performance.now() + (lengthMs * minutes) / all
    while (performance.now() < end && !isOver()) {
      await later(Math.min(1000, Math.max(0, end - performance.now())))
      dana.wire = ''
      for (const list of [dana.views, dana.events, dana.traces, dana.presences]) list.splice(0)
    }
  }
}

/** Thirty officers in five syndicates, and the chief: seated while the clock runs as usual, for a server that runs faster afterwards. */
async function comeIn(folder: string): Promise<{ readonly chief: (origin: string) => Person; readonly seats: ComeWish['seats'] }> {
  const server = await startAt(1, folder, 'often')
  try {
    const house = new Browser(server.origin)
    valueOf(await house.post('/api/house/enter', { token: server.token }))
    const wish: CreateExercise = { scenario: 'wenza-day', title: 'Eight hours', syndicates, name: 'Dana', roster: [], lobby: false }
    const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
    const dana = await new Person(house, made.exercise, made.seat).live()
    const seats: ComeWish['seats'][number][] = []
    for (let index = 0; index < officers; index += 1) {
      const syndicate = `s${(index % syndicates) + 1}`
      const code = dana.view?.codes.find((each) => each.role === 'member' && each.syndicate === syndicate)?.code ?? ''
      const browser = new Browser(server.origin)
      const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name: `Officer ${index}`, hat: null }))
      seats.push({ exercise: taken.exercise, seat: taken.seat, cookie: browser.cookieHeader, syndicate, answers: index < syndicates })
    }
    dana.close()
    return { seats, chief: (origin) => new Person(withCookies(origin, house), made.exercise, made.seat) }
  } finally {
    await server.stop()
  }
}

function withCookies(origin: string, { cookies }: Browser): Browser {
  const browser = new Browser(origin)
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** What the chief asks is done. Where the server could not say in time that it is, it asks to try again: so it is asked again. */
async function insist(dana: LiveClient, command: Command): Promise<void> {
  const end = performance.now() + insistMs
  for (;;) {
    const reply = await dana.command(command)
    if (reply.ok || reply.refusal.code === 'already-done') return
    if (performance.now() > end) valueOf(reply)
    await later(askAgainMs)
  }
}
