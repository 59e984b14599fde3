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
  return hashBytes(rowOf(entry, bytesHash))
}

/** Whether `hash` is that of the row: hashEntry compared, for whole days of rows. */
export function isHashOf(hash: Uint8Array, entry: JournalEntry, bytesHash: Uint8Array | null): boolean {
  const computed = digest('sha256', rowOf(entry, bytesHash), 'binary')
  if (hash.length !== computed.length) return false
  for (let at = 0; at < hash.length; at += 1) if (hash[at] !== computed.charCodeAt(at)) return false
  return true
}

let scratch = Buffer.alloc(1024)

/** What a row's hash is made of. Good until the next call. Digests travel as 'binary' text: a third of the time of a Buffer each. */
function rowOf(entry: JournalEntry, bytesHash: Uint8Array | null): Buffer {
  const { document } = entry
  const most = version.length + 64 + 3 * (entry.kind.length + entry.author.length + (document?.name.length ?? 0)) + (bytesHash?.length ?? 32)
  if (scratch.length < most) scratch = Buffer.alloc(2 * most)
  const row = scratch
  let at = version.copy(row, 0)
  at = putNumber(row, at, entry.sequence)
  at = putNumber(row, at, entry.recordedAt)
  at = putWords(row, at, entry.kind)
  at = putWords(row, at, entry.author)
  at = row.writeUInt8(document === null ? 0 : 1, at)
  if (document !== null) {
    at = putWords(row, at, document.name)
    at = putNumber(row, at, document.epoch)
  }
  if (bytesHash === null) at += row.write(digest('sha256', entry.bytes, 'binary'), at, 'binary')
  else {
    row.set(bytesHash, at)
    at += bytesHash.length
  }
  return row.subarray(0, at)
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
  const whole = Buffer.allocUnsafe(chain.length + hash.length)
  whole.set(chain)
  whole.set(hash, chain.length)
  return hashBytes(whole)
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

function putWords(target: Buffer, at: number, words: string): number {
  const length = target.write(words, at + 4, 'utf8')
  target.writeUInt32BE(length, at)
  return at + 4 + length
}

/** Two halves, because a double holds whole numbers only up to 2^53. */
function putNumber(target: Buffer, at: number, value: number): number {
  return target.writeUInt32BE(value >>> 0, target.writeUInt32BE(Math.floor(value / 2 ** 32), at))
}

function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
