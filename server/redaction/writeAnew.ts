/**
 * Puts a file in the place of an exercise's, with other words in some entries and an event that says so at its end. It is
 * written anew from nothing, so no corner of it ever held the words; read through; and then takes the old one's name in
 * one step. Whenever this is broken off, there is the old file, whole, or the new one, whole.
 */
import { chmodSync, existsSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RecordedAt, Sequence } from '#shared/exercise/moment.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import { eventBytes } from '../exercises/journalText.ts'
import { hashBytes, hashEntry, nextChain } from '../journal/hash.ts'
import { hexOf, type WordsTakenOut } from '../journal/takenOut.ts'
import { verifyJournal, type VerifyReport } from '../journal/verify.ts'
import { removeFile, syncFile, syncFolder } from '../storage/onDisk.ts'
import { MediaTable } from '../storage/sqliteMediaTable.ts'
import { type ExerciseReader, openExerciseReader } from '../storage/sqliteReader.ts'
import { RowsTable } from '../storage/sqliteRowsTable.ts'
import { Meta, prepareExerciseFile } from '../storage/sqliteSchema.ts'
import type { SqliteConnection } from '../storage/sqliteEngine.ts'
import { type StoredEntry, wireNameOf } from '../storage/storage.ts'
import type { ExerciseFile } from './exerciseFile.ts'

export interface Told {
  readonly reason: string
  readonly wallAt: string
  /** False when one of them is not what its rows make: then all are left behind. */
  readonly keepsCheckpoints: boolean
}

/** Rejects with the old file as it was. Afterwards the connection is closed. */
export async function writeAnew(held: ExerciseFile, rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>, told: Told): Promise<VerifyReport> {
  const part = `${held.file}.part`
  removeFile(part)
  try {
    const event = eventOf(changed, told)
    fill(held, part, rows, changed, event, told.keepsCheckpoints)
    const report = await readThrough(part)
    chmodSync(part, statSync(held.file).mode)
    syncFile(part)
    // The old file's log must not lie beside the new one: the last to close it moves it into the old file, and removes it.
    held.reader.close()
    if (existsSync(`${held.file}-wal`)) throw new Error('another program has the file open')
    renameSync(part, held.file)
    syncFolder(dirname(held.file))
    return report
  } finally {
    removeFile(part)
  }
}

function eventOf(changed: ReadonlyMap<Sequence, Uint8Array>, { reason, wallAt }: Told): WordsTakenOut {
  const entries = Array.from(changed, ([sequence, bytes]) => ({ sequence, hash: hexOf(bytes) })).sort((one, other) => one.sequence - other.sequence)
  return { type: 'WordsTakenOut', takenOutWallAt: wallAt, reason, entries }
}

function fill({ engine, connection, reader }: ExerciseFile, part: string, rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>, event: WordsTakenOut, keepsCheckpoints: boolean): void {
  const target = engine.open(part, { readOnly: false })
  try {
    prepareExerciseFile(target, reader.exercise)
    target.transaction(() => {
      const table = new RowsTable(target)
      const last = rows.at(-1)?.sequence ?? 0
      for (const row of rows) table.insert(without(row, changed.get(row.sequence)))
      table.insert(accountAfter(rows.at(-1), reader, event))
      const media = new MediaTable(target)
      for (const { id, media: one } of reader.media()) {
        if (one === null) throw new Error(`the media ${id} cannot be read`)
        media.insert(one)
      }
      if (keepsCheckpoints) carryCheckpoints(connection, target, rows, changed)
      carryMeta(connection, target, last + 1)
    })
    oneFile(target)
  } finally {
    target.close()
  }
}

/** The hash of what stood there stays for ever: the row's own hash rests on it. */
function without(row: StoredEntry, bytes: Uint8Array | undefined): StoredEntry {
  return bytes === undefined ? row : { ...row, bytes, bytesHash: row.bytesHash ?? hashBytes(row.bytes) }
}

/** It stands at the moment the exercise was last alive: so how long it was away is counted as ever when it is opened. */
function accountAfter(last: StoredEntry | undefined, reader: ExerciseReader, event: WordsTakenOut): StoredEntry {
  if (last === undefined) throw new Error('it has no rows')
  const entry: JournalEntry = {
    sequence: last.sequence + 1, recordedAt: Math.max(last.recordedAt, beatOf(reader)), kind: 'event', author: 'server', document: null, bytes: eventBytes(event),
  }
  const hash = hashEntry(entry)
  return { ...entry, bytesHash: null, hash, chain: nextChain(last.chain, hash) }
}

function beatOf(reader: ExerciseReader): RecordedAt {
  const recordedAt = Number(reader.beat?.split(' ')[1] ?? 0)
  return Number.isSafeInteger(recordedAt) ? recordedAt : 0
}

/** Checkpoints of what was touched are caches of the words: they are left behind. */
function carryCheckpoints(from: SqliteConnection, to: SqliteConnection, rows: readonly StoredEntry[], changed: ReadonlyMap<Sequence, Uint8Array>): void {
  const touched = new Set(rows.filter(({ sequence }) => changed.has(sequence)).map(({ document }) => (document === null ? 'exercise' : wireNameOf(document))))
  const put = to.prepare('INSERT INTO checkpoints (stream, sequence, recorded_at, bytes, hash) VALUES (?, ?, ?, ?, ?)')
  const hasHashes = from.prepare("SELECT name FROM pragma_table_info('checkpoints') WHERE name = 'hash'").get() !== undefined
  for (const row of hasHashes ? from.prepare('SELECT stream, sequence, recorded_at, bytes, hash FROM checkpoints').lists() : []) {
    const [stream, sequence, recordedAt, bytes, hash] = row
    if (typeof stream !== 'string' || touched.has(stream) || !(bytes instanceof Uint8Array) || !(hash instanceof Uint8Array)) continue
    put.run(stream, Number(sequence), Number(recordedAt), bytes, hash)
  }
}

function carryMeta(from: SqliteConnection, to: SqliteConnection, head: Sequence): void {
  const meta = new Meta(to)
  for (const { name, value } of from.prepare("SELECT name, value FROM meta WHERE name NOT IN ('schema', 'exercise')").all()) {
    if (typeof name === 'string' && typeof value === 'string') meta.set(name, value)
  }
  meta.set('head', String(head))
}

async function readThrough(file: string): Promise<VerifyReport> {
  const reader = await openExerciseReader(file)
  try {
    const report = verifyJournal(reader)
    const [damage] = report.damage
    if (damage !== undefined) throw new Error(`what was written anew is not sound: ${damage.sentence}`)
    return report
  } finally {
    reader.close()
  }
}

/** Without a log beside it. */
function oneFile(connection: SqliteConnection): void {
  connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()
  const mode = connection.prepare('PRAGMA journal_mode=DELETE').get()
  if (mode?.['journal_mode'] !== 'delete') throw new Error('the new file has a log beside it')
}
