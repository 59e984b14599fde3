/** What the events of running the day do: requests, summonses, the emergency, the stage in staff hands, observations. */
import type { ActionTick, ConductState, InformationRequest, Rating, Summons } from '../conduct.ts'
import type { RecordedAt } from '../moment.ts'
import { lookUp, withKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

function withConduct(state: ExerciseState, change: Partial<ConductState>): ExerciseState {
  return { ...state, conduct: { ...state.conduct, ...change } }
}

/** Asked, answered or noted: it stands once, in the order of asking, whenever a seat learns of it. */
export function setRequest(state: ExerciseState, { request }: EventOf<'RequestSet'>): ExerciseState {
  const others = state.conduct.requests.filter(({ id }) => id !== request.id)
  return withConduct(state, { requests: [...others, request].sort(byAsking) })
}

function byAsking(one: InformationRequest, other: InformationRequest): number {
  return one.askedAt - other.askedAt || (one.id < other.id ? -1 : 1)
}

export function callSummons(state: ExerciseState, { summons }: EventOf<'SummonsCalled'>): ExerciseState {
  return withConduct(state, { summonses: [...state.conduct.summonses, summons] })
}

export function endSummons(state: ExerciseState, event: EventOf<'SummonsEnded'>): ExerciseState {
  return withConduct(state, { summonses: state.conduct.summonses.filter(({ id }) => id !== event.summons) })
}

export function answerSummons(state: ExerciseState, event: EventOf<'SummonsAnswered'>): ExerciseState {
  const answered = (each: Summons): Summons => ({ ...each, replies: withKey(each.replies, event.seat, event.reply) })
  return withConduct(state, { summonses: state.conduct.summonses.map((each) => (each.id === event.summons ? answered(each) : each)) })
}

export function takeControl(state: ExerciseState, { seat }: EventOf<'ControlTaken'>): ExerciseState {
  const { floor } = state
  if (floor === null) return state
  return { ...state, floor: { ...floor, presenter: seat, control: { by: seat, presenter: floor.control === undefined ? floor.presenter : floor.control.presenter } } }
}

/** Back to whoever presented, if they are still there. */
export function releaseControl(state: ExerciseState): ExerciseState {
  const { floor } = state
  if (floor?.control === undefined) return state
  const { control, ...rest } = floor
  const before = control.presenter === null ? undefined : lookUp(state.seats, control.presenter)
  const presenter = before?.status === 'admitted' && before.syndicate === floor.syndicate ? before.id : null
  return { ...state, floor: { ...rest, presenter } }
}

export function callEmergency(state: ExerciseState, { call }: EventOf<'EmergencyCalled'>): ExerciseState {
  const { emergency } = state.conduct
  return withConduct(state, { emergency: { ...emergency, calls: [...emergency.calls.filter(({ id }) => id !== call.id), call] } })
}

export function closeEmergency(state: ExerciseState, event: EventOf<'EmergencyClosed'>): ExerciseState {
  const { emergency } = state.conduct
  return withConduct(state, { emergency: { ...emergency, calls: emergency.calls.filter(({ id }) => id !== event.call) } })
}

/** Null = the screens are lifted. */
export function setBlack(state: ExerciseState, blackSince: RecordedAt | null): ExerciseState {
  return withConduct(state, { emergency: { ...state.conduct.emergency, blackSince } })
}

export function writeObservation(state: ExerciseState, { observation }: EventOf<'ObservationWritten'>): ExerciseState {
  return withConduct(state, { observations: [...state.conduct.observations, observation] })
}

export function tickAction(state: ExerciseState, { tick, done }: EventOf<'ActionTicked'>): ExerciseState {
  const same = (each: ActionTick): boolean => each.by === tick.by && each.inject === tick.inject && each.syndicate === tick.syndicate && each.action === tick.action
  const others = state.conduct.ticks.filter((each) => !same(each))
  return withConduct(state, { ticks: done ? [...others, tick] : others })
}

/** The last word of each counts. */
export function giveRating(state: ExerciseState, { rating }: EventOf<'RatingGiven'>): ExerciseState {
  const same = (each: Rating): boolean => each.by === rating.by && each.syndicate === rating.syndicate && each.criterion === rating.criterion
  return withConduct(state, { ratings: [...state.conduct.ratings.filter((each) => !same(each)), rating] })
}

export function changeAgenda(state: ExerciseState, { stages }: EventOf<'AgendaChanged'>): ExerciseState {
  const minutesOf = new Map(stages.map(({ id, minutes }) => [id, minutes]))
  return { ...state, agenda: state.agenda.map((item) => ({ ...item, minutes: minutesOf.get(item.id) ?? item.minutes })) }
}
