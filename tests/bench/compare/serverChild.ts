/** One server of the comparison as a process: started on its own core, its port heard from what it prints, ended by its id. */
import { spawn, type ChildProcess } from 'node:child_process'
import { pinned } from './pinning.ts'

export interface ChildWish {
  readonly command: readonly [string, ...string[]]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Reads what it has printed: null until it is ready. */
  ready(printed: string): string | null
}

const readyWithinMs = 120_000
const stopWithinMs = 30_000

export class ServerChild {
  readonly pid: number
  /** What `ready` gave: a port, or a token. */
  readonly said: string
  readonly startedInMs: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, said: string, startedInMs: number) {
    this.#child = child
    this.pid = child.pid ?? 0
    this.said = said
    this.startedInMs = startedInMs
  }

  static async start({ command, folder, environment, ready }: ChildWish): Promise<ServerChild> {
    const began = performance.now()
    const [program, ...args] = pinned('server', command)
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
    let printed = ''
    const said = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => { child.kill('SIGKILL'); reject(new Error(`no server after ${readyWithinMs} ms: ${printed.slice(-2000)}`)) }, readyWithinMs)
      const hear = (chunk: Buffer): void => {
        // Only the last words matter once it runs.
        printed = (printed + chunk.toString()).slice(-20_000)
        const found = ready(printed)
        if (found !== null) { clearTimeout(timer); resolve(found) }
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', (code, signal) => { clearTimeout(timer); reject(new Error(`the server stopped at once (${code ?? signal ?? '?'}): ${printed.slice(-2000)}`)) })
    })
    return new ServerChild(child, said, performance.now() - began)
  }

  /** kill -9; resolves when it is gone. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Asked to stop; what does not within its time is killed. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs)
    await this.#end('SIGTERM')
    clearTimeout(timer)
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill(signal)
    await gone
  }
}
