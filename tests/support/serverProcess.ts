/** The real server process on a data folder, as `npm start` builds and runs it: for tests that kill it. No client is built; nothing but loopback is used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtServer } from '../../server/builds.ts'

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

  /** Shell words to start it by, in a space of mounts of its own; null to start it as it is. */
  readonly #within: string | null

  private constructor(port: number, within: string | null) {
    this.port = port
    this.#within = within
  }

  /** `within`: how a shell that alone sees what it mounts starts the server, which is "$@"; its data folder is "$DATA". */
  static async start(within: string | null = null): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), within)
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
    const words = [process.execPath, await builtServer(root), '--port', String(this.port), '--data', this.dataFolder]
    const [program = '', ...rest] = this.#within === null ? words : ['unshare', '-Urm', 'sh', '-c', this.#within, 'sh', ...words]
    const child = spawn(program, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATA: this.dataFolder } })
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

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  get isAlive(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
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
