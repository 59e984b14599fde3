/** A room with everybody the page of rights knows, on a real server, and the situations of a day in which they are asked. */
import type { Command } from '#shared/exercise/commands.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Scenario } from '#shared/exercise/scenario.ts'
import type { CreateExercise } from '#shared/protocol/http.ts'
import type { Clock } from '../../../server/time/clock.ts'
import { Person } from '../../support/person.ts'
import { openExercise, startServer, until, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'
import { asked, type When, type Who } from './page.ts'

const who = (kind: Who['kind'], syndicate: string | null = null, more: Partial<Who> = {}): Who => ({ kind, syndicate, assigned: [], wearsProtectedHat: false, ...more })

/** Everybody: what the page says of them hangs on these few facts. Alpha (s1) has a lead, Bravo (s2) none. */
export const people = {
  chief: who('CH'),
  deputy: who('DS'),
  lead: who('LE', 's1'),
  member: who('ME', 's1'),
  protection: who('ME', 's1', { wearsProtectedHat: true }),
  otherMember: who('ME', 's2'),
  otherProtection: who('ME', 's2', { wearsProtectedHat: true }),
  evaluator: who('EV', null, { assigned: ['s1'] }),
  otherEvaluator: who('EV', null, { assigned: ['s3'] }),
  observer: who('OB'),
  projector: who('SC'),
  wall: who('SC', 's1'),
  otherWall: who('SC', 's2'),
  waiting: who('–', 's1'),
  removed: who('–', 's1'),
  stranger: who('–'),
} as const satisfies Readonly<Record<string, Who>>
export type Name = keyof typeof people
export const names = Object.keys(people).filter((name): name is Name => name in people)

export interface Situation extends When { readonly name: string; readonly index: number }

const plain: When = { stage: 'warm-up', clockRuns: false, frozen: false, opened: false, floor: null, presenter: null, released: [], withheld: [], replayLedBy: null }
const situation = (name: string, index: number, more: Partial<When>): Situation => ({ ...plain, name, index, ...more })
const running = { clockRuns: true }

/** In an order in which a day can go through them; indices are those of the small scenario's agenda. */
export const situations: readonly Situation[] = [
  situation('before the first stage', -1, {}),
  situation('warm-up', 0, { stage: 'warm-up' }),
  situation('briefing', 1, { stage: 'briefing' }),
  situation('planning', 2, { stage: 'planning', ...running }),
  situation('planning, paused', 2, { stage: 'planning' }),
  situation('planning, boards frozen', 2, { stage: 'planning', ...running, frozen: true }),
  situation('planning, Alpha released', 2, { stage: 'planning', ...running, released: [asked] }),
  situation('break, Alpha withheld', 3, { stage: 'break', withheld: [asked] }),
  situation('plenary, nobody has the floor', 5, { stage: 'plenary', ...running, withheld: [asked] }),
  situation('plenary, the lead of Alpha presents', 5, { stage: 'plenary', ...running, floor: 's1', presenter: people.lead, withheld: [asked] }),
  situation('plenary, a member of Alpha presents', 5, { stage: 'plenary', ...running, floor: 's1', presenter: people.member, withheld: [asked] }),
  situation('plenary, paused, Bravo presents', 5, { stage: 'plenary', floor: 's2', presenter: people.otherMember, withheld: [asked] }),
  situation('plenary, boards opened', 5, { stage: 'plenary', ...running, opened: true, withheld: [asked] }),
  situation('plenary, opened and frozen', 5, { stage: 'plenary', ...running, opened: true, frozen: true, withheld: [asked] }),
  situation('debrief, Alpha withheld', 6, { stage: 'debrief', opened: true, withheld: [asked] }),
  situation('ended, Alpha withheld', 7, { stage: 'ended', withheld: [asked] }),
  situation('ended, Alpha released', 7, { stage: 'ended', released: [asked] }),
  situation('debrief, a replay is led', 6, { stage: 'debrief', replayLedBy: people.deputy, released: [asked] }),
]

export class RightsRoom {
  readonly server: TestServer
  readonly exercise: TestExercise
  readonly persons: Readonly<Record<Name, Person>>

  private constructor(server: TestServer, exercise: TestExercise, persons: Readonly<Record<Name, Person>>) {
    this.server = server
    this.exercise = exercise
    this.persons = persons
  }

  static async open(clock?: Clock, scenario?: Scenario, roster: CreateExercise['roster'] = []): Promise<RightsRoom> {
    const server = await startServer({ ...(clock === undefined ? {} : { clock }), ...(scenario === undefined ? {} : { scenarios: [scenario] }) })
    const exercise = await openExercise(server, { roster, ...(scenario === undefined ? {} : { scenario: scenario.id }) })
    const { chief } = exercise
    const syndicate = 's1'
    const persons: Record<Name, Person> = {
      chief,
      deputy: await exercise.join('deputy', 'deputy'),
      lead: await exercise.join('member', 'lead', { syndicate, hat: 'operations' }),
      member: await exercise.join('member', 'member', { syndicate }),
      protection: await exercise.join('member', 'protection', { syndicate, hat: 'protection' }),
      otherMember: await exercise.join('member', 'otherMember', { syndicate: 's2' }),
      otherProtection: await exercise.join('member', 'otherProtection', { syndicate: 's2', hat: 'protection' }),
      evaluator: await exercise.join('evaluator', 'evaluator'),
      otherEvaluator: await exercise.join('evaluator', 'otherEvaluator'),
      observer: await exercise.join('observer', 'observer'),
      projector: await exercise.join('screen', 'projector'),
      wall: await exercise.join('screen', 'wall', { syndicate }),
      otherWall: await exercise.join('screen', 'otherWall', { syndicate: 's2' }),
      removed: await exercise.join('member', 'removed', { syndicate }),
      waiting: chief,
      // Holds no cookie at all, and names the chief's seat.
      stranger: new Person(server.browser(), exercise.id, chief.seat),
    }
    const room = new RightsRoom(server, exercise, persons)
    await room.ask({ type: 'lobby:set', open: true })
    persons.waiting = await exercise.join('member', 'waiting', { syndicate })
    await room.ask({ type: 'lobby:set', open: false })
    await room.ask({ type: 'seat:remove', seat: persons.removed.seat })
    await room.ask({ type: 'seat:assign', seat: persons.evaluator.seat, syndicates: ['s1'] })
    await room.ask({ type: 'seat:assign', seat: persons.otherEvaluator.seat, syndicates: ['s3'] })
    await room.ask({ type: 'lead:name', syndicate: 's1', seat: persons.lead.seat })
    await room.ask({ type: 'msel:automatic', on: false })
    return room
  }

  get state(): ExerciseState {
    return this.exercise.state()
  }

  /** What directing staff ask to arrange something; throws when it is refused. */
  async ask(command: Command, by: 'chief' | 'deputy' = 'chief'): Promise<void> {
    valueOf(await this.exercise.runner.run(command, { kind: 'seat', seat: this.persons[by].seat }))
  }

  /** Asks for what differs from the situation wanted, and for nothing else. */
  async arrange(wanted: Situation): Promise<void> {
    if (this.state.conduct.emergency.blackSince !== null) await this.ask({ type: 'screens:lift' })
    if (this.state.plenary.exhibit !== null) await this.ask({ type: 'exhibit:take' })
    const isLed = (): boolean => this.state.plenary.replay !== null
    if (isLed() && this.state.plenary.replay?.by !== this.seatOf(wanted.replayLedBy)) await this.ask({ type: 'replay:leave' })
    if (this.state.stage.index !== wanted.index) await this.ask({ type: 'stage:begin', index: wanted.index })
    if (this.state.boards.frozen !== wanted.frozen) await this.ask({ type: wanted.frozen ? 'boards:freeze' : 'boards:thaw' })
    if (this.state.boards.openInPlenary !== wanted.opened) await this.ask({ type: 'boards:openInPlenary', open: wanted.opened })
    if (this.state.syndicates['s1']?.lead !== this.persons.lead.seat) await this.ask({ type: 'lead:name', syndicate: 's1', seat: this.persons.lead.seat })
    await this.#arrangeFloor(wanted)
    await this.#arrangeRelease(wanted)
    if (wanted.replayLedBy !== null && !isLed()) await this.ask({ type: 'replay:lead', recordedAt: 0, pace: 1, look: { kind: 'situation' }, names: false }, 'deputy')
    const runs = this.state.clock.status === 'running'
    if (runs !== wanted.clockRuns) await this.ask({ type: runs ? 'clock:pause' : 'clock:resume' })
    const { runner } = this.exercise
    await until(() => runner.published.state === runner.state, 'everybody is told')
  }

  seatOf(wanted: Who | null): string | undefined {
    return names.flatMap((name) => (people[name] === wanted ? [this.persons[name].seat] : []))[0]
  }

  async #arrangeFloor({ floor, presenter }: Situation): Promise<void> {
    if (this.state.floor !== null && this.state.floor.syndicate !== floor) await this.ask({ type: 'floor:take' })
    if (floor === null) return
    if (this.state.floor === null) await this.ask({ type: 'floor:give', syndicate: floor })
    if (this.state.floor?.control !== undefined) await this.ask({ type: 'control:release' })
    const seat = this.seatOf(presenter)
    if (seat !== undefined && this.state.floor?.presenter !== seat) await this.ask({ type: 'presenter:name', seat })
  }

  async #arrangeRelease({ released, withheld }: Situation): Promise<void> {
    for (const syndicate of released) if (this.state.boards.released[syndicate] === undefined) await this.ask({ type: 'board:release', syndicate, history: 'result' })
    for (const syndicate of withheld) if (this.state.boards.withheld[syndicate] === undefined) await this.ask({ type: 'board:withhold', syndicate })
  }

  async close(): Promise<void> {
    await this.server.close()
  }
}
