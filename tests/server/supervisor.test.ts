/** `npm start` as a process: starts, comes back after a crash, stops when told, says what is wrong. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { until } from '../support/startServer.ts'

const root = new URL('../..', import.meta.url).pathname
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'house-'))
  folders.push(made)
  return made
}
const folders: string[] = []
const started: Run[] = []

class Run {
  out = ''
  exit: number | null | undefined = undefined
  readonly child: ChildProcess

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'server/supervisor.ts', '--dev', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    this.child.stdout?.on('data', (piece: Buffer) => { this.out += piece.toString('utf8') })
    this.child.stderr?.on('data', (piece: Buffer) => { this.out += piece.toString('utf8') })
    this.child.on('exit', (code) => { this.exit = code })
    started.push(this)
  }

  /** Port and process of each time the server came up. */
  get listening(): { port: number; pid: number }[] {
    return [...this.out.matchAll(/listening \{"port":(\d+),"pid":(\d+)\}/g)].map((each) => ({ port: Number(each[1]), pid: Number(each[2]) }))
  }
}

afterEach(async () => {
  for (const run of started.splice(0)) {
    if (run.exit === undefined) run.child.kill('SIGTERM')
    await until(() => run.exit !== undefined, 'the supervisor has stopped', 15_000)
  }
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

async function isWell(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/api/house`).catch(() => null)
  return response?.status === 200
}

test('[HSE26] a killed server is back within two seconds, and stops in order when told', async () => {
  const data = folder()
  const run = new Run(['--port', '0', '--data', data])
  await until(() => run.listening.length === 1, 'the server listens', 20_000)
  expect(run.out).toContain('Instructor: open this link')
  const first = run.listening[0]
  expect(await isWell(first?.port ?? 0)).toBe(true)
  process.kill(first?.pid ?? 0, 'SIGKILL')
  await until(() => run.out.includes('Starting it again'), 'it is started again')
  await until(() => run.listening.length === 2, 'the server listens again', 10_000)
  expect(run.out).toContain('running again')
  expect(await isWell(run.listening[1]?.port ?? 0)).toBe(true)

  // A second one on the same folder is told who holds it, and is not tried again and again.
  const second = new Run(['--port', '0', '--data', data])
  await until(() => second.exit !== undefined, 'the second one has given up', 20_000)
  expect(second.exit).toBe(2)
  expect(second.out).toMatch(/Another Sandtable/)

  run.child.kill('SIGTERM')
  await until(() => run.exit !== undefined, 'it has stopped', 10_000)
  expect(run.exit).toBe(0)
  expect(await isWell(run.listening[1]?.port ?? 0)).toBe(false)
}, 60_000)

test('[HSE27] a port in use is one sentence, not a crash loop', async () => {
  const run = new Run(['--port', '0', '--data', folder()])
  await until(() => run.listening.length === 1, 'the server listens', 20_000)
  const port = run.listening[0]?.port ?? 0
  const second = new Run(['--port', String(port), '--data', folder()])
  await until(() => second.exit !== undefined, 'the second one has given up', 20_000)
  expect(second.exit).toBe(2)
  expect(second.out).toContain(`Port ${port} is used by another program`)
}, 60_000)

test('[HSE28] an unknown option is one sentence and how to do it right', async () => {
  const run = new Run(['--prot', '80'])
  await until(() => run.exit !== undefined, 'it has stopped', 20_000)
  expect(run.exit).toBe(2)
  expect(run.out).toContain('"--prot" is no option')
  expect(run.out).toContain('Usage: npm start')
}, 30_000)
