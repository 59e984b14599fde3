/** Pictures for tests, byte by byte: sound ones, and ones that carry what they should not. */
import { crc32, deflateSync } from 'node:zlib'

export const secretPlace = 'GPS 5.8811S 9.0005W by AMINA'

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

export function png(width = 2, height = 2, secrets = false, tail = ''): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc(Math.min(height, 8) * (Math.min(width, 8) + 1), 0x40)
  const words = secrets ? [chunk('tEXt', Buffer.from(`Comment\0${secretPlace}`)), chunk('eXIf', Buffer.from(`MM\0*${secretPlace}`)), chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${secretPlace}`)), chunk('tIME', Buffer.alloc(7, 1))] : []
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...words, chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)), Buffer.from(tail)])
}

/** A whole picture that browsers draw: grey, darker to its foot. */
export function photograph(width = 320, height = 200): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width + 1))
  for (let row = 0; row < height; row += 1) rows.fill(230 - Math.floor((row / height) * 180), row * (width + 1) + 1, (row + 1) * (width + 1))
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Two scans with a restart and a stuffed byte between, as progressive pictures have them. */
export function jpeg(secrets = false, tail = ''): Buffer {
  const jfif = Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 1, 0, 72, 0, 72, ...(secrets ? [1, 1, 9, 9, 9] : [0, 0])])
  const words = secrets ? [
    segment(0xe1, Buffer.from(`Exif\0\0MM\0*${secretPlace}`)), segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secretPlace}`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0${secretPlace}`)), segment(0xed, Buffer.from(`Photoshop 3.0\0${secretPlace}`)), segment(0xfe, Buffer.from(`<script>${secretPlace}</script>`)),
  ] : []
  const frame = segment(0xc2, Buffer.from([8, 0, 4, 0, 6, 1, 1, 0x11, 0]))
  const scan = (data: number[]): Buffer => Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from(data)])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]), segment(0xe0, jfif), ...words, segment(0xee, Buffer.from([0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 1])),
    segment(0xdb, Buffer.alloc(65, 1)), frame, segment(0xc4, Buffer.alloc(20, 1)), scan([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]), ...(secrets ? [words[0] ?? Buffer.alloc(0)] : []), scan([5, 6, 7]),
    Buffer.from([0xff, 0xd9]), Buffer.from(tail),
  ])
}

export function webp(secrets = false, tail = '', moves = false): Buffer {
  const part = (name: string, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const picture = part('VP8L', Buffer.from([0x2f, 5, 0xc0, 0, 0, 7, 7]))
  const flags = (secrets ? 0x2c : 0) | (moves ? 2 : 0) | 0x10
  const extended = part('VP8X', Buffer.from([flags, 0, 0, 0, 5, 0, 0, 3, 0, 0]))
  const body = Buffer.concat([
    Buffer.from('WEBP'), extended, ...(secrets ? [part('ICCP', Buffer.from(secretPlace))] : []), picture,
    ...(secrets ? [part('EXIF', Buffer.from(`${secretPlace}!`)), part('XMP ', Buffer.from(secretPlace)), part('JUNK', Buffer.from(secretPlace))] : []),
  ])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.from(tail)])
}
