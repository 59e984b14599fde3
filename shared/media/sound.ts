/** Sounds: WAV and MP3 without what they say of their maker, and Ogg as it is. Null for what is none of them, or broken. */
import { joined, letters, littleEndian } from './pieces.ts'

/** Plain samples, floating samples, and either of them with a longer head. */
const plainFormats: ReadonlySet<number> = new Set([1, 3, 0xfffe])
const wavChunks: ReadonlySet<string> = new Set(['fmt ', 'fact', 'data'])

export function readWav(bytes: Uint8Array): Uint8Array | null {
  if (letters(bytes, 0, 4) !== 'RIFF' || letters(bytes, 8, 4) !== 'WAVE') return null
  const kept: Uint8Array[] = []
  let hasFormat = false
  let hasData = false
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = letters(bytes, at, 4)
    const length = littleEndian(bytes, at + 4, 4) ?? 0
    if (at + 8 + length > bytes.length) return null
    const chunk = bytes.subarray(at, at + 8 + length)
    at += 8 + length + (length % 2)
    if (name === 'fmt ') {
      if (hasFormat || length < 16 || !plainFormats.has(littleEndian(chunk, 8, 2) ?? 0)) return null
      hasFormat = true
    }
    hasData ||= name === 'data' && length > 0
    if (wavChunks.has(name)) kept.push(chunk, new Uint8Array(length % 2))
  }
  if (!hasFormat || !hasData) return null
  const inner = joined(kept)
  const head = new Uint8Array(12)
  head.set(bytes.subarray(0, 12))
  new DataView(head.buffer).setUint32(4, inner.length + 4, true)
  return joined([head, inner])
}

/** One stream of Opus or Vorbis; a second stream, a picture or words, is refused. */
export function readOgg(bytes: Uint8Array): Uint8Array | null {
  if (letters(bytes, 0, 4) !== 'OggS' || bytes[4] !== 0 || ((bytes[5] ?? 0) & 2) === 0) return null
  const segments = bytes[26]
  if (segments === undefined || segments === 0 || bytes.length < 27 + segments) return null
  const content = 27 + segments
  if (letters(bytes, content, 8) !== 'OpusHead' && letters(bytes, content, 7) !== '\u0001vorbis') return null
  const next = content + bytes.subarray(27, content).reduce((sum, length) => sum + length, 0)
  return letters(bytes, next, 4) === 'OggS' && ((bytes[next + 5] ?? 2) & 2) === 0 ? bytes : null
}

const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const lowBitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const sampleRates = [44_100, 48_000, 32_000]

/** Without its tags before and behind. Two frames that follow each other are no accident. */
export function readMp3(bytes: Uint8Array): Uint8Array | null {
  let from = 0
  while (letters(bytes, from, 3) === 'ID3') {
    const size = [6, 7, 8, 9].map((place) => bytes[from + place] ?? 0x80)
    if (size.some((part) => part > 0x7f)) return null
    const footer = ((bytes[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10
    from += 10 + footer + size.reduce((sum, part) => sum * 128 + part, 0)
  }
  const tag = Math.max(0, bytes.length - 128)
  const until = letters(bytes, tag, 3) === 'TAG' ? tag : bytes.length
  const sound = bytes.subarray(Math.min(from, until), until)
  const first = frameLength(sound, 0)
  return first !== null && frameLength(sound, first) !== null ? sound : null
}

/** Of a frame of layer III. */
function frameLength(bytes: Uint8Array, at: number): number | null {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const version = (second >> 3) & 3
  const sampleRate = sampleRates[(third >> 2) & 3]
  const bitRate = (version === 3 ? bitRates : lowBitRates)[third >> 4]
  if (first !== 0xff || (second & 0xe6) !== 0xe2 || version === 1 || sampleRate === undefined || bitRate === undefined || bitRate === 0) return null
  const rate = version === 3 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4
  return Math.floor((version === 3 ? 144_000 : 72_000) * bitRate / rate) + ((third >> 1) & 1)
}
