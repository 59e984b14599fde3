/** A planning value has another figure; what the scenario said is kept beside it, until it is that again. */
import { figureAt, withFigure } from '../../reality/factorWay.ts'
import type { ExerciseEvent } from '../events.ts'
import { keepEntries, lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'

export function setPlanning(state: ExerciseState, { factor, value }: Extract<ExerciseEvent, { type: 'PlanningSet' }>): ExerciseState {
  const before = state.planning === null ? null : figureAt(state.planning, factor)
  if (state.planning === null || before === null) return state
  const was = lookUp(state.planningWas, factor) ?? before
  const others = keepEntries(state.planningWas, (_figure, name) => name !== factor)
  return { ...state, planning: withFigure(state.planning, factor, value), planningWas: value === was ? others : { ...others, [factor]: was } }
}
