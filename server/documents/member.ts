/** One socket in a room: whose it is, how far it is, and the one way it ends. */
import type { SeatId } from '#shared/exercise/names.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { encodeSaved } from '#shared/protocol/frames.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Clock } from '../time/clock.ts'
import type { DocumentSocket } from './documentSocket.ts'
import { SavedCount } from './savedCount.ts'

/** "Saved" goes with what its writer is told next, or by itself after so long. */
const savedWaitMs = 40

export class Member {
  readonly socket: DocumentSocket
  readonly seat: SeatId
  /** Asked for the subprotocol: gets Position, Saved and cursors at full pace. */
  readonly isSandtable: boolean
  readonly saved: SavedCount
  /** Has the first state: from then on it gets every batch. */
  isSynced = false
  /** Was sent sync step 1, as one who may write. */
  isAsked = false
  /** Its step 2 is still to come: until then an update may rest on what that will bring. */
  awaitsStepTwo = true
  /** The client id its own cursor goes by. */
  cursorId: number | null = null
  missedCursors = false
  /** Bytes of a first state that still wait for this line: they were asked for, and are no slowness. */
  #granted = 0
  #isOpen = true
  readonly #clock: Clock
  #cancelResume: (() => void) | null = null
  #resumesAtMs = 0
  /** Saved, and not yet told. */
  #owed: number | null = null
  #cancelOwed: (() => void) | null = null

  constructor(socket: DocumentSocket, seat: SeatId, isSandtable: boolean, clock: Clock) {
    this.socket = socket
    this.seat = seat
    this.isSandtable = isSandtable
    this.#clock = clock
    this.saved = new SavedCount((count) => { if (isSandtable && this.#isOpen) this.#owe(count) })
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  send(messages: readonly Uint8Array[]): void {
    if (!this.#isOpen) return
    const { waitingBytes } = this.socket
    if (waitingBytes <= limits.socketCutBytes) this.#granted = 0
    if (waitingBytes > limits.socketCutBytes + this.#granted) this.close(closeCodes.tooSlow, 'reads too slowly')
    else this.socket.send(messages, this.#takeOwed())
  }

  /** What was asked for, of any size: a document larger than the bound comes through a line that is slow. */
  sendAsked(messages: readonly Uint8Array[]): void {
    this.send(messages)
    for (const message of messages) this.#granted += message.length
  }

  /** Reads nothing from this socket for so long. */
  waitFor(ms: number): void {
    const resumesAtMs = this.#clock.monotonicMs() + ms
    if (ms <= 0 || !this.#isOpen || resumesAtMs <= this.#resumesAtMs) return
    this.#resumesAtMs = resumesAtMs
    this.#cancelResume?.()
    this.socket.pause()
    this.#cancelResume = this.#clock.after(ms, () => {
      this.#cancelResume = null
      if (this.#isOpen) this.socket.resume()
    })
  }

  /** Nothing more is read or sent. The room hears of it by the socket's own `closed`. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return
    const saved = this.#takeOwed()
    this.left()
    if (saved !== null) this.socket.send([saved])
    this.socket.close(code, reason)
  }

  /** The socket is gone. */
  left(): void {
    this.#isOpen = false
    this.#cancelOwed?.()
    this.#cancelOwed = null
    this.#cancelResume?.()
    this.#cancelResume = null
  }

  /** One timer at a time: who is told something before it fires owes nothing more by then. */
  #owe(count: number): void {
    this.#owed = count
    this.#cancelOwed ??= this.#clock.after(savedWaitMs, () => {
      this.#cancelOwed = null
      if (this.#owed !== null) this.send([])
    })
  }

  #takeOwed(): Uint8Array | null {
    if (this.#owed === null) return null
    const saved = encodeSaved(this.#owed)
    this.#owed = null
    return saved
  }
}
