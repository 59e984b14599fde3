/**
 * Exhibits by their bytes, never by their names: which kind it is, and the same without what it says of its maker where that
 * can be taken out without touching picture or sound. Of Ogg, WebM and PDF all is kept.
 */
import type { ExhibitKind } from '../exercise/exhibit.ts'
import { readIsoMedia } from './isoMedia.ts'
import { readPdf } from './pdf.ts'
import { cleanPicture, pictureTypeOf, pictureTypes } from './pictureBytes.ts'
import { readMp3, readOgg, readWav } from './sound.ts'
import { readWebm } from './webm.ts'

const kindOfType: Readonly<Record<string, ExhibitKind>> = {
  'audio/mpeg': 'audio', 'audio/ogg': 'audio', 'audio/wav': 'audio', 'audio/mp4': 'audio',
  'application/pdf': 'pdf', 'video/mp4': 'video', 'video/webm': 'video', ...Object.fromEntries(pictureTypes.map((type) => [type, 'picture'])),
}

/** Null for what is no exhibit, a reference layer for one. */
export function exhibitKindOf(type: string): ExhibitKind | null {
  return Object.hasOwn(kindOfType, type) ? (kindOfType[type] ?? null) : null
}

export type ExhibitRead =
  | { readonly status: 'read'; readonly type: string; readonly kind: ExhibitKind; readonly bytes: Uint8Array; readonly pixels: number }
  /** Something else, cut off, or broken. */
  | { readonly status: 'unknown' }
  | { readonly status: 'locked' }

const sounds: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array | null])[] = [['audio/wav', readWav], ['audio/ogg', readOgg], ['audio/mpeg', readMp3], ['video/webm', readWebm]]

export function readExhibit(bytes: Uint8Array): ExhibitRead {
  const pictureType = pictureTypeOf(bytes)
  if (pictureType !== null) {
    const picture = cleanPicture(pictureType, bytes)
    return picture === null ? { status: 'unknown' } : { status: 'read', type: pictureType, kind: 'picture', bytes: picture.bytes, pixels: picture.width * picture.height }
  }
  const pdf = readPdf(bytes)
  if (pdf !== 'none') return pdf === 'locked' ? { status: 'locked' } : asRead('application/pdf', bytes)
  const iso = readIsoMedia(bytes)
  if (iso !== null) return asRead(iso.hasPicture ? 'video/mp4' : 'audio/mp4', iso.bytes)
  for (const [type, read] of sounds) {
    const clean = read(bytes)
    if (clean !== null) return asRead(type, clean)
  }
  return { status: 'unknown' }
}

function asRead(type: string, bytes: Uint8Array): ExhibitRead {
  const kind = exhibitKindOf(type)
  return kind === null ? { status: 'unknown' } : { status: 'read', type, kind, bytes, pixels: 0 }
}
