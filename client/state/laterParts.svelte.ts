/**
 * Parts of a screen whose code comes a moment after the map stands, so that the map stands sooner. It is fetched without
 * waiting to be needed: when the server is away later, it is here.
 */
import type { Cancel, Machine } from './machine.ts'

const afterMs = 800
const againMs = 5_000

export class LaterParts<Parts> {
  /** Null until the code is here. */
  parts: Parts | null = $state.raw(null)
  readonly #machine: Machine
  readonly #load: () => Promise<Parts>
  #cancel: Cancel | null = null

  constructor(machine: Machine, load: () => Promise<Parts>) {
    this.#machine = machine
    this.#load = load
  }

  fetchSoon(): void {
    this.#cancel ??= this.#machine.after(afterMs, () => void this.#fetch())
  }

  stop(): void {
    this.#cancel?.()
  }

  async #fetch(): Promise<void> {
    try {
      this.parts = await this.#load()
    } catch {
      this.#cancel = this.#machine.after(againMs, () => void this.#fetch())
    }
  }
}
