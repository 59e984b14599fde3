/**
 * May this seat read, write or ask that, right now? Reads the tables of permissionTable.ts; pure, asked at every message.
 * Works alike on the whole state and on a seat's own view of it. Missing = no.
 */
import { parseDocumentName, documentName } from '../board/documentName.ts'
import type { DocumentScope } from '../board/documentName.ts'
import type { Actor } from './actor.ts'
import type { Command, HouseCommand } from './commands.ts'
import { isAddressed } from './inject.ts'
import type { InjectRelease } from './inject.ts'
import type { DocumentName, InjectId, SeatId, SyndicateId } from './names.ts'
import { commandTable, documentTable, houseTable } from './permissionTable.ts'
import type { CommandOnly, CommandWhen, Relation, ReadCondition, SeatKind, WriteCondition } from './permissionTable.ts'
import { lookUp } from './records.ts'
import type { Refusal, RefusalCode } from './refusal.ts'
import { mayReadProtected } from './scenario.ts'
import type { Seat } from './seat.ts'
import type { ExerciseState } from './state.ts'

/** The admitted seat of this id; undefined for strangers, the lobby and those removed. */
export function admittedSeat(state: ExerciseState, id: SeatId): Seat | undefined {
  const seat = lookUp(state.seats, id)
  return seat?.status === 'admitted' ? seat : undefined
}

/** Null for whoever is not admitted: they have no right at all. */
export function kindOf(state: ExerciseState, id: SeatId): SeatKind | null {
  const seat = admittedSeat(state, id)
  if (seat === undefined) return null
  switch (seat.role) {
    case 'chief': return 'CH'
    case 'deputy': return 'DS'
    case 'member': return isLead(state, seat) ? 'LE' : 'ME'
    case 'evaluator': return 'EV'
    case 'observer': return 'OB'
    case 'screen': return 'SC'
  }
}

export function mayRead(state: ExerciseState, seat: SeatId, document: DocumentName): boolean {
  return someRow(state, seat, document, (row, who, scope) => readHolds(row.read, state, who, scope))
}

/** Whoever may write may read. The server's own changes do not ask here. Nobody writes on in a damaged document. */
export function mayWrite(state: ExerciseState, seat: SeatId, document: DocumentName): boolean {
  if (isDamaged(state, document)) return false
  return someRow(state, seat, document, (row, who, scope) => writeHolds(row.write, state, who, scope))
}

/** It stands at the last moment to which it can be followed, until it is restored. */
export function isDamaged(state: ExerciseState, document: DocumentName): boolean {
  return (lookUp(state.documents, document)?.damagedAfter ?? null) !== null
}

export function readableDocuments(state: ExerciseState, seat: SeatId): DocumentName[] {
  return Object.keys(state.documents).filter((document) => mayRead(state, seat, document))
}

/** Whether boards may be written at all at this moment. */
export function boardsWritable(state: ExerciseState): boolean {
  if (state.boards.frozen) return false
  switch (state.stage.stage) {
    case 'warm-up': case 'briefing': case 'planning': case 'break': return true
    case 'plenary': return state.boards.openInPlenary
    case 'debrief': case 'ended': return false
  }
}

/** Whether others than its own may read this syndicate's board now. */
export function boardIsOpen(state: ExerciseState, syndicate: SyndicateId): boolean {
  if (state.floor?.syndicate === syndicate) return true
  if (lookUp(state.boards.released, syndicate) !== undefined) return true
  const over = state.stage.stage === 'debrief' || state.stage.stage === 'ended'
  return over && lookUp(state.boards.withheld, syndicate) === undefined
}

/** The copy of an inject this seat was given, withdrawn or not; null when it was not addressed. */
export function releaseAddressedTo(state: ExerciseState, seat: Seat | undefined, inject: InjectId): InjectRelease | null {
  if (seat === undefined || seat.status !== 'admitted' || seat.role !== 'member' || seat.syndicate === null) return null
  const releases = lookUp(state.injects, inject)?.releases
  const release = releases === undefined ? undefined : lookUp(releases, seat.syndicate)
  return release !== undefined && isAddressed(release, seat) ? release : null
}

/** Null = yes. Says nothing about whether the command makes sense: that is decide.ts. */
export function mayCommand(state: ExerciseState, actor: Actor, command: Command | HouseCommand): Refusal | null {
  switch (command.type) {
    case 'seat:take': case 'chief:seat': case 'server:returned': case 'shelf:lay': case 'inject:fallDue': case 'inject:deliver': case 'author:claim': case 'document:damaged':
      return houseTable[command.type] === actor.kind ? null : no('not-allowed', 'Only the server itself does this.')
    default:
      return actor.kind === 'seat' ? maySeatCommand(state, actor.seat, command) : no('not-allowed', 'Only a person in the exercise may ask this.')
  }
}

function maySeatCommand(state: ExerciseState, id: SeatId, command: Command): Refusal | null {
  const seat = admittedSeat(state, id)
  const kind = kindOf(state, id)
  if (seat === undefined || kind === null) return no('not-admitted', 'You are not admitted to this exercise. Wait for the directing staff, or join again with your code.')
  let refusal: Refusal = no('not-allowed', 'Your seat may not do this. Ask the directing staff if you need it.')
  for (const row of commandTable[command.type]) {
    if (!row.kinds.includes(kind)) continue
    const why = onlyRefusal(row.only, state, seat, command) ?? whenRefusal(row.when, state)
    if (why === null) return null
    refusal = why
  }
  return refusal
}

