/**
 * A small exercise on a real server, lived by seeded chance: staff direct, members draw, vote, ask and present. Three seats
 * watch and write nothing; after each act one of them is asked what it holds.
 */
import * as Y from 'yjs'
import type { Command } from '#shared/exercise/commands.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import { mayCommand, mayWrite } from '#shared/exercise/permissions.ts'
import { editMap, editProse, writeCard, type Desk } from '../fuzz/edits.ts'
import { Editor } from './editor.ts'
import type { LiveClient, Person } from './person.ts'
import { randomCommand, randomReceipt } from './randomCommands.ts'
import { TurnedClock } from './passingClock.ts'
import { seededRandom, type SeededRandom } from './seededRandom.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from './startServer.ts'
import { WatchingSeat } from './watchingSeat.ts'

export interface HeldMoment { readonly seat: WatchingSeat; readonly moment: Moment; readonly hashes: readonly string[] }

interface Acting { readonly person: Person; readonly live: LiveClient }

/** Seats that watch are not sent away, and the day does not end: what may be known goes on being told. */
const spared: ReadonlySet<Command['type']> = new Set(['seat:remove', 'seat:return', 'code:rotate'])
/** People come only from time to time: each is one more socket to hear. */
const mostLate = 3

export class MomentsRoom {
  readonly server: TestServer
  readonly watching: WatchingSeat[]
  readonly moments: HeldMoment[] = []
  readonly #exercise: TestExercise
  readonly #clock: TurnedClock
  readonly #random: SeededRandom
  readonly #acting: readonly Acting[]
  readonly #hands = new Map<string, { readonly editor: Editor; readonly undo: Y.UndoManager }>()
  /** The last row of each document and epoch. */
  readonly #rows = new Map<string, number>()
  readonly #done = new Map<string, number>()
  #readUpTo = 0
  #words = 0

  private constructor(parts: { server: TestServer; exercise: TestExercise; clock: TurnedClock; random: SeededRandom; acting: readonly Acting[]; watching: WatchingSeat[] }) {
    this.server = parts.server
    this.watching = parts.watching
    this.#exercise = parts.exercise
    this.#clock = parts.clock
    this.#random = parts.random
    this.#acting = parts.acting
  }

  static async open(seed: number): Promise<MomentsRoom> {
    const clock = new TurnedClock()
    const random = seededRandom(seed)
    const keeping = seededRandom(seed + 1)
    const server = await startServer({ clock })
    const exercise = await openExercise(server)
    const acting: Acting[] = [{ person: exercise.chief, live: await exercise.chief.live() }]
    for (const [name, syndicate] of [['ada', 's1'], ['abel', 's1'], ['bao', 's2'], ['bela', 's2'], ['carl', 's3']] as const) {
      const person = await exercise.join('member', name, { syndicate, hat: name === 'ada' ? 'protection' : null })
      acting.push({ person, live: await person.live() })
    }
    const watch = (name: string, person: Person): WatchingSeat => new WatchingSeat(name, person, () => keeping.chance(0.6))
    const watching = [
      watch('omar', await exercise.join('observer', 'omar')), watch('amina', await exercise.join('member', 'amina', { syndicate: 's1' })),
      watch('projector', await exercise.join('screen', 'projector')),
    ]
    const room = new MomentsRoom({ server, exercise, clock, random, acting, watching })
    await room.#settle()
    return room
  }

