/**
 * The media of one exercise: judges what is brought, cleans it, keeps it in the exercise's own file. What stands here is
 * never changed or taken away, so large ones that are asked for piece by piece are held in memory for a while. Knows no sockets and no rights: who may bring or see something is the door's.
 */
import { createHash } from 'node:crypto'
import type { Author, DocumentName } from '#shared/exercise/names.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import { readGeoJsonValue } from '#shared/board/exchange/geoJsonIn.ts'
import { piecesAsGeoJson } from '#shared/board/exchange/geoJsonOut.ts'
import { exhibitKindOf, readExhibit } from '#shared/media/exhibitBytes.ts'
import { cleanPicture, pictureTypeOf } from '#shared/media/pictureBytes.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { StorageFull, type ExerciseStore, type StoredMedia } from '../storage/storage.ts'
import type { Ids } from '../time/clock.ts'

export interface ShelfParts {
  readonly store: ExerciseStore
  readonly fence: number
  readonly ids: Ids
  /** The journal's last row now. */
  sequence(): number
}

export interface Brought {
  readonly document: DocumentName
  readonly author: Author
  readonly bytes: Uint8Array
}

const notOurs = 'Only PNG, JPEG and WebP pictures and layers of map objects can be kept. Save the picture as one of these, then try again.'

export class MediaShelf {
  readonly #parts: ShelfParts
  /** Bytes on their way to the disk count as kept, or two at once would pass the quota together. */
  #coming = 0
  /** Exhibits read last, oldest first. */
  readonly #held = new Map<string, StoredMedia>()

  constructor(parts: ShelfParts) {
    this.#parts = parts
  }

  /** Answers when the media is on the disk: an annotation that names it may be written then. */
  async keep(brought: Brought): Promise<Reply<MediaKept>> {
    if (brought.bytes.length > limits.mediaBytes) return refuse('too-large', tooLarge)
    const judged = await judge(brought.bytes)
    return judged.ok ? this.#put(brought, judged.value) : judged
  }

  /** An exhibit of the directing staff's: it belongs to their own document, and opens to others by what they were sent. */
  async keepExhibit(author: Author, bytes: Uint8Array): Promise<Reply<MediaKept>> {
    const judged = judgeExhibit(bytes)
    return judged.ok ? this.#put({ document: 'control', author, bytes }, judged.value) : judged
  }

  async #put({ document, author }: Brought, { type, bytes: clean }: Judged): Promise<Reply<MediaKept>> {
    const { store, fence, ids, sequence } = this.#parts
    this.#coming += clean.length
    try {
      if (await store.mediaBytes() + this.#coming > limits.mediaQuotaBytes) {
        return refuse('full', 'This exercise has no room for more pictures and layers. Use those that are there.')
      }
      const id = ids.next()
      await store.putMedia({ id, document, author, type, sequence: sequence(), hash: await hashInTurns(clean), bytes: clean }, fence)
      return { ok: true, value: { id, type, bytes: clean.length } }
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error
      return refuse('journal-unavailable', 'The disk of the server is full, so this was not kept. Tell the directing staff, then try again.')
    } finally {
      this.#coming -= clean.length
    }
  }

  /** Null when there is none by this name. */
  async find(id: string): Promise<StoredMedia | null> {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return null
    const held = this.#held.get(id)
    const media = held ?? await this.#parts.store.media(id)
    if (media !== null && media.document === 'control' && exhibitKindOf(media.type) !== null) this.#hold(media)
    return media
  }

  #hold(media: StoredMedia): void {
    this.#held.delete(media.id)
    this.#held.set(media.id, media)
    let sum = 0
    for (const each of [...this.#held.values()].reverse()) {
      sum += each.bytes.length
      if (sum > heldBytes) this.#held.delete(each.id)
    }
  }
}

