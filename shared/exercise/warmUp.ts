/**
 * The warm-up: four small tasks that are also a test of the laptop, each ticked by what really happened. What is drawn
 * meanwhile leaves the boards when the warm-up is over. Pure data and its two questions; what ticks is the client's to see.
 */
import type { SeatId, SyndicateId } from './names.ts'
import { admittedSeat } from './permissions.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'

/** In the order they are asked: a marker on a named place, a message acknowledged, a line of the plan, a paper opened. */
export const warmUpTasks = ['marker', 'message', 'plan', 'paper'] as const
export type WarmUpTask = (typeof warmUpTasks)[number]

export type Ticked = 'done' | 'skipped'
export type TicksOfSeat = Readonly<Partial<Record<WarmUpTask, Ticked>>>

export interface WarmUpState {
  /** Another stage has begun since the warm-up, or instead of it: nothing is wiped any more. */
  readonly isOver: boolean
  /** By seat. A member's view holds its own alone. */
  readonly ticks: Readonly<Record<SeatId, TicksOfSeat>>
}

export const warmUpAtOpening: WarmUpState = { isOver: false, ticks: {} }

/** The warm-up was begun and is going on. */
export function isWarmingUp(state: Pick<ExerciseState, 'stage'>): boolean {
  return state.stage.index >= 0 && state.stage.stage === 'warm-up'
}

/** Boards that begin anew when this stage begins: those drawn on while warming up. */
export function boardsToWipe(state: ExerciseState): SyndicateId[] {
  return isWarmingUp(state) && !state.warmUp.isOver ? Object.keys(state.syndicates) : []
}

/** Whether the server holds anything this seat wrote on its board. */
export function hasWritten(state: ExerciseState, seat: SeatId): boolean {
  const syndicate = admittedSeat(state, seat)?.syndicate ?? null
  const board = syndicate === null ? undefined : lookUp(state.documents, `syndicate/${syndicate}/board`)
  return board !== undefined && Object.values(board.authors).includes(seat)
}
