/**
 * Cards, panels and lists of the map, whose code comes a moment after the map stands, so that the map stands sooner. It is
 * fetched without waiting to be needed: when the server is away later, it is here.
 */
import type * as deskParts from './deskParts.ts'
import type { Cancel, Machine } from '../state/machine.ts'

type DeskParts = typeof deskParts

const afterMs = 800
const againMs = 5_000

export class LaterParts {
  /** Null until the code is here. */
  parts: DeskParts | null = $state.raw(null)
  readonly #machine: Machine
  #cancel: Cancel | null = null

  constructor(machine: Machine) {
    this.#machine = machine
  }

  fetchSoon(): void {
    this.#cancel ??= this.#machine.after(afterMs, () => void this.#fetch())
  }

  stop(): void {
    this.#cancel?.()
  }

  async #fetch(): Promise<void> {
    try {
      this.parts = await import('./deskParts.ts')
    } catch {
      this.#cancel = this.#machine.after(againMs, () => void this.#fetch())
    }
  }
}
