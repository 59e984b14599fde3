/** Somebody needs real help. Calling is never refused to anybody who is let in. */
import type { ExerciseEvent } from '../events.ts'
import type { SeatId } from '../names.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { fallsSilent } from './exhibits.ts'

/** Calling again says more about the same call. */
export function callEmergency(state: ExerciseState, command: CommandOf<'emergency:call'>, seat: SeatId, context: DecideContext): Decision {
  const open = state.conduct.emergency.calls.find((call) => call.seat === seat)
  const place = command.place.trim()
  if (open !== undefined && (place === '' || place === open.place)) return happens()
  return happens({ type: 'EmergencyCalled', call: { id: open?.id ?? context.newId(), seat, place, calledAt: open?.calledAt ?? context.now } })
}

export function closeEmergency(state: ExerciseState, command: CommandOf<'emergency:close'>): Decision {
  const call = state.conduct.emergency.calls.find(({ id }) => id === command.call)
  return call === undefined ? no('already-done', 'This call is closed already.') : happens({ type: 'EmergencyClosed', call: call.id })
}

/** The exercise stands still behind it, and nothing plays. */
export function blackScreens(state: ExerciseState, context: DecideContext): Decision {
  if (state.conduct.emergency.blackSince !== null) return no('already-done', 'The screens are black already.')
  const pause: ExerciseEvent[] = state.clock.status === 'running' ? [{ type: 'ClockPaused', because: 'staff', atRecordedAt: context.now }] : []
  return happens({ type: 'ScreensBlacked' }, ...pause, ...fallsSilent(state, context.now))
}

/** The clock stays paused: going on is another decision. */
export function liftScreens(state: ExerciseState): Decision {
  return state.conduct.emergency.blackSince === null ? no('already-done', 'The screens are not black.') : happens({ type: 'ScreensLifted' })
}
