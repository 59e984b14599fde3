/**
 * A seat's own journal on the wire: a day of thirty people is two hundred thousand small changes, so they travel as bytes.
 * A stream of pieces, each a length (varuint) and so many bytes: a tag, the sequence and the time since the line before
 * (varuint each), then what the tag says. Names that come again travel as numbers. The lines are those of seatJournal.ts.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ReplayLine } from './seatJournal.ts'

const tags = { text: 0, opened: 1, update: 2, stood: 3 } as const
/** A piece that is longer is no piece of ours. */
const mostBytes = 256 * 1024 * 1024
const nothing = new Uint8Array(0)

/** Lines to bytes, in order. */
export class ReplayWriter {
  readonly #names = new Map<string, number>()
  #s = 0
  #t = 0

  /** The bytes of these lines; the next call goes on from there. */
  write(lines: readonly ReplayLine[]): Uint8Array {
    const stream = encoding.createEncoder()
    const head = encoding.createEncoder()
    for (const line of lines) {
      // One encoder for all heads: a new one for each line took two thirds of the time.
      head.cpos = 0
      head.bufs = []
      const body = this.#writeHead(head, line)
      encoding.writeVarUint(stream, encoding.length(head) + body.length)
      encoding.writeUint8Array(stream, head.bufs.length === 0 ? head.cbuf.subarray(0, head.cpos) : encoding.toUint8Array(head))
      encoding.writeUint8Array(stream, body)
    }
    return encoding.toUint8Array(stream)
  }

  /** All of a piece but its last part, which it hands back. */
  #writeHead(head: encoding.Encoder, line: ReplayLine): Uint8Array {
    encoding.writeUint8(head, tagOf(line))
    encoding.writeVarUint(head, line.s - this.#s)
    encoding.writeVarInt(head, line.t - this.#t)
    this.#s = line.s
    this.#t = line.t
    if (line.kind === 'update') {
      this.#writeName(head, line.author)
      this.#writeName(head, line.document)
      return line.update
    }
    if (line.kind === 'opened' || line.kind === 'stood') {
      this.#writeName(head, line.document)
      encoding.writeVarUint(head, line.epoch)
      return line.state
    }
    const rest: Record<string, unknown> = { ...line }
    delete rest['s']
    delete rest['t']
    encoding.writeVarString(head, JSON.stringify(rest))
    return nothing
  }

  /** Its number when it came before; else 0 and the name, which has the next number from then on. */
  #writeName(piece: encoding.Encoder, name: string): void {
    const number = this.#names.get(name)
    encoding.writeVarUint(piece, number ?? 0)
    if (number !== undefined) return
    encoding.writeVarString(piece, name)
    this.#names.set(name, this.#names.size + 1)
  }
}

/** Bytes to lines, as they arrive. Throws where the bytes are none of ours. */
export class ReplayReader {
  readonly #names: string[] = []
  #rest: Uint8Array = new Uint8Array(0)
  #s = 0
  #t = 0

  /** The lines that are whole after these bytes. They keep the memory of `bytes`: hand over bytes that nobody changes. */
  read(bytes: Uint8Array): ReplayLine[] {
    const all = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes)
    const lines: ReplayLine[] = []
    // One decoder for all pieces: two views of memory less for each of some hundred thousand.
    const decoder = decoding.createDecoder(all)
    let at = 0
    for (;;) {
      const length = varUintAt(all, at)
      if (length === null) break
      if (length.value > mostBytes) throw new RangeError('this is no replay')
      const end = length.end + length.value
      if (end > all.length) break
      decoder.pos = length.end
      lines.push(this.#readLine(decoder, end))
      at = end
    }
    this.#rest = all.subarray(at)
    return lines
  }

  #readLine(decoder: decoding.Decoder, end: number): ReplayLine {
    const tag = decoding.readUint8(decoder)
    const s = (this.#s += decoding.readVarUint(decoder))
    const t = (this.#t += decoding.readVarInt(decoder))
    switch (tag) {
      case tags.update: {
        const author = this.#readName(decoder)
        return { kind: 'update', s, t, author, document: this.#readName(decoder), update: tailOf(decoder, end) }
      }
      case tags.opened:
      case tags.stood: {
        const document = this.#readName(decoder)
        return { kind: tag === tags.opened ? 'opened' : 'stood', s, t, document, epoch: decoding.readVarUint(decoder), state: tailOf(decoder, end) }
      }
      case tags.text: return textLine(decoding.readVarString(decoder), s, t)
      default: throw new RangeError('this is no line of a replay')
    }
  }

  #readName(decoder: decoding.Decoder): string {
    const number = decoding.readVarUint(decoder)
    const known = this.#names[number - 1]
    if (known !== undefined) return known
    if (number !== 0) throw new RangeError('this replay names what it never said')
    const name = decoding.readVarString(decoder)
    this.#names.push(name)
    return name
  }
}

function tagOf({ kind }: ReplayLine): number {
  return kind === 'update' || kind === 'opened' || kind === 'stood' ? tags[kind] : tags.text
}

/** What of its piece was not read yet. Throws where more was read than the piece has. */
function tailOf({ arr, pos }: decoding.Decoder, end: number): Uint8Array {
  if (pos > end) throw new RangeError('this is no line of a replay')
  return arr.subarray(pos, end)
}

const textKinds: ReadonlySet<string> = new Set(['view', 'event', 'trace', 'closed', 'end'])

/** Our own server's words: their kind is looked at, their shape is trusted. */
function textLine(text: string, s: number, t: number): ReplayLine {
  const line: unknown = JSON.parse(text)
  if (typeof line !== 'object' || line === null || !('kind' in line) || typeof line.kind !== 'string' || !textKinds.has(line.kind)) throw new RangeError('this is no line of a replay')
  return { ...line, s, t } as ReplayLine
}

/** Null while the number is not whole. */
function varUintAt(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } | null {
  let value = 0
  let factor = 1
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * factor
    if (byte < 128) return { value, end: at + 1 }
    factor *= 128
    if (factor > Number.MAX_SAFE_INTEGER) throw new RangeError('this is no replay')
  }
  return null
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
