/**
 * Backups made in the middle of the work, and put back after a disk broke, or on another laptop: boards are what they were
 * at the backup's last row, in a new epoch, and a laptop that knows more is told so instead of bringing half of it back.
 */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import type { BroughtIn } from '#shared/protocol/http.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { verifyJournal } from '../../server/journal/verify.ts'
import { openExerciseReader } from '../../server/storage/sqliteReader.ts'
import type { ExerciseCopies } from '../../server/copies/exerciseCopies.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { Day, dayHouse, type DayHouse, Truth, untilInTime } from '../support/durable/day.ts'
import { Editor } from '../support/editor.ts'
import { Person } from '../support/person.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { type Folder, makeFolder } from '../support/sqliteFolder.ts'
import { Browser, exerciseOn, type TestExercise, until, valueOf } from '../support/startServer.ts'
import { tell } from '../support/tell.ts'

const restores = sizeOf('restores')
const seed = seedOf(20261127)
const board = 'syndicate/s1/board'

function copiesOf({ server }: DayHouse): ExerciseCopies {
  const { copies } = server.app.registry
  if (copies === null) throw new Error('no backups in memory')
  return copies
}

/** The same people in front of another server. */
function onto(exercise: TestExercise, { server }: DayHouse): TestExercise {
  const chief = before(exercise.chief, server.origin)
  return exerciseOn(server, exercise.id, chief, chief.browser)
}

/** Somebody, with the cookies of before, in front of another server. */
function before({ browser, exercise, seat }: Person, origin: string): Person {
  const next = new Browser(origin)
  for (const [name, value] of browser.cookies) next.cookies.set(name, value)
  return new Person(next, exercise, seat)
}

interface Life { readonly day: Day; readonly amina: Person; readonly editor: Editor; readonly truth: Truth<JournalEntry>; readonly sequence: number; readonly writtenBefore: number; readonly file: string; /** As its name tells it, in whole seconds. */ readonly wallMs: number }

/** A day with a backup somewhere in it, made while everybody went on. Its house is closed at the end. */
async function lived(house: DayHouse, random: SeededRandom): Promise<Life> {
  const day = await Day.begin(house, random)
  const amina = await day.exercise.join('member', 'amina', { syndicate: 's1' })
  const editor = new Editor(amina, `${board}@1`)
  await until(() => editor.isSynced, 'amina has her board')
  const draw = (count: number): void => { for (let each = 0; each < count; each += 1) editor.put(`hers-${editor.made.size}`, -5.8 - random.next() * 0.3, -9 + random.next() * 0.4) }
  for (let act = 0; act < 5 + random.whole(30); act += 1) await day.act()
  draw(1 + random.whole(5))
  await untilInTime(house.clock, () => editor.saved.size > 0, 'amina has saved something')
  const writtenBefore = day.runner.journal.written().sequence
  const copies = copiesOf(house)
  const going = copies.backUp(day.exercise.id, house.clock.wallMs(), 'time')
  let isMade = false
  void going.then(() => { isMade = true })
  do {
    draw(1)
    await day.act()
  } while (!isMade)
  const { backup, report } = await going
  for (let act = 0; act < 3 + random.whole(15); act += 1) await day.act()
  draw(1 + random.whole(5))
  await untilInTime(house.clock, () => editor.made.size === editor.saved.size, 'amina has saved all')
  const rows = await day.runner.journal.read(0, 100_000)
  return { day, amina, editor, truth: new Truth(rows), sequence: report.lastSequence, writtenBefore, file: copies.backupFile(day.exercise.id, backup), wallMs: Math.floor(backup.wallMs / 1000) * 1000 }
}

