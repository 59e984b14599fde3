/** Sounds, PDFs and videos for tests, byte by byte: sound ones, and ones that carry what they should not. */
import { secretPlace } from './pictures.ts'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

function chunk(name: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A tone that can be heard: 8 kHz, one channel, 16 bits. */
export function wav(seconds = 0.1, secrets = false, format = 1): Buffer {
  const samples = Math.round(8000 * seconds)
  const head = Buffer.alloc(16)
  head.writeUInt16LE(format, 0)
  head.writeUInt16LE(1, 2)
  head.writeUInt32LE(8000, 4)
  head.writeUInt32LE(16_000, 8)
  head.writeUInt16LE(2, 12)
  head.writeUInt16LE(16, 14)
  const data = Buffer.alloc(samples * 2)
  for (let index = 0; index < samples; index += 1) data.writeInt16LE(Math.round(8000 * Math.sin((index / 8000) * 440 * 2 * Math.PI)), index * 2)
  const words = secrets ? [chunk('LIST', ascii(`INFOIART${secretPlace}`)), chunk('id3 ', ascii(secretPlace))] : []
  const body = Buffer.concat([ascii('WAVE'), chunk('fmt ', head), ...words, chunk('data', data)])
  return Buffer.concat([chunk('RIFF', body).subarray(0, 8), body])
}

/** Silent frames of MPEG 1 layer III, 128 kbit, 44.1 kHz: 417 bytes each. */
export function mp3(frames = 4, secrets = false): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0xc4])
  const before = ascii(secretPlace)
  const tag = Buffer.concat([ascii('ID3'), Buffer.from([3, 0, 0, 0, 0, 0, before.length]), before])
  const after = Buffer.alloc(128)
  after.write(`TAG${secretPlace}`, 'latin1')
  return Buffer.concat([...(secrets ? [tag] : []), ...Array.from({ length: frames }, () => frame), ...(secrets ? [after] : [])])
}

function oggPage(first: boolean, content: Uint8Array): Buffer {
  const head = Buffer.alloc(28)
  head.write('OggS', 'latin1')
  head[5] = first ? 2 : 0
  head[26] = 1
  head[27] = content.length
  return Buffer.concat([head, content])
}

export function ogg(codec: 'OpusHead' | '\u0001vorbis' | '\u0080theora' = 'OpusHead', second = false): Buffer {
  return Buffer.concat([oggPage(true, ascii(`${codec}\u0001\u0001`)), oggPage(second, ascii('OpusTags')), oggPage(false, ascii('sound'))])
}

function box(name: string, ...content: Uint8Array[]): Buffer {
  const inner = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(inner.length + 8, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, inner])
}

export function mp4(handlers: readonly ('vide' | 'soun')[] = ['vide', 'soun'], secrets = false, brand = 'isom'): Buffer {
  const words = secrets ? [box('udta', ascii(secretPlace)), box('meta', ascii(secretPlace))] : []
  const tracks = handlers.map((handler) => box('trak', box('tkhd', Buffer.alloc(84)), ...words, box('mdia', box('mdhd', Buffer.alloc(24)), box('hdlr', Buffer.alloc(8), ascii(handler), Buffer.alloc(13)))))
  return Buffer.concat([box('ftyp', ascii(`${brand}\0\0\0\0`)), box('moov', box('mvhd', Buffer.alloc(100)), ...tracks, ...words), ...(secrets ? [box('uuid', ascii(secretPlace))] : []), box('mdat', Buffer.alloc(32, 7))])
}

export function webm(docType = 'webm'): Buffer {
  const head = Buffer.concat([Buffer.from([0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x80 | docType.length]), ascii(docType)])
  return Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | head.length]), head, Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])])
}

/** A PDF with a line of text on each page, as every reader shows it. */
export function pdf(lines: readonly string[] = ['First page'], locked = false): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${lines.length} /Kids [${lines.map((_line, index) => `${4 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, index) => {
      const stream = `BT /F1 36 Tf 60 420 Td (${line}) Tj ET`
      return [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`, `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${locked ? '/Encrypt 9 0 R ' : ''}>>\nstartxref\n${start}\n%%EOF\n`
  return ascii(file)
}
