/** Long work in small parts: one part of whoever works, then everybody else in the room, then one part of the next. */
import { setImmediate as theRoom } from 'node:timers/promises'

export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Settles when the room had its turn since the last part of anybody. */
  next(): Promise<unknown> {
    this.#last = this.#last.then(() => theRoom())
    return this.#last
  }
}
