/**
 * Copies of exercises, made in a thread of their own so that the room does not wait: one copy at a time. Copies out are made by one
 * thread that is kept, since beginning a thread costs more than most copies; a stranger's file is read by a thread that ends with it.
 */
import type { Worker } from 'node:worker_threads'
import { CopyFailed, type CopyAnswer, type CopyReport, type CopyTask } from './copyTask.ts'
import type { EngineName } from '../storage/sqliteEngine.ts'
import { beginThread } from '../threads.ts'

export class CopyWorkshop {
  readonly #engine: EngineName
  #last: Promise<unknown> = Promise.resolve()
  #kept: Worker | null = null

  constructor(engine: EngineName) {
    this.#engine = engine
  }

  /** Rejects with CopyFailed; nothing stands at `to` then. */
  copy(task: Omit<CopyTask, 'engine'>): Promise<CopyReport> {
    const copied = this.#last.then(() => this.#run({ ...task, engine: this.#engine }))
    this.#last = copied.catch(() => undefined)
    return copied
  }

  async #run(task: CopyTask): Promise<CopyReport> {
    const worker = task.act === 'out' ? this.#kept ?? this.#keep() : begin(task)
    // An idle thread keeps no process alive, one that owes a copy does.
    worker.ref()
    if (task.act === 'out') worker.postMessage(task)
    try {
      const answer = await answerOf(worker)
      if (!answer.ok) throw new CopyFailed(answer.why, answer.sentence)
      return answer.report
    } finally {
      worker.unref()
    }
  }

  #keep(): Worker {
    const worker = begin(null)
    this.#kept = worker
    const gone = (): void => { if (this.#kept === worker) this.#kept = null }
    worker.on('error', gone)
    worker.on('exit', gone)
    return worker
  }
}

function begin(task: CopyTask | null): Worker {
  return beginThread('copies', 'copyWorker', task)
}

function answerOf(worker: Worker): Promise<CopyAnswer> {
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => (): void => {
      worker.off('message', answered).off('error', failed).off('exit', left)
      act()
    }
    const answered = (answer: CopyAnswer): void => end(() => resolve(answer))()
    const failed = (error: unknown): void => end(() => reject(new CopyFailed('failed', error instanceof Error ? error.message : String(error))))()
    const left = end(() => reject(new CopyFailed('failed', 'The copy was broken off.')))
    worker.on('message', answered).on('error', failed).on('exit', left)
  })
}
