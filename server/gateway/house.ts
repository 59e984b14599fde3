/** The routes of the instructor's own machine: what is here, entering by the one-time link, opening exercises, extra seats. */
import { Router, type Request } from 'express'
import type { SeatId } from '#shared/exercise/names.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import type { ExerciseSummary, HouseInfo, SeatTaken } from '#shared/protocol/http.ts'
import { chiefOf } from '../exercises/chiefOf.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import type { Scenarios } from '../scenarios.ts'
import { answerValue, Refused, valueOf } from './answers.ts'
import { addSeatParser, createExerciseParser, enterHouseParser, readBody } from './bodies.ts'
import type { GuessBudget } from './guessBudget.ts'
import type { HouseToken } from './houseToken.ts'
import { isFromThisMachine, type Sessions } from './sessions.ts'

export interface HouseParts {
  readonly registry: ExerciseRegistry
  readonly scenarios: Scenarios
  readonly sessions: Sessions
  readonly token: HouseToken
  readonly budget: GuessBudget
  readonly version: string
  /** '192.168.1.20:8080', best first. */
  addresses(): string[]
}

export function houseRoutes(parts: HouseParts): Router {
  const { registry, scenarios, sessions, token, budget } = parts
  const routes = Router()

  routes.get('/api/house', async (request, response) => {
    const mayCreate = await sessions.isHouse(request)
    const info: HouseInfo = {
      mayCreate,
      version: parts.version,
      scenarios: mayCreate ? scenarios.ready.map((each) => ({ id: each.id, title: each.title, zone: each.zone.name, syndicates: each.defaultSyndicates, syndicateNames: each.syndicateNames })) : [],
      refused: mayCreate ? scenarios.refused : [],
      broken: mayCreate ? await Promise.all(registry.broken.map(async ({ id, title, why }) => ({ id, title, why, backups: (await registry.copies?.backups(id) ?? []).map(({ wallMs }) => wallMs) }))) : [],
      mayCopy: registry.copies !== null,
      exercises: mayCreate ? registry.all().map(summaryOf) : [],
      addresses: parts.addresses(),
    }
    answerValue(response, info)
  })

  routes.post('/api/house/enter', async (request, response) => {
    const { token: given } = readBody(enterHouseParser, request)
    if (await sessions.isHouse(request)) return answerValue(response, null)
    const address = request.socket.remoteAddress ?? ''
    if (!isFromThisMachine(request)) throw new Refused('not-here', 'The instructor link works on the instructor\'s own machine only.')
    if (budget.waitMs(address) > 0) throw new Refused('too-many-tries', 'Too many wrong links. Please wait a minute.')
    if (!token.use(given)) {
      budget.wrong(address)
      throw new Refused('wrong-code', 'This instructor link was used already or is older than ten minutes. Start the server again for a new one.')
    }
    response.append('Set-Cookie', await sessions.openHouse())
    answerValue(response, null)
  })

  routes.post('/api/exercises', async (request, response) => {
    await mustBeHouse(sessions, request)
    const wish = readBody(createExerciseParser, request)
    const scenario = scenarios.ready.find((each) => each.id === wish.scenario)
    if (scenario === undefined) throw new Refused('unknown-thing', 'There is no such scenario on this machine.')
    const runner = await registry.create(scenario, wish)
    const seat = await chiefOf(runner, wish.name)
    response.append('Set-Cookie', await sessions.openSeat(runner.id, seat))
    answerValue(response, takenSeat(runner, seat))
  })

  routes.post('/api/exercises/:exercise/chief', async (request, response) => {
    await mustBeHouse(sessions, request)
    const runner = runnerOf(registry, request.params.exercise)
    const seat = await chiefOf(runner)
    response.append('Set-Cookie', await sessions.openSeat(runner.id, seat))
    answerValue(response, takenSeat(runner, seat))
  })

  routes.post('/api/exercises/:exercise/seats', async (request, response) => {
    const { role } = readBody(addSeatParser, request)
    const runner = runnerOf(registry, request.params.exercise)
    const staff = await staffSeatOf(request, runner, sessions)
    if (staff === null) throw new Refused('not-allowed', 'Only directing staff may open another seat in this browser.')
    const code = runner.state.codes.find((each) => each.role === role && each.syndicate === null)
    if (code === undefined) throw new Refused('unknown-thing', 'This exercise has no code for such a seat.')
    const name = freeName(runner, role === 'screen' ? 'Projector' : 'Observer')
    const { seat } = valueOf(await runner.run({ type: 'seat:take', code: code.code, name, hat: null }, { kind: 'door' }))
    if (seat === undefined) throw new Error('a seat was taken without an id')
    if (runner.state.seats[seat]?.status === 'waiting') valueOf(await runner.run({ type: 'seat:admit', seats: [seat] }, { kind: 'seat', seat: staff }))
    response.append('Set-Cookie', await sessions.openSeat(runner.id, seat))
    answerValue(response, takenSeat(runner, seat))
  })

  return routes
}

/** Throws a refusal for every other machine. */
export async function mustBeHouse(sessions: Sessions, request: Request): Promise<void> {
  if (!(await sessions.isHouse(request))) {
    throw new Refused('not-here', 'Only the instructor\'s own machine may do this. Open the instructor link printed at the start.')
  }
}

/** Which directing staff stands behind a request: the house acts for the chief, a browser for the staff seat it holds. */
export async function staffSeatOf(request: Request, runner: ExerciseRunner, sessions: Sessions): Promise<SeatId | null> {
  const staff = Object.values(runner.state.seats).filter((seat) => isDirectingStaff(seat) && seat.status === 'admitted')
  if (await sessions.isHouse(request)) return staff.find((seat) => seat.role === 'chief')?.id ?? null
  for (const seat of staff) {
    const row = await sessions.seatSession(request, seat.id)
    if (row !== null && row.exercise === runner.id) return seat.id
  }
  return null
}

export function runnerOf(registry: ExerciseRegistry, id: string | undefined): ExerciseRunner {
  const runner = id === undefined ? null : registry.get(id)
  if (runner === null) throw new Refused('unknown-thing', 'There is no such exercise here.')
  return runner
}

export function takenSeat(runner: ExerciseRunner, seat: SeatId): SeatTaken {
  return { exercise: runner.id, seat, address: `/seat/${seat}` }
}

function freeName(runner: ExerciseRunner, base: string): string {
  const taken = new Set(Object.values(runner.state.seats).filter((seat) => seat.status !== 'removed').map((seat) => seat.name))
  if (!taken.has(base)) return base
  for (let number = 2; ; number += 1) if (!taken.has(`${base} ${number}`)) return `${base} ${number}`
}

function summaryOf(runner: ExerciseRunner): ExerciseSummary {
  const { id, title, openedWallAt, stage, seats } = runner.state
  return { id, title, openedWallAt, stage: stage.stage, people: Object.values(seats).filter((seat) => seat.status === 'admitted').length }
}
