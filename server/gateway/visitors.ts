/** Which other devices have reached this server: by the address their lines come from, since the start. Addresses stay here. */
import type { Clock } from '../time/clock.ts'

export interface OtherDevices {
  readonly devices: number
  /** How long ago the newest line came; null when none did. */
  readonly lastAgoMs: number | null
}

/** More than any room: past it only the newest arrival is kept true. */
const mostRemembered = 1000

export class Visitors {
  readonly #clock: Clock
  readonly #ownAddresses: () => readonly string[]
  readonly #seen = new Set<string>()
  #lastAt: number | null = null

  /** `ownAddresses`: this machine's own, under which its own browsers may come, too. */
  constructor(clock: Clock, ownAddresses: () => readonly string[]) {
    this.#clock = clock
    this.#ownAddresses = ownAddresses
  }

  arrived(remoteAddress: string | undefined): void {
    const address = plainAddress(remoteAddress)
    if (address === null || (!this.#seen.has(address) && this.#isOwn(address))) return
    if (this.#seen.size < mostRemembered) this.#seen.add(address)
    this.#lastAt = this.#clock.monotonicMs()
  }

  get others(): OtherDevices {
    return { devices: this.#seen.size, lastAgoMs: this.#lastAt === null ? null : this.#clock.monotonicMs() - this.#lastAt }
  }

  #isOwn(address: string): boolean {
    return this.#ownAddresses().some((own) => own === address || own === `[${address}]`)
  }
}

/** IPv4 as people write it, IPv6 without its zone; null for the loopback and for lines that are gone already. */
function plainAddress(remote: string | undefined): string | null {
  const address = (remote ?? '').toLowerCase().replace(/^::ffff:/, '').replace(/%.*$/, '')
  return address === '' || address === '::1' || address.startsWith('127.') ? null : address
}
