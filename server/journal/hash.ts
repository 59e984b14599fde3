/**
 * The hashes of the journal: stored for years, so this byte layout never changes (a new one is a new version name).
 *
 *     text(s)    = u32 length of the UTF-8 bytes, big endian, then the bytes
 *     number(n)  = u64, big endian
 *     hash       = SHA-256( text('sandtable row 1') number(sequence) number(recordedAt) text(kind) text(author)
 *                           document SHA-256(bytes) )
 *     document   = one byte 0, or one byte 1 then text(name) number(epoch)
 *     chain(0)   = SHA-256( text('sandtable journal 1') text(exercise id) )
 *     chain(n)   = SHA-256( chain(n-1) hash(n) )
 *     checkpoint = SHA-256( text('sandtable checkpoint 1') text(stream) number(sequence) number(recordedAt) SHA-256(bytes) )
 *
 * A row's bytes enter only through their own hash. So a real name typed by mistake can be taken out of a row later:
 * the row keeps SHA-256 of what stood there (`bytesHash`), its hash and the chain stay true.
 */
import { hash as digest } from 'node:crypto'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'

const rowVersion = 'sandtable row 1'
const journalVersion = 'sandtable journal 1'
const checkpointVersion = 'sandtable checkpoint 1'

/** SHA-256 of the content alone. */
export function hashBytes(bytes: Uint8Array): Uint8Array {
  return plain(digest('sha256', bytes, 'buffer'))
}

/** The hash of one row; `bytesHash` stands for bytes that were taken out, else it is made from the bytes. */
export function hashEntry(entry: JournalEntry, bytesHash: Uint8Array | null = null): Uint8Array {
  const kind = Buffer.from(entry.kind, 'utf8')
  const author = Buffer.from(entry.author, 'utf8')
  const document = entry.document === null ? null : Buffer.from(entry.document.name, 'utf8')
  const length = version.length + 16 + 4 + kind.length + 4 + author.length + 1 + (document === null ? 0 : 4 + document.length + 8) + 32
  const row = Buffer.allocUnsafe(length)
  let at = version.copy(row, 0)
  at = putNumber(row, at, entry.sequence)
  at = putNumber(row, at, entry.recordedAt)
  at = putText(row, at, kind)
  at = putText(row, at, author)
  at = row.writeUInt8(document === null ? 0 : 1, at)
  if (document !== null && entry.document !== null) {
    at = putText(row, at, document)
    at = putNumber(row, at, entry.document.epoch)
  }
  row.set(bytesHash ?? hashBytes(entry.bytes), at)
  return hashBytes(row)
}

/** The hash of a checkpoint: it stands outside the chain, and is passed over when it is not what was kept. */
export function hashCheckpoint(checkpoint: { readonly stream: string; readonly sequence: number; readonly recordedAt: number; readonly bytes: Uint8Array }): Uint8Array {
  const name = Buffer.from(checkpointVersion, 'utf8')
  const stream = Buffer.from(checkpoint.stream, 'utf8')
  const whole = Buffer.allocUnsafe(8 + name.length + stream.length + 16 + 32)
  const at = putNumber(whole, putNumber(whole, putText(whole, putText(whole, 0, name), stream), checkpoint.sequence), checkpoint.recordedAt)
  whole.set(hashBytes(checkpoint.bytes), at)
  return hashBytes(whole)
}

/** The chain before the first row. */
export function firstChain(exercise: string): Uint8Array {
  const name = Buffer.from(journalVersion, 'utf8')
  const id = Buffer.from(exercise, 'utf8')
  const whole = Buffer.allocUnsafe(8 + name.length + id.length)
  putText(whole, putText(whole, 0, name), id)
  return hashBytes(whole)
}

/** The chain after a row. */
export function nextChain(chain: Uint8Array, hash: Uint8Array): Uint8Array {
  return hashBytes(Buffer.concat([chain, hash]))
}

const version = (() => {
  const name = Buffer.from(rowVersion, 'utf8')
  const whole = Buffer.alloc(4 + name.length)
  putText(whole, 0, name)
  return whole
})()

function putText(target: Buffer, at: number, text: Buffer): number {
  const after = target.writeUInt32BE(text.length, at)
  return after + text.copy(target, after)
}

/** Two halves, because a double holds whole numbers only up to 2^53. */
function putNumber(target: Buffer, at: number, value: number): number {
  return target.writeUInt32BE(value >>> 0, target.writeUInt32BE(Math.floor(value / 2 ** 32), at))
}

function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
