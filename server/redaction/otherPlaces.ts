/** Where else the words of an exercise stand: copies of it that were kept, its pictures, the list of the house. Only says so. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Sequence } from '#shared/exercise/moment.ts'
import { hexOf } from '../journal/takenOut.ts'
import { pickEngine } from '../storage/pickEngine.ts'
import type { ExerciseReader } from '../storage/sqliteReader.ts'
import { readText } from '../storage/sqliteRows.ts'
import type { StoredEntry } from '../storage/storage.ts'
import { lookedInto, rowsOf } from './exerciseFile.ts'
import { takingOut } from './takingOut.ts'
import type { Words } from './words.ts'

export interface OtherPlace { readonly file: string; readonly holds: 'yes' | 'no' | 'cannot be read' }

/** Entries out of which words are taken, now or before: what stands in them afterwards, SHA-256, hex; and the row's own hash. */
export type Emptied = ReadonlyMap<Sequence, { readonly hash: Uint8Array; readonly stands: string }>

export function emptied(rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>): Emptied {
  return new Map(rows.flatMap(({ sequence, hash, bytes, bytesHash }) => {
    const now = changed.get(sequence)
    return now === undefined && bytesHash === null ? [] : [[sequence, { hash, stands: hexOf(now ?? bytes) }] as const]
  }))
}

/** Backups beside the exercise and in another folder of backups, and files of it that were set aside. */
export async function copiesWith(file: string, exercise: string, second: string | null, words: Words, out: Emptied): Promise<OtherPlace[]> {
  const house = dirname(dirname(file))
  const beside = namesIn(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged-`) && !/-(wal|shm)$/.test(name)).map((name) => join(dirname(file), name))
  const backups = [house, ...(second === null ? [] : [second])].map((folder) => join(folder, 'backups', exercise))
    .flatMap((folder) => namesIn(folder).filter((name) => name.endsWith('.sandtable')).map((name) => join(folder, name)))
  const places: OtherPlace[] = []
  for (const each of [...backups, ...beside]) {
    if (each === file) continue
    places.push({ file: each, holds: await lookedInto(each, (reader) => (holds(reader, words, out) ? 'yes' : 'no')).catch(() => 'cannot be read') })
  }
  return places
}

/** A copy of this very journal is compared entry by entry; another one is looked through. */
function holds(reader: ExerciseReader, words: Words, out: Emptied): boolean {
  const rows = rowsOf(reader)
  const known = rows.flatMap((row) => {
    const now = out.get(row.sequence)
    return now !== undefined && Buffer.compare(now.hash, row.hash) === 0 ? [{ row, stands: now.stands }] : []
  })
  if (known.some(({ row, stands }) => hexOf(row.bytes) !== stands)) return true
  const { changed, hindrances } = takingOut(rows, words)
  return changed.size > 0 || hindrances.length > 0
}

/** Ids of pictures and other media whose bytes hold the words as they were given, or in small or capital letters. */
export function mediaWith(reader: ExerciseReader, given: readonly string[]): string[] {
  const forms = given.flatMap((each) => [each, each.toLowerCase(), each.toUpperCase()]).flatMap((each) => [each.normalize('NFC'), each.normalize('NFD')])
  const sought = [...new Set(forms)].flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le'), Buffer.from(form, 'utf16le').swap16()])
  return Array.from(reader.media()).filter(({ media }) => media !== null && sought.some((bytes) => Buffer.from(media.bytes).includes(bytes))).map(({ id }) => id)
}

/** Whether the title of the exercise in the list of the house holds them; null when there is no such list here. */
export async function isInHouseList(file: string, exercise: string, words: Words): Promise<boolean | null> {
  const list = join(dirname(dirname(file)), 'house.sqlite')
  if (!existsSync(list)) return null
  const connection = (await pickEngine()).open(list, { readOnly: true })
  try {
    const row = connection.prepare('SELECT title FROM exercises WHERE id = ?').get(exercise)
    return row === undefined ? null : words.isIn(readText(row, 'title'))
  } finally {
    connection.close()
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : []
}
