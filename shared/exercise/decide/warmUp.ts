/** Ticking a task of the warm-up. What is written must have reached the server: that is what the task is for. */
import type { SeatId } from '../names.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import { hasWritten, isWarmingUp } from '../warmUp.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function tickTask(state: ExerciseState, command: CommandOf<'warmUp:tick'>, seat: SeatId): Decision {
  if (!isWarmingUp(state)) return no('not-now', 'The warm-up has not begun. The directing staff begin it.')
  const before = lookUp(state.warmUp.ticks, seat)?.[command.task]
  // what was skipped may still be done
  if (before === command.how || before === 'done') return happens()
  const writes = command.task === 'marker' || command.task === 'plan'
  if (command.how === 'done' && writes && !hasWritten(state, seat)) return no('not-now', 'Nothing you wrote has reached the server yet. Wait until the corner says "Saved", then try again.')
  return happens({ type: 'WarmUpTicked', seat, task: command.task, how: command.how })
}
