/**
 * The server of a run, whole below its doors: registry, runner, documents and the control channel, on a storage that
 * outlives it. It is closed in order, or killed in the middle of whatever it does.
 */
import { viewFor } from '#shared/exercise/seatView.ts'
import { mayRead } from '#shared/exercise/permissions.ts'
import { lookUp } from '#shared/exercise/records.ts'
import { parseWireName } from '#shared/board/documentName.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { DocumentSocket } from '../../server/documents/documentSocket.ts'
import { ExerciseRegistry } from '../../server/exercises/registry.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { ExerciseRunner } from '../../server/exercises/exerciseRunner.ts'
import type { LiveSocket } from '../../server/gateway/live.ts'
import { LiveExercise } from '../../server/gateway/liveExercise.ts'
import { describeFault, type Log } from '../../server/log.ts'
import type { Clock, Ids } from '../../server/time/clock.ts'
import { smallScenario } from '../fixtures/smallScenario.ts'
import { FakeClock } from '../support/fakeClock.ts'
import type { SeededRandom } from '../support/seededRandom.ts'
import { SimulatedDisk } from '../support/simulatedDisk.ts'
import type { DocumentAddress, DocumentHouse } from './documentLine.ts'
import type { LiveHouse } from './liveLine.ts'
import { Line, Wire } from './wire.ts'

interface Running { readonly registry: ExerciseRegistry; readonly live: LiveExercise; readonly runner: ExerciseRunner; readonly life: Life }
/** One life of the server: what it started ends with it. */
interface Life { isOver: boolean }

export class SimulatedHouse implements DocumentHouse, LiveHouse {
  readonly clock = new FakeClock()
  readonly wire = new Wire()
  disk = new SimulatedDisk()
  /** What the server logged as its own fault. */
  readonly faults: string[] = []
  /** Warnings, as the log has them. */
  readonly warnings: string[] = []
  /** Codes of refused commands. */
  readonly refusals: string[] = []
  /** Why the server ended document lines, by code. */
  readonly closes: { readonly address: DocumentAddress; readonly code: number }[] = []
  /** Words in rows that were written and not flushed when the power went: their authors were never told that they are saved. */
  readonly lostToPower = new Set<string>()
  /** From a power cut until all have met again: screens may show what was seen before it and is only being brought again. */
  isMeetingAgain = false
  /** People whose laptop has no network. */
  readonly away = new Set<string>()
  onPosition: (address: DocumentAddress) => void = () => undefined
  readonly #random: SeededRandom
  readonly #ids: Ids
  #running: Running | null = null
  exercise = ''

  constructor(random: SeededRandom) {
    this.#random = random
    const letters = (length: number): string => Array.from({ length }, () => random.whole(36).toString(36)).join('')
    this.#ids = { next: () => letters(22), secret: () => letters(43), code: () => String(random.whole(100_000_000)).padStart(8, '0') }
  }

  get isUp(): boolean {
    return this.#running !== null
  }

