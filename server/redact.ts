/**
 * `npm run redact -- <file> --words "…" --reason "…" [--now] [--backup <folder>]`: takes words, a real name typed by mistake,
 * out of an exercise's file, its history too. Without --now it only says what it would do. It never repeats what it finds.
 * Ends with 0 when it did what was asked, 1 when that cannot be done, 2 when the file or the words could not be read.
 */
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { verifyJournal } from './journal/verify.ts'
import { inOneHand, rowsOf, type ExerciseFile } from './redaction/exerciseFile.ts'
import { copiesWith, emptied, isInHouseList, mediaWith } from './redaction/otherPlaces.ts'
import { takingOut, type TakingOut } from './redaction/takingOut.ts'
import { Words, WordsRefused } from './redaction/words.ts'
import { writeAnew } from './redaction/writeAnew.ts'
import { createSystemClock } from './time/systemClock.ts'

interface Wish { readonly file: string; readonly given: readonly string[]; readonly words: Words; readonly reason: string; readonly isNow: boolean; readonly second: string | null }

const reasonLength = 300

try {
  const wish = readWish(process.argv.slice(2))
  process.exitCode = await inOneHand(wish.file, (held) => redact(wish, held))
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error)
  console.error(error instanceof WordsRefused ? sentence : `Nothing was changed: ${sentence}.`)
  process.exitCode = 2
}

function readWish(argv: string[]): Wish {
  const { values, positionals } = parseArgs({
    args: argv, allowPositionals: true,
    options: { words: { type: 'string', multiple: true }, reason: { type: 'string' }, now: { type: 'boolean' }, backup: { type: 'string' } },
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new WordsRefused('Say which file: npm run redact -- data/exercises/<id>.sqlite --words "…" --reason "…"')
  const given = values.words ?? []
  const words = new Words(given)
  const reason = (values.reason ?? '').trim()
  if (reason === '' || reason.length > reasonLength) throw new WordsRefused(`Say why, in at most ${reasonLength} letters: --reason "…" stays in the record, and directing staff read it.`)
  if (words.isIn(reason)) throw new WordsRefused('The reason stays in the record: give it without the words.')
  return { file: resolve(file), given, words, reason, isNow: values.now === true, second: values.backup === undefined ? null : resolve(values.backup) }
}

async function redact(wish: Wish, held: ExerciseFile): Promise<number> {
  const { file, reader } = held
  const { damage: found } = verifyJournal(reader)
  // Checkpoints are only caches: those of an earlier version are no longer what the rows make.
  const damage = found.find(({ what }) => what !== 'checkpoint')
  if (damage !== undefined) {
    console.log(`This file is not sound, so nothing can be taken out of it: ${damage.sentence} Put it back from a backup first.`)
    return 1
  }
  const rows = rowsOf(reader)
  const taking = takingOut(rows, wish.words)
  sayFound(file, reader.exercise, taking)
  const out = emptied(rows, taking.changed)
  const copies = await copiesWith(file, reader.exercise, wish.second, wish.words, out)
  const media = mediaWith(reader, wish.given)
  const isListed = await isInHouseList(file, reader.exercise, wish.words)
  if (taking.hindrances.length > 0) {
    for (const sentence of taking.hindrances.slice(0, 20)) console.log(`! ${sentence}`)
    console.log('Nothing was changed: this cannot be done.')
    return 1
  }
  if (taking.changed.size > 0 && wish.isNow) {
    const report = await writeAnew(held, rows, taking.changed, { keepsCheckpoints: found.length === 0, reason: wish.reason, wallAt: new Date(createSystemClock().wallMs()).toISOString() })
    console.log(`Taken out. Row ${report.lastSequence} says so, with the reason. Head hash  ${report.headHash}`)
  } else console.log(taking.changed.size > 0 ? 'Nothing was changed: say it again with --now.' : 'Nothing was changed.')
  for (const id of media) console.log(`! The media ${id} holds the words. It is left as it is.`)
  if (isListed === true) console.log('! The title of this exercise in the list of the house holds the words. It is left as it is.')
  for (const { file: copy, holds } of copies) {
    if (holds === 'yes') console.log(`! ${copy} holds what is taken out here. Delete it, or take the words out of it by this same command.`)
    if (holds === 'cannot be read') console.log(`! ${copy} cannot be read: whether it holds the words is not known.`)
  }
  console.log('Copies carried away before, and laptops that had the exercise open, may still hold the words. Other exercises were not looked at.')
  return 0
}

function sayFound(file: string, exercise: string, { found, kept }: TakingOut): void {
  console.log(`File       ${file}`)
  console.log(`Exercise   ${exercise}`)
  if (found.size === 0) console.log('The words stand nowhere in its record.')
  for (const [where, entries] of found) console.log(`Found in   ${where}: ${entries} ${entries === 1 ? 'entry' : 'entries'}`)
  for (const [where, names] of kept) console.log(`Stays in   ${where}: ${names} ${names === 1 ? 'name' : 'names'} the program goes by, in which the same letters stand`)
}
