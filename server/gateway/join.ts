/** Joining by code, and what this browser knows of its seats. Guessing codes is slowed down; a known seat never is. */
import { Router, type Request } from 'express'
import type { JoinCode } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { JoinOffer, SeatInfo } from '#shared/protocol/http.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import { answer, answerValue, Refused, valueOf } from './answers.ts'
import { lookParser, readBody, takeSeatParser } from './bodies.ts'
import type { GuessBudget } from './guessBudget.ts'
import { takenSeat } from './house.ts'
import type { Sessions } from './sessions.ts'

export interface JoinParts {
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  readonly budget: GuessBudget
}

export function joinRoutes({ registry, sessions, budget }: JoinParts): Router {
  const routes = Router()

  const opened = (request: Request, code: string): { runner: ExerciseRunner; code: JoinCode } => {
    const address = request.socket.remoteAddress ?? ''
    const wait = budget.waitMs(address)
    if (wait > 0) {
      throw new Refused('too-many-tries', `Too many wrong codes from this laptop. Please wait ${Math.ceil(wait / 1000)} seconds and try again.`)
    }
    const found = /^\d{8}$/.test(code) ? registry.findCode(code) : null
    if (found !== null) return found
    budget.wrong(address)
    throw new Refused('wrong-code', 'No exercise has this code. Please check the eight digits and try again.')
  }

  routes.post('/api/join/look', (request, response) => {
    const found = opened(request, readBody(lookParser, request).code)
    answerValue(response, offerOf(found.runner.state, found.code))
  })

  routes.post('/api/join/take', async (request, response) => {
    const wish = readBody(takeSeatParser, request)
    const { runner, code } = opened(request, wish.code)
    const { seat } = valueOf(await runner.run({ type: 'seat:take', code: code.code, name: wish.name, hat: wish.hat }, { kind: 'door' }))
    if (seat === undefined) throw new Error('a seat was taken without an id')
    response.append('Set-Cookie', await sessions.openSeat(runner.id, seat))
    answerValue(response, takenSeat(runner, seat))
  })

  routes.get('/api/seat/:seat', async (request, response) => {
    const row = await sessions.seatSession(request, request.params.seat)
    const runner = row === null || row.exercise === null ? null : registry.get(row.exercise)
    const seat = runner?.state.seats[request.params.seat]
    if (runner === null || seat === undefined) {
      answer(response, { ok: false, refusal: { code: 'not-signed-in', sentence: 'This browser does not hold this seat. Join again with your code.' } })
      return
    }
    const info: SeatInfo = { exercise: runner.id, seat: seat.id, role: seat.role, status: seat.status }
    answerValue(response, info)
  })

  routes.post('/api/seat/:seat/leave', async (request, response) => {
    const cleared = await sessions.leaveSeat(request, request.params.seat)
    if (cleared !== null) response.append('Set-Cookie', cleared)
    answerValue(response, null)
  })

  return routes
}

/** What a code opens, for people who hold nothing but the code. */
function offerOf(state: ExerciseState, code: JoinCode): JoinOffer {
  const here = Object.values(state.seats).filter((seat) => seat.status !== 'removed')
  const taken = new Set(here.map((seat) => seat.name))
  const syndicate = code.syndicate === null ? undefined : state.syndicates[code.syndicate]
  const isMember = code.role === 'member'
  return {
    exercise: state.id,
    title: state.title,
    role: code.role,
    syndicate: syndicate === undefined ? null : { number: syndicate.number, name: syndicate.name },
    names: isMember
      ? state.roster.filter((line) => (line.syndicate === null || line.syndicate === code.syndicate) && !taken.has(line.name)).map((line) => line.name)
      : [],
    here: isMember ? here.filter((seat) => seat.role === 'member' && seat.status === 'admitted' && seat.syndicate === code.syndicate).map((seat) => seat.name) : [],
    hats: isMember
      ? state.hats.map((hat) => ({
          id: hat.id, name: hat.name, looksAt: hat.looksAt,
          takenBy: here.find((seat) => seat.syndicate === code.syndicate && seat.hat === hat.id)?.name ?? null,
        }))
      : [],
    lobby: state.lobby,
  }
}
