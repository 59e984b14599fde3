/** What the server sees of each seat's laptop: since when it gives no reply, and its browser. Not journaled; staff's alone. */
import type { SeatId } from '#shared/exercise/names.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import { readBrowser } from '#shared/protocol/browser.ts'
import type { SeatLaptop } from '#shared/protocol/socketEvents.ts'

export class SeatLaptops {
  readonly #laptops = new Map<SeatId, SeatLaptop>()

  came(seat: SeatId, userAgent: string): void {
    this.#laptops.set(seat, { awaySinceAt: null, browser: readBrowser(userAgent) })
  }

  /** Its last line is gone. */
  left(seat: SeatId, at: RecordedAt): void {
    this.#laptops.set(seat, { browser: this.#laptops.get(seat)?.browser ?? null, awaySinceAt: at })
  }

  all(): Readonly<Record<SeatId, SeatLaptop>> {
    return Object.fromEntries(this.#laptops)
  }
}
