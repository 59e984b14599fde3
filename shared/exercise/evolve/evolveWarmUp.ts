/** What the events of the warm-up do. */
import { lookUp, withKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function tickTask(state: ExerciseState, event: EventOf<'WarmUpTicked'>): ExerciseState {
  const ticks = { ...lookUp(state.warmUp.ticks, event.seat), [event.task]: event.how }
  return { ...state, warmUp: { ...state.warmUp, ticks: withKey(state.warmUp.ticks, event.seat, ticks) } }
}
