/**
 * A whole room of protocol clients on a real server, whose clock the room turns or which runs many times as fast: thirty
 * officers in five syndicates, an evaluator, an observer, a screen and the chief. They read, answer late or never, by seeded chance.
 */
import type { Command } from '#shared/exercise/commands.ts'
import type { InjectContent } from '#shared/exercise/inject.ts'
import type { Moment } from '#shared/exercise/moment.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Scenario } from '#shared/exercise/scenario.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { FastClock, TurnedClock, type PassingClock } from './passingClock.ts'
import type { LiveClient, Person } from './person.ts'
import { seededRandom, type SeededRandom } from './seededRandom.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from './startServer.ts'

export const botSyndicates = ['s1', 's2', 's3', 's4', 's5'] as const
const minuteMs = 60_000
/** Thirty people on one machine with their server: an answer may take long there. */
const patienceMs = 60_000

export interface Bot {
  readonly name: string
  readonly person: Person
  readonly live: LiveClient
  readonly role: 'chief' | 'member' | 'evaluator' | 'observer' | 'screen'
  readonly syndicate: string | null
  readonly hat: string | null
}

/** What somebody will do when the clock has come so far. */
interface Later { readonly atMs: number; readonly act: () => Promise<void> }

export class BotRoom {
  readonly server: TestServer
  readonly exercise: TestExercise
  readonly clock: PassingClock
  readonly bots: readonly Bot[]
  readonly dana: Bot
  readonly random: SeededRandom
  #later: Later[] = []
  #settledAt = -1
  readonly #heard = new Set<string>()

  private constructor(parts: { server: TestServer; exercise: TestExercise; clock: PassingClock; bots: readonly Bot[]; dana: Bot; random: SeededRandom }) {
    this.server = parts.server
    this.exercise = parts.exercise
    this.clock = parts.clock
    this.bots = parts.bots
    this.dana = parts.dana
    this.random = parts.random
  }

  /** `pace` null: the clock is turned, as fast as the machine can. */
  static async open(scenario: Scenario, { seed, pace, storage, openedWallMs }: { readonly seed: number; readonly pace: number | null; readonly storage?: Storage; readonly openedWallMs?: number }): Promise<BotRoom> {
    const clock = pace === null ? new TurnedClock(openedWallMs) : new FastClock(pace)
    const server = await startServer({ clock, scenarios: [scenario], ...(storage === undefined ? {} : { storage }) })
    const exercise = await openExercise(server, { scenario: scenario.id, syndicates: botSyndicates.length })
    const dana: Bot = { name: 'dana', person: exercise.chief, live: await exercise.chief.live(), role: 'chief', syndicate: null, hat: null }
    const bots: Bot[] = [dana]
    const sit = async (role: Exclude<Bot['role'], 'chief'>, name: string, syndicate: string | null, hat: string | null): Promise<void> => {
      const person = await exercise.join(role, name, { hat, ...(syndicate === null ? {} : { syndicate }) })
      bots.push({ name, person, live: await person.live(), role, syndicate, hat })
      // Codes are guarded against guessing by the minute: people do not come all in one instant.
      await clock.pass(1000)
    }
    for (const syndicate of botSyndicates) for (const { id } of scenario.hats) await sit('member', `${syndicate} ${id}`, syndicate, id)
    await sit('evaluator', 'eve', null, null)
    await sit('observer', 'omar', null, null)
    await sit('screen', 'projector', null, null)
    const room = new BotRoom({ server, exercise, clock, bots, dana, random: seededRandom(seed) })
    await room.ask(dana, { type: 'seat:assign', seat: room.bot('eve').person.seat, syndicates: ['s1'] })
    return room
  }

  get state(): ExerciseState {
    return this.exercise.state()
  }

  get participants(): readonly Bot[] {
    return this.bots.filter(({ role }) => role !== 'chief')
  }

  bot(name: string): Bot {
    const found = this.bots.find((each) => each.name === name)
    if (found === undefined) throw new Error(`no bot ${name}`)
    return found
  }

