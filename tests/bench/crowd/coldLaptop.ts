/**
 * A laptop that nobody has seen before, without a screen: it asks for all that a browser asks for, over as many connections
 * as a browser opens, takes a seat by its code, and is usable when it has its view, its documents and a live line for each.
 */
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { encodeSync, frameTypes, syncTypes } from '#shared/protocol/frames.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { frameOf, Line, opcodes } from '../compare/load/line.ts'
import { emptyUpdate } from '../compare/load/talk.ts'
import { commonMs } from '../watch/commonClock.ts'
import type { AskedFor } from './askedFor.ts'
import { openControl } from './controlLine.ts'

const documents = ['syndicate/s1/board@1', 'overlay@1', 'plenary@1'] as const
/** To one host, in every browser. */
const connections = 6

export interface Joined {
  /** Since its first question: the page is there, the seat is taken, the first view is here, the documents are here, it is usable. */
  readonly pageMs: number
  readonly seatMs: number
  readonly viewMs: number
  readonly documentsMs: number
  readonly usableMs: number
  readonly bytes: number
}

export interface JoinParts { readonly port: number; readonly code: string; readonly name: string; readonly asked: AskedFor; readonly vectors: Vectors }

/**
 * What a board's bytes say it holds. Each laptop reads that from its own copy on its own processor; here it is read once
 * for all who were given the same bytes, or thirty laptops' work would be done on the core that measures.
 */
export class Vectors {
  readonly #known = new Map<string, Uint8Array>()

  of(state: Buffer): Uint8Array {
    const mark = createHash('sha1').update(state).digest('hex')
    const known = this.#known.get(mark) ?? Y.encodeStateVectorFromUpdate(state)
    this.#known.set(mark, known)
    return known
  }
}

export class ColdLaptop {
  readonly #parts: JoinParts
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections })
  readonly #lines: Line[] = []
  #cookie = ''
  #bytes = 0

  constructor(parts: JoinParts) {
    this.#parts = parts
  }

  async join(): Promise<Joined> {
    const { code, name, asked, port } = this.#parts
    const began = commonMs()
    const since = (): number => commonMs() - began
    const [first = '/', ...rest] = asked.page
    await this.#get(first)
    await this.#getAll(rest)
    const pageMs = since()
    await this.#post('/api/join/look', { code })
    const { exercise, seat } = seatIn(await this.#post('/api/join/take', { code, name, hat: null }))
    const seatMs = since()
    await this.#getAll(asked.seat)
    const control = openControl({ port, exercise, seat, headers: this.#headers() })
    await Promise.all([this.#get(`/api/seat/${seat}`), control])
    this.#lines.push(await control)
    const viewMs = since()
    let documentsMs = 0
    await Promise.all([this.#getAll(asked.map), ...documents.map(async (document) => {
      const state = await this.#get(`/x/${exercise}/documents/${document}?seat=${seat}`)
      documentsMs = Math.max(documentsMs, since())
      await this.#open(`/x/${exercise}/yjs/${document}?seat=${seat}`, this.#parts.vectors.of(state))
    })])
    const usableMs = since()
    this.#getAll(asked.later).catch(() => undefined)
    return { pageMs, seatMs, viewMs, documentsMs, usableMs, bytes: this.#bytes + this.#lines.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0) }
  }

  leave(): void {
    for (const line of this.#lines) line.cut()
    this.#agent.destroy()
  }

  /** A line on which what was missed since the first state has come. */
  async #open(path: string, vector: Uint8Array): Promise<void> {
    let heard: () => void = () => undefined
    const isSynced = new Promise<void>((resolve) => { heard = resolve })
    const headers = { ...this.#headers(), 'Sec-WebSocket-Protocol': documentSubprotocol }
    const line = await Line.open({ port: this.#parts.port, path, headers }, (own) => {
      own.write(frameOf(opcodes.binary, encodeSync(syncTypes.step1, vector)))
      return (opcode, bytes, from) => {
        if (opcode !== opcodes.binary || bytes[from] !== frameTypes.sync) return
        if (bytes[from + 1] === syncTypes.step1) own.write(frameOf(opcodes.binary, encodeSync(syncTypes.step2, emptyUpdate)))
        else if (bytes[from + 1] === syncTypes.step2) heard()
      }
    })
    this.#lines.push(line)
    await isSynced
  }

  async #getAll(paths: readonly string[]): Promise<void> {
    await Promise.all(paths.map((path) => this.#get(path)))
  }

  #get(path: string): Promise<Buffer> {
    return this.#ask(path, 'GET', null)
  }

  async #post(path: string, body: object): Promise<unknown> {
    return JSON.parse((await this.#ask(path, 'POST', JSON.stringify(body))).toString('utf8'))
  }

  #headers(): Record<string, string> {
    return { Origin: `http://127.0.0.1:${this.#parts.port}`, ...(this.#cookie === '' ? {} : { Cookie: this.#cookie }) }
  }

  #ask(path: string, method: 'GET' | 'POST', body: string | null): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const headers = { ...this.#headers(), 'Accept-Encoding': 'gzip, deflate, br', ...(body === null ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }) }
      const asking = request({ host: '127.0.0.1', port: this.#parts.port, path, method, headers, agent: this.#agent }, (answer) => {
        const chunks: Buffer[] = []
        for (const cookie of answer.headers['set-cookie'] ?? []) this.#cookie = [this.#cookie, cookie.split(';')[0] ?? ''].filter((each) => each !== '').join('; ')
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks)
          this.#bytes += bytes.length
          if ((answer.statusCode ?? 500) >= 400) return reject(new Error(`${method} ${path}: ${answer.statusCode ?? '?'} ${bytes.toString('utf8', 0, 200)}`))
          // Files are not unpacked: a browser does that beside its main thread. What is read here is.
          const isRead = /^\/(api|x)\//.test(path) && answer.headers['content-encoding'] === 'gzip'
          resolve(isRead ? gunzipSync(bytes) : bytes)
        })
      })
      asking.on('error', reject)
      asking.end(body ?? undefined)
    })
  }
}

function seatIn(reply: unknown): { readonly exercise: string; readonly seat: string } {
  const value: unknown = typeof reply === 'object' && reply !== null && 'value' in reply ? reply.value : null
  if (typeof value === 'object' && value !== null && 'exercise' in value && 'seat' in value && typeof value.exercise === 'string' && typeof value.seat === 'string') return { exercise: value.exercise, seat: value.seat }
  throw new Error(`no seat: ${JSON.stringify(reply).slice(0, 300)}`)
}