function whenRefusal(when: CommandWhen, state: ExerciseState): Refusal | null {
  const stage = state.stage.stage
  switch (when) {
    case 'any': return null
    case 'warm-up': return stage === 'warm-up' ? null : no('too-late', 'The warm-up is over. The board is yours for the exercise now.')
    case 'not ended': return stage === 'ended' ? no('too-late', 'The exercise has ended. Begin an earlier stage first, if it should go on.') : null
    case 'before debrief': return stage === 'debrief' || stage === 'ended' ? no('too-late', 'The debrief has begun, so messages can no longer be answered. Raise it in the debrief.') : null
    case 'planning or plenary': return stage === 'planning' || stage === 'plenary' ? null : no('not-now', 'This is possible in planning and in plenary only. Wait for that stage.')
    case 'running or briefing':
      if (stage !== 'briefing' && stage !== 'planning' && stage !== 'plenary') return no('not-now', 'This is possible in briefing, planning and plenary only. Wait for that stage.')
      return stage === 'briefing' || state.clock.status === 'running' ? null : no('not-now', 'The clock is paused. Ask as soon as it runs again.')
    case 'plenary or debrief': return stage === 'plenary' || stage === 'debrief' ? null : no('not-now', 'This is possible in plenary and debrief only. Wait for that stage.')
    case 'plenary': return stage === 'plenary' ? null : no('not-now', 'This is possible in plenary only. It can be done once the plenary has begun.')
  }
}

function onlyRefusal(only: CommandOnly, state: ExerciseState, seat: Seat, command: Command): Refusal | null {
  switch (only) {
    case 'yes': return null
    case 'if addressed':
      return 'inject' in command && command.inject !== null && releaseAddressedTo(state, seat, command.inject) !== null ? null : no('unknown-thing', 'There is no such message in your inbox.')
    case 'if their syndicate has no lead':
      return leadOf(state, seat.syndicate) === null ? null : no('not-allowed', 'Only the lead of your syndicate may do this. Ask your lead.')
    case 'if presenter':
      return state.floor?.presenter === seat.id ? null : no('not-allowed', 'Only the presenter leads the room. Ask your lead or the directing staff to name you.')
    case 'if leading a replay':
      return state.plenary.replay?.by === seat.id ? null : no('not-now', 'You lead no replay, so there is nothing to show. Lead one first.')
    case 'at their own table': case 'at their own table if it has no lead':
      if (!('syndicate' in command) || command.syndicate !== seat.syndicate) return no('not-allowed', 'This is for another syndicate. You can do it at your own table only.')
      return only === 'at their own table' || leadOf(state, seat.syndicate) === null ? null : no('not-allowed', 'The lead of your syndicate does this. Ask your lead.')
    case 'if assigned':
      return 'syndicate' in command && command.syndicate !== null && seat.assigned.includes(command.syndicate) ? null : no('not-allowed', 'You observe other syndicates. Ask the directing staff to assign you to this one.')
    case 'for their own syndicate': {
      const named = 'seat' in command && command.seat !== null ? lookUp(state.seats, command.seat) : undefined
      return named !== undefined && named.syndicate === seat.syndicate ? null : no('not-allowed', 'A lead names a presenter from the own syndicate only.')
    }
  }
}

type RowTest = (row: (typeof documentTable)[number], who: Seat, scope: DocumentScope) => boolean

function someRow(state: ExerciseState, id: SeatId, document: DocumentName, test: RowTest): boolean {
  const seat = admittedSeat(state, id)
  const kind = kindOf(state, id)
  const scope = parseDocumentName(document)
  if (seat === undefined || kind === null || scope === null) return false
  if ('syndicate' in scope && lookUp(state.syndicates, scope.syndicate) === undefined) return false
  return documentTable.some((row) =>
    row.document === scope.kind && row.kinds.includes(kind) && relates(row.of, seat, scope) && test(row, seat, scope))
}

function relates(relation: Relation, seat: Seat, scope: DocumentScope): boolean {
  if (relation === 'any') return true
  if (!('syndicate' in scope)) return false
  return relation === 'own' ? seat.syndicate === scope.syndicate : seat.assigned.includes(scope.syndicate)
}

function readHolds(condition: ReadCondition, state: ExerciseState, seat: Seat, scope: DocumentScope): boolean {
  switch (condition) {
    case 'never': return false
    case 'always': return true
    case 'has the floor or is released': return 'syndicate' in scope && boardIsOpen(state, scope.syndicate)
    case 'wears a protected hat': return mayReadProtected(state.hats, seat.hat)
  }
}

function writeHolds(condition: WriteCondition, state: ExerciseState, seat: Seat, scope: DocumentScope): boolean {
  switch (condition) {
    case 'never': return false
    case 'always': return true
    case 'not ended': return state.stage.stage !== 'ended'
    case 'boards writable': return boardsWritable(state)
    case 'wears a protected hat and boards writable':
      return 'syndicate' in scope && mayReadProtected(state.hats, seat.hat) && boardsWritable(state)
    case 'is presenter':
      return state.stage.stage === 'plenary' && state.floor !== null && state.floor.presenter === seat.id && state.floor.syndicate === seat.syndicate
  }
}

function leadOf(state: ExerciseState, syndicate: SyndicateId | null): SeatId | null {
  return syndicate === null ? null : (lookUp(state.syndicates, syndicate)?.lead ?? null)
}

function isLead(state: ExerciseState, seat: Seat): boolean {
  return leadOf(state, seat.syndicate) === seat.id
}

function no(code: RefusalCode, sentence: string): Refusal {
  return { code, sentence }
}

/** The board of a syndicate, by name. */
export function boardOf(syndicate: SyndicateId): DocumentName {
  return documentName({ kind: 'board', syndicate })
}
