/**
 * The exercises of this house: opened at the start, created, found by id or by join code. Each is owned by this process
 * alone, under its lease.
 */
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import type { JoinCode } from '#shared/exercise/seat.ts'
import { syndicateIds, type Scenario } from '#shared/exercise/scenario.ts'
import type { CreateExercise } from '#shared/protocol/http.ts'
import type { Log } from '../log.ts'
import { layOut, type ReadExhibit } from '../scenarioExhibits.ts'
import type { ExerciseRow, HouseStore, Storage } from '../storage/storage.ts'
import type { Clock, Ids } from '../time/clock.ts'
import { ExerciseRunner, type Opening } from './exerciseRunner.ts'
import { startScheduler } from './mselScheduler.ts'

export interface RegistryParts {
  readonly storage: Storage
  readonly house: HouseStore
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  scenario(id: string): Scenario | null
  /** What a scenario brings along for the shelf. */
  exhibitsOf(scenario: string): readonly ReadExhibit[]
  onFatal(error: Error): void
}

/** An exercise that could not be opened, and why: the others run on. */
export interface BrokenExercise { readonly id: string; readonly title: string; readonly why: string }

interface Running { readonly runner: ExerciseRunner; readonly stopScheduler: () => void; readonly row: ExerciseRow }

export class ExerciseRegistry {
  readonly #parts: RegistryParts
  readonly #running = new Map<string, Running>()
  readonly #openedListeners = new Set<(runner: ExerciseRunner) => void>()
  #broken: BrokenExercise[] = []

  constructor(parts: RegistryParts) {
    this.#parts = parts
  }

  /** Opens every exercise of the house. One that cannot be read is listed in `broken` and left as it is. */
  async openAll(): Promise<void> {
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

  async close(): Promise<void> {
    for (const { stopScheduler } of this.#running.values()) stopScheduler()
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
    const { storage, clock, ids, log } = this.#parts
    const { store, fence } = await storage.openExercise(row.id)
    const runner = await ExerciseRunner.open({
      store, fence, clock, log, opening,
      ids: { next: () => ids.next(), secret: () => ids.secret(), code: () => this.#freeCode() },
      seedFor: (state) => ({ planSections: [...state.planSections], msel: [...(this.#parts.scenario(state.scenarioId)?.msel ?? [])] }),
      zoneFor: (state) => this.#parts.scenario(state.scenarioId)?.zone ?? null,
      onFatal: (error) => this.#parts.onFatal(error),
    })
    this.#running.set(row.id, { runner, row, stopScheduler: startScheduler(runner, clock, log) })
    for (const listener of this.#openedListeners) listener(runner)
    return runner
  }

  /** Codes are told apart over the whole house: people type nothing else. */
  #freeCode(): string {
    for (;;) {
      const code = this.#parts.ids.code()
      if (this.findCode(code) === null) return code
    }
  }
}
