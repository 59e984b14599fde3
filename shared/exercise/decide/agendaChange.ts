/** Changing how long the day's stages take: this one by a few minutes, or the coming ones together with what is dropped. */
import type { ExerciseEvent } from '../events.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const longest = 600

/** By so many minutes: two of the staff who press at once both count. */
export function extendStage(state: ExerciseState, command: CommandOf<'stage:extend'>): Decision {
  if (state.stage.index < 0) return no('not-now', 'No stage has begun yet. Begin the first stage of the agenda.')
  const minutes = Math.min(longest, Math.max(1, state.stage.minutes + command.by))
  return minutes === state.stage.minutes ? no('not-now', 'A stage lasts from one minute to ten hours.') : happens({ type: 'StageMinutesSet', minutes })
}

/** Lengths of coming stages and injects that are dropped, in one step. */
export function changeAgenda(state: ExerciseState, command: CommandOf<'agenda:change'>, context: DecideContext): Decision {
  const stages = command.stages.map(({ id, minutes }) => ({ id, minutes, index: state.agenda.findIndex((item) => item.id === id) }))
  if (stages.some(({ index }) => index < 0)) return no('unknown-thing', 'The agenda has no such stage.')
  if (stages.some(({ index }) => index <= state.stage.index)) return no('too-late', 'That stage has begun already. Its length is changed by its own buttons.')
  const unknown = command.skip.find((serial) => lookUp(context.msel.items, serial) === undefined)
  if (unknown !== undefined) return no('unknown-thing', `There is no inject ${unknown} in the list.`)
  const skipped = [...new Set(command.skip)].filter((serial) => lookUp(state.planned, serial) === undefined).map((serial): ExerciseEvent => ({ type: 'InjectSkipped', serial }))
  const changed = stages.filter(({ index, minutes }) => state.agenda[index]?.minutes !== minutes).map(({ id, minutes }) => ({ id, minutes }))
  return happens(...skipped, ...(changed.length === 0 ? [] : [{ type: 'AgendaChanged' as const, stages: changed }]))
}
