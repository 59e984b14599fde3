/** The worker thread that checkpoints exercise files, seen from the main thread. Begun with the first exercise. */
import type { Worker } from 'node:worker_threads'
import { beginThread } from '../threads.ts'
import type { EngineName } from './sqliteEngine.ts'

export interface CheckpointTask { readonly act: 'checkpoint' | 'leave'; readonly file: string }
export interface CheckpointAnswer { readonly file: string; readonly isDone: boolean }

export class CheckpointWorkshop {
  readonly #engine: EngineName
  #worker: Worker | null = null
  /** It could not be started, or died: the writers do it themselves from then on. */
  #isBroken = false
  readonly #files = new Set<string>()
  /** Answers come in the order of the tasks of one file. */
  readonly #waiting = new Map<string, ((isDone: boolean) => void)[]>()

  constructor(engine: EngineName) {
    this.#engine = engine
  }

  /** Begins the thread, so that its beginning falls into no work. It keeps no process alive until it owes an answer. */
  prepare(): void {
    if (this.#isBroken || this.#worker !== null) return
    this.#worker = this.#start()
    this.#worker.unref()
  }

  /** Moves what it can of a file's log into the file. False when it could not: do it yourself. Never rejects. */
  checkpoint(file: string): Promise<boolean> {
    if (this.#isBroken) return Promise.resolve(false)
    this.#files.add(file)
    return this.#ask({ act: 'checkpoint', file })
  }

  /** Closes the worker's connection to a file, so that the writer's is the last. Ends the worker after the last file. */
  async leave(file: string): Promise<void> {
    if (!this.#files.delete(file) || this.#worker === null) return
    await this.#ask({ act: 'leave', file })
    if (this.#files.size > 0) return
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #ask(task: CheckpointTask): Promise<boolean> {
    const worker = this.#worker ?? this.#start()
    this.#worker = worker
    return new Promise((resolve) => {
      this.#waiting.set(task.file, [...(this.#waiting.get(task.file) ?? []), resolve])
      // An idle worker keeps no process alive, one that owes an answer does.
      worker.ref()
      worker.postMessage(task)
    })
  }

  #start(): Worker {
    const worker = beginThread('storage', 'checkpointWorker', this.#engine)
    worker.on('message', (answer: CheckpointAnswer) => this.#answered(answer))
    worker.on('error', () => this.#broke(worker))
    worker.on('exit', () => this.#broke(worker))
    return worker
  }

  #answered({ file, isDone }: CheckpointAnswer): void {
    const [first, ...others] = this.#waiting.get(file) ?? []
    if (others.length > 0) this.#waiting.set(file, others)
    else this.#waiting.delete(file)
    if (this.#waiting.size === 0) this.#worker?.unref()
    first?.(isDone)
  }

  #broke(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#isBroken = true
    for (const answers of this.#waiting.values()) for (const answer of answers) answer(false)
    this.#waiting.clear()
  }
}
