/** What the events of the floor do. */
import type { Vote } from '../plenary.ts'
import type { RecordedAt } from '../moment.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function giveFloor(state: ExerciseState, event: EventOf<'FloorGiven'>, at: RecordedAt): ExerciseState {
  return { ...state, floor: { syndicate: event.syndicate, presenter: event.presenter, givenAt: at } }
}

export function openVote(state: ExerciseState, event: EventOf<'VoteOpened'>): ExerciseState {
  return { ...state, plenary: { ...state.plenary, vote: event.vote } }
}

export function castVote(state: ExerciseState, event: EventOf<'VoteCast'>): ExerciseState {
  return withVote(state, event.vote, (vote) => ({ ...vote, ballots: { ...vote.ballots, [event.seat]: event.choices } }))
}

export function countBallots(state: ExerciseState, event: EventOf<'BallotsCounted'>): ExerciseState {
  return withVote(state, event.vote, (vote) => ({ ...vote, cast: event.cast }))
}

/** Ballots are gone once they are counted. */
export function closeVote(state: ExerciseState, event: EventOf<'VoteClosed'>): ExerciseState {
  return withVote(state, event.vote, (vote) => ({ ...vote, ballots: {}, results: event.results }))
}

function withVote(state: ExerciseState, id: string, change: (vote: Vote) => Vote): ExerciseState {
  const { vote } = state.plenary
  return vote?.id !== id ? state : { ...state, plenary: { ...state.plenary, vote: change(vote) } }
}

/** Asked or changed: it stands once, where it was first. */
export function setQuestion(state: ExerciseState, { question }: EventOf<'QuestionAsked'> | EventOf<'QuestionSet'>): ExerciseState {
  const { questions } = state.plenary
  const next = questions.some(({ id }) => id === question.id) ? questions.map((each) => (each.id === question.id ? question : each)) : [...questions, question].sort((one, other) => one.askedAt - other.askedAt || (one.id < other.id ? -1 : 1))
  return { ...state, plenary: { ...state.plenary, questions: next } }
}

export function namePresenter(state: ExerciseState, event: EventOf<'PresenterNamed'>): ExerciseState {
  if (state.floor === null || lookUp(state.seats, event.seat)?.syndicate !== state.floor.syndicate) return state
  const { syndicate, givenAt } = state.floor
  return { ...state, floor: { syndicate, presenter: event.seat, givenAt } }
}
