/**
 * The document door: y-websocket at `/x/<exercise>/yjs/<document>@<epoch>`. Finds out who is asking, accepts, and hands the
 * socket to the exercise's documents. A final refusal is an accepted socket that is closed with its code: the standard
 * client would knock at a refused upgrade for ever.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { parseWireName } from '#shared/board/documentName.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import { readMoment } from '#shared/protocol/stoodAt.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { DocumentSocket, SocketListener } from '../documents/documentSocket.ts'
import type { ExerciseDocuments } from '../documents/exerciseDocuments.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { bareRefusal } from './answers.ts'
import { framesOf } from './frameWriter.ts'
import { queryOf, type Person, type Sessions } from './sessions.ts'
import { readFrame, unreadable } from './syncFrames.ts'

export interface DocumentDoorParts {
  /** Null while the exercise does not run. */
  documentsOf(exercise: string): Pick<ExerciseDocuments, 'join'> | null
  readonly sessions: Pick<Sessions, 'whoIs' | 'hostAndOriginAllowed'>
  readonly clock: Clock
  readonly log: Log
}

export interface DocumentDoor {
  handles(url: string): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

const pathShape = /^\/x\/([A-Za-z0-9_-]{1,64})\/yjs\/([^?#]{1,200})(?:\?|$)/
/** Above the limit of one message, so that it can be said why; beyond this the line is cut. */
const longestMessage = 2 * limits.syncStep2Bytes
const pingMs = 20_000
/** A closing handshake nobody answers is cut. */
const closeWithinMs = 2_000

export function createDocumentDoor(parts: DocumentDoorParts): DocumentDoor {
  const { sessions, clock, log } = parts
  const server = new WebSocketServer({
    noServer: true, perMessageDeflate: false, maxPayload: longestMessage,
    handleProtocols: (offered) => (offered.has(documentSubprotocol) ? documentSubprotocol : false),
  })
  const answered = new WeakSet<WebSocket>()
  let asking = 0

  const enter = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const [, exercise = '', encoded = ''] = pathShape.exec(request.url ?? '') ?? []
    // A ticket is no ambient credential: only where a cookie speaks could a foreign page speak through it.
    const needOrigin = !queryOf(request).has('ticket')
    if (!sessions.hostAndOriginAllowed(request, { needOrigin })) {
      socket.end(bareRefusal('403 Forbidden', 'This server does not answer to that name. Use the address the instructor shows.'))
      return
    }
    const person = await sessions.whoIs(request, exercise)
    if (socket.destroyed) return
    server.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate())
      ws.on('pong', () => answered.add(ws))
      answered.add(ws)
      admit(ws, socket, { exercise, wireName: decoded(encoded), person, stoodAt: readMoment(queryOf(request).get('stood')) })
    })
  }

  const admit = (ws: WebSocket, raw: Duplex, asked: Asked): void => {
    const { person, wireName } = asked
    const line = new SocketLine(ws, raw, clock)
    if (person === null) return line.close(closeCodes.notKnown, 'nobody is known by this cookie or ticket')
    if (person.ticketFor !== null && person.ticketFor !== wireName) return line.close(ticketRefusal(person.ticketFor, wireName), 'this ticket opens another document')
    const documents = parts.documentsOf(asked.exercise)
    if (documents === null) return line.close(closeCodes.journalStalled, 'this exercise does not run at the moment')
    documents.join(line, { seat: person.seat, stoodAt: asked.stoodAt }, wireName, { sandtable: ws.protocol === documentSubprotocol })
  }

  // A laptop that was shut without a word is noticed; one that is made to wait is not asked.
  const stopPinging = clock.every(pingMs, () => {
    for (const ws of server.clients) {
      if (ws.isPaused) continue
      if (!answered.delete(ws)) ws.terminate()
      else ws.ping()
    }
  })

  return {
    handles: (url) => pathShape.test(url),
    upgrade(request, socket, head) {
      if (asking >= limits.unknownSockets) {
        socket.destroy()
        return
      }
      asking += 1
      enter(request, socket, head)
        .catch((error: unknown) => {
          log.error('opening a document socket', error)
          socket.destroy()
        })
        .finally(() => { asking -= 1 })
    },
    async close() {
      stopPinging()
      for (const ws of server.clients) ws.close(1001, 'the server is closing')
      // One turn, so that the word goes out before the line is cut.
      await new Promise<void>((resolve) => { setImmediate(resolve) })
      for (const ws of server.clients) ws.terminate()
      server.close()
    },
  }
}

interface Asked { readonly exercise: string; readonly wireName: string; readonly person: Person | null; readonly stoodAt: Moment | null }

/** One WebSocket as rooms see it. */
class SocketLine implements DocumentSocket {
  readonly #ws: WebSocket
  readonly #raw: Duplex
  readonly #clock: Clock

  constructor(ws: WebSocket, raw: Duplex, clock: Clock) {
    this.#ws = ws
    this.#raw = raw
    this.#clock = clock
  }

  get waitingBytes(): number {
    return this.#raw.writableLength
  }

  /** Past the WebSocket's own sender, which has nothing to add to a prepared frame and keeps no queue without compression. */
  send(messages: readonly Uint8Array[], own: Uint8Array | null = null): void {
    if (this.#ws.readyState !== this.#ws.OPEN || !this.#raw.writable) return
    this.#raw.write(own === null ? framesOf(messages) : Buffer.concat([framesOf(messages), framesOf([own])]))
  }

  pause(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.pause()
  }

  resume(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.resume()
  }

  close(code: number, reason: string): void {
    if (this.#ws.isPaused) this.#ws.resume()
    this.#ws.close(code, reason.slice(0, 120))
    const cancel = this.#clock.after(closeWithinMs, () => this.#ws.terminate())
    this.#ws.once('close', cancel)
  }

  listen(listener: SocketListener): void {
    this.#ws.on('message', (data, isBinary) => {
      // What arrives after we said goodbye is nobody's any more.
      if (this.#ws.readyState !== this.#ws.OPEN) return
      listener.frame(isBinary && data instanceof Uint8Array ? readFrame(data) : unreadable('a text frame'))
    })
    this.#ws.on('close', () => listener.closed())
  }
}

/** A ticket of an earlier epoch of the same document is out of date, any other is no right at all. */
function ticketRefusal(ticketFor: string, wireName: string): number {
  const [own, asked] = [parseWireName(ticketFor), parseWireName(wireName)]
  return own !== null && asked !== null && own.name === asked.name ? closeCodes.wrongEpoch : closeCodes.notAllowed
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
