/** Boards, plans, documents and messages to all. */
import { parseDocumentName } from '../../board/documentName.ts'
import type { SeatId } from '../names.ts'
import { admittedSeat, isDamaged } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

const notYet = 'That moment has not happened yet. Choose one of the past.'
const noSuchSyndicate = 'There is no such syndicate in this exercise.'

export function setFrozen(state: ExerciseState, frozen: boolean): Decision {
  if (state.boards.frozen === frozen) return no('already-done', frozen ? 'The boards are already frozen.' : 'The boards are not frozen.')
  return happens({ type: frozen ? 'BoardsFrozen' : 'BoardsThawed' })
}

export function setOpenInPlenary(state: ExerciseState, command: CommandOf<'boards:openInPlenary'>): Decision {
  if (state.boards.openInPlenary === command.open) return no('already-done', 'This is already so.')
  return happens({ type: 'BoardsOpenedInPlenary', open: command.open })
}

export function sendMessage(state: ExerciseState, command: CommandOf<'message:send'>): Decision {
  const text = command.text.trim()
  if (text === '') return no('unreadable', 'The message is empty. Write a sentence first.')
  if (command.syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', noSuchSyndicate)
  return happens({ type: 'MessageSent', text, syndicates: [...new Set(command.syndicates)] })
}

/** Names the journal's sequence: the plan as it stood then is what is compared and assessed. */
export function submitPlan(state: ExerciseState, by: SeatId, context: DecideContext): Decision {
  const syndicate = admittedSeat(state, by)?.syndicate ?? null
  if (syndicate === null) return no('not-allowed', 'Only members of a syndicate submit a plan.')
  return happens({ type: 'PlanSubmitted', syndicate, seat: by, sequence: context.sequence })
}

export function releaseBoard(state: ExerciseState, command: CommandOf<'board:release'>): Decision {
  if (lookUp(state.syndicates, command.syndicate) === undefined) return no('unknown-thing', noSuchSyndicate)
  if (lookUp(state.boards.released, command.syndicate) === command.history) return no('already-done', 'This board is already released.')
  return happens({ type: 'BoardReleased', syndicate: command.syndicate, history: command.history })
}

export function withholdBoard(state: ExerciseState, command: CommandOf<'board:withhold'>): Decision {
  if (lookUp(state.syndicates, command.syndicate) === undefined) return no('unknown-thing', noSuchSyndicate)
  if (lookUp(state.boards.withheld, command.syndicate) !== undefined) return no('already-done', 'This board is already withheld.')
  return happens({ type: 'BoardWithheld', syndicate: command.syndicate })
}

/** Whether it stood there then, and stands there no more, the server sees when it has read the document. */
export function restoreMark(state: ExerciseState, { document, mark, sequence }: CommandOf<'mark:restore'>, context: DecideContext): Decision {
  const kind = parseDocumentName(document)?.kind
  if (lookUp(state.documents, document) === undefined || (kind !== 'board' && kind !== 'overlay' && kind !== 'plenary')) return no('unknown-thing', 'There are no marks by this name in this exercise.')
  if (isDamaged(state, document)) return no('not-now', 'This document was damaged and can only be read. Go on from its last good moment first.')
  if (sequence > context.sequence) return no('unknown-thing', notYet)
  return happens({ type: 'MarkRestored', document, mark, sequence })
}

/** Nothing is cut off: the document goes on in a new epoch, from the state it had at that sequence. */
export function restoreDocument(state: ExerciseState, command: CommandOf<'document:restore'>, context: DecideContext): Decision {
  const document = lookUp(state.documents, command.document)
  if (document === undefined) return no('unknown-thing', 'There is no such document in this exercise.')
  if (command.toSequence > context.sequence) return no('unknown-thing', notYet)
  return happens({ type: 'DocumentRestored', document: command.document, toSequence: command.toSequence, epoch: document.epoch + 1 })
}

/** Found when the exercise was opened, by whoever opened it. */
export function damageDocument(state: ExerciseState, command: CommandOf<'document:damaged'>): Decision {
  const document = lookUp(state.documents, command.document)
  if (document?.epoch !== command.epoch) return no('unknown-thing', 'There is no such document in this exercise.')
  if (document.damagedAfter !== null && document.damagedAfter.sequence <= command.lastGood.sequence) return happens()
  return happens({ type: 'DocumentDamaged', document: command.document, epoch: command.epoch, lastGood: command.lastGood })
}

/** A client id belongs to the first person who names it, for good. */
export function claimAuthor(state: ExerciseState, command: CommandOf<'author:claim'>): Decision {
  const document = lookUp(state.documents, command.document)
  if (document === undefined || !Number.isSafeInteger(command.clientId) || command.clientId < 0) return no('unknown-thing', 'There is no such document, or this is no client id.')
  const owner = lookUp(document.authors, String(command.clientId))
  if (owner === command.seat) return happens()
  if (owner !== undefined) return no('not-allowed', 'This client id belongs to somebody else. Open the document afresh.')
  return happens({ type: 'AuthorClaimed', document: command.document, clientId: command.clientId, seat: command.seat })
}
