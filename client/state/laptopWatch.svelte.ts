/** Looks the instructor's laptop over while somebody watches, and again every ten seconds. */
import type { LaptopCheck } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import type { MainsPower } from './mainsPower.ts'
import type { Cancel, Machine } from './machine.ts'

const everyMs = 10_000

export class LaptopWatch {
  /** Null until the first answer. */
  check: LaptopCheck | null = $state.raw(null)
  /** Null where this browser does not say. */
  power: MainsPower | null = $state.raw(null)
  /** The last question was not answered. */
  failed = $state(false)
  readonly #ask: () => Promise<Reply<LaptopCheck>>
  readonly #askPower: () => Promise<MainsPower | null>
  readonly #machine: Machine
  #cancel: Cancel | null = null

  constructor(ask: () => Promise<Reply<LaptopCheck>>, askPower: () => Promise<MainsPower | null>, machine: Machine) {
    this.#ask = ask
    this.#askPower = askPower
    this.#machine = machine
  }

  start(): void {
    this.#cancel ??= this.#machine.every(everyMs, () => void this.look())
    void this.look()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  async look(): Promise<void> {
    const [answer, power] = await Promise.all([this.#ask(), this.#askPower()])
    this.power = power
    this.failed = !answer.ok
    if (answer.ok) this.check = answer.value
  }
}
