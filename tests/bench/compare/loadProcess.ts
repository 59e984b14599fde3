/** The load as the bench sees it: a process on a core of its own that answers orders. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Answered, Answers, Order } from './load/orders.ts'
import { pinned } from './pinning.ts'

const root = new URL('../../..', import.meta.url).pathname
const main = new URL('load/main.ts', import.meta.url).pathname

interface Waiting { resolve(value: unknown): void; reject(error: Error): void }

export class LoadProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #number = 0

  constructor() {
    const [command, ...args] = pinned('load', [process.execPath, '--import', 'tsx', main])
    this.#child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
    this.#child.on('message', (answered: Answered) => {
      const waiting = this.#waiting.get(answered.number)
      this.#waiting.delete(answered.number)
      if ('failed' in answered) waiting?.reject(new Error(answered.failed))
      else waiting?.resolve(answered.value)
    })
    this.#child.on('exit', () => { for (const { reject } of this.#waiting.values()) reject(new Error('the load process ended')) })
  }

  ask<Name extends Order['do']>(order: Extract<Order, { readonly do: Name }>): Promise<Answers[Name]> {
    this.#number += 1
    const number = this.#number
    return new Promise<Answers[Name]>((resolve, reject) => {
      this.#waiting.set(number, { resolve: (value) => resolve(value as Answers[Name]), reject })
      this.#child.send({ number, order })
    })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}
