/**
 * The little of ZIP that spreadsheets need: finding an entry and unpacking it within a bound, and writing entries unpacked.
 * The machine's own unpacking is handed in; this file knows none.
 */

/** Unpacks raw deflate, and stops as soon as it gives more than `most` bytes. */
export type Inflate = (packed: Uint8Array<ArrayBuffer>, most: number) => Promise<Uint8Array | 'broken' | 'too-large'>

interface ZipEntry { readonly method: number; readonly packed: number; readonly at: number; readonly locked: boolean }

export type ZipRead = { readonly entries: ReadonlyMap<string, ZipEntry>; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: 'broken' | 'too-large' }

const endLength = 22
const entriesAtMost = 5000

export function readZip(bytes: Uint8Array<ArrayBuffer>): ZipRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return { problem: 'broken' }
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff || count > entriesAtMost) return { problem: 'too-large' }
  const entries = new Map<string, ZipEntry>()
  for (let each = 0; each < count; each += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return { problem: 'broken' }
    const nameLength = view.getUint16(at + 28, true)
    const name = latin(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true), locked: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { entries, bytes }
}

export type Unpacked = { readonly bytes: Uint8Array } | { readonly problem: 'broken' | 'too-large' | 'locked' }

/** The bytes of one entry; what the file says of its size is not believed. */
export async function unpack({ entries, bytes }: Extract<ZipRead, { entries: unknown }>, name: string, inflate: Inflate, most: number): Promise<Unpacked | null> {
  const entry = entries.get(name)
  if (entry === undefined) return null
  if (entry.locked) return { problem: 'locked' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50) return { problem: 'broken' }
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  if (from + entry.packed > bytes.length) return { problem: 'broken' }
  const packed = bytes.subarray(from, from + entry.packed)
  if (entry.method === 0) return packed.length > most ? { problem: 'too-large' } : { bytes: packed }
  if (entry.method !== 8) return { problem: 'broken' }
  const whole = await inflate(packed, most)
  return typeof whole === 'string' ? { problem: whole } : { bytes: whole }
}

/** A ZIP of entries as they are, in their order. Names in plain letters. */
export function writeZip(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, bytes }) => ({ name: Uint8Array.from(name, (letter) => letter.charCodeAt(0)), bytes, sum: checksum(bytes) }))
  const length = entries.reduce((sum, { name, bytes }) => sum + 30 + 46 + 2 * name.length + bytes.length, endLength)
  const out = new Uint8Array(length)
  const view = new DataView(out.buffer)
  const starts: number[] = []
  let at = 0
  for (const { name, bytes, sum } of entries) {
    starts.push(at)
    view.setUint32(at, 0x04034b50, true)
    sizes(view, at + 4, sum, bytes.length, name.length)
    out.set(name, at + 30)
    out.set(bytes, at + 30 + name.length)
    at += 30 + name.length + bytes.length
  }
  const directory = at
  for (const [index, { name, bytes, sum }] of entries.entries()) {
    view.setUint32(at, 0x02014b50, true)
    view.setUint16(at + 4, 20, true)
    sizes(view, at + 6, sum, bytes.length, name.length)
    view.setUint32(at + 42, starts[index] ?? 0, true)
    out.set(name, at + 46)
    at += 46 + name.length
  }
  view.setUint32(at, 0x06054b50, true)
  view.setUint16(at + 8, entries.length, true)
  view.setUint16(at + 10, entries.length, true)
  view.setUint32(at + 12, at - directory, true)
  view.setUint32(at + 16, directory, true)
  return out
}

/** Version 2.0, stored, the first day a ZIP knows: the same table gives the same bytes. */
function sizes(view: DataView, at: number, sum: number, size: number, name: number): void {
  view.setUint16(at, 20, true)
  view.setUint16(at + 8, 0x0021, true)
  view.setUint32(at + 10, sum, true)
  view.setUint32(at + 14, size, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, name, true)
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endLength - 0xffff)
  for (let at = view.byteLength - endLength; at >= first; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at
  return null
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

const sums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  return sum
})

/** CRC-32, as ZIP wants it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sums[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