/** What does not hold in a restored exercise. */
async function wrongIn(exercise: TestExercise, { truth, sequence, writtenBefore, day }: Life): Promise<string[]> {
  const wrong: string[] = []
  if (sequence < writtenBefore) wrong.push(`the backup ends at row ${sequence}, and ${writtenBefore} were written before it began`)
  for (const [name, { epoch, damagedAfter }] of Object.entries(exercise.state().documents)) {
    if (epoch !== 2 || damagedAfter !== null) wrong.push(`${name} is in epoch ${epoch}`)
    if (canonicalDocument(await exercise.runner.documents.document(name)) !== truth.textAt(`${name}@1`, sequence)) wrong.push(`${name} is not what it was at row ${sequence}`)
  }
  if (Object.keys(exercise.state().seats).join() !== Object.keys(day.exercise.state().seats).join()) wrong.push('other people')
  return wrong
}

test(`[CPY11] ${restores} backups put back: nothing of them is lost, nothing comes back that was not in them, and the file is sound`, async () => {
  const faults: string[] = []
  let [here, there, later] = [0, 0, 0]
  for (let time = 0; time < restores; time += 1) {
    const random = seededRandom(seed + time)
    const folders: Folder[] = [makeFolder(), makeFolder()]
    const [own, other] = folders.map(({ path }) => path)
    const house = await dayHouse({ folder: own ?? '' })
    const life = await lived(house, random)
    const { id } = life.day.exercise
    later += life.truth.rows.length - life.sequence
    const isHere = random.chance(0.5)
    let next: DayHouse
    if (isHere) {
      // the disk broke: the same laptop, the spoilt file, and what is kept beside it
      await house.server.close()
      writeFileSync(join(own ?? '', 'exercises', `${id}.sqlite`), Buffer.alloc(30_000, 7))
      next = await dayHouse({ folder: own ?? '' }, house.clock.wallMs() + 60_000)
      const browser = await next.server.instructor()
      valueOf(await browser.post<BroughtIn>(`/api/exercises/${id}/back`, { wallMs: life.wallMs }))
      here += 1
    } else {
      next = await dayHouse({ folder: other ?? '' }, house.clock.wallMs() + 60_000)
      const arriving = await copiesOf(next).arriving()
      copyFileSync(life.file, arriving)
      await next.server.app.registry.bringIn(arriving)
      await house.server.close()
      there += 1
    }
    const exercise = onto(life.day.exercise, next)
    faults.push(...(await wrongIn(exercise, life)).map((what) => `seed ${seed + time}: ${what}`))
    // her laptop knows what came after the backup: it is told that this is another epoch, and nothing of it flows in
    const stale = new Editor(isHere ? before(life.amina, next.server.origin) : await exercise.join('member', 'bao', { syndicate: 's1' }), `${board}@1`)
    await until(() => stale.closed.length > 0, 'the old epoch is closed')
    if (stale.closed[0] !== 4409) faults.push(`seed ${seed + time}: the old epoch closes with ${stale.closed[0] ?? '?'}`)
    const fresh = new Editor(await exercise.join('member', 'omar', { syndicate: 's1' }), `${board}@2`)
    await until(() => fresh.isSynced, 'the board is open')
    fresh.put('after', -5.9, -9)
    await untilInTime(next.clock, () => fresh.saved.has('after'), 'work goes on')
    for (const each of [life.editor, stale, fresh]) each.close()
    faults.push(...next.server.faults.filter((fault) => !fault.startsWith('opening an exercise: DamagedFile')).map((fault) => `seed ${seed + time}: ${fault}`))
    await next.server.close()
    const reader = await openExerciseReader(join((isHere ? own : other) ?? '', 'exercises', `${id}.sqlite`))
    faults.push(...verifyJournal(reader).damage.map(({ sentence }) => `seed ${seed + time}: ${sentence}`))
    reader.close()
    for (const folder of folders) folder.remove()
  }
  tell(`${restores} backups put back (${here} on the same laptop after its file was spoilt, ${there} on another): ${faults.length} lost, resurrected or unsound; ${later} rows were written after the backups (seed ${seed})`)
  expect(faults).toEqual([])
}, 60_000 + restores * 20_000)
