/** Directing staff arrange seats; members change their hat. */
import type { ExerciseEvent } from '../events.ts'
import { freshCode } from '../openExercise.ts'
import type { HatId, SeatId, SyndicateId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { Seat } from '../seat.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const noSuchSeat = 'There is no such seat. It may have been removed: look at the list again.'
const noSuchSyndicate = 'There is no such syndicate in this exercise.'
const noSuchHat = 'There is no such hat in this exercise. Choose one from the list.'
const hatTaken = 'Somebody in this syndicate already wears this hat. Choose another one, or none.'

/** The admitted seat that wears this hat in this syndicate. Those who wait in the lobby keep nobody from a hat. */
export function wearer(state: ExerciseState, syndicate: SyndicateId | null, hat: HatId): Seat | null {
  return Object.values(state.seats).find((seat) => seat.status === 'admitted' && seat.role === 'member' && seat.syndicate === syndicate && seat.hat === hat) ?? null
}

/** A hat that was taken while somebody waited is not worn twice: who comes later comes without. */
export function admitSeats(state: ExerciseState, command: CommandOf<'seat:admit'>): Decision {
  const named = [...new Set(command.seats)].map((id) => lookUp(state.seats, id))
  if (named.some((seat) => seat === undefined)) return no('unknown-thing', noSuchSeat)
  const waiting = named.filter((seat) => seat !== undefined).filter((seat) => seat.status === 'waiting')
  if (waiting.length === 0) return no('already-done', 'None of these seats is waiting.')
  const worn = new Set<string>()
  const bare: ExerciseEvent[] = []
  for (const seat of waiting) {
    if (seat.hat === null) continue
    const key = `${seat.syndicate ?? ''}/${seat.hat}`
    if (worn.has(key) || wearer(state, seat.syndicate, seat.hat) !== null) bare.push({ type: 'HatTaken', seat: seat.id, hat: null })
    worn.add(key)
  }
  return happens(...bare, { type: 'SeatsAdmitted', seats: waiting.map((seat) => seat.id) })
}

export function moveSeat(state: ExerciseState, command: CommandOf<'seat:move'>): Decision {
  const seat = presentSeat(state, command.seat)
  if (seat === null) return no('unknown-thing', noSuchSeat)
  if (seat.role !== 'member' && seat.role !== 'screen') return no('not-allowed', 'Only members and screens belong to a syndicate. Evaluators are assigned instead.')
  if (command.syndicate !== null && lookUp(state.syndicates, command.syndicate) === undefined) return no('unknown-thing', noSuchSyndicate)
  if (seat.role === 'member' && command.syndicate === null) return no('not-allowed', 'A member always belongs to a syndicate. Choose one, or remove the seat.')
  if (seat.role === 'screen' && command.hat !== null) return no('not-allowed', 'A screen wears no hat.')
  const hat = hatRefusal(state, command.syndicate, command.hat, seat.id)
  if (hat !== null) return hat
  if (seat.syndicate === command.syndicate && seat.hat === command.hat) return no('already-done', 'This seat already is where you want it.')
  return happens({ type: 'SeatMoved', seat: seat.id, syndicate: command.syndicate, hat: command.hat })
}

export function removeSeat(state: ExerciseState, command: CommandOf<'seat:remove'>, by: SeatId): Decision {
  const seat = presentSeat(state, command.seat)
  if (seat === null) return no('unknown-thing', noSuchSeat)
  if (seat.id === by) return no('not-allowed', 'You cannot remove your own seat. Ask another of the directing staff.')
  if (seat.role === 'chief' && admittedSeat(state, by)?.role !== 'chief') return no('not-allowed', 'Only a chief may remove a chief.')
  return happens({ type: 'SeatRemoved', seat: seat.id })
}

export function assignSeat(state: ExerciseState, command: CommandOf<'seat:assign'>): Decision {
  const seat = presentSeat(state, command.seat)
  if (seat === null) return no('unknown-thing', noSuchSeat)
  if (seat.role !== 'evaluator') return no('not-allowed', 'Only evaluators are assigned to syndicates. Members are moved instead.')
  if (command.syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', noSuchSyndicate)
  return happens({ type: 'SeatAssigned', seat: seat.id, syndicates: [...new Set(command.syndicates)] })
}

export function changeHat(state: ExerciseState, command: CommandOf<'seat:hat'>, by: SeatId): Decision {
  const seat = admittedSeat(state, by)
  if (seat === undefined) return no('not-admitted', 'You are not admitted to this exercise.')
  if (seat.hat === command.hat) return no('already-done', 'You already wear this hat.')
  return hatRefusal(state, seat.syndicate, command.hat, seat.id) ?? happens({ type: 'HatTaken', seat: seat.id, hat: command.hat })
}

export function nameLead(state: ExerciseState, command: CommandOf<'lead:name'>): Decision {
  const syndicate = lookUp(state.syndicates, command.syndicate)
  if (syndicate === undefined) return no('unknown-thing', noSuchSyndicate)
  if (syndicate.lead === command.seat) return no('already-done', 'This is already so.')
  if (command.seat !== null) {
    const seat = admittedSeat(state, command.seat)
    if (seat === undefined || seat.role !== 'member') return no('unknown-thing', 'Only an admitted member can be lead.')
    if (seat.syndicate !== command.syndicate) return no('not-allowed', 'The lead must be of this syndicate. Move the seat first.')
  }
  return happens({ type: 'LeadNamed', syndicate: command.syndicate, seat: command.seat })
}

export function rotateCode(state: ExerciseState, command: CommandOf<'code:rotate'>, context: DecideContext): Decision {
  const old = state.codes.find((each) => each.code === command.code)
  if (old === undefined) return no('unknown-thing', 'This code is not in use any more. Look at the list again.')
  const code = freshCode(() => context.newCode(), (each) => state.codes.some((used) => used.code === each))
  return happens({ type: 'CodeRotated', old: old.code, code: { ...old, code } })
}

function hatRefusal(state: ExerciseState, syndicate: SyndicateId | null, hat: HatId | null, seat: SeatId): Decision | null {
  if (hat === null) return null
  if (!state.hats.some((each) => each.id === hat)) return no('unknown-thing', noSuchHat)
  const worn = wearer(state, syndicate, hat)
  return worn !== null && worn.id !== seat ? no('hat-taken', hatTaken) : null
}

/** Admitted or waiting; null for strangers and those removed. */
function presentSeat(state: ExerciseState, id: SeatId): Seat | null {
  const seat = lookUp(state.seats, id)
  return seat === undefined || seat.status === 'removed' ? null : seat
}
