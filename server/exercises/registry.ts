/**
 * The exercises of this house: opened at the start, created, found by id or by join code. Each is owned by this process
 * alone, under its lease.
 */
import type { Command } from '#shared/exercise/commands.ts'
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import type { JoinCode } from '#shared/exercise/seat.ts'
import { syndicateIds, type Scenario } from '#shared/exercise/scenario.ts'
import type { CreateExercise } from '#shared/protocol/http.ts'
import { BackupWatch, type BackupStanding } from '../copies/backupWatch.ts'
import { CopyFailed } from '../copies/copyTask.ts'
import type { ExerciseCopies } from '../copies/exerciseCopies.ts'
import type { Log } from '../log.ts'
import { layOut, type ReadExhibit } from '../scenarioExhibits.ts'
import type { ExerciseRow, HouseStore, Storage } from '../storage/storage.ts'
import type { Clock, Ids } from '../time/clock.ts'
import { SharedPace } from '../time/sharedPace.ts'
import { chiefOf } from './chiefOf.ts'
import { ExerciseRunner, type Opening } from './exerciseRunner.ts'
import { startScheduler } from './mselScheduler.ts'

/** Of the server's time, telling cursors takes no more than this, milliseconds a second (thirty people: about ten), unless their gaps would grow beyond three times the usual. */
const cursorMsPerSecond = 80
const cursorStretchMost = 3

export interface RegistryParts {
  readonly storage: Storage
  readonly house: HouseStore
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Null where exercises are no files: nothing is backed up, carried away or brought in. */
  readonly copies: ExerciseCopies | null
  /** Document writes per second a person is let through. */
  readonly writesPerSecond: number
  scenario(id: string): Scenario | null
  /** What a scenario brings along for the shelf. */
  exhibitsOf(scenario: string): readonly ReadExhibit[]
  onFatal(error: Error): void
}

/** An exercise that could not be opened, and why: the others run on. */
export interface BrokenExercise { readonly id: string; readonly title: string; readonly why: string }

/** There is an exercise by this name here, or it is just coming or going. */
export class TakenIn extends Error {
  override readonly name = 'TakenIn'
  readonly exercise: string
  constructor(exercise: string) {
    super(`The exercise ${exercise} is here already.`)
    this.exercise = exercise
  }
}

interface Running { readonly runner: ExerciseRunner; readonly stopScheduler: () => void; readonly row: ExerciseRow; readonly backups: BackupWatch | null }

export class ExerciseRegistry {
  readonly #parts: RegistryParts
  readonly #cursorPace: SharedPace
  readonly #running = new Map<string, Running>()
  readonly #openedListeners = new Set<(runner: ExerciseRunner) => void>()
  readonly #deletedListeners = new Set<(exercise: string) => void>()
  /** Exercises that are on their way in or out: a second request for one waits for nothing and is refused. */
  readonly #moving = new Set<string>()
  #broken: BrokenExercise[] = []

  constructor(parts: RegistryParts) {
    this.#parts = parts
    this.#cursorPace = new SharedPace(parts.clock, cursorMsPerSecond, cursorStretchMost)
  }

  /** Opens every exercise of the house. One that cannot be read is listed in `broken` and left as it is. */
  async openAll(): Promise<void> {
    await this.#parts.copies?.clearPassing()
    for (const row of await this.#parts.house.exercises()) {
      try {
        await this.#open(row, null)
      } catch (error) {
        this.#parts.log.error('opening an exercise', error, { exercise: row.id })
        this.#broken = [...this.#broken, { id: row.id, title: row.title, why: error instanceof Error ? error.message : String(error) }]
      }
    }
  }

