/** Work done in processes of its own, so that measuring does not hold up what is measured: orders go in, answers come out. */
import { spawn, type ChildProcess } from 'node:child_process'
import { pinned } from '../compare/pinning.ts'

const root = new URL('../../..', import.meta.url).pathname

/** What a kind of worker can do: each takes one wish, plain data, and answers plain data. */
type Work = Readonly<Record<string, (wish: never) => Promise<unknown>>>
interface Asked { readonly number: number; readonly name: string; readonly wish: unknown }
type Answered = { readonly number: number; readonly value: unknown } | { readonly number: number; readonly failed: string }

/** In the worker's process: does what it is asked, until whoever asks is gone. */
export function doWork(work: Readonly<Record<string, (wish: never) => Promise<unknown>>>): void {
  process.on('message', ({ number, name, wish }: Asked) => {
    const act = work[name]
    const answer = (answered: Answered): void => { process.send?.(answered) }
    if (act === undefined) return answer({ number, failed: `there is no work ${name}` })
    act(wish as never).then(
      (value) => answer({ number, value }),
      (error: unknown) => answer({ number, failed: error instanceof Error ? error.stack ?? error.message : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

interface Waiting { resolve(value: unknown): void; reject(error: Error): void }

/** The worker as the bench sees it. */
export class WorkerProcess<Kind extends Work> {
  readonly pid: number
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #number = 0

  /** `program`: a file that calls doWork. */
  constructor(program: URL) {
    const [command, ...args] = pinned('load', [process.execPath, '--import', 'tsx', program.pathname])
    this.#child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
    this.pid = this.#child.pid ?? 0
    this.#child.on('message', (answered: Answered) => {
      const waiting = this.#waiting.get(answered.number)
      this.#waiting.delete(answered.number)
      if ('failed' in answered) waiting?.reject(new Error(answered.failed))
      else waiting?.resolve(answered.value)
    })
    this.#child.on('exit', () => { for (const { reject } of this.#waiting.values()) reject(new Error('the worker process ended')) })
  }

  ask<Name extends keyof Kind & string>(name: Name, wish: Parameters<Kind[Name]>[0]): Promise<Awaited<ReturnType<Kind[Name]>>> {
    this.#number += 1
    const number = this.#number
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve: (value) => resolve(value as Awaited<ReturnType<Kind[Name]>>), reject })
      this.#child.send({ number, name, wish } satisfies Asked)
    })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}
