/** A real server process on an empty folder with a watch inside (serverWatch.ts), on a core of its own where the system can do that. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { freePort } from '../../support/serverProcess.ts'
import { pinned } from '../compare/pinning.ts'
import type { Watched } from './serverWatch.ts'

const root = new URL('../../..', import.meta.url).pathname
const readyWithinMs = 120_000
const stopWithinMs = 15_000

export class WatchedServer {
  readonly port: number
  readonly token: string
  readonly pid: number
  readonly #child: ChildProcess
  /** To be removed with it; null for one that was given. */
  readonly #folder: string | null
  #asked: ((watched: Watched) => void)[] = []

  private constructor(child: ChildProcess, { port, token, folder }: { readonly port: number; readonly token: string; readonly folder: string | null }) {
    this.#child = child
    this.#folder = folder
    this.port = port
    this.token = token
    this.pid = child.pid ?? 0
    child.on('message', (watched: Watched) => this.#asked.shift()?.(watched))
  }

  /** `program`: built, ours or one that takes the same options and prints the same link. `kept`: a folder that others have used, or will. */
  static async start(program: string, environment: Readonly<Record<string, string>> = {}, kept: string | null = null): Promise<WatchedServer> {
    const port = await freePort()
    const folder = kept ?? mkdtempSync(join(tmpdir(), 'sandtable-watched-'))
    const [command, ...args] = pinned('server', [process.execPath, '--import', watchProgram(), program, '--port', String(port), '--data', folder])
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...environment } })
    const token = await new Promise<string>((resolve, reject) => {
      let printed = ''
      const timer = setTimeout(() => { child.kill('SIGKILL'); reject(new Error(`no server after ${readyWithinMs} ms: ${printed.slice(-2000)}`)) }, readyWithinMs)
      const hear = (chunk: Buffer): void => {
        printed = (printed + chunk.toString()).slice(-20_000)
        const found = /\/staff#(\S+)/.exec(printed)?.[1]
        if (found !== undefined) { clearTimeout(timer); resolve(found) }
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.once('exit', (code, signal) => { clearTimeout(timer); reject(new Error(`the server stopped at once (${code ?? signal ?? '?'}): ${printed.slice(-2000)}`)) })
    })
    return new WatchedServer(child, { port, token, folder: kept === null ? folder : null })
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** As it is now; lags since it was asked last. */
  watched(): Promise<Watched> {
    return new Promise((resolve, reject) => {
      if (this.#child.exitCode !== null) return reject(new Error('the server is gone'))
      this.#asked.push(resolve)
      this.#child.send('watch')
    })
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs)
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = new Promise((resolve) => this.#child.once('exit', resolve))
      this.#child.kill('SIGTERM')
      await gone
    }
    clearTimeout(timer)
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** serverWatch.ts as plain JavaScript, so that what it watches carries no reader of TypeScript. */
function watchProgram(): string {
  const out = join(root, 'tests', '.out')
  const file = join(out, `serverWatch.${process.pid}.mjs`)
  mkdirSync(out, { recursive: true })
  const source = readFileSync(new URL('serverWatch.ts', import.meta.url), 'utf8')
  writeFileSync(file, ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }).outputText)
  return file
}

/** Whether figures of lateness may be held against the server. */
export function waitedFor(fromMs: number | null, toMs: number | null): string {
  return fromMs === null || toMs === null ? 'how long other work held the server\'s core is not known' : `other work held the server's core for ${Math.round(toMs - fromMs)} ms in which it could have run: lateness of that size is the machine's`
}
