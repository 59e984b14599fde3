/** The real server process on a data folder: for tests that kill it. No client is built; nothing but loopback is used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

export class ServerProcess {
  readonly dataFolder = mkdtempSync(join(tmpdir(), 'sandtable-process-'))
  readonly port: number
  printed = ''
  #child: ChildProcess | null = null

  private constructor(port: number) {
    this.port = port
  }

  static async start(): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort())
    await server.start()
    return server
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The token of the newest instructor link. */
  get token(): string {
    return [...this.printed.matchAll(/\/staff#(\S+)/g)].at(-1)?.[1] ?? ''
  }

  /** Resolves when the server has printed its link. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', '--dev', '--port', String(this.port), '--data', this.dataFolder], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    const already = this.printed.length
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.printed += chunk.toString()
        if (this.printed.includes('/staff#', already)) resolve()
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.once('exit', (code) => reject(new Error(`the server stopped at once (${code ?? 'killed'}): ${this.printed.slice(already)}`)))
    })
  }

  /** kill -9; resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === null) return
    this.#child = null
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.dataFolder, { recursive: true, force: true })
  }
}
