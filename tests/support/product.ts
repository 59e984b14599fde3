/**
 * The product as an instructor starts it: `npm start` with a data folder of its own, in processes of its own, on the
 * loopback. For stories: it can be killed like a power cut and comes back by itself.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './serverProcess.ts'

const root = new URL('../..', import.meta.url).pathname

export interface Product {
  readonly port: number
  readonly address: string
  readonly dataFolder: string
  /** Milliseconds from `npm start` to the printed instructor link. */
  readonly startedInMs: number
  /** The one-time instructor link of the running server. */
  instructorLink(): string
  /** Everything both processes printed. */
  printed(): string
  /** kill -9 of the server process; the supervisor starts it again. Resolves when the new one has printed its link. */
  kill(): Promise<void>
  /** The server process stands still, as on a disk that does not answer; and goes on. */
  pause(): void
  goOn(): void
  stop(): Promise<void>
}

/** Process ids of the direct children of a process (Linux). */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return new RegExp(`^PPid:\\s+${parent}$`, 'm').test(readFileSync(`/proc/${name}/status`, 'utf8'))
      } catch {
        return false
      }
    })
    .map(Number)
}

function serverOf({ pid }: ChildProcess): number {
  const server = pid === undefined ? undefined : childrenOf(pid)[0]
  if (server === undefined) throw new Error('the server process was not found')
  return server
}

/** Resolves when `fact` gives something, asking again at every line printed and every 50 ms. */
async function when<Found>(what: string, fact: () => Found | null, deadlineMs: number): Promise<Found> {
  const began = performance.now()
  for (;;) {
    const found = fact()
    if (found !== null) return found
    if (performance.now() - began > deadlineMs) throw new Error(`waited ${deadlineMs} ms for ${what}`)
    await new Promise((again) => setTimeout(again, 50))
  }
}

/** Without what a test runner says of itself: it would build the screens in another way. */
function instructorsEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !name.startsWith('VITEST')))
}

/** `keptFolder`: data that are there already, and stay. */
export async function startProduct(options: readonly string[] = [], keptFolder: string | null = null): Promise<Product> {
  const port = await freePort()
  const dataFolder = keptFolder ?? mkdtempSync(join(tmpdir(), 'sandtable-story-'))
  const began = performance.now()
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/supervisor.ts', '--port', String(port), '--data', dataFolder, ...options],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: instructorsEnvironment() },
  )
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => { text += chunk.toString() })
  child.stderr?.on('data', (chunk: Buffer) => { text += chunk.toString() })
  const links = (): string[] => [...text.matchAll(/http:\/\/localhost:\d+\/staff#\S+/g)].map((match) => match[0])
  const nextLink = (already: number): Promise<string> =>
    when(`an instructor link; printed so far:\n${text}`, () => links()[already] ?? null, 90_000)
  await nextLink(0)
  const startedInMs = performance.now() - began
  return {
    port, address: `http://localhost:${port}`, dataFolder, startedInMs,
    instructorLink: () => links().at(-1) ?? '',
    printed: () => text,
    pause: () => { process.kill(serverOf(child), 'SIGSTOP') },
    goOn: () => { process.kill(serverOf(child), 'SIGCONT') },
    async kill() {
      const already = links().length
      process.kill(serverOf(child), 'SIGKILL')
      await nextLink(already)
    },
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        await gone
      }
      if (keptFolder === null) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