/** SHA-256, while the room has its turn after each slice. */
async function hashInTurns(bytes: Uint8Array): Promise<Uint8Array> {
  const hash = createHash('sha256')
  for (let from = 0; from < bytes.length; from += hashedAtOnce) {
    hash.update(bytes.subarray(from, from + hashedAtOnce))
    await new Promise<void>((resolve) => { setImmediate(resolve) })
  }
  return new Uint8Array(hash.digest())
}

const hashedAtOnce = 1024 * 1024

export const tooLarge = `This is too large. The limit is ${limits.mediaBytes / 1024 / 1024} megabytes.`

/** Of exhibits that are being looked at. */
const heldBytes = 128 * 1024 * 1024

interface Judged { readonly type: string; readonly bytes: Uint8Array }

/** What an exhibit is by its bytes; each kind has its own limit. */
function judgeExhibit(bytes: Uint8Array): Reply<Judged> {
  const read = readExhibit(bytes)
  if (read.status === 'locked') return refuse('unreadable', 'This PDF is locked with a password. Save it without one, then try again.')
  if (read.status === 'unknown') return refuse('unreadable', notAnExhibit)
  const most = limits.exhibitBytes[read.kind]
  if (bytes.length > most) return refuse('too-large', `This is too large. The limit is ${most / 1024 / 1024} megabytes.`)
  if (read.pixels > limits.mediaPixels) return refuse('too-large', 'This picture has too many pixels. Make it smaller, then try again.')
  return { ok: true, value: { type: read.type, bytes: read.bytes } }
}

const notAnExhibit = 'Only these can be kept: pictures as PNG, JPEG or WebP, sound as MP3, Ogg, WAV or M4A, PDF, and video as MP4 or WebM. Save it as one of them, then try again.'

/** What it is by its bytes, and its clean bytes. */
async function judge(bytes: Uint8Array): Promise<Reply<Judged>> {
  const type = pictureTypeOf(bytes)
  if (type === null) return judgeLayer(bytes)
  const picture = cleanPicture(type, bytes)
  if (picture === null) return refuse('unreadable', 'This picture is broken, or it moves. Save it again as a plain picture, then try again.')
  if (picture.width * picture.height > limits.mediaPixels) return refuse('too-large', 'This picture has too many pixels. Make it smaller, then try again.')
  return { ok: true, value: { type, bytes: picture.bytes } }
}

/** A layer is written anew from what was read of it: nothing else of the file is kept. */
async function judgeLayer(bytes: Uint8Array): Promise<Reply<Judged>> {
  const features = featuresIn(bytes)
  if (features === null) return refuse('unreadable', notOurs)
  if (features.length > limits.referenceObjects) return refuse('too-large', `A reference layer has at most ${limits.referenceObjects} objects.`)
  const lines: string[] = []
  for (let from = 0; from < features.length; from += featuresAtOnce) {
    const read = readGeoJsonValue({ type: 'FeatureCollection', features: features.slice(from, from + featuresAtOnce) })
    if (read.status === 'read') lines.push(...piecesAsGeoJson(read.pieces).features.map((feature) => JSON.stringify(feature)))
    if (lines.length > limits.referenceObjects) return refuse('too-large', `A reference layer has at most ${limits.referenceObjects} objects.`)
    // the room does not wait for somebody's layer: others have their turn after each slice
    await new Promise<void>((resolve) => { setImmediate(resolve) })
  }
  if (lines.length === 0) return refuse('unreadable', 'Nothing in this layer can be drawn.')
  return { ok: true, value: { type: 'application/geo+json', bytes: new TextEncoder().encode(`{"type":"FeatureCollection","features":[${lines.join(',')}]}`) } }
}

const featuresAtOnce = 1000

/** Null when these bytes are no collection of features. */
function featuresIn(bytes: Uint8Array): readonly unknown[] | null {
  // an opening brace, before anything is decoded
  if (bytes.find((byte) => byte > 0x20) !== 0x7b) return null
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'FeatureCollection') return null
    return 'features' in value && Array.isArray(value.features) ? value.features : null
  } catch {
    return null
  }
}