  get runner(): ExerciseRunner {
    if (this.#running === null) throw new Error('the server is down')
    return this.#running.runner
  }

  get state(): ExerciseState {
    return this.runner.state
  }

  /** The first start: makes the exercise. */
  async create(): Promise<void> {
    const { registry, life } = await this.#registry()
    const runner = await registry.create(smallScenario, { scenario: smallScenario.id, title: 'Fuzz', syndicates: 2, name: 'dana', roster: [], lobby: false })
    this.exercise = runner.id
    this.#running = { registry, runner, life, live: new LiveExercise(runner, mortal(this.clock, life), this.#log(life)) }
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const { registry, life } = await this.#registry()
    await registry.openAll()
    const runner = registry.get(this.exercise)
    if (runner === null) throw new Error(`the exercise did not open again: ${registry.broken.map(({ why }) => why).join()} ${this.faults.join('\n')}`)
    this.#running = { registry, runner, life, live: new LiveExercise(runner, mortal(this.clock, life), this.#log(life)) }
  }

  /** As app.ts closes: control lines cut, document lines told, then exercises and journals. */
  async stop(): Promise<void> {
    const running = this.#running
    if (running === null) return
    this.disk.release()
    this.#running = null
    running.live.close()
    this.#cutAll()
    await running.registry.close()
    running.life.isOver = true
  }

  /** kill -9: nothing is said, nothing is finished. */
  kill(): void {
    const running = this.#running
    if (running === null) return
    this.#running = null
    running.life.isOver = true
    this.#cutAll()
    this.disk.forget()
  }

  /** The power goes: the process, and what the disk had not flushed. Gives the sequence up to which rows are left. */
  cutPower(): number {
    for (const { document, bytes } of this.disk.unflushed) {
      if (document !== null) for (const word of wordsIn(bytes)) this.lostToPower.add(word)
    }
    this.disk = this.disk.afterPowerCut()
    this.isMeetingAgain = true
    this.kill()
    return this.disk.flushedUpTo
  }

  isReachable(seat: string): boolean {
    return this.#running !== null && !this.away.has(seat)
  }

  chance(): number {
    return this.#random.next()
  }

  joinDocument(socket: DocumentSocket, address: DocumentAddress): void {
    this.runner.documents.join(socket, { seat: address.seat, stoodAt: address.stoodAt }, address.wireName, { sandtable: true })
  }

  joinLive(socket: LiveSocket, seat: string): void {
    this.#running?.live.join(socket, seat)
  }

  standsAtPosition(address: DocumentAddress): void {
    this.onPosition(address)
  }

  closed(address: DocumentAddress, code: number): void {
    this.closes.push({ address, code })
  }

  /** Cuts what a person's laptop has open; some of what is under way still arrives. */
  cut(lines: readonly Line[]): void {
    for (const line of lines) line.cut(this.#random.whole(4), this.#random.whole(4))
  }

  /** GET of a document's first state, as gateway/exerciseFiles.ts answers it. Null = refused. */
  fetchFirstState(path: string): Promise<Uint8Array | null> {
    const { pathname, searchParams } = new URL(path, 'http://house')
    const seat = searchParams.get('seat') ?? ''
    const wire = parseWireName(decodeURIComponent(pathname.split('/documents/')[1] ?? ''))
    return new Promise((resolve, reject) => {
      const line: Line = this.wire.add(new Line(seat, { clientLost: () => reject(new Error('the line broke')), serverLost: () => undefined }))
      line.toServer.send(() => {
        if (!this.isReachable(seat)) return line.cut(0, 0)
        this.#firstState(wire, seat).then(
          (state) => line.toClient.send(() => { resolve(state); line.cut(0, 0) }),
          () => line.cut(0, 0),
        )
      })
    })
  }

  viewOf(seat: string): ExerciseState {
    return viewFor(this.state, seat)
  }

  async #firstState(wire: { readonly name: string; readonly epoch: number } | null, seat: string): Promise<Uint8Array | null> {
    const { runner } = this
    const mayHave = (): boolean => wire !== null && lookUp(runner.state.documents, wire.name)?.epoch === wire.epoch && mayRead(runner.state, seat, wire.name)
    if (wire === null || !mayHave()) return null
    const first = await runner.documents.firstState(wire.name, seat)
    return first !== null && mayHave() ? first.state.slice() : null
  }

  async #registry(): Promise<{ registry: ExerciseRegistry; life: Life }> {
    const life: Life = { isOver: false }
    const storage = this.disk.storage()
    const house = await storage.house()
    const registry = new ExerciseRegistry({
      storage, house, copies: null, writesPerSecond: limits.writesPerSecond, clock: mortal(this.clock, life), ids: this.#ids, log: this.#log(life),
      scenario: (id) => (id === smallScenario.id ? smallScenario : null),
      exhibitsOf: () => [], onFatal: (error) => { if (!life.isOver) this.faults.push(`fatal: ${describeFault(error)}`) },
    })
    return { registry, life }
  }

  #cutAll(): void {
    for (const line of this.wire.lines()) line.cut(0, this.#random.whole(8))
  }

  #log(life: Life): Log {
    return {
      info: () => undefined,
      warn: (what, facts) => { if (!life.isOver) this.warnings.push(`${what} ${JSON.stringify(facts)}`) },
      error: (what, error, facts) => { if (!life.isOver) this.faults.push(`${what}: ${describeFault(error)} ${JSON.stringify(facts)}`) },
    }
  }
}

/** Every word of the run that stands in an update. */
export function wordsIn(update: Uint8Array): string[] {
  return Array.from(Buffer.from(update).toString('latin1').matchAll(/w\d+;/g), ([word]) => word)
}

/** Codes by which the server may end the line of somebody honest: a right that went, an epoch that passed. */
export const lawfulCloses: ReadonlySet<number> = new Set([closeCodes.notAllowed, closeCodes.wrongEpoch, 1006, 1001])

/** The run's clock for one life of the server: its timers end with it. */
function mortal(clock: FakeClock, life: Life): Clock {
  return {
    monotonicMs: () => clock.monotonicMs(),
    wallMs: () => clock.wallMs(),
    after: (ms, act) => clock.after(ms, () => { if (!life.isOver) act() }),
    every: (ms, act) => {
      const stop = clock.every(ms, () => { if (life.isOver) stop(); else act() })
      return stop
    },
  }
}
