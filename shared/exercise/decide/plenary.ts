/** Who presents, and what the room is shown. */
import type { ExerciseEvent } from '../events.ts'
import type { SeatId, SyndicateId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function giveFloor(state: ExerciseState, command: CommandOf<'floor:give'>): Decision {
  const syndicate = lookUp(state.syndicates, command.syndicate)
  if (syndicate === undefined) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  if (state.floor?.syndicate === command.syndicate) return no('already-done', `${syndicate.name} already has the floor.`)
  const left: readonly ExerciseEvent[] = state.plenary.replay === null ? [] : [{ type: 'ReplayLeft' }]
  return happens(...left, { type: 'FloorGiven', syndicate: command.syndicate, presenter: firstPresenter(state, command.syndicate) })
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
export function showStage(state: ExerciseState, command: CommandOf<'stage:show'>, seat: SeatId): Decision {
  const { replay } = state.plenary
  if (replay !== null && replay.by !== seat) return no('not-now', 'Somebody else leads the replay the room looks at.')
  if (state.floor === null && replay === null) return no('not-now', 'Nobody has the floor, so nothing is shown. Give the floor to a syndicate first.')
  return { ok: true, events: [], traces: [{ type: 'StageViewShown', view: command.view }], result: {} }
}

/** One thing at a time: who has the floor keeps it until it is taken back. Names a moment, and nothing of what was there. */
export function leadReplay(state: ExerciseState, command: CommandOf<'replay:lead'>, seat: SeatId, context: DecideContext): Decision {
  if (state.floor !== null) return no('not-now', 'A syndicate has the floor. Take it back before you lead a replay.')
  const { look, pace, names } = command
  if (look.kind === 'syndicate' && lookUp(state.syndicates, look.syndicate) === undefined) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  return happens({ type: 'ReplayLed', replay: { by: seat, at: Math.min(command.recordedAt, context.now), pace, look, names } })
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
