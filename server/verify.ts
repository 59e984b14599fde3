/**
 * `npm run verify -- <file> [--head <hash>]`: says in plain words whether an exercise's file is what was recorded.
 * Ends with 0 when it is, 1 when something in it is damaged or was changed, 2 when it could not be read.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { verifyJournal, type VerifyReport } from './journal/verify.ts'
import { openExerciseReader } from './storage/sqliteReader.ts'

const sayAtMost = 50

try {
  process.exitCode = await verify(process.argv.slice(2))
} catch (error) {
  console.error(`This file could not be read as an exercise: ${error instanceof Error ? error.message : String(error)}.`)
  process.exitCode = 2
}

async function verify(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: { head: { type: 'string' } }, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error('say which one: npm run verify -- data/exercises/<id>.sqlite')
  if (!existsSync(file)) throw new Error(`there is no file ${file}`)
  const reader = await openExerciseReader(file)
  try {
    const report = verifyJournal(reader, values.head === undefined ? {} : { head: values.head.toLowerCase() })
    say(file, reader.engine, report)
    return report.damage.length === 0 ? 0 : 1
  } finally {
    reader.close()
  }
}

function say(file: string, engine: string, report: VerifyReport): void {
  console.log(`File       ${file}`)
  console.log(`Exercise   ${report.exercise}`)
  console.log(`Rows       ${report.rows}, the last is row ${report.lastSequence} at ${Math.floor(report.lastRecordedAt / 1000)} s`)
  console.log(`Head hash  ${report.headHash}`)
  if (report.media > 0) console.log(`Media      ${report.media}`)
  console.log(`Engine     ${engine}`)
  for (const { sequence, event } of report.takenOut) {
    console.log(`Taken out  words of ${event.entries.length} ${event.entries.length === 1 ? 'entry' : 'entries'}, says row ${sequence} of ${event.takenOutWallAt.slice(0, 16).replace('T', ' ')}: ${event.reason}`)
  }
  for (const { sentence } of report.damage.slice(0, sayAtMost)) console.log(`! ${sentence}`)
  if (report.damage.length > sayAtMost) console.log(`! … and ${report.damage.length - sayAtMost} more.`)
  console.log(report.damage.length === 0
    ? `Sound: every row is what was recorded${report.takenOut.length === 0 ? '' : ' or what was left of it'}, in its place${report.checkpoints === 0 ? '' : `; so are the checkpoints (${report.checkpoints})`}.`
    : `NOT SOUND: ${report.damage.length} ${report.damage.length === 1 ? 'thing is' : 'things are'} damaged or changed. Rows not named above are as recorded.`)
}
