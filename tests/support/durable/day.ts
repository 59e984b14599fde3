/**
 * A small day on a real disk for tests that damage, cut or fill it: boards, the control document and the overlay are written,
 * staff begin stages and send messages, by seeded chance. Written through the exercise itself, without sockets.
 */
import * as Y from 'yjs'
import { putAnnotation, removeAnnotations } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import type { JournalEntry } from '#shared/replay/journalEntry.ts'
import type { Command } from '#shared/exercise/commands.ts'
import { openSqliteStorage, type SqliteStorageParts } from '../../../server/storage/sqliteStorage.ts'
import type { StoredEntry } from '../../../server/storage/storage.ts'
import type { ExerciseRunner } from '../../../server/exercises/exerciseRunner.ts'
import { markerAt } from '../editor.ts'
import { FakeClock } from '../fakeClock.ts'
import type { SeededRandom } from '../seededRandom.ts'
import type { Person } from '../person.ts'
import { exerciseOn, openExercise, startServer, until, type TestExercise, type TestServer } from '../startServer.ts'

export const boards = ['syndicate/s1/board', 'syndicate/s2/board', 'syndicate/s3/board', 'overlay'] as const

const origin = {}

export interface DayHouse { readonly server: TestServer; readonly clock: FakeClock }

/** The whole server on a folder, at a time that stands still; `wallMs` when it is later than the first morning. */
export async function dayHouse(parts: SqliteStorageParts, wallMs?: number): Promise<DayHouse> {
  const clock = new FakeClock(wallMs)
  return { clock, server: await startServer({ storage: await openSqliteStorage(parts), clock }) }
}

/** As `until`, on a clock that goes on while one waits: what is saved is told a moment later. */
export function untilInTime(clock: FakeClock, fact: () => boolean, what: string): Promise<void> {
  return until(() => {
    if (fact()) return true
    clock.turn(10)
    return false
  }, what)
}

export class Day {
  readonly exercise: TestExercise
  readonly #clock: FakeClock
  readonly #random: SeededRandom
  #marks = 0

  private constructor(exercise: TestExercise, clock: FakeClock, random: SeededRandom) {
    this.exercise = exercise
    this.#clock = clock
    this.#random = random
  }

  static async begin({ server, clock }: DayHouse, random: SeededRandom): Promise<Day> {
    const day = new Day(await openExercise(server, { title: 'Day on a disk' }), clock, random)
    await day.ask({ type: 'stage:begin', index: 0 })
    return day
  }

  /** The same day, on a server that opened it again. */
  static goOn({ server, clock }: DayHouse, exercise: string, chief: Person, random: SeededRandom): Day {
    return new Day(exerciseOn(server, exercise, chief, chief.browser), clock, random)
  }

  get runner(): ExerciseRunner {
    return this.exercise.runner
  }

  /** Gives the row that is on disk then; 0 when it was refused. */
  async ask(command: Command): Promise<number> {
    const reply = await this.runner.run(command, { kind: 'seat', seat: this.exercise.chief.seat })
    return reply.ok ? reply.value.sequence : 0
  }

  /** One act of somebody; settles when it is on disk, with its row. */
  async act(): Promise<number> {
    const random = this.#random
    this.#clock.turn(200 + random.whole(1500))
    if (random.chance(0.12)) return this.ask({ type: 'message:send', text: `Message ${this.#marks}`, syndicates: random.chance(0.5) ? [] : ['s1'] })
    const name = random.pick(boards)
    let before = 0
    await this.runner.documents.change(name, 'server', (doc) => {
      before = this.runner.journal.head().sequence
      this.#draw(doc)
    })
    const [row] = await this.runner.journal.readDocument(`${name}@1`, before, Number.MAX_SAFE_INTEGER, 1)
    return row?.sequence ?? before
  }

  /** Marks come, move and go; now and then a long note, so that rows are of many sizes. */
  #draw(doc: Y.Doc): void {
    const random = this.#random
    this.#marks += 1
    const id = `mark-${random.whole(40)}`
    if (random.chance(0.15)) return removeAnnotations(doc, [id], origin)
    const note = random.chance(0.1) ? `long note ${this.#marks} `.repeat(1 + random.whole(60)) : `note ${this.#marks}`
    putAnnotation(doc, { ...markerAt(id, -5.8 - random.next() * 0.3, -9 + random.next() * 0.4), label: `mark ${this.#marks}`, note }, origin)
  }
}

/** What documents were after each of their rows. */
export class Truth<Row extends JournalEntry = StoredEntry> {
  readonly rows: readonly Row[]
  readonly #texts = new Map<string, readonly { readonly sequence: number; readonly text: string }[]>()

  constructor(rows: readonly Row[]) {
    this.rows = rows
  }

  /** The canonical text of 'name@epoch' after a sequence; '' before its first row. */
  textAt(wireName: string, sequence: number): string {
    const texts = this.#texts.get(wireName) ?? this.#fold(wireName)
    this.#texts.set(wireName, texts)
    return texts.findLast((each) => each.sequence <= sequence)?.text ?? ''
  }

  #fold(wireName: string): { readonly sequence: number; readonly text: string }[] {
    const doc = new Y.Doc()
    return this.rows.flatMap(({ sequence, document, bytes }) => {
      if (document === null || `${document.name}@${document.epoch}` !== wireName) return []
      Y.applyUpdate(doc, bytes)
      return [{ sequence, text: canonicalDocument(doc) }]
    })
  }
}
