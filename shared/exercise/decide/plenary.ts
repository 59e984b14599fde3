/** Who presents, and what the room is shown. */
import type { SeatId, SyndicateId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function giveFloor(state: ExerciseState, command: CommandOf<'floor:give'>): Decision {
  const syndicate = lookUp(state.syndicates, command.syndicate)
  if (syndicate === undefined) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (state.floor?.syndicate === command.syndicate) return no('already-done', `${syndicate.name} already has the floor.`)
  return happens({ type: 'FloorGiven', syndicate: command.syndicate, presenter: firstPresenter(state, command.syndicate) })
}

export function takeFloor(state: ExerciseState): Decision {
  return state.floor === null ? no('already-done', 'Nobody has the floor.') : happens({ type: 'FloorTaken' })
}

export function namePresenter(state: ExerciseState, command: CommandOf<'presenter:name'>): Decision {
  if (state.floor === null) return no('not-now', 'Nobody has the floor. Give it to a syndicate first.')
  const seat = admittedSeat(state, command.seat)
  if (seat === undefined || seat.role !== 'member') return no('unknown-thing', 'Only an admitted member can present.')
  if (seat.syndicate !== state.floor.syndicate) return no('not-allowed', 'The presenter must be of the syndicate that has the floor.')
  if (state.floor.presenter === seat.id) return no('already-done', `${seat.name} already presents.`)
  return happens({ type: 'PresenterNamed', seat: seat.id })
}

/** A trace: it decides nothing, the room follows it. */
export function showStage(state: ExerciseState, command: CommandOf<'stage:show'>): Decision {
  if (state.floor === null) return no('not-now', 'Nobody has the floor, so nothing is shown. Give the floor to a syndicate first.')
  return { ok: true, events: [], traces: [{ type: 'StageViewShown', view: command.view }], result: {} }
}

/** The lead; where there is none, who sits there longest; nobody in an empty syndicate. */
function firstPresenter(state: ExerciseState, syndicate: SyndicateId): SeatId | null {
  const lead = lookUp(state.syndicates, syndicate)?.lead ?? null
  if (lead !== null && admittedSeat(state, lead) !== undefined) return lead
  const present = Object.values(state.seats)
    .filter((seat) => seat.status === 'admitted' && seat.role === 'member' && seat.syndicate === syndicate)
    .sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1))
  return present[0]?.id ?? null
}
