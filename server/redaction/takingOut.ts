/**
 * What taking words out of a journal comes to: which entries would be others, and what in each. Pure: the journal goes in,
 * nothing is changed. Before it says anything it folds both, as they are and as they would be, and compares.
 */
import { canonicalDocument } from '#shared/board/canonical.ts'
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import type { Sequence } from '#shared/exercise/moment.ts'
import { wireNameOf, type StoredEntry } from '../storage/storage.ts'
import { applyOrPass, seekInDocument } from './documentWords.ts'
import { foldsAlike } from './eventFolds.ts'
import { blackOut } from './jsonWords.ts'
import { ProgramNames } from './programNames.ts'
import { Runs } from './runs.ts'
import { deletionOf, updateWithout } from './updateWithout.ts'
import type { Words } from './words.ts'

export interface TakingOut {
  /** What is to stand in these entries. */
  readonly changed: ReadonlyMap<Sequence, Uint8Array>
  /** 'syndicate/s1/board', 'events', 'traces', with how many of its entries; never a word of what stands there. */
  readonly found: ReadonlyMap<string, number>
  /** As `found`: names the program goes by in which the same letters stand. They stay as they are. */
  readonly kept: ReadonlyMap<string, number>
  /** Sentences: why it cannot be done. Nothing may be changed then. */
  readonly hindrances: readonly string[]
}

interface Making {
  readonly changed: Map<Sequence, Uint8Array>
  readonly found: Map<string, number>
  readonly kept: Map<string, number>
  readonly hindrances: string[]
}

/** The rows must be a sound journal, in order, from the first. */
export function takingOut(rows: readonly StoredEntry[], words: Words): TakingOut {
  const making: Making = { changed: new Map(), found: new Map(), kept: new Map(), hindrances: [] }
  const names = outOfTexts(rows, words, making)
  for (const [name, ofName] of grouped(rows, ({ document }) => document?.name ?? null)) outOfDocument(name, ofName, words, making)
  if (making.hindrances.length === 0 && !foldsAlike(rows, making.changed, words, names)) {
    making.hindrances.push('Without these words the exercise would not come to what it came to: something in it goes by them.')
  }
  return making
}

function outOfTexts(rows: readonly StoredEntry[], words: Words, { changed, found, kept, hindrances }: Making): ProgramNames {
  const texts = rows.filter(({ kind }) => kind !== 'update').map((row) => ({ row, text: new TextDecoder().decode(row.bytes) })).map((each) => ({ ...each, json: parsed(each.text) }))
  const names = new ProgramNames()
  for (const { json } of texts) names.add(json)
  for (const { row, text, json } of texts) {
    const where = row.kind === 'event' ? 'events' : 'traces'
    if (json === undefined) {
      if (words.isIn(text)) hindrances.push(`Entry ${row.sequence}, ${row.kind === 'event' ? 'an event' : 'a trace'}, cannot be read, and the words stand in it.`)
      continue
    }
    const blacked = blackOut(json, words, names)
    if (blacked.kept > 0) count(kept, where, blacked.kept)
    if (!blacked.isTouched) continue
    changed.set(row.sequence, new TextEncoder().encode(JSON.stringify(blacked.json)))
    count(found, where)
  }
  return names
}

/** What a restored epoch took over from the one before has the ids it had there: what is found in one is taken out of all. */
function outOfDocument(name: string, rows: readonly StoredEntry[], words: Words, { changed, found, kept, hindrances }: Making): void {
  const epochs = [...grouped(rows, ({ document }) => (document === null ? null : wireNameOf(document))).values()]
  const runs = new Runs()
  const names = seekIn(epochs, words, runs)
  if (names > 0) count(kept, name, names)
  // What stood on both sides of the words may be the words when these are gone.
  for (let before = 0; runs.length > before;) {
    before = runs.length
    for (const row of rows) {
      const bytes = updateWithout(row.bytes, runs)
      if (bytes !== null) changed.set(row.sequence, bytes)
    }
    seekIn(epochs.map((ofEpoch) => without(ofEpoch, changed)), words, runs)
  }
  for (const { sequence } of rows) if (changed.has(sequence)) count(found, name)
  if (!runs.isEmpty && !epochs.every((ofEpoch) => isAsDeleted(ofEpoch, changed, runs))) hindrances.push(`Without these words ${name} would not be what it is with them deleted.`)
}

function seekIn(epochs: readonly (readonly StoredEntry[])[], words: Words, runs: Runs): number {
  return epochs.reduce((names, ofEpoch) => names + seekInDocument(ofEpoch.map(({ bytes }) => bytes), words, runs), 0)
}

/** As it would be had somebody deleted just these runs, and nothing else. */
function isAsDeleted(rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>, runs: Runs): boolean {
  const [deleted, written] = [rows, without(rows, changed)].map((list) => {
    const doc = createReadingDoc()
    for (const { bytes } of list) applyOrPass(doc, bytes)
    return doc
  })
  if (deleted === undefined || written === undefined) return false
  applyOrPass(deleted, deletionOf(runs))
  const isSame = canonicalDocument(written) === canonicalDocument(deleted)
  deleted.destroy()
  written.destroy()
  return isSame
}

function without(rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>): StoredEntry[] {
  return rows.map((row) => ({ ...row, bytes: changed.get(row.sequence) ?? row.bytes }))
}

function grouped(rows: readonly StoredEntry[], of: (row: StoredEntry) => string | null): Map<string, StoredEntry[]> {
  const groups = new Map<string, StoredEntry[]>()
  for (const row of rows) {
    const name = of(row)
    if (name === null) continue
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [row])
    else group.push(row)
  }
  return groups
}

function count(found: Map<string, number>, where: string, more = 1): void {
  found.set(where, (found.get(where) ?? 0) + more)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
