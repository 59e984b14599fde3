/**
 * The thread that makes copies of exercises, one at a time, and reads each through. A copy out is SQLite's own snapshot of a file in use.
 * A copy in is written anew, row by row, into a file of ours: whatever else a stranger's file holds stays behind.
 */
import { renameSync, statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { happenedOf } from '../exercises/journalText.ts'
import { verifyJournal } from '../journal/verify.ts'
import { CopyFailed, type CopyAnswer, type CopyReport, type CopyTask } from './copyTask.ts'
import { engineFinders } from '../storage/pickEngine.ts'
import type { SqliteConnection, SqliteEngine } from '../storage/sqliteEngine.ts'
import { removeFile, syncFile } from '../storage/onDisk.ts'
import { MediaTable } from '../storage/sqliteMediaTable.ts'
import { type ExerciseReader, openExerciseReader } from '../storage/sqliteReader.ts'
import { RowsTable } from '../storage/sqliteRowsTable.ts'
import { Meta, prepareExerciseFile } from '../storage/sqliteSchema.ts'

const rowsAtOnce = 1000
const sayAtMost = 3

if (parentPort === null) throw new Error('this runs as a worker thread only')
const port = parentPort
// With a task of its own it ends with that; without one it is kept, and is given one at a time.
if (workerData !== null) port.postMessage(await answerTo(workerData as CopyTask))
else port.on('message', (task: CopyTask) => void answerTo(task).then((answer) => port.postMessage(answer)))

async function answerTo(task: CopyTask): Promise<CopyAnswer> {
  const part = `${task.to}.part`
  const engine = await engineFinders.find(({ name }) => name === task.engine)?.find()
  if (engine === undefined) return { ok: false, why: 'failed', sentence: 'There is no SQLite for this copy.' }
  try {
    removeFile(part)
    if (task.act === 'out') snapshot(engine, task.from, part)
    else await writeAnew(engine, task.from, part)
    const report = await readThrough(part)
    syncFile(part)
    renameSync(part, task.to)
    return { ok: true, report }
  } catch (error) {
    if (error instanceof CopyFailed) return { ok: false, why: error.why, sentence: error.message }
    if (engine.failureOf(error) === 'full' || isNoSpace(error)) return { ok: false, why: 'full', sentence: 'The disk is full.' }
    // a stranger's file may be anything
    if (task.act === 'in' || engine.failureOf(error) === 'damaged') return { ok: false, why: 'unsound', sentence: 'It cannot be read as an exercise.' }
    return { ok: false, why: 'failed', sentence: error instanceof Error ? error.message : String(error) }
  } finally {
    removeFile(part)
  }
}

function snapshot(engine: SqliteEngine, from: string, to: string): void {
  const connection = engine.open(from, { readOnly: true })
  try {
    connection.prepare('VACUUM INTO ?').run(to)
  } finally {
    connection.close()
  }
}

/** Throws CopyFailed where one row is not what was recorded: half an exercise is not brought in unseen. */
async function writeAnew(engine: SqliteEngine, from: string, to: string): Promise<void> {
  const reader = await openExerciseReader(from)
  try {
    if (!/^[\w-]{1,64}$/.test(reader.exercise)) throw new CopyFailed('unsound', 'The exercise in this file has no proper name.')
    const connection = engine.open(to, { readOnly: false })
    try {
      prepareExerciseFile(connection, reader.exercise)
      connection.transaction(() => writeRows(reader, connection))
      // one file, without a log beside it
      connection.prepare('PRAGMA journal_mode=DELETE').get()
    } finally {
      connection.close()
    }
  } finally {
    reader.close()
  }
}

function writeRows(reader: ExerciseReader, connection: SqliteConnection): void {
  const rows = new RowsTable(connection)
  for (let after: number | null = 0; after !== null;) {
    const read: ReturnType<ExerciseReader['read']> = reader.read(after, rowsAtOnce)
    for (const { sequence, row } of read.rows) {
      if (row === null) throw new CopyFailed('unsound', `Row ${sequence} of this file cannot be read.`)
      rows.insert(row)
    }
    after = read.through
  }
  const media = new MediaTable(connection)
  for (const { id, media: one } of reader.media()) {
    if (one === null) throw new CopyFailed('unsound', `The media ${id} of this file cannot be read.`)
    media.insert(one)
  }
  if (reader.beat !== null) new Meta(connection).set('beat', reader.beat)
}

async function readThrough(file: string): Promise<CopyReport> {
  const reader = await openExerciseReader(file)
  try {
    const report = verifyJournal(reader)
    if (report.damage.length > 0) throw new CopyFailed('unsound', report.damage.slice(0, sayAtMost).map(({ sentence }) => sentence).join(' '))
    return {
      exercise: report.exercise, title: titleIn(reader), rows: report.rows, lastSequence: report.lastSequence, headHash: report.headHash, bytes: statSync(file).size,
    }
  } finally {
    reader.close()
  }
}

function titleIn(reader: ExerciseReader): string {
  const first = reader.read(0, 1).rows[0]?.row
  const event = first?.kind === 'event' ? happenedOf(first).event : null
  if (event?.type !== 'ExerciseOpened' || event.id !== reader.exercise) throw new CopyFailed('unsound', 'This file does not begin with the opening of an exercise.')
  return event.title
}

function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC'
}
