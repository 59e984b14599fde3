/** Who asks for something of an exercise: a browser that holds an admitted seat of it. Says nothing about what it may. */
import type { Request } from 'express'
import type { SeatId } from '#shared/exercise/names.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import type { ExerciseRunner } from '../exercises/exerciseRunner.ts'
import { Refused } from './answers.ts'
import { runnerOf } from './house.ts'
import type { Sessions } from './sessions.ts'

export interface SeatHere {
  readonly runner: ExerciseRunner
  readonly seat: SeatId
}

/** Throws a refusal for everybody else: strangers, tickets of other programs, the lobby, those removed. */
export async function seatHere(parts: { readonly registry: ExerciseRegistry; readonly sessions: Sessions }, request: Request, exercise: string): Promise<SeatHere> {
  const person = await parts.sessions.whoIs(request, exercise)
  if (person === null || person.ticketFor !== null) throw new Refused('not-signed-in', 'This browser does not hold this seat. Join again with your code.')
  const runner = runnerOf(parts.registry, exercise)
  if (runner.state.seats[person.seat]?.status !== 'admitted') throw new Refused('not-admitted', 'You are not admitted to this exercise.')
  return { runner, seat: person.seat }
}
