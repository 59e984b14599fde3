/**
 * The exhibits of a scenario: files of its folder `media/`, read and judged when the scenario is loaded, and laid on the shelf
 * of each exercise made from it under ids of their own, so that no id tells of another exercise.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPlayed, type ExhibitKind, type KeptExhibit } from '#shared/exercise/exhibit.ts'
import type { ScenarioExhibit } from '#shared/exercise/scenario.ts'
import { readExhibit } from '#shared/media/exhibitBytes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { hashBytes } from './journal/hash.ts'
import type { StoredMedia } from './storage/storage.ts'

export interface ReadExhibit {
  readonly told: ScenarioExhibit
  readonly kind: ExhibitKind
  readonly type: string
  readonly bytes: Uint8Array
}

/** Throws a reason that names the file. Names were parsed to be plain: no path leads elsewhere. */
export async function readScenarioExhibits(folder: string, exhibits: readonly ScenarioExhibit[]): Promise<ReadExhibit[]> {
  const read: ReadExhibit[] = []
  for (const told of exhibits) {
    const wrong = (reason: string): Error => new Error(`exhibits.json, ${told.file}: ${reason}`)
    const bytes = await readFile(join(folder, 'media', told.file)).catch(() => { throw wrong('the file is missing in media/ or cannot be read') })
    const found = readExhibit(bytes)
    if (found.status === 'locked') throw wrong('this PDF is locked with a password')
    if (found.status === 'unknown') throw wrong('this is no picture, sound, PDF or video that can be kept')
    if (bytes.length > limits.exhibitBytes[found.kind]) throw wrong(`this is too large: at most ${limits.exhibitBytes[found.kind] / 1024 / 1024} MB`)
    if (isPlayed(found.kind) && told.words.trim() === '') throw wrong('sound and video need words: what is said or shown')
    if ((found.kind === 'pdf') !== (told.pages !== null)) throw wrong('a PDF says how many pages it has, and nothing else does')
    read.push({ told, kind: found.kind, type: found.type, bytes: found.bytes })
  }
  return read
}

export interface LaidOut {
  readonly shelf: readonly KeptExhibit[]
  /** On the disk before the exercise begins. */
  readonly media: readonly StoredMedia[]
}

export function layOut(exhibits: readonly ReadExhibit[], newId: () => string): LaidOut {
  const laid = exhibits.map(({ told: { file: _file, serial, ...told }, kind, type, bytes }) => {
    const id = newId()
    const kept: KeptExhibit = { serial, exhibit: { media: id, kind, ...told } }
    const media: StoredMedia = { id, document: 'control', author: 'server', type, sequence: 0, hash: hashBytes(bytes), bytes }
    return { kept, media }
  })
  return { shelf: laid.map(({ kept }) => kept), media: laid.map(({ media }) => media) }
}
