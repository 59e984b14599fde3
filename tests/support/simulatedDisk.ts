/**
 * A disk in memory: rows that outlive the server. It can be made slow, so that nothing more reaches it, or so
 * that rows are written and not yet flushed; and the power can be cut: then what was not flushed is gone.
 */
import { MemoryStorage } from '../../server/storage/memory.ts'
import type { Appended, AppendCondition, ExerciseStore, Storage, StoredEntry } from '../../server/storage/storage.ts'
import { changed } from './storages.ts'

type Memory = NonNullable<ConstructorParameters<typeof MemoryStorage>[0]>

export class SimulatedDisk {
  readonly #memory: Memory
  /** What waits, in order. */
  #waiting: (() => void)[] = []
  #holds: 'nothing' | 'flushes' | 'writes' = 'nothing'
  #flushedUpTo = 0

  constructor(memory: Memory = { exercises: new Map(), listed: new Map(), sessions: new Map() }) {
    this.#memory = memory
  }

  /** For the next life of the server: stores opened by an earlier one are fenced by it. */
  storage(): Storage {
    return changed(new MemoryStorage(this.#memory), (store) => ({ append: (batch, condition) => this.#append(store, batch, condition) }))
  }

  hold(what: 'flushes' | 'writes'): void {
    if (this.#holds === 'nothing') this.#holds = what
  }

  get isHeld(): boolean {
    return this.#holds !== 'nothing'
  }

  release(): void {
    this.#holds = 'nothing'
    for (const go of this.#waiting.splice(0)) go()
  }

  /** The process that handed it over is gone: what it had not written is nowhere. */
  forget(): void {
    this.#holds = 'nothing'
    this.#waiting = []
  }

  /** What the next machine finds when the power went just now: only what was flushed. */
  afterPowerCut(): SimulatedDisk {
    const exercises = [...this.#memory.exercises].map(([id, { rows, checkpoints, media, beat, fence }]) => [id, {
      rows: rows.filter(({ sequence }) => sequence <= this.#flushedUpTo),
      checkpoints: checkpoints.filter(({ sequence }) => sequence <= this.#flushedUpTo),
      // a media is said to be there when it is on the disk, and not before
      media: new Map(media),
      beat, fence,
    }] as const)
    const found = new SimulatedDisk({ ...this.#memory, exercises: new Map(exercises) })
    found.#flushedUpTo = this.#flushedUpTo
    return found
  }

  /** The rows a power cut would take. */
  get unflushed(): StoredEntry[] {
    return [...this.#memory.exercises.values()].flatMap(({ rows }) => rows.filter(({ sequence }) => sequence > this.#flushedUpTo))
  }

  /** The last row that a power cut would leave. */
  get flushedUpTo(): number {
    return this.#flushedUpTo
  }

  #append(store: ExerciseStore, batch: readonly StoredEntry[], condition: AppendCondition): Appended {
    if (this.#holds === 'writes') {
      const appended = new Promise<Appended>((resolve) => { this.#waiting.push(() => resolve(this.#write(store, batch, condition))) })
      const both = { written: appended.then(({ written }) => written), flushed: appended.then(({ flushed }) => flushed) }
      both.flushed.catch(() => undefined)
      return both
    }
    return this.#write(store, batch, condition)
  }

  #write(store: ExerciseStore, batch: readonly StoredEntry[], condition: AppendCondition): Appended {
    const { written, flushed } = store.append(batch, condition)
    const last = batch.at(-1)?.sequence ?? 0
    const wasFlushed = (): void => { this.#flushedUpTo = Math.max(this.#flushedUpTo, last) }
    if (this.#holds === 'flushes') {
      return { written, flushed: new Promise((resolve) => { this.#waiting.push(() => { wasFlushed(); resolve(flushed) }) }) }
    }
    wasFlushed()
    return { written, flushed }
  }
}
