/**
 * MP4 and M4A (ISO 14496-12): a tree of boxes. Boxes in which cameras and programs write place, maker and titles become free
 * space of the same size, so that every offset stays true. Null for what is no MP4, is cut off, or holds neither.
 */
import { bigEndian, letters } from './pieces.ts'

export interface IsoMedia {
  /** Else sound alone. */
  readonly hasPicture: boolean
  readonly bytes: Uint8Array
}

interface Box { readonly name: string; readonly at: number; readonly content: number; readonly end: number }

const tellingBoxes: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid'])
/** Pictures in the same kind of file, and QuickTime, which not every browser plays. */
const otherBrands = /^(qt {2}|heic|heix|mif1|avif|avis|crx )$/

export function readIsoMedia(bytes: Uint8Array): IsoMedia | null {
  if (letters(bytes, 4, 4) !== 'ftyp' || otherBrands.test(letters(bytes, 8, 4))) return null
  const top = boxesIn(bytes, 0, bytes.length)
  const moov = top?.find(({ name }) => name === 'moov')
  if (top === null || moov === undefined || !top.some(({ name }) => name === 'mdat')) return null
  const inMoov = boxesIn(bytes, moov.content, moov.end)
  if (inMoov === null) return null
  const tracks: (readonly Box[])[] = []
  for (const box of inMoov.filter(({ name }) => name === 'trak')) {
    const inTrack = boxesIn(bytes, box.content, box.end)
    if (inTrack === null) return null
    tracks.push(inTrack)
  }
  const handlers = tracks.map((track) => handlerOf(bytes, track))
  if (!handlers.includes('vide') && !handlers.includes('soun')) return null
  return { hasPicture: handlers.includes('vide'), bytes: withFreeSpace(bytes, [...top, ...inMoov, ...tracks.flat()]) }
}

function handlerOf(bytes: Uint8Array, track: readonly Box[]): string | null {
  const media = track.find(({ name }) => name === 'mdia')
  const handler = media === undefined ? undefined : boxesIn(bytes, media.content, media.end)?.find(({ name }) => name === 'hdlr')
  return handler === undefined || handler.content + 12 > handler.end ? null : letters(bytes, handler.content + 8, 4)
}

/** Null when they do not fill their place to the end. */
function boxesIn(bytes: Uint8Array, from: number, until: number): readonly Box[] | null {
  const boxes: Box[] = []
  for (let at = from; at < until;) {
    const short = at + 8 > until ? null : bigEndian(bytes, at, 4)
    if (short === null) return null
    const head = short === 1 ? 16 : 8
    const long = short === 1 ? (bigEndian(bytes, at + 8, 4) ?? 0) * 2 ** 32 + (bigEndian(bytes, at + 12, 4) ?? 0) : short
    const end = short === 0 ? until : at + long
    if (end < at + head || end > until) return null
    boxes.push({ name: letters(bytes, at + 4, 4), at, content: at + head, end })
    at = end
  }
  return boxes
}

function withFreeSpace(bytes: Uint8Array, boxes: readonly Box[]): Uint8Array {
  const telling = boxes.filter(({ name }) => tellingBoxes.has(name))
  if (telling.length === 0) return bytes
  const copy = bytes.slice()
  for (const { at, content, end } of telling) {
    copy.set([0x66, 0x72, 0x65, 0x65], at + 4)
    copy.fill(0, content, end)
  }
  return copy
}
