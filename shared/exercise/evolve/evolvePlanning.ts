/** A planning value is another; what the scenario said is kept beside it, until it is that again. */
import { valueAt, withValue } from '../../reality/factorWay.ts'
import type { ExerciseEvent } from '../events.ts'
import { keepEntries, lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'

export function setPlanning(state: ExerciseState, { factor, value }: Extract<ExerciseEvent, { type: 'PlanningSet' }>): ExerciseState {
  const before = state.planning === null ? undefined : valueAt(state.planning, factor)
  if (state.planning === null || before === undefined) return state
  const kept = lookUp(state.planningWas, factor)
  // null is a value, too
  const was = kept === undefined ? before : kept
  const others = keepEntries(state.planningWas, (_figure, name) => name !== factor)
  return { ...state, planning: withValue(state.planning, factor, value), planningWas: value === was ? others : { ...others, [factor]: was } }
}
