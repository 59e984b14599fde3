/** One editing screen in tests: a board over the standard provider, knowing what it wrote, what it saw and what is saved. */
import type * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, observeAnnotations, putAnnotation } from '#shared/board/boardDocument.ts'
import { decodePosition, decodeSaved, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Person } from './person.ts'

export function markerAt(id: string, lat: number, lng: number): Annotation {
  return {
    id, kind: 'marker', symbol: 'patrol', label: id, note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' },
    order: 'a0', locked: false, geometry: [lat, lng],
  }
}

export class Editor {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  /** Ids of markers this screen made, those of others it saw, and those the server called saved. */
  readonly made = new Set<string>()
  readonly seen = new Set<string>()
  readonly saved = new Set<string>()
  readonly positions: Moment[] = []
  readonly closed: number[] = []
  /** Called at each Position, when the document is exactly at that moment (readers only). */
  onPosition: (moment: Moment) => void = () => undefined
  #sent = 0
  /** Which message of this connection brought a marker; one without waits for all that was sent. */
  readonly #sentWith = new Map<string, number>()
  #socket: WebSocket | null = null

  constructor(person: Person, wireName: string) {
    const headers = { cookie: person.browser.cookieHeader, origin: person.browser.origin }
    const countSent = (data: unknown): void => {
      if (data instanceof Uint8Array && data[0] === frameTypes.sync && (data[1] === syncTypes.step2 || data[1] === syncTypes.update)) this.#sent += 1
    }
    const beginAnew = (socket: WebSocket): void => { this.#sent = 0; this.#sentWith.clear(); this.#socket = socket }
    class CountingSocket extends WebSocket {
      constructor(url: string, asked?: string[]) {
        super(url, asked, { headers })
        beginAnew(this)
      }
      override send(data: Parameters<WebSocket['send']>[0], ...rest: unknown[]): void {
        countSent(data)
        Reflect.apply(WebSocket.prototype.send, this, [data, ...rest])
      }
    }
    this.provider = new WebsocketProvider(`${person.browser.origin.replace('http', 'ws')}/x/${person.exercise}/yjs`, wireName, this.doc, {
      params: { seat: person.seat }, protocols: [documentSubprotocol], disableBc: true, connect: false, maxBackoffTime: 200,
      WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
    })
    const handlers = this.provider.messageHandlers as ((encoder: unknown, decoder: decoding.Decoder) => void)[]
    handlers[frameTypes.position] = (_encoder, decoder) => {
      const moment = decodePosition(decoder)
      this.positions.push(moment)
      this.onPosition(moment)
    }
    handlers[frameTypes.saved] = (_encoder, decoder) => {
      const count = decodeSaved(decoder)
      for (const id of this.made) if (count >= (this.#sentWith.get(id) ?? this.#sent)) this.saved.add(id)
    }
    // A final refusal ends the provider; the test reads the code.
    this.provider.on('closed' as 'connection-close', ((event: { code: number }) => this.closed.push(event.code)) as never)
    observeAnnotations(this.doc, ({ added }) => { for (const id of added) if (!this.made.has(id)) this.seen.add(id) })
    this.provider.connect()
  }

  get isSynced(): boolean {
    return this.provider.synced
  }

  put(id: string, lat: number, lng: number): void {
    this.made.add(id)
    const before = this.#sent
    putAnnotation(this.doc, markerAt(id, lat, lng), this)
    if (this.#sent > before) this.#sentWith.set(id, this.#sent)
  }

  ids(): Set<string> {
    return new Set(annotationsOf(this.doc).keys())
  }

  /** Everything that was sent to this screen until now has arrived. */
  async heardAll(): Promise<void> {
    const socket = this.#socket
    if (socket?.readyState === WebSocket.OPEN) await new Promise<void>((resolve) => { socket.once('pong', () => resolve()); socket.ping() })
  }

  close(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}
