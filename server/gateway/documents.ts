/** The document door: y-websocket on the server's own upgrade path. Who it is, then accept, then the room. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import type { ExerciseDocuments } from '../documents/exerciseDocuments.ts'
import type { FrameBatch} from '../documents/interim/documentSocket.ts';
import { type DocumentSocket } from '../documents/interim/documentSocket.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { Sessions } from './sessions.ts'

export interface DocumentDoorParts {
  documentsOf(exercise: string): ExerciseDocuments | null
  readonly sessions: Sessions
  readonly clock: Clock
  readonly log: Log
}
export interface DocumentDoor {
  handles(url: string): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}
const path = /^\/x\/([A-Za-z0-9_-]{1,64})\/yjs\/([^?]{1,120})(?:\?|$)/

export function createDocumentDoor(parts: DocumentDoorParts): DocumentDoor {
  const server = new WebSocketServer({
    noServer: true, perMessageDeflate: false, maxPayload: limits.syncStep2Bytes * 2,
    handleProtocols: (offered) => (offered.has(documentSubprotocol) ? documentSubprotocol : false),
  })
  let unknown = 0
  const enter = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const found = path.exec(request.url ?? '')
    const person = found === null ? null : await parts.sessions.whoIs(request, found[1] ?? '')
    const allowed = parts.sessions.hostAndOriginAllowed(request, { needOrigin: person !== null && person.ticketFor === null })
    if (!allowed || socket.destroyed) return void socket.destroy()
    server.handleUpgrade(request, socket, head, (ws) => {
      const wire = safeDecode(found?.[2] ?? '')
      const documents = parts.documentsOf(found?.[1] ?? '')
      ws.on('error', () => ws.terminate())
      if (person === null || documents === null) return ws.close(closeCodes.notKnown, 'this seat is not known here')
      if (person.ticketFor !== null && person.ticketFor !== wire) return ws.close(closeCodes.notAllowed, 'this ticket opens another document')
      documents.join(wrap(ws, socket), { seat: person.seat }, wire, { sandtable: ws.protocol === documentSubprotocol })
    })
  }
  return {
    handles: (url) => path.test(url),
    upgrade(request, socket, head) {
      if (unknown >= limits.unknownSockets) return void socket.destroy()
      unknown += 1
      enter(request, socket, head)
        .catch((error: unknown) => { parts.log.error('opening a document socket', error); socket.destroy() })
        .finally(() => { unknown -= 1 })
    },
    async close() {
      for (const ws of server.clients) ws.close(1001, 'the server is stopping')
      for (const ws of server.clients) ws.terminate()
      server.close()
    },
  }
}

function wrap(ws: WebSocket, raw: Duplex): DocumentSocket {
  return {
    send(batch) {
      if (ws.readyState !== ws.OPEN) return
      raw.write(batch.framed ??= frame(batch))
    },
    waitingBytes: () => raw.writableLength,
    pause: () => { if (ws.readyState === ws.OPEN) ws.pause() },
    resume: () => { if (ws.readyState === ws.OPEN) ws.resume() },
    close: (code, reason) => { ws.close(code, reason) },
    onMessage: (listener) => { ws.on('message', (data, isBinary) => { if (isBinary && Buffer.isBuffer(data) && ws.readyState === ws.OPEN) listener(data) }) },
    onText: (listener) => { ws.on('message', (_data, isBinary) => { if (!isBinary) listener() }) },
    onClose: (listener) => { ws.on('close', listener) },
  }
}

/** Unmasked binary frames, one after another: RFC 6455 §5.2. */
function frame({ payloads }: FrameBatch): Uint8Array {
  return Buffer.concat(payloads.flatMap((payload) => [header(payload.length), payload]))
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.from([0x82, length])
  if (length < 65_536) {
    const bytes = Buffer.from([0x82, 126, 0, 0])
    bytes.writeUInt16BE(length, 2)
    return bytes
  }
  const bytes = Buffer.alloc(10)
  bytes[0] = 0x82
  bytes[1] = 127
  bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}

function safeDecode(text: string): string {
  try { return decodeURIComponent(text) } catch { return '' }
}