  /** One act of somebody, and once all was told, what one watching seat holds. */
  async act(): Promise<void> {
    const random = this.#random
    this.#clock.turn(300 + random.whole(20_000))
    const before = this.watching.length
    const chance = random.next()
    if (chance < 0.3) await this.#command(randomCommand(this.#now, random))
    else if (chance < 0.4) await this.#command(randomReceipt(this.#now, random))
    else if (chance < 0.6) await this.#present()
    else if (chance < 0.98 || this.watching.length >= 3 + mostLate) await this.#write()
    else await this.#come()
    await this.#settle()
    const newcomer = this.watching.length > before ? this.watching.at(-1) : undefined
    const seat = newcomer ?? random.pick(this.watching)
    this.moments.push({ seat, moment: this.#exercise.runner.journal.head(), hashes: seat.hashes() })
  }

  /** What was done, counted. */
  told(): string {
    return [...this.#done].sort(([, one], [, other]) => other - one).map(([what, count]) => `${what} ${count}`).join(', ')
  }

  async close(): Promise<void> {
    for (const { editor } of this.#hands.values()) editor.close()
    for (const { live } of this.#acting) live.close()
    for (const seat of this.watching) seat.close()
    await this.server.close()
  }

  get #now(): Parameters<typeof randomCommand>[0] {
    return { state: this.#exercise.state(), sequence: this.#exercise.runner.journal.head().sequence }
  }

  /** By somebody who may, where anybody does. */
  async #command(command: Command): Promise<void> {
    if (spared.has(command.type) || (command.type === 'stage:begin' && this.#exercise.state().agenda[command.index]?.stage === 'ended')) return
    const may = this.#acting.filter(({ person }) => mayCommand(this.#exercise.state(), { kind: 'seat', seat: person.seat }, command) === null)
    if (may.length === 0) return
    const reply = await this.#random.pick(may).live.command(command)
    if (reply.ok) this.#count(command.type)
  }

  /** The plenary goes on: somebody has the floor and shows something. */
  async #present(): Promise<void> {
    const random = this.#random
    const { floor, stage, agenda } = this.#exercise.state()
    const begin = (wanted: typeof stage.stage): Promise<void> => this.#command({ type: 'stage:begin', index: agenda.findIndex((each) => each.stage === wanted) })
    if (stage.stage !== 'plenary') return random.chance(0.1) ? begin('plenary') : this.#write()
    if (random.chance(0.08)) return begin('planning')
    if (floor === null || random.chance(0.15)) return this.#command({ type: 'floor:give', syndicate: random.pick(['s1', 's2', 's3']) })
    if (floor.control === undefined && this.#acting.every(({ person }) => person.seat !== floor.presenter)) {
      const own = this.#acting.filter(({ person }) => this.#exercise.state().seats[person.seat]?.syndicate === floor.syndicate)
      // Everybody of this table may have been moved to others.
      return this.#command(own.length === 0 ? { type: 'floor:take' } : { type: 'presenter:name', seat: random.pick(own).person.seat })
    }
    const [south, west] = [-6.2 + random.next() / 2, -9.5 + random.next() / 2]
    await this.#command({ type: 'stage:show', view: { bounds: [south, west, south + 0.2, west + 0.3], section: random.pick([null, 'risk']), hiddenLayers: random.pick([[], ['routes']]), highlight: [] } })
  }

  async #write(): Promise<void> {
    const random = this.#random
    const state = this.#exercise.state()
    const places = this.#acting.flatMap(({ person }) => Object.keys(state.documents).filter((name) => name !== 'control' && mayWrite(state, person.seat, name)).map((name) => ({ person, name })))
    if (places.length === 0) return
    // Discussions are open to all at any time: chosen seat by seat, little else would be written.
    const kind = random.pick([...new Set(places.map(({ name }) => kindOf(name)))])
    const { person, name } = random.pick(places.filter((each) => kindOf(each.name) === kind))
    const { editor, undo } = await this.#hand(person, `${name}@${state.documents[name]?.epoch ?? 0}`)
    const desk: Desk = { doc: editor.doc, origin: this, undo, random, kinds: ['marker', 'line', 'area', 'circle', 'note'], word: () => `word${(this.#words += 1)}` }
    if (name.endsWith('/discussion')) writeCard(desk)
    else if (name.endsWith('/board') && random.chance(0.4)) editProse(desk)
    else if (!name.endsWith('/protected')) editMap(desk)
    this.#count(`writes in ${kind}`)
    await editor.heardAll()
  }

  async #hand(person: Person, wireName: string): Promise<{ readonly editor: Editor; readonly undo: Y.UndoManager }> {
    const key = `${person.seat} ${wireName}`
    const present = this.#hands.get(key)
    if (present?.editor.closed.length === 0) return present
    present?.editor.close()
    const editor = new Editor(person, wireName)
    const made = { editor, undo: new Y.UndoManager(editor.doc.getMap('annotations'), { trackedOrigins: new Set<unknown>([this]) }) }
    this.#hands.set(key, made)
    await until(() => editor.isSynced, `${wireName} is there`)
    return made
  }

  /** Somebody comes late to watch, whatever goes on. */
  async #come(): Promise<void> {
    const name = `late ${this.watching.length - 2}`
    const role = this.#random.pick(['observer', 'screen'] as const)
    this.watching.push(new WatchingSeat(name, await this.#exercise.join(role, name), () => false))
    this.#count('comes late')
    const waiting = Object.values(this.#exercise.state().seats).filter(({ status }) => status === 'waiting').map(({ id }) => id)
    if (waiting.length > 0) await this.#command({ type: 'seat:admit', seats: waiting })
  }

  /** Everybody has heard everything there is to hear. */
  async #settle(): Promise<void> {
    const { runner } = this.#exercise
    let settledAt = -1
    while (settledAt !== runner.journal.head().sequence) {
      settledAt = runner.journal.head().sequence
      await until(() => runner.journal.written().sequence >= settledAt && runner.published.state === runner.state, 'all that happened is told')
      await new Promise((resolve) => { setImmediate(resolve) })
      await Promise.all(this.watching.map(({ live }) => live.socket.timeout(10_000).emitWithAck('clock')))
      await this.#readRows()
      const missing = (): string[] => this.watching.flatMap((seat) => seat.missing(this.#rows) ?? [])
      await until(() => { this.#clock.turn(1); return missing().length === 0 }, 'all documents are told').catch((error: unknown) => { throw new Error(missing().join(), { cause: error }) })
    }
  }

  async #readRows(): Promise<void> {
    for (const { sequence, document } of await this.#exercise.runner.journal.read(this.#readUpTo, 10_000)) {
      this.#readUpTo = sequence
      if (document !== null) this.#rows.set(`${document.name}@${document.epoch}`, sequence)
    }
  }

  #count(what: string): void {
    this.#done.set(what, (this.#done.get(what) ?? 0) + 1)
  }
}

function kindOf(name: string): string {
  return name.replace(/^.*\//, '')
}
