/**
 * The media of one exercise: judges what is brought, cleans it, keeps it in the exercise's own file. What stands here is
 * never changed or taken away. Knows no sockets and no rights: who may bring or see something is the door's.
 */
import type { Author, DocumentName } from '#shared/exercise/names.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import { readGeoJsonValue } from '#shared/board/exchange/geoJsonIn.ts'
import { piecesAsGeoJson } from '#shared/board/exchange/geoJsonOut.ts'
import { cleanPicture, pictureTypeOf } from '#shared/media/pictureBytes.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { hashBytes } from '../journal/hash.ts'
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

  constructor(parts: ShelfParts) {
    this.#parts = parts
  }

  /** Answers when the media is on the disk: an annotation that names it may be written then. */
  async keep({ document, author, bytes }: Brought): Promise<Reply<MediaKept>> {
    if (bytes.length > limits.mediaBytes) return refuse('too-large', tooLarge)
    const judged = await judge(bytes)
    if (!judged.ok) return judged
    const { type, bytes: clean } = judged.value
    const { store, fence, ids, sequence } = this.#parts
    this.#coming += clean.length
    try {
      if (await store.mediaBytes() + this.#coming > limits.mediaQuotaBytes) {
        return refuse('full', 'This exercise has no room for more pictures and layers. Use those that are there.')
      }
      const id = ids.next()
      await store.putMedia({ id, document, author, type, sequence: sequence(), hash: hashBytes(clean), bytes: clean }, fence)
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
    return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? this.#parts.store.media(id) : null
  }
}

export const tooLarge = `This is too large. The limit is ${limits.mediaBytes / 1024 / 1024} megabytes.`

interface Judged { readonly type: string; readonly bytes: Uint8Array }

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
