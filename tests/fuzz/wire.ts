/**
 * The network of a run: lines between browsers and the server, each with two lanes in which messages wait in their order
 * until the seed lets one through. What a message is, the two ends know.
 */
import type { SeededRandom } from '../support/seededRandom.ts'

interface Message { readonly bytes: number; readonly arrive: () => void }

export class Lane {
  readonly #messages: Message[] = []
  /** The reader takes nothing now. */
  isHeld = false
  #isCut = false

  /** Cut, and everybody has heard of it. */
  get isOver(): boolean {
    return this.#isCut && this.#messages.length === 0
  }

  get isReady(): boolean {
    return this.#messages.length > 0 && !this.isHeld
  }

  /** Bytes under way. */
  get bytes(): number {
    return this.#messages.reduce((sum, each) => sum + each.bytes, 0)
  }

  send(arrive: () => void, bytes = 0): void {
    if (!this.#isCut) this.#messages.push({ arrive, bytes })
  }

  deliver(): void {
    this.#messages.shift()?.arrive()
  }

  /** Nothing more can be sent; of what is under way only the first `kept` arrive, then `last`. */
  cut(kept: number, last: () => void): void {
    if (this.#isCut) return
    this.#messages.splice(Math.min(kept, this.#messages.length))
    this.send(last)
    this.isHeld = false
    this.#isCut = true
  }
}

/** One connection. `ends` say what to do when it breaks. */
export class Line {
  readonly toServer = new Lane()
  readonly toClient = new Lane()
  readonly seat: string
  readonly #ends: { readonly clientLost: () => void; readonly serverLost: () => void }

  constructor(seat: string, ends: { readonly clientLost: () => void; readonly serverLost: () => void }) {
    this.seat = seat
    this.#ends = ends
  }

  /** Breaks without a word. Of what is under way some still arrives. */
  cut(keptToServer: number, keptToClient: number): void {
    this.toServer.cut(keptToServer, this.#ends.serverLost)
    this.toClient.cut(keptToClient, this.#ends.clientLost)
  }
}

export class Wire {
  readonly #lines = new Set<Line>()

  add(line: Line): Line {
    this.#lines.add(line)
    return line
  }

  linesOf(seat: string): Line[] {
    return this.lines().filter((line) => line.seat === seat)
  }

  lines(): Line[] {
    return [...this.#lines]
  }

  /** Lets one message through, on a lane the seed picks. False when nothing waits. */
  deliverOne(random: SeededRandom): boolean {
    const ready = this.#ready()
    if (ready.length === 0) return false
    random.pick(ready).deliver()
    return true
  }

  /** Lets everything through that waits now. False when nothing does. */
  deliverAll(): boolean {
    const ready = this.#ready()
    for (const lane of ready) while (lane.isReady) lane.deliver()
    return ready.length > 0
  }

  #ready(): Lane[] {
    for (const line of this.#lines) if (line.toServer.isOver && line.toClient.isOver) this.#lines.delete(line)
    return this.lines().flatMap((line) => [line.toServer, line.toClient]).filter((lane) => lane.isReady)
  }
}

/** Lets run what waits for the next turn of the event loop. */
export function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve) })
}
