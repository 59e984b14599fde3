/**
 * A control connection of a run: what the client uses of a Socket.IO socket at one end, what the server uses at the other.
 * Everything that passes is made into JSON and back, as on a real line.
 */
import type { LiveSocket } from '../../server/gateway/live.ts'
import type { Clock } from '../../server/time/clock.ts'
import { Line, type Wire } from './wire.ts'

export interface LiveHouse {
  readonly wire: Wire
  readonly clock: Clock
  isReachable(seat: string): boolean
  joinLive(socket: LiveSocket, seat: string): void
  /** 0 … 1, for spreading retries. */
  chance(): number
}

type Listener = (...args: unknown[]) => void

class Listeners {
  readonly #byEvent = new Map<string, Listener[]>()

  on(event: string, listener: Listener): void {
    this.#byEvent.set(event, [...this.#byEvent.get(event) ?? [], listener])
  }

  tell(event: string, ...args: readonly unknown[]): void {
    for (const listener of this.#byEvent.get(event) ?? []) listener(...args)
  }
}

/** The client's end: connects by itself, comes back by itself unless the server said goodbye. */
export class BrowserLive {
  connected = false
  active = true
  readonly #house: LiveHouse
  readonly #seat: string
  readonly #heard = new Listeners()
  readonly #answers = new Map<number, Listener>()
  #line: Line | null = null
  #server: ServerLive | null = null
  #nextAnswer = 0

  constructor(house: LiveHouse, seat: string) {
    this.#house = house
    this.#seat = seat
    this.#dial()
  }

  get volatile(): { emit: (event: string, ...args: unknown[]) => void } {
    return { emit: (event, ...args) => this.#send(event, args, null) }
  }

  on(event: string, listener: Listener): void {
    this.#heard.on(event, listener)
  }

  connect(): void {
    this.active = true
    if (this.#line === null) this.#dial()
  }

  disconnect(): void {
    this.active = false
    this.#line?.cut(Number.MAX_SAFE_INTEGER, 0)
    this.#ended('io client disconnect')
  }

  timeout(ms: number): { emit: (event: string, answer: Listener) => void; emitWithAck: (event: string, ...args: unknown[]) => Promise<unknown> } {
    const ask = (event: string, args: readonly unknown[], answer: Listener): void => {
      const id = (this.#nextAnswer += 1)
      const cancel = this.#house.clock.after(ms, () => {
        this.#answers.delete(id)
        answer(new Error('operation has timed out'))
      })
      this.#answers.set(id, (value) => { cancel(); answer(null, value) })
      this.#send(event, args, id)
    }
    return {
      emit: (event, answer) => ask(event, [], answer),
      emitWithAck: (event, ...args) => new Promise((resolve, reject) => {
        ask(event, args, (error, value) => { if (error instanceof Error) reject(error); else resolve(value) })
      }),
    }
  }

  #dial(): void {
    const house = this.#house
    let server: ServerLive | null = null
    const line: Line = house.wire.add(new Line(this.#seat, {
      clientLost: () => this.#lost(line, 'transport close'),
      serverLost: () => server?.lost(),
    }))
    this.#line = line
    line.toServer.send(() => {
      if (!house.isReachable(this.#seat)) return line.cut(0, 0)
      line.toClient.send(() => {
        if (this.#line !== line) return
        this.connected = true
        this.#heard.tell('connect')
      })
      server = new ServerLive(line, {
        hear: (event, args) => { if (this.#line === line) this.#heard.tell(event, ...args) },
        answer: (id, value) => { const answer = this.#answers.get(id); this.#answers.delete(id); answer?.(value) },
        goodbye: () => { this.active = false; this.#lost(line, 'io server disconnect') },
      })
      this.#server = server
      house.joinLive(server.socket, this.#seat)
    })
  }

  #send(event: string, args: readonly unknown[], answerId: number | null): void {
    const server = this.#server
    if (!this.connected || server === null) return
    const sent = overJson(args)
    this.#line?.toServer.send(() => server.receive(event, sent, answerId))
  }

  #lost(line: Line, reason: string): void {
    line.cut(0, 0)
    if (this.#line !== line) return
    const wasConnected = this.connected
    this.#ended(reason)
    if (!wasConnected && this.active) this.#heard.tell('connect_error', new Error('websocket error'))
    if (this.active) this.#house.clock.after(300 + this.#house.chance() * 3000, () => { if (this.active && this.#line === null) this.#dial() })
  }

  #ended(reason: string): void {
    const wasConnected = this.connected
    this.connected = false
    this.#line = null
    this.#server = null
    if (wasConnected) this.#heard.tell('disconnect', reason)
  }
}

class ServerLive {
  readonly socket: LiveSocket
  readonly #line: Line
  readonly #client: { answer(id: number, value: unknown): void }
  readonly #heard = new Listeners()
  #any: Listener | null = null
  #isOpen = true

  constructor(line: Line, client: { hear(event: string, args: readonly unknown[]): void; answer(id: number, value: unknown): void; goodbye(): void }) {
    this.#line = line
    this.#client = client
    const emit = (event: string, ...args: readonly unknown[]): void => {
      if (!this.#isOpen) return
      const sent = overJson(args)
      line.toClient.send(() => client.hear(event, sent))
    }
    // The one place where this line is taken for Socket.IO's own: it has what the live door uses of it.
    this.socket = {
      emit, volatile: { emit }, data: {},
      on: (event: string, listener: Listener) => this.#heard.on(event, listener),
      onAny: (listener: Listener) => { this.#any = listener },
      disconnect: () => {
        if (!this.#isOpen) return
        line.toClient.send(() => client.goodbye())
        this.lost()
      },
      conn: {
        on: (event: string, listener: Listener) => this.#heard.on(event, listener),
        close: () => line.cut(0, Number.MAX_SAFE_INTEGER),
      },
    } as unknown as LiveSocket
  }

  receive(event: string, args: readonly unknown[], answerId: number | null): void {
    if (!this.#isOpen) return
    this.#heard.tell('drain')
    const answer = (value: unknown): void => {
      const [sent] = overJson([value])
      if (this.#isOpen && answerId !== null) this.#line.toClient.send(() => this.#client.answer(answerId, sent))
    }
    this.#any?.(event, ...args, ...(answerId === null ? [] : [answer]))
  }

  lost(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#heard.tell('disconnect')
  }
}

function overJson(args: readonly unknown[]): unknown[] {
  const parsed: unknown = JSON.parse(JSON.stringify(args))
  return Array.isArray(parsed) ? parsed : []
}
