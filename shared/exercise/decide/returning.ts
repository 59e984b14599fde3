/** Somebody who sits here already comes from another laptop: staff have looked, and the place goes over to the new seat. */
import type { ExerciseEvent } from '../events.ts'
import { admittedSeat } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

/** The new seat gets syndicate, hat, offices and assignments of the old one; the old one's work stays under its own name. */
export function returnToSeat(state: ExerciseState, command: CommandOf<'seat:return'>): Decision {
  const comes = lookUp(state.seats, command.seat)
  if (comes?.status !== 'waiting') return no('unknown-thing', 'Nobody waits in the lobby under this seat any more. Look at the list again.')
  const sat = admittedSeat(state, command.was)
  if (sat === undefined) return no('unknown-thing', 'That seat is not in the exercise any more. Admit the person from the lobby instead.')
  if (sat.role !== comes.role || sat.role === 'screen') return no('not-allowed', 'Both seats must be of the same kind. Admit the person from the lobby instead.')
  const events: ExerciseEvent[] = [{ type: 'SeatRemoved', seat: sat.id, because: 'opened elsewhere' }]
  if (comes.syndicate !== sat.syndicate) events.push({ type: 'SeatMoved', seat: comes.id, syndicate: sat.syndicate, hat: sat.hat })
  else if (comes.hat !== sat.hat) events.push({ type: 'HatTaken', seat: comes.id, hat: sat.hat })
  if (sat.assigned.length > 0) events.push({ type: 'SeatAssigned', seat: comes.id, syndicates: sat.assigned })
  events.push({ type: 'SeatsAdmitted', seats: [comes.id] })
  if (sat.syndicate !== null && lookUp(state.syndicates, sat.syndicate)?.lead === sat.id) events.push({ type: 'LeadNamed', syndicate: sat.syndicate, seat: comes.id })
  if (state.floor?.presenter === sat.id) events.push({ type: 'PresenterNamed', seat: comes.id })
  return happens(...events)
}
