/** A document connection of a run: the browser's WebSocket at one end, what rooms hold of it at the other. */
import type { DocumentSocket, SocketListener } from '../../server/documents/documentSocket.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import { frameTypes } from '#shared/protocol/frames.ts'
import { readMoment } from '#shared/protocol/stoodAt.ts'
import { readFrame } from '../../server/gateway/syncFrames.ts'
import { Line, type Wire } from './wire.ts'

export interface DocumentAddress { readonly exercise: string; readonly wireName: string; readonly seat: string; readonly stoodAt: Moment | null }

/** What a line needs of the house it leads to. */
export interface DocumentHouse {
  readonly wire: Wire
  /** False while nobody answers at that address. */
  isReachable(seat: string): boolean
  joinDocument(socket: DocumentSocket, address: DocumentAddress): void
  /** A browser heard that its copy stands at a Position. */
  standsAtPosition(address: DocumentAddress): void
  closed(address: DocumentAddress, code: number): void
}

type Handler = ((event: { readonly data?: unknown; readonly code?: number; readonly reason?: string }) => void) | null

/** The part of the browser's WebSocket that the Yjs provider uses. */
export class BrowserSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly OPEN = 1
  readyState = 0
  binaryType = 'arraybuffer'
  onopen: Handler = null
  onmessage: Handler = null
  onclose: Handler = null
  onerror: Handler = null
  readonly #line: Line
  readonly #house: DocumentHouse

  constructor(house: DocumentHouse, url: string) {
    const address = addressOf(url)
    this.#house = house
    let end: ServerEnd | null = null
    this.#line = house.wire.add(new Line(address.seat, {
      clientLost: () => this.#over(1006),
      serverLost: () => end?.lost(),
    }))
    this.#line.toServer.send(() => {
      if (!house.isReachable(address.seat)) return this.#line.cut(0, 0)
      this.#line.toClient.send(() => this.#opened())
      end = new ServerEnd(this.#line, { hear: (bytes) => this.#hear(bytes, address), over: (code) => { house.closed(address, code); this.#over(code) } })
      this.#serverEnd = end
      house.joinDocument(end, address)
    })
  }

  #serverEnd: ServerEnd | null = null

  send(bytes: Uint8Array): void {
    if (this.readyState !== BrowserSocket.OPEN) return
    const copy = bytes.slice()
    this.#line.toServer.send(() => this.#serverEnd?.receive(copy), copy.length)
  }

  /** Leaves: what was sent before still arrives. */
  close(): void {
    if (this.readyState >= BrowserSocket.CLOSING) return
    this.readyState = BrowserSocket.CLOSED
    this.#line.cut(Number.MAX_SAFE_INTEGER, 0)
  }

  #opened(): void {
    if (this.readyState !== BrowserSocket.CONNECTING) return
    this.readyState = BrowserSocket.OPEN
    this.onopen?.({})
  }

  #hear(bytes: Uint8Array, address: DocumentAddress): void {
    if (this.readyState !== BrowserSocket.OPEN) return
    this.onmessage?.({ data: bytes })
    if (bytes[0] === frameTypes.position) this.#house.standsAtPosition(address)
  }

  #over(code: number): void {
    this.#line.cut(0, 0)
    if (this.readyState === BrowserSocket.CLOSED) return
    if (this.readyState === BrowserSocket.CONNECTING && code === 1006) this.onerror?.({})
    this.readyState = BrowserSocket.CLOSED
    this.onclose?.({ code, reason: '' })
  }
}

class ServerEnd implements DocumentSocket {
  readonly #line: Line
  readonly #client: { hear(bytes: Uint8Array): void; over(code: number): void }
  #listener: SocketListener | null = null
  #isOpen = true

  constructor(line: Line, client: { hear(bytes: Uint8Array): void; over(code: number): void }) {
    this.#line = line
    this.#client = client
  }

  get waitingBytes(): number {
    return this.#line.toClient.bytes
  }

  send(messages: readonly Uint8Array[], own: Uint8Array | null = null): void {
    if (!this.#isOpen) return
    for (const message of own === null ? messages : [...messages, own]) {
      const copy = message.slice()
      this.#line.toClient.send(() => this.#client.hear(copy), copy.length)
    }
  }

  pause(): void {
    if (this.#isOpen) this.#line.toServer.isHeld = true
  }

  resume(): void {
    this.#line.toServer.isHeld = false
  }

  /** The goodbye comes after what was sent before; the line ends when the browser has it. */
  close(code: number, _reason: string): void {
    this.resume()
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#line.toClient.send(() => this.#client.over(code))
  }

  listen(listener: SocketListener): void {
    this.#listener = listener
  }

  receive(bytes: Uint8Array): void {
    if (this.#isOpen) this.#listener?.frame(readFrame(bytes))
  }

  lost(): void {
    this.#isOpen = false
    this.#listener?.closed()
  }
}

/** 'ws://house/x/<exercise>/yjs/<document>@<epoch>?seat=<seat>' */
function addressOf(url: string): DocumentAddress {
  const { pathname, searchParams } = new URL(url)
  const [, exercise = '', wireName = ''] = /^\/x\/([^/]+)\/yjs\/(.+)$/.exec(pathname) ?? []
  return { exercise, wireName: decodeURIComponent(wireName), seat: searchParams.get('seat') ?? '', stoodAt: readMoment(searchParams.get('stood')) }
}