  /** A new exercise from a scenario; documents are seeded and on disk when this settles. */
  async create(scenario: Scenario, wish: CreateExercise): Promise<ExerciseRunner> {
    const { ids, clock, house } = this.#parts
    const id = ids.next()
    const openedWallAt = new Date(clock.wallMs()).toISOString()
    const names = syndicateIds(wish.syndicates)
    const { shelf, media } = layOut(this.#parts.exhibitsOf(scenario.id), () => ids.next())
    const opening = openingEvent(scenario, {
      id, openedWallAt, exhibits: shelf, title: wish.title, syndicates: wish.syndicates, lobby: wish.lobby,
      codes: joinCodes(wish.syndicates, () => this.#freeCode()),
      roster: wish.roster.map((line) => ({ ...line, syndicate: line.syndicate === null ? null : names[line.syndicate - 1] ?? null })),
    })
    const row: ExerciseRow = { id, title: wish.title, createdWallMs: clock.wallMs() }
    const runner = await this.#open(row, { event: opening, media })
    await house.addExercise(row)
    return runner
  }

  get(id: string): ExerciseRunner | null {
    return this.#running.get(id)?.runner ?? null
  }

  all(): readonly ExerciseRunner[] {
    return [...this.#running.values()].map((each) => each.runner)
  }

  get broken(): readonly BrokenExercise[] {
    return this.#broken
  }

  /** What a join code opens, over all running exercises. */
  findCode(code: string): { readonly runner: ExerciseRunner; readonly code: JoinCode } | null {
    for (const { runner } of this.#running.values()) {
      const found = runner.state.codes.find((each) => each.code === code)
      if (found !== undefined && runner.state.stage.stage !== 'ended') return { runner, code: found }
    }
    return null
  }

  /** Hears every exercise as it opens, and at once those that are open. */
  onOpened(listener: (runner: ExerciseRunner) => void): void {
    this.#openedListeners.add(listener)
    for (const { runner } of this.#running.values()) listener(runner)
  }

  /** Hears of every exercise that is deleted, while its sockets are still there. */
  onDeleted(listener: (exercise: string) => void): void {
    this.#deletedListeners.add(listener)
  }

  get copies(): ExerciseCopies | null {
    return this.#parts.copies
  }

  /** How the backups of an exercise stand; null when there are none. */
  backupsOf(exercise: string): BackupStanding | null {
    return this.#running.get(exercise)?.backups?.standing ?? null
  }

  /** A running exercise and all that was kept of it, gone for good. */
  async delete(id: string): Promise<void> {
    await this.#alone(id, async () => {
      const running = this.#running.get(id)
      for (const listener of this.#deletedListeners) listener(id)
      if (running !== undefined) await this.#stop(running)
      this.#running.delete(id)
      this.#broken = this.#broken.filter((each) => each.id !== id)
      const { house, storage, copies } = this.#parts
      await house.removeExercise(id)
      await storage.deleteExercise(id)
      await copies?.forget(id)
    })
  }

  /** Takes in an exercise that came as a file. Rejects with CopyFailed or TakenIn. */
  async bringIn(file: string): Promise<ExerciseRunner> {
    const { copies, clock, storage } = this.#parts
    if (copies === null) throw new CopyFailed('failed', 'This server keeps its exercises in memory.')
    const { exercise, title } = await copies.adopt(file, async (id) => {
      if (this.#running.has(id) || this.#moving.has(id)) throw new TakenIn(id)
      if (this.#broken.some((each) => each.id === id)) await copies.setAside(id, clock.wallMs())
    })
    return this.#alone(exercise, async () => {
      try {
        return await this.#takeIn({ id: exercise, title, createdWallMs: clock.wallMs() })
      } catch (error) {
        await storage.deleteExercise(exercise)
        throw error
      }
    })
  }

  async close(): Promise<void> {
    for (const { stopScheduler } of this.#running.values()) stopScheduler()
    await Promise.all([...this.#running.values()].map(({ backups }) => backups?.close()))
    for (const { runner } of this.#running.values()) {
      try {
        await runner.close()
      } catch (error) {
        this.#parts.log.error('closing an exercise', error, { exercise: runner.id })
      }
    }
    this.#running.clear()
  }

  async #open(row: ExerciseRow, opening: Opening | null): Promise<ExerciseRunner> {
    const { storage, clock, ids, log, writesPerSecond } = this.#parts
    const { store, fence } = await storage.openExercise(row.id)
    const runner = await ExerciseRunner.open({
      store, fence, clock, log, opening, writesPerSecond, cursorPace: this.#cursorPace,
      ids: { next: () => ids.next(), secret: () => ids.secret(), code: () => this.#freeCode() },
      seedFor: (state) => ({ planSections: [...state.planSections], msel: [...(this.#parts.scenario(state.scenarioId)?.msel ?? [])] }),
      zoneFor: (state) => this.#parts.scenario(state.scenarioId)?.zone ?? null,
      onFatal: (error) => this.#parts.onFatal(error),
    })
    // an exercise from before there were discussion cards gets its shelf, too
    const shelf = this.#parts.scenario(runner.state.scenarioId)?.shelf ?? []
    if (runner.state.shelf.length === 0 && shelf.length > 0) await runner.run({ type: 'shelf:lay', cards: shelf }, { kind: 'server' })
    const { copies } = this.#parts
    const backups = copies === null ? null : new BackupWatch({ runner, clock, log, backUp: (...which) => copies.backUp(...which) })
    this.#running.set(row.id, { runner, row, backups, stopScheduler: startScheduler(runner, clock, log) })
    for (const listener of this.#openedListeners) listener(runner)
    return runner
  }

  /** Boards go on in a new epoch: a laptop that holds later rows than this file is told so, and offers its work. */
  async #takeIn(row: ExerciseRow): Promise<ExerciseRunner> {
    const taken = new Set(this.all().flatMap(({ state }) => state.codes.map(({ code }) => code)))
    const runner = await this.#open(row, null)
    try {
      if (this.#parts.scenario(runner.state.scenarioId) === null) {
        throw new CopyFailed('failed', `It was made of the scenario "${runner.state.scenarioId}", which is not on this laptop. Put its folder into maps, start the server again, and bring it in then.`)
      }
      const chief = await chiefOf(runner)
      const ask = async (command: Command): Promise<void> => {
        const reply = await runner.run(command, { kind: 'seat', seat: chief })
        if (!reply.ok) throw new CopyFailed('failed', reply.refusal.sentence)
      }
      for (const document of Object.keys(runner.state.documents)) await ask({ type: 'document:restore', document, toSequence: runner.journal.head().sequence })
      for (const { code } of runner.state.codes) if (taken.has(code)) await ask({ type: 'code:rotate', code })
      await this.#parts.house.addExercise(row)
      this.#broken = this.#broken.filter((each) => each.id !== row.id)
      return runner
    } catch (error) {
      for (const listener of this.#deletedListeners) listener(row.id)
      const running = this.#running.get(row.id)
      this.#running.delete(row.id)
      if (running !== undefined) await this.#stop(running)
      throw error
    }
  }

  async #stop({ runner, stopScheduler, backups }: Running): Promise<void> {
    stopScheduler()
    await backups?.close()
    await runner.close()
  }

  async #alone<T>(id: string, act: () => Promise<T>): Promise<T> {
    if (this.#moving.has(id)) throw new TakenIn(id)
    this.#moving.add(id)
    try {
      return await act()
    } finally {
      this.#moving.delete(id)
    }
  }

  /** Codes are told apart over the whole house: people type nothing else. */
  #freeCode(): string {
    for (;;) {
      const code = this.#parts.ids.code()
      if (this.findCode(code) === null) return code
    }
  }
}
