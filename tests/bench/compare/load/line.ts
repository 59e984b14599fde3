/**
 * One WebSocket of the load: the upgrade said by hand and frames taken apart in place. A library would cost the load
 * process more than the server it is to measure. Nothing is masked with chance: the key is zero, which is a key like any other.
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export interface Seat {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export type HearFrame = (opcode: number, bytes: Buffer, from: number, to: number) => void

export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const
const connectWithinMs = 60_000

export class Line {
  readonly #socket: Socket
  #rest: Buffer | null = null
  #hear: HearFrame = () => undefined
  /** Code of the server's close frame, 1006 for a line that was cut; null while it is open. */
  closedWith: number | null = null
  receivedBytes = 0
  receivedFrames = 0

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  /** Resolves once the server has accepted; frames are told to `hear` from the first one on. */
  static open({ port, path, headers }: Seat, hear: (line: Line) => HearFrame): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      const line = new Line(socket)
      let greeting = Buffer.alloc(0)
      const fail = (why: string): void => {
        socket.destroy()
        reject(new Error(`${path}: ${why}`))
      }
      socket.setTimeout(connectWithinMs, () => fail('no answer'))
      socket.on('error', (error) => fail(error.message))
      socket.on('close', () => {
        line.closedWith ??= 1006
        fail('closed')
      })
      socket.on('connect', () => socket.write(upgrade(port, path, headers)))
      const greet = (chunk: Buffer): void => {
        greeting = Buffer.concat([greeting, chunk])
        const end = greeting.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!greeting.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 101')) return fail(greeting.subarray(0, 60).toString('latin1'))
        socket.off('data', greet)
        socket.setTimeout(0)
        line.#hear = hear(line)
        resolve(line)
        socket.on('data', (data) => line.#take(data))
        if (greeting.length > end + 4) line.#take(greeting.subarray(end + 4))
      }
      socket.on('data', greet)
    })
  }

  write(frame: Buffer): void {
    if (this.closedWith === null) this.#socket.write(frame)
  }

  cut(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.receivedBytes += chunk.length
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    while (at + 2 <= bytes.length) {
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const header = short === 126 ? 4 : short === 127 ? 10 : 2
      if (at + header > bytes.length) break
      const length = short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short
      const end = at + header + length
      if (end > bytes.length) break
      this.#frame((bytes[at] ?? 0) & 0x0f, bytes, at + header, end)
      at = end
    }
    this.#rest = at === bytes.length ? null : bytes.subarray(at)
  }

  #frame(opcode: number, bytes: Buffer, from: number, to: number): void {
    this.receivedFrames += 1
    if (opcode === opcodes.ping) return this.write(frameOf(opcodes.pong, bytes.subarray(from, to)))
    if (opcode === opcodes.close) this.closedWith = to - from >= 2 ? bytes.readUInt16BE(from) : 1005
    else this.#hear(opcode, bytes, from, to)
  }
}

/** A client's frame around this. */
export function frameOf(opcode: number, payload: Uint8Array): Buffer {
  const long = payload.length > 65_535 ? 8 : payload.length > 125 ? 2 : 0
  const frame = Buffer.alloc(2 + long + 4 + payload.length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (long === 8 ? 127 : long === 2 ? 126 : payload.length)
  if (long === 2) frame.writeUInt16BE(payload.length, 2)
  if (long === 8) frame.writeBigUInt64BE(BigInt(payload.length), 2)
  frame.set(payload, 6 + long)
  return frame
}

function upgrade(port: number, path: string, headers: Readonly<Record<string, string>>): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
    + `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${own}\r\n`
}
