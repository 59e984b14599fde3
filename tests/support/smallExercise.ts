/**
 * A small exercise driven by commands, without server, clock or disk: what the tests of the exercise core arrange with.
 * dana directs, amina and ada sit in s1 (ada wears the protection hat), bao in s2, eve evaluates s1, omar observes, wall is s1's screen.
 */
import type { Command, HouseCommand } from '#shared/exercise/commands.ts'
import { decide } from '#shared/exercise/decide.ts'
import type { Actor, Decided, Decision } from '#shared/exercise/decide.ts'
import { evolve } from '#shared/exercise/evolve.ts'
import type { ExerciseEvent, Happened } from '#shared/exercise/events.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import type { SeatId } from '#shared/exercise/names.ts'
import { joinCodes, openingEvent } from '#shared/exercise/openExercise.ts'
import type { JoinCode } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { smallMsel, smallScenario } from '../fixtures/smallScenario.ts'

export interface Step { readonly before: ExerciseState; readonly happened: Happened; readonly after: ExerciseState }

export class SmallExercise {
  state: ExerciseState
  now = 0
  sequence = 1
  msel: Msel = smallMsel
  readonly steps: Step[] = []
  #ids = 0
  #codes = 0

  constructor(options: { readonly lobby?: boolean } = {}) {
    const codes = joinCodes(3, () => this.#newCode())
    const opened = openingEvent(smallScenario, {
      id: 'exercise', title: 'Course 7', syndicates: 3, codes, lobby: options.lobby ?? false, openedWallAt: '2026-03-02T07:30:00.000Z',
      roster: [{ name: 'Amina Diallo', nation: 'ROSTER-NATION', syndicate: 's1' }],
    })
    this.state = evolve(null, { moment: { recordedAt: 0, sequence: 1 }, author: 'server', event: opened })
    this.server({ type: 'shelf:lay', cards: smallScenario.shelf ?? [] })
  }

  #newCode(): string {
    this.#codes += 1
    return String(77_000_000 + this.#codes)
  }

  /** Decides and, when it is allowed, lets it happen. */
  try(actor: Actor, command: Command | HouseCommand): Decision {
    const decision = decide(this.state, command, actor, {
      now: this.now, sequence: this.sequence, msel: this.msel,
      newId: () => `id-${(this.#ids += 1)}`, newCode: () => this.#newCode(),
    })
    if (decision.ok) for (const event of decision.events) this.happen(event, actor.kind === 'seat' ? actor.seat : 'server')
    return decision
  }

  happen(event: ExerciseEvent, author: SeatId | 'server'): void {
    const happened: Happened = { moment: { recordedAt: this.now, sequence: (this.sequence += 1) }, author, event }
    const before = this.state
    this.state = evolve(before, happened)
    this.steps.push({ before, happened, after: this.state })
  }

  /** What must be allowed. */
  ask(seat: SeatId, command: Command): Decided {
    return allowed(this.try({ kind: 'seat', seat }, command))
  }

  server(command: HouseCommand): Decided {
    return allowed(this.try({ kind: 'server' }, command))
  }

  /** The code of a refusal; 'ok' when there is none. */
  refused(seat: SeatId, command: Command): string {
    const decision = this.try({ kind: 'seat', seat }, command)
    return decision.ok ? 'ok' : decision.refusal.code
  }

  code(role: JoinCode['role'], syndicate: string | null = null): string {
    const found = this.state.codes.find((each) => each.role === role && each.syndicate === syndicate)
    if (found === undefined) throw new Error(`No code for ${role} ${syndicate ?? ''}.`)
    return found.code
  }

  join(name: string, role: JoinCode['role'], syndicate: string | null = null, hat: string | null = null): SeatId {
    return seatOf(this.try({ kind: 'door' }, { type: 'seat:take', code: this.code(role, syndicate), name, hat }))
  }

  chief(name: string): SeatId {
    return seatOf(this.try({ kind: 'door' }, { type: 'chief:seat', name }))
  }

  later(ms: number): this {
    this.now += ms
    return this
  }

  minutes(minutes: number): this {
    return this.later(minutes * 60_000)
  }

  begin(id: string): this {
    const index = this.state.agenda.findIndex((item) => item.id === id)
    this.happen({ type: 'StageBegun', index }, 'server')
    return this
  }
}

/** Everybody of the cast has a seat; nothing has begun. */
export function smallCast(options: { readonly lobby?: boolean } = {}) {
  const exercise = new SmallExercise(options)
  const dana = exercise.chief('Dana')
  const amina = exercise.join('Amina', 'member', 's1', 'operations')
  const ada = exercise.join('Ada', 'member', 's1', 'protection')
  const bao = exercise.join('Bao', 'member', 's2')
  const eve = exercise.join('Eve', 'evaluator')
  const omar = exercise.join('Omar', 'observer')
  const wall = exercise.join('Wall', 'screen', 's1')
  const projector = exercise.join('', 'screen')
  if (options.lobby !== true) exercise.ask(dana, { type: 'seat:assign', seat: eve, syndicates: ['s1'] })
  return { exercise, dana, amina, ada, bao, eve, omar, wall, projector }
}

function allowed(decision: Decision): Decided {
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal.code} ${decision.refusal.sentence}`)
  return decision
}

function seatOf(decision: Decision): SeatId {
  const seat = allowed(decision).result.seat
  if (seat === undefined) throw new Error('No seat was given.')
  return seat
}
