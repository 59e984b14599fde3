/** Pixels of PNG pictures as browsers write them (8 bits a channel, with or without alpha, not interlaced), and how far two of them differ. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha of each pixel, row by row. */
  readonly bytes: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const channelsOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 }

/** Throws RangeError for a picture that is none of these. */
export function readPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new RangeError('this is no PNG')
  const data: Buffer[] = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 8, at + 8 + length)
    const name = png.toString('latin1', at + 4, at + 8)
    if (name === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      channels = channelsOf[body[9] ?? 0] ?? 0
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new RangeError('this PNG is of a kind that is not read here')
    } else if (name === 'IDAT') data.push(body)
    at += 12 + length
  }
  return { width, height, bytes: withAlpha(unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels), channels) }
}

/** Pixels that differ in any channel; all of them when the sizes differ. */
export function differingPixels(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height) return Math.max(one.width * one.height, other.width * other.height)
  let count = 0
  for (let at = 0; at < one.bytes.length; at += 4) if (differsAt(one, other, at)) count += 1
  return count
}

/** For people to look at: what is alike in grey, what differs in red. */
export function differencePng(one: Pixels, other: Pixels): Buffer {
  const { width, height } = one
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const grey = 180 + Math.round((one.bytes[from + 1] ?? 0) * 0.29)
      rows.set(differsAt(one, other, from) ? [220, 0, 0] : [grey, grey, grey], y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function differsAt(one: Pixels, other: Pixels, at: number): boolean {
  return one.bytes[at] !== other.bytes[at] || one.bytes[at + 1] !== other.bytes[at + 1] || one.bytes[at + 2] !== other.bytes[at + 2] || one.bytes[at + 3] !== other.bytes[at + 3]
}

/** Takes back what was done to each row so that it packs well (the five filters of the PNG specification, section 9). */
function unfiltered(rows: Buffer, stride: number, height: number, step: number): Uint8Array {
  const bytes = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x >= step ? bytes[at - step] ?? 0 : 0
      const above = y > 0 ? bytes[at - stride] ?? 0 : 0
      const corner = x >= step && y > 0 ? bytes[at - stride - step] ?? 0 : 0
      bytes[at] = (rows[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return bytes
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0: return 0
    case 1: return left
    case 2: return above
    case 3: return (left + above) >> 1
    case 4: {
      const guess = left + above - corner
      const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
      return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner
    }
    default: throw new RangeError(`PNG has no filter ${filter}`)
  }
}

function withAlpha(bytes: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return bytes
  const whole = new Uint8Array((bytes.length / 3) * 4).fill(255)
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    whole[to] = bytes[from] ?? 0
    whole[to + 1] = bytes[from + 1] ?? 0
    whole[to + 2] = bytes[from + 2] ?? 0
  }
  return whole
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}
