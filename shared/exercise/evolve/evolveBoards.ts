/** What the events of boards, documents, submissions and messages do. */
import type { RecordedAt } from '../moment.ts'
import { lookUp, withKey, withoutKey } from '../records.ts'
import type { BoardsState, ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

export function setBoards(state: ExerciseState, change: Partial<BoardsState>): ExerciseState {
  return { ...state, boards: { ...state.boards, ...change } }
}

export function releaseBoard(state: ExerciseState, event: EventOf<'BoardReleased'>): ExerciseState {
  return setBoards(state, {
    released: withKey(state.boards.released, event.syndicate, event.history),
    withheld: withoutKey(state.boards.withheld, event.syndicate),
  })
}

export function withholdBoard(state: ExerciseState, event: EventOf<'BoardWithheld'>): ExerciseState {
  return setBoards(state, {
    released: withoutKey(state.boards.released, event.syndicate),
    withheld: withKey<true>(state.boards.withheld, event.syndicate, true),
  })
}

export function sendMessage(state: ExerciseState, event: EventOf<'MessageSent'>, at: RecordedAt): ExerciseState {
  return { ...state, messages: [...state.messages, { text: event.text, syndicates: event.syndicates, at }] }
}

export function submitPlan(state: ExerciseState, event: EventOf<'PlanSubmitted'>, at: RecordedAt): ExerciseState {
  const submission = { syndicate: event.syndicate, by: event.seat, at, sequence: event.sequence }
  return { ...state, submissions: [...state.submissions, submission] }
}

/** The first claim holds for good: a client id never changes hands. */
export function claimAuthor(state: ExerciseState, event: EventOf<'AuthorClaimed'>): ExerciseState {
  const document = lookUp(state.documents, event.document)
  const clientId = String(event.clientId)
  if (document === undefined || lookUp(document.authors, clientId) !== undefined) return state
  const authors = withKey(document.authors, clientId, event.seat)
  return { ...state, documents: withKey(state.documents, event.document, { ...document, authors }) }
}

export function damageDocument(state: ExerciseState, event: EventOf<'DocumentDamaged'>): ExerciseState {
  const document = lookUp(state.documents, event.document)
  if (document?.epoch !== event.epoch) return state
  return { ...state, documents: withKey(state.documents, event.document, { ...document, damagedAfter: event.lastGood }) }
}

/** Authors stay: what is restored was written by the same client ids. */
export function restoreDocument(state: ExerciseState, event: EventOf<'DocumentRestored'>): ExerciseState {
  const document = lookUp(state.documents, event.document)
  if (document === undefined) return state
  return { ...state, documents: withKey(state.documents, event.document, { ...document, epoch: event.epoch, damagedAfter: null }) }
}
