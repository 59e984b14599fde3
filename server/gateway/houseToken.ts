/** The instructor's one-time link: 128 random bits, good for ten minutes and for one use. Never stored. */
import type { Clock, Ids } from '../time/clock.ts'

const goodForMs = 10 * 60_000

export class HouseToken {
  readonly #clock: Clock
  readonly #ids: Ids
  #token: string | null = null
  #madeAt = 0

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock
    this.#ids = ids
  }

  /** A fresh token; the one before it is void. */
  issue(): string {
    const token = this.#ids.next()
    this.#token = token
    this.#madeAt = this.#clock.monotonicMs()
    return token
  }

  /** Whether this is the token; it is used up then. */
  use(token: string): boolean {
    const right = this.#token !== null && this.#clock.monotonicMs() - this.#madeAt <= goodForMs && sameText(token, this.#token)
    if (right) this.#token = null
    return right
  }
}

/** Compares without telling by its time how much was right. */
function sameText(left: string, right: string): boolean {
  let different = left.length ^ right.length
  for (let index = 0; index < right.length; index += 1) different |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return different === 0
}