  members(syndicate: string): readonly Bot[] {
    return this.bots.filter((bot) => bot.syndicate === syndicate && bot.role === 'member')
  }

  /** What must be allowed. */
  async ask(bot: Bot, command: Command): Promise<void> {
    const reply = await bot.live.command(command, patienceMs)
    if (!reply.ok) throw new Error(`${bot.name} asked ${command.type}: ${reply.refusal.sentence}`)
  }

  afterMinutes(minutes: number, act: () => Promise<void>): void {
    this.#later.push({ atMs: this.clock.monotonicMs() + minutes * minuteMs, act })
  }

  /** Lets minutes pass; people act in between as their time comes. `minded` is called each minute, once all have heard what happened. */
  async pass(minutes: number, minded: () => Promise<void>): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await this.clock.pass(minuteMs)
      await this.settle()
      await minded()
      await this.actDue()
      await this.settle()
    }
  }

  /** People do what they had put off until now. */
  async actDue(): Promise<void> {
    const due = this.#later.filter(({ atMs }) => atMs <= this.clock.monotonicMs())
    this.#later = this.#later.filter((each) => !due.includes(each))
    for (const { act } of due) await act()
  }

  /** Everybody has heard everything there is to hear. Nothing to do where nothing happened. */
  async settle(): Promise<void> {
    const { journal } = this.exercise.runner
    while (this.#settledAt !== journal.head().sequence) {
      const head = journal.head().sequence
      // The last row may be a board that begins anew: of documents nobody is told here.
      await until(() => journal.written().sequence >= head && this.exercise.runner.published.state === this.exercise.runner.state, 'all that happened is told')
      await new Promise((resolve) => { setImmediate(resolve) })
      await Promise.all(this.bots.map(({ live }) => live.socket.timeout(patienceMs).emitWithAck('clock')))
      this.#settledAt = head
    }
  }

  /** Messages are opened by all who got them; one of each syndicate answers after some minutes, or never. */
  async readMail(): Promise<void> {
    for (const bot of this.bots) {
      if (bot.role !== 'member' || bot.syndicate === null) continue
      for (const { id, releases } of Object.values(bot.live.view?.injects ?? {})) {
        const copy = releases[bot.syndicate]
        const key = `${bot.name} ${id}`
        if (copy === undefined || copy.withdrawnAt !== null || this.#heard.has(key)) continue
        this.#heard.add(key)
        await this.ask(bot, { type: 'inject:open', inject: id })
        this.#answerLater(bot, id, copy.content)
      }
    }
  }

  async close(): Promise<void> {
    for (const { live } of this.bots) live.close()
    await this.server.close()
  }

  #answerLater(bot: Bot, inject: string, content: InjectContent): void {
    const { syndicate } = bot
    const key = `${String(syndicate)} answers ${inject}`
    if (content.answer.kind === 'read' || syndicate === null || this.#heard.has(key)) return
    this.#heard.add(key)
    if (this.random.chance(0.15)) return
    const choice = content.answer.kind === 'choice' ? this.random.pick(content.answer.choices) : null
    this.afterMinutes(1 + this.random.whole(14), async () => {
      const copy = this.state.injects[inject]?.releases[syndicate]
      if (copy === undefined || copy.withdrawnAt !== null || this.state.stage.stage === 'debrief') return
      await this.ask(bot, { type: 'inject:answer', inject, answer: { choice, reason: `${syndicate} says why`, at: [10, 10], units: ['INF4-A'], text: `${syndicate} answers`, riskAcceptedBy: 'Commander' } })
    })
  }
}

/** The last entry a client folded. */
export function heardUpTo(live: LiveClient): Moment {
  const [event, view] = [live.events.at(-1)?.moment, live.views.at(-1)?.moment]
  if (event === undefined && view === undefined) throw new Error('nothing was heard')
  return (event?.sequence ?? 0) > (view?.sequence ?? 0) ? (event ?? { sequence: 0, recordedAt: 0 }) : (view ?? { sequence: 0, recordedAt: 0 })
}
