/** A hand-written document client: says exactly what a test wants, and keeps what it is told. */
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { decodePosition, decodeSaved, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Person } from './person.ts'
import { until } from './startServer.ts'

export interface RawOptions { readonly protocols?: readonly string[]; readonly headers?: Readonly<Record<string, string>>; readonly query?: string }

export interface HeardEntry { readonly client: number; readonly clock: number; readonly state: unknown }

export class RawSocket {
  readonly socket: WebSocket
  /** Messages as they came, without those of the subprotocol and awareness. */
  readonly stepOnes: Uint8Array[] = []
  readonly stepTwos: Uint8Array[] = []
  readonly updates: Uint8Array[] = []
  readonly positions: Moment[] = []
  readonly saved: number[] = []
  readonly awareness: HeardEntry[][] = []
  closedWith: number | null = null

  constructor(person: Person, wireName: string, options: RawOptions = {}) {
    const { browser, exercise, seat } = person
    const query = options.query ?? `seat=${seat}`
    this.socket = new WebSocket(`${browser.origin.replace('http', 'ws')}/x/${exercise}/yjs/${wireName}?${query}`, [...(options.protocols ?? [])], {
      headers: options.headers ?? { cookie: browser.cookieHeader, origin: browser.origin },
    })
    this.socket.on('message', (data: Buffer) => this.#hear(data))
    this.socket.on('close', (code) => { this.closedWith = code })
    this.socket.on('error', () => undefined)
    this.socket.on('unexpected-response', (_request, response) => {
      this.closedWith = response.statusCode ?? 0
      response.destroy()
    })
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  async opened(): Promise<this> {
    await until(() => this.isOpen || this.closedWith !== null, 'a raw socket is open')
    return this
  }

  send(frame: Uint8Array | string): void {
    this.socket.send(frame)
  }

  async closed(): Promise<number> {
    await until(() => this.closedWith !== null, 'a raw socket is closed')
    return this.closedWith ?? 0
  }

  close(): void {
    this.socket.terminate()
  }

  #hear(data: Buffer): void {
    const decoder = decoding.createDecoder(data)
    switch (decoding.readVarUint(decoder)) {
      case frameTypes.sync: {
        const kind = decoding.readVarUint(decoder)
        const bytes = decoding.readVarUint8Array(decoder).slice()
        ;(kind === syncTypes.step1 ? this.stepOnes : kind === syncTypes.step2 ? this.stepTwos : this.updates).push(bytes)
        break
      }
      case frameTypes.awareness: this.awareness.push(entriesOf(decoding.readVarUint8Array(decoder))); break
      case frameTypes.position: this.positions.push(decodePosition(decoder)); break
      case frameTypes.saved: this.saved.push(decodeSaved(decoder)); break
      default: throw new Error('an unknown frame from the server')
    }
  }
}

export function entriesOf(update: Uint8Array): HeardEntry[] {
  const decoder = decoding.createDecoder(update)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: JSON.parse(decoding.readVarString(decoder)) as unknown,
  }))
}
