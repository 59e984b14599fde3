/** What the events of the floor do. */
import type { RecordedAt } from '../moment.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function giveFloor(state: ExerciseState, event: EventOf<'FloorGiven'>, at: RecordedAt): ExerciseState {
  return { ...state, floor: { syndicate: event.syndicate, presenter: event.presenter, givenAt: at } }
}

export function namePresenter(state: ExerciseState, event: EventOf<'PresenterNamed'>): ExerciseState {
  if (state.floor === null || lookUp(state.seats, event.seat)?.syndicate !== state.floor.syndicate) return state
  return { ...state, floor: { ...state.floor, presenter: event.seat } }
}
