/** Copies of exercises, made in a thread of their own so that the room does not wait: one thread a copy, one copy at a time. */
import { Worker } from 'node:worker_threads'
import { CopyFailed, type CopyAnswer, type CopyReport, type CopyTask } from './copyTask.ts'
import type { EngineName } from '../storage/sqliteEngine.ts'

export class CopyWorkshop {
  readonly #engine: EngineName
  #last: Promise<unknown> = Promise.resolve()

  constructor(engine: EngineName) {
    this.#engine = engine
  }

  /** Rejects with CopyFailed; nothing stands at `to` then. */
  copy(task: Omit<CopyTask, 'engine'>): Promise<CopyReport> {
    const copied = this.#last.then(() => this.#run({ ...task, engine: this.#engine }))
    this.#last = copied.catch(() => undefined)
    return copied
  }

  #run(task: CopyTask): Promise<CopyReport> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./copyWorkerBegin.js', import.meta.url), { workerData: task, execArgv: [] })
      worker.once('message', (answer: CopyAnswer) => {
        if (answer.ok) resolve(answer.report)
        else reject(new CopyFailed(answer.why, answer.sentence))
      })
      worker.once('error', (error: unknown) => reject(new CopyFailed('failed', error instanceof Error ? error.message : String(error))))
      worker.once('exit', () => reject(new CopyFailed('failed', 'The copy was broken off.')))
    })
  }
}
