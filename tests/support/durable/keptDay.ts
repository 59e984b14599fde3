/** A day on disk as a killed server leaves it, folded into one file, and copies of it to damage and to open again. */
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalDocument } from '#shared/board/canonical.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { verifyJournal, type VerifyReport } from '../../../server/journal/verify.ts'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { openExerciseReader } from '../../../server/storage/sqliteReader.ts'
import type { StoredEntry } from '../../../server/storage/storage.ts'
import { Person } from '../person.ts'
import { seededRandom } from '../seededRandom.ts'
import { type Folder, makeFolder } from '../sqliteFolder.ts'
import { Browser, exerciseOn, type TestExercise, type TestServer } from '../startServer.ts'
import { Day, dayHouse, Truth } from './day.ts'

/** What the product makes of a file: it stays shut with a reason, or it is open, some documents as they were before damage. */
export type Opened =
  | { readonly kind: 'shut'; readonly why: string }
  | { readonly kind: 'open'; readonly damaged: readonly string[]; readonly wrong: readonly string[] }

export class KeptDay {
  readonly exercise: string
  readonly truth: Truth
  /** The last row before the server was closed in the middle: checkpoints stand there. */
  readonly closedAfter: number
  readonly #chief: Person
  readonly #folder: Folder
  readonly #kept: string
  #state = ''

  private constructor(exercise: TestExercise, closedAfter: number, folder: Folder, rows: readonly StoredEntry[]) {
    this.exercise = exercise.id
    this.closedAfter = closedAfter
    this.#chief = exercise.chief
    this.#folder = folder
    this.#kept = join(folder.path, 'kept')
    this.truth = new Truth(rows)
  }

  /** `acts` of them; the server was closed once in the middle, so that there are checkpoints, and killed at the end. */
  static async live(seed: number, acts: number): Promise<KeptDay> {
    const folder = makeFolder()
    const random = seededRandom(seed)
    const living = join(folder.path, 'living')
    const first = await dayHouse({ folder: living })
    const day = await Day.begin(first, random)
    for (let act = 0; act < acts / 2; act += 1) await day.act()
    const { id } = day.exercise
    const closedAfter = day.runner.journal.head().sequence
    await first.server.close()
    const second = await dayHouse({ folder: living }, Date.UTC(2026, 10, 23, 12))
    const more = Day.goOn(second, id, day.exercise.chief, random)
    for (let act = 0; act < acts / 2; act += 1) await more.act()
    second.clock.turn(1000) // a last beat
    const kept = join(folder.path, 'kept')
    cpSync(living, kept, { recursive: true })
    await second.server.close()
    const file = join(kept, 'exercises', `${id}.sqlite`)
    copyFileSync(file, join(folder.path, 'main.sqlite'))
    copyFileSync(`${file}-wal`, join(folder.path, 'main.sqlite-wal'))
    await fold(file)
    const reader = await openExerciseReader(file)
    const rows = reader.read(0, 1_000_000).rows.flatMap(({ row }) => row ?? [])
    reader.close()
    const made = new KeptDay(day.exercise, closedAfter, folder, rows)
    const opened = await made.#opened(made.copy('reference'), made.lastSequence, (state) => { made.#state = comparable(state) })
    if (opened.kind === 'shut' || opened.wrong.length > 0) throw new Error(`the day itself is not sound: ${JSON.stringify(opened)}`)
    return made
  }

  /** A folder of its own with the whole house in it, the exercise in one file. */
  copy(name: string): string {
    const folder = join(this.#folder.path, name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    cpSync(this.#kept, folder, { recursive: true })
    return folder
  }

  /** Where a copy by this name lies. */
  at(name: string): string {
    return join(this.#folder.path, name)
  }

  /** The same as the killed server left it: a file, and a log beside it. */
  copyWithLog(name: string): string {
    const folder = this.copy(name)
    for (const ending of ['', '-wal']) copyFileSync(join(this.#folder.path, `main.sqlite${ending}`), this.fileIn(folder) + ending)
    return folder
  }

  fileIn(folder: string): string {
    return join(folder, 'exercises', `${this.exercise}.sqlite`)
  }

  /** Opened by the product's own code; `last` when the journal ends earlier. `wrong` says what is neither whole nor told: there must be none. */
  open(folder: string, last = this.lastSequence): Promise<Opened> {
    return this.#opened(folder, last, () => undefined)
  }

  get lastSequence(): number {
    return this.truth.rows.at(-1)?.sequence ?? 0
  }

  /** The exercise on a server that opened a copy, with its chief. */
  on(server: TestServer): TestExercise {
    const browser = new Browser(server.origin)
    for (const [name, value] of this.#chief.browser.cookies) browser.cookies.set(name, value)
    return exerciseOn(server, this.exercise, new Person(browser, this.exercise, this.#chief.seat), browser)
  }

  /** As `npm run verify` finds it; null when it cannot be read at all. */
  async verify(folder: string, head?: string): Promise<VerifyReport | null> {
    const reader = await openExerciseReader(this.fileIn(folder)).catch(() => null)
    if (reader === null) return null
    try {
      return verifyJournal(reader, head === undefined ? {} : { head })
    } finally {
      reader.close()
    }
  }

  remove(): void {
    this.#folder.remove()
  }

  async #opened(folder: string, last: number, look: (state: ExerciseState) => void): Promise<Opened> {
    const { server } = await dayHouse({ folder }, Date.UTC(2026, 10, 23, 18))
    try {
      const [broken] = server.app.registry.broken
      if (broken !== undefined) return { kind: 'shut', why: broken.why }
      const runner = server.app.registry.get(this.exercise)
      if (runner === null) return { kind: 'shut', why: 'the house does not know it' }
      const wrong: string[] = []
      const damaged: string[] = []
      for (const [name, { epoch, damagedAfter }] of Object.entries(runner.state.documents)) {
        if (damagedAfter !== null) damaged.push(name)
        const text = await runner.documents.document(name).then(canonicalDocument, (error: unknown) => `cannot be opened: ${String(error)}`)
        if (text !== this.truth.textAt(`${name}@${epoch}`, damagedAfter?.sequence ?? last)) wrong.push(`${name} ${text.startsWith('cannot be opened') ? text : 'is not as it was'}${damagedAfter === null ? '' : ` after row ${damagedAfter.sequence}`}`)
      }
      look(runner.state)
      if (this.#state !== '' && last === this.lastSequence && comparable(runner.state) !== this.#state) wrong.push('the exercise is in another state')
      return { kind: 'open', damaged, wrong }
    } finally {
      await server.close()
    }
  }
}

/** Without what tells of damage: that may differ. */
function comparable(state: ExerciseState): string {
  const documents = Object.fromEntries(Object.entries(state.documents).map(([name, document]) => [name, { ...document, damagedAfter: null }]))
  return JSON.stringify({ ...state, documents })
}

/** What SQLite does when somebody opens and closes the file: the log is in it, and gone. */
async function fold(file: string): Promise<void> {
  const engine = await pickEngine()
  const connection = engine.open(file, { readOnly: false })
  connection.prepare('SELECT count(*) FROM rows').get()
  connection.close()
}
