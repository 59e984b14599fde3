/** A bell: effects that read it run again when it rings. Keeps nothing itself. */
import { createSubscriber } from 'svelte/reactivity'

export class Signal {
  readonly #waiting = new Set<() => void>()
  readonly #subscribe = createSubscriber((update) => {
    this.#waiting.add(update)
    return () => this.#waiting.delete(update)
  })

  /** Call while reading what the bell stands for. */
  read(): void {
    this.#subscribe()
  }

  ring(): void {
    for (const update of Array.from(this.#waiting)) update()
  }
}
