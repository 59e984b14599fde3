/**
 * `npm run bench -- peers`: the real server beside the servers people would otherwise take, in one comparison, on the same
 * bytes. How it is done and what it does not measure is said in compare/README.md.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { contestants, type Contestant } from './contestant.ts'
import { installPeers } from './install.ts'
import { LoadProcess } from './loadProcess.ts'
import { isPinned } from './pinning.ts'
import { usualSizes, type BenchSizes } from './sizes.ts'
import { tableOf, type KeptRun } from './summary.ts'
import { whyNotKept, type Point, type RunResult, type Workload } from './workload.ts'
import { kill } from './workloads/kill.ts'
import { join30, restart } from './workloads/large.ts'
import { ramp30 } from './workloads/ramp.ts'
import { room30, room300, rooms200x6 } from './workloads/steady.ts'

const results = new URL('../../.out/peers.jsonl', import.meta.url).pathname
/** Runs of one point on one server that may be dropped before it is left with fewer. */
const mostDropped = 4
const runWithinMs = 240_000

interface Wish { readonly workloads: readonly Workload[]; readonly servers: readonly Contestant[]; readonly runs: number; readonly keepAll: boolean }

export async function measurePeers(): Promise<void> {
  const wish = readWish(process.argv.slice(2))
  if (typeof wish === 'string') return refuse(wish)
  const why = installPeers()
  if (why !== null) return refuse(why)
  mkdirSync(new URL('../../.out/', import.meta.url), { recursive: true })
  console.log(isPinned ? 'Server on core 0, load on core 1.' : 'No taskset or one core only: nothing is pinned, and figures are worth less.')
  for (const workload of wish.workloads) for (const point of workload.points) await measurePoint(workload, point, wish)
}

async function measurePoint(workload: Workload, point: Point, wish: Wish): Promise<void> {
  const servers = wish.servers.filter((contestant) => workload.isFor(contestant))
  const load = new LoadProcess()
  const kept: KeptRun[] = []
  try {
    console.log(`\n### ${workload.name}: ${workload.title} – ${point.name}`)
    const { meanEditBytes, stateBytes } = await load.ask({ do: 'prepare', wish: point.board })
    console.log(`(edits of ${meanEditBytes.toFixed(0)} bytes on a board of ${(stateBytes / 1000).toFixed(0)} kB)\n`)
    for (let round = 0; round < wish.runs; round += 1) {
      for (const contestant of rotated(servers, round)) {
        const figures = await keptRun({ workload, point, contestant, load, keepAll: wish.keepAll || !workload.needsQuiet })
        if (figures !== null) kept.push({ server: contestant.name, isOurs: contestant.isOurs, isRelay: contestant.isRelay, figures })
      }
    }
  } finally {
    await load.stop()
  }
  console.log(tableOf(workload.columns, servers.map(({ name }) => name), kept))
}

interface RunWish { readonly workload: Workload; readonly point: Point; readonly contestant: Contestant; readonly load: LoadProcess; readonly keepAll: boolean }

/** Repeats a run until it was quiet; null when it never was, or the server could not do it. */
async function keptRun(wish: RunWish): Promise<RunResult['figures'] | null> {
  for (let dropped = 0; dropped <= mostDropped; dropped += 1) {
    const result = await oneRun(wish)
    const why = result === null ? 'the run failed' : whyNotKept(result)
    note(wish, result, why)
    if (result !== null && (why === null || wish.keepAll)) return result.figures
    console.log(`  ${wish.contestant.name}: dropped, ${why ?? ''}`)
    if (result === null && dropped >= 1) return null
  }
  return null
}

/** A fresh server on a fresh folder. */
async function oneRun({ point, contestant, load }: RunWish): Promise<RunResult | null> {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-peer-'))
  const server = await contestant.start(folder)
  try {
    return await within(runWithinMs, point.run({ contestant, server, load }))
  } catch (error) {
    console.log(`  ${contestant.name}: ${error instanceof Error ? error.message : String(error)}`)
    return null
  } finally {
    await load.ask({ do: 'leave' })
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(`no end after ${ms / 1000} s`)), ms) })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function note({ workload, point, contestant }: RunWish, result: RunResult | null, dropped: string | null): void {
  appendFileSync(results, `${JSON.stringify({ at: new Date().toISOString(), workload: workload.name, point: point.name, server: contestant.name, pinned: isPinned, dropped, ...result })}\n`)
}

/** Who comes first changes from round to round. */
function rotated<One>(all: readonly One[], by: number): readonly One[] {
  const at = all.length === 0 ? 0 : by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}

/** What is wanted, or what is wrong with it. */
function readWish(options: readonly string[]): Wish | string {
  const { values } = parseArgs({
    args: [...options], allowPositionals: true, strict: false,
    options: { only: { type: 'string' }, servers: { type: 'string' }, runs: { type: 'string' }, seconds: { type: 'string' }, 'keep-all': { type: 'boolean' } },
  })
  const seconds = values.seconds === undefined ? usualSizes.windowMs / 1000 : Number(values.seconds)
  const runs = values.runs === undefined ? 5 : Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1 || !(seconds > 0)) return '--runs and --seconds want a number above 0.'
  const workloads = chosen(workloadsOf({ ...usualSizes, windowMs: seconds * 1000 }), values.only)
  const servers = chosen(contestants, values.servers)
  if (typeof workloads === 'string') return workloads
  if (typeof servers === 'string') return servers
  return { workloads, servers, runs, keepAll: values['keep-all'] === true }
}

function workloadsOf(sizes: BenchSizes): readonly Workload[] {
  return [kill, ramp30, room30(sizes), room300(sizes), rooms200x6(sizes), join30, restart]
}

function chosen<One extends { readonly name: string }>(all: readonly One[], names: string | boolean | undefined): readonly One[] | string {
  if (typeof names !== 'string') return all
  const wanted = names.split(',')
  const unknown = wanted.find((name) => !all.some((one) => one.name === name))
  if (unknown !== undefined) return `There is no "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}.`
  return all.filter(({ name }) => wanted.includes(name))
}

function refuse(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
