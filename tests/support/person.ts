/** Somebody with a seat, in tests: a browser that holds its cookie, a live connection, documents over y-websocket. */
import { io, type Socket } from 'socket.io-client'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { CommandDone, Reply } from '#shared/protocol/reply.ts'
import type { ClientToServer, EventMessage, NoticeMessage, PresenceMessage, ServerToClient, TraceMessage, ViewMessage } from '#shared/protocol/socketEvents.ts'
import { ReplayReader } from '#shared/replay/replayWire.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import { protocolVersion } from '#shared/protocol/version.ts'
import { until, type Browser } from './startServer.ts'

export type RawSocket = Socket<ServerToClient & Record<string, (...args: never[]) => void>, ClientToServer & Record<string, (...args: unknown[]) => void>>

/** A live control connection that folds what it hears, as the client does. */
export class LiveClient {
  readonly socket: RawSocket
  view: ExerciseState | null = null
  readonly views: ViewMessage[] = []
  readonly events: EventMessage[] = []
  readonly traces: TraceMessage[] = []
  readonly notices: NoticeMessage[] = []
  readonly presences: PresenceMessage[] = []
  readonly pointers: ({ lat: number; lng: number } | null)[] = []
  readonly errors: string[] = []
  /** Everything that came in, as text, for searches. */
  wire = ''

  constructor(socket: RawSocket) {
    this.socket = socket
    socket.onAny((event, ...args) => { this.wire += `${event} ${JSON.stringify(args)}\n` })
    socket.on('view', (message) => { this.views.push(message); this.view = message.view })
    socket.on('event', (message) => {
      this.events.push(message)
      this.view = evolve(this.view, { moment: message.moment, author: message.author, event: message.event })
    })
    socket.on('trace', (message) => this.traces.push(message))
    socket.on('notice', (message) => this.notices.push(message))
    socket.on('presence', (message) => this.presences.push(message))
    socket.on('pointer', (at) => this.pointers.push(at))
    socket.on('connect_error', (error) => this.errors.push(error.message))
  }

  /** Asks something; always answers. */
  command(command: unknown, withinMs = 10_000): Promise<Reply<CommandDone>> {
    return this.socket.timeout(withinMs).emitWithAck('command', command) as Promise<Reply<CommandDone>>
  }

  close(): void {
    this.socket.disconnect()
  }
}

export interface OpenedDocument { readonly doc: Y.Doc; readonly provider: WebsocketProvider; close(): void }

export class Person {
  readonly browser: Browser
  readonly exercise: string
  readonly seat: string

  constructor(browser: Browser, exercise: string, seat: string) {
    this.browser = browser
    this.exercise = exercise
    this.seat = seat
  }

  /** Connects the control channel, whatever comes of it. */
  connect(options: { protocol?: string; origin?: string; cookie?: string; seat?: string; headers?: Readonly<Record<string, string>>; comesBack?: object } = {}): LiveClient {
    return new LiveClient(io(this.browser.origin, {
      path: `/x/${this.exercise}/live`, transports: ['websocket'], forceNew: true, ...(options.comesBack ?? { reconnectionDelay: 50, reconnectionDelayMax: 200 }),
      query: { seat: options.seat ?? this.seat, protocol: options.protocol ?? String(protocolVersion) },
      extraHeaders: { origin: options.origin ?? this.browser.origin, cookie: options.cookie ?? this.browser.cookieHeader, ...options.headers },
    }))
  }

  /** Connects and waits for the first whole view. */
  async live(): Promise<LiveClient> {
    const live = this.connect()
    await until(() => live.view !== null, `seat ${this.seat} has a view (${live.errors.join()})`)
    return live
  }

  /** Opens a document with the standard provider; `wireName` ends in its epoch. */
  open(wireName: string, protocols: string[] = []): OpenedDocument {
    const doc = new Y.Doc()
    const headers = { cookie: this.browser.cookieHeader, origin: this.browser.origin }
    class CookieSocket extends WebSocket {
      constructor(url: string, asked?: string[]) { super(url, asked, { headers }) }
    }
    const provider = new WebsocketProvider(`${this.browser.origin.replace('http', 'ws')}/x/${this.exercise}/yjs`, wireName, doc, {
      params: { seat: this.seat }, protocols, disableBc: true, WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket, maxBackoffTime: 300,
    })
    return { doc, provider, close: () => { provider.destroy(); doc.destroy() } }
  }

  /** The seat's own journal. */
  async replay(after = 0): Promise<ReplayLine[]> {
    for (;;) {
      const response = await this.browser.fetch(`/x/${this.exercise}/replay?seat=${this.seat}&after=${after}`)
      if (response.ok) return new ReplayReader().read(new Uint8Array(await response.arrayBuffer()))
      const refusal = await response.text()
      // A person who asks too often is made to wait by the refusal itself, which comes late; then asking again is in order.
      if (response.status !== 429) throw new Error(refusal)
    }
  }
}
