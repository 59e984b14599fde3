/** What the events of seats, leads and codes do. */
import type { RecordedAt } from '../moment.ts'
import type { SeatId } from '../names.ts'
import { lookUp, withKey, withoutKey } from '../records.ts'
import type { Seat } from '../seat.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function takeSeat(state: ExerciseState, event: EventOf<'SeatTaken'>): ExerciseState {
  return { ...state, seats: withKey(state.seats, event.seat.id, event.seat) }
}

export function admitSeats(state: ExerciseState, event: EventOf<'SeatsAdmitted'>, at: RecordedAt): ExerciseState {
  const admitted = event.seats.flatMap((id): [SeatId, Seat][] => {
    const seat = lookUp(state.seats, id)
    return seat?.status === 'waiting' ? [[id, { ...seat, status: 'admitted', since: at }]] : []
  })
  return { ...state, seats: { ...state.seats, ...Object.fromEntries(admitted) } }
}

/** Who leaves a syndicate is no longer its lead nor its presenter. */
export function moveSeat(state: ExerciseState, event: EventOf<'SeatMoved'>): ExerciseState {
  const moved = changeSeat(state, event.seat, { syndicate: event.syndicate, hat: event.hat })
  return leaveOffices(moved, event.seat, event.syndicate)
}

export function assignSeat(state: ExerciseState, event: EventOf<'SeatAssigned'>): ExerciseState {
  return changeSeat(state, event.seat, { assigned: event.syndicates })
}

/** Who was never admitted is forgotten; the others are kept by name, since their work stays. */
export function removeSeat(state: ExerciseState, event: EventOf<'SeatRemoved'>, at: RecordedAt): ExerciseState {
  const seat = lookUp(state.seats, event.seat)
  if (seat === undefined) return state
  if (seat.status === 'waiting') return { ...state, seats: withoutKey(state.seats, event.seat) }
  return leaveOffices(changeSeat(state, event.seat, { status: 'removed', since: at }), event.seat, null)
}

export function takeHat(state: ExerciseState, event: EventOf<'HatTaken'>): ExerciseState {
  return changeSeat(state, event.seat, { hat: event.hat })
}

export function nameLead(state: ExerciseState, event: EventOf<'LeadNamed'>): ExerciseState {
  const syndicate = lookUp(state.syndicates, event.syndicate)
  if (syndicate === undefined) return state
  return { ...state, syndicates: withKey(state.syndicates, event.syndicate, { ...syndicate, lead: event.seat }) }
}

export function rotateCode(state: ExerciseState, event: EventOf<'CodeRotated'>): ExerciseState {
  return { ...state, codes: state.codes.map((each) => (each.code === event.old ? event.code : each)) }
}

function changeSeat(state: ExerciseState, id: SeatId, change: Partial<Seat>): ExerciseState {
  const seat = lookUp(state.seats, id)
  return seat === undefined ? state : { ...state, seats: withKey(state.seats, id, { ...seat, ...change }) }
}

function leaveOffices(state: ExerciseState, id: SeatId, stays: string | null): ExerciseState {
  const syndicates = Object.fromEntries(Object.entries(state.syndicates).map(([key, syndicate]) =>
    [key, syndicate.lead === id && key !== stays ? { ...syndicate, lead: null } : syndicate]))
  const floor = state.floor !== null && state.floor.presenter === id && state.floor.syndicate !== stays ? { ...state.floor, presenter: null } : state.floor
  return { ...state, syndicates, floor }
}
