/**
 * A process that writes an exercise's journal until it is killed: `… appendingProcess.ts <folder> <exercise>`. It says on
 * stdout, a line each, "open", then "written N" and "flushed N" for what it was promised.
 */
import { writeSync } from 'node:fs'
import { Journal } from '../../server/journal/journal.ts'
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts'
import { createSystemClock } from '../../server/time/systemClock.ts'
import { sampleEntry } from './rows.ts'

const [folder = '', exercise = ''] = process.argv.slice(2)
const storage = await openSqliteStorage({ folder })
const journal = await Journal.open({ ...await storage.openExercise(exercise), clock: createSystemClock() })
say('open')
for (;;) {
  const turn = Array.from({ length: 1 + (journal.head().sequence % 7) }, () => addNext())
  const last = turn.at(-1)
  await last?.written
  if (last !== undefined && last.entry.sequence % 5 === 0) await last.flushed
}

function addNext(): ReturnType<Journal['add']> {
  const number = journal.head().sequence + 1
  // Now and then a large one, so that the log is moved into the file while kills fall.
  const bytes = number % 50 === 0 ? new Uint8Array(200_000).fill(number) : sampleEntry(number).bytes
  const recorded = journal.add({ ...sampleEntry(number), bytes })
  void recorded.written.then(() => say(`written ${number}`))
  void recorded.flushed.then(() => say(`flushed ${number}`))
  return recorded
}

/** Synchronous: a line that is out was true before the kill. A reader that is behind is waited for. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`)
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}
