/**
 * One event as one seat may hear it. 'same' = as it is; null = this seat's view does not change by it; 'view' = no masked
 * event can say it, so the seat gets its whole view again (seldom events only). The law this keeps is in seatView.ts.
 */
import type { ExerciseEvent, EventType } from '../events.ts'
import { coverOf } from '../exhibit.ts'
import type { InjectId, SyndicateId } from '../names.ts'
import { boardOf, mayRead } from '../permissions.ts'
import { isPublic } from '../plenary.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { Scope } from '../world.ts'
import type { WorldLayer } from '../worldDifference.ts'
import { emptyContent, hidesReview, maskAddressees, maskInject, maskSeat, maskSecrets, readsRelease } from './knowledge.ts'
import { copyContent, sharedContent } from './exhibits.ts'
import type { Part } from './knowledge.ts'
import { maskCardEvent } from './maskCards.ts'
import { maskReviewEvent } from './maskReview.ts'
import { maskConductEvent } from './maskConduct.ts'

export type MaskedEvent = ExerciseEvent | 'same' | 'view' | null

/** Events that can widen or narrow what a seat may know, if they concern it. All of them are seldom. */
export const rightsEvents: ReadonlySet<EventType> = new Set<EventType>([
  'SeatTaken', 'SeatsAdmitted', 'SeatMoved', 'SeatAssigned', 'SeatRemoved', 'HatTaken',
  'StageBegun', 'FloorGiven', 'FloorTaken', 'BoardReleased', 'BoardWithheld',
])

export function maskEvent(before: ExerciseState, event: ExerciseEvent, after: ExerciseState, part: Part): MaskedEvent {
  switch (event.type) {
    case 'LobbySet': case 'StageMinutesSet': case 'ClockPaused': case 'ClockResumed': case 'ClockRateSet': case 'ClockJumped':
    case 'BoardsFrozen': case 'BoardsThawed': case 'BoardsOpenedInPlenary':
    case 'LeadNamed': case 'FloorGiven': case 'FloorTaken': case 'PresenterNamed':
    case 'BoardReleased': case 'BoardWithheld': case 'DocumentDamaged': case 'DocumentRestored':
      return 'same'
    case 'WallShown': case 'WallTaken': case 'CompareShown': case 'CompareTaken': case 'DifferenceShown': case 'DifferenceTaken': case 'ReplayLed': case 'ReplayLeft': case 'VoteOpened': case 'BallotsCounted': case 'VoteClosed': case 'VoteTaken':
      return 'same'
    // everybody counts with the same figures, live and in replay
    case 'PlanningSet':
      return 'same'
    case 'ExhibitTurned': case 'ExhibitCued': case 'ExhibitTaken':
      return 'same'
    case 'ExhibitShown':
      return event.covered ? { ...event, exhibit: coverOf(event.exhibit) } : 'same'
    case 'AgendaChanged': case 'ControlTaken': case 'ControlReleased': case 'ScreensBlacked': case 'ScreensLifted':
      return 'same'
    case 'RequestSet': case 'SummonsCalled': case 'SummonsEnded': case 'SummonsAnswered': case 'EmergencyCalled': case 'EmergencyClosed':
    case 'ObservationWritten': case 'ActionTicked': case 'RatingGiven':
      return maskConductEvent(before, event, part)
    case 'ConclusionsShown': case 'ConclusionsTaken':
      return 'same'
    case 'CardPut': case 'CardTaken': case 'ThoughtWritten': case 'ThoughtsCounted': case 'CardRevealed': case 'AnswerGrouped': case 'PileNamed':
    case 'DotsOpened': case 'DotsGiven': case 'DotsTallied': case 'DotsCounted': case 'CardConcluded':
      return maskCardEvent(event, part)
    case 'ReviewNoted': case 'FeedbackOpened': case 'FeedbackGiven': case 'FeedbackCounted': case 'FeedbackClosed':
      return maskReviewEvent(event, part.seat.id)
    case 'VoteCast': case 'WarmUpTicked':
      return event.seat === part.seat.id ? 'same' : null
    // Who reads the board sees the mark come; that it was asked for is the staff's. So is why words were taken out of the record.
    case 'QuestionAsked': case 'MarkRestored': case 'WordsTakenOut':
      return null
    case 'QuestionSet': {
      const known = before.plenary.questions.some((each) => each.id === event.question.id && isPublic(each))
      return isPublic(event.question) ? 'same' : known ? 'view' : null
    }
    case 'ShelfLaid': case 'CodeRotated': case 'InjectHeld': case 'InjectPlanned': case 'InjectSkipped': case 'AutomaticSet': case 'SeatAssigned':
    case 'ExhibitAdded': case 'ExhibitDropped': case 'InjectRetimed': case 'BranchSaid': case 'BranchAsked': case 'BranchTaken':
      return null
    case 'ExerciseOpened': case 'StageBegun':
      return 'view'
    case 'SeatTaken': case 'SeatsAdmitted': case 'SeatMoved': case 'SeatRemoved': case 'HatTaken':
      return maskSeatEvent(before, event, after, part)
    case 'MessageSent': {
      const syndicates = maskAddressees(event.syndicates, part)
      return syndicates === null ? null : { ...event, syndicates }
    }
    case 'WorldChanged': {
      const scope = maskScope(event.scope, part)
      return scope === null ? null : { ...event, scope }
    }
    case 'InjectReleased':
      return maskInjectReleased(event, after, part)
    case 'InjectWithdrawn': {
      const known = lookUp(before.injects, event.inject)
      return known === undefined || maskInject(known, part) === null ? null : 'view'
    }
    case 'ReleaseUndone': {
      const known = lookUp(before.injects, event.inject)
      const told = known !== undefined && maskInject(known, part) !== null
      return told || event.putBack.some(({ layer }) => knowsLayer(layer, part)) ? 'view' : null
    }
    case 'InjectDelivered': case 'InjectOpened': case 'InjectAcknowledged': case 'InjectAnswered':
      return readsCopy(after, event.inject, event.syndicate, part) ? 'same' : null
    case 'InjectReviewed':
      if (!readsCopy(after, event.inject, event.syndicate, part)) return null
      return event.mark === 'plenary' && hidesReview(part) ? 'view' : 'same'
    case 'PlanSubmitted':
      return mayRead(after, part.seat.id, boardOf(event.syndicate)) ? 'same' : null
    case 'AuthorClaimed':
      return mayRead(after, part.seat.id, event.document) ? 'same' : null
  }
}

type SeatEvent = Extract<ExerciseEvent, { type: 'SeatTaken' | 'SeatsAdmitted' | 'SeatMoved' | 'SeatRemoved' | 'HatTaken' }>

function maskSeatEvent(before: ExerciseState, event: SeatEvent, after: ExerciseState, part: Part): MaskedEvent {
  if (event.type === 'SeatTaken') {
    const seat = maskSeat(event.seat, part.seat.id)
    return seat === null ? null : { type: 'SeatTaken', seat }
  }
  if (event.type === 'SeatsAdmitted') {
    const came = event.seats.filter((id) => lookUp(before.seats, id)?.status === 'waiting')
    const seat = came[0] === undefined ? undefined : lookUp(after.seats, came[0])
    if (seat === undefined) return null
    const masked = maskSeat(seat, part.seat.id)
    return came.length > 1 || masked === null ? 'view' : { type: 'SeatTaken', seat: masked }
  }
  const seat = lookUp(before.seats, event.seat)
  return seat === undefined || maskSeat(seat, part.seat.id) === null ? null : 'same'
}

function maskInjectReleased(event: Released, after: ExerciseState, part: Part): MaskedEvent {
  const to = event.to.filter(({ syndicate }) => readsRelease(part, syndicate, event))
  const changes = event.changes.flatMap(({ scope, change }) => {
    const known = maskScope(scope, part)
    return known === null ? [] : [{ scope: known, change }]
  })
  const told = to.length > 0 || event.toAll
  if (!told && changes.length === 0) return null
  if (!told) return { ...event, inject: '', serial: '', secrets: null, content: emptyContent, hat: null, seat: null, to: [], changes, reminders: [] }
  const secrets = to.length === 0 ? null : maskSecrets(lookUp(after.injects, event.inject)?.secrets ?? null, part)
  // Where each reads a variant, what others read is nobody's here.
  const content = !event.toAll && to.every((copy) => copy.content !== undefined) ? emptyContent : contentTold(event, part)
  return { ...event, serial: '', secrets, content, to: to.map((copy) => copyTold(copy, event, part)), changes, reminders: [] }
}

type Released = Extract<ExerciseEvent, { type: 'InjectReleased' }>

function contentTold({ toAll, content }: Released, part: Part): Released['content'] {
  return toAll ? sharedContent(content, part) : copyContent(content, part)
}

/** Where a copy holds more than what everybody reads, it is told by itself. */
function copyTold(copy: Released['to'][number], event: Released, part: Part): Released['to'][number] {
  if (copy.content !== undefined) return { ...copy, content: copyContent(copy.content, part) }
  const own = copyContent(event.content, part)
  return event.toAll && own !== sharedContent(event.content, part) ? { ...copy, content: own } : copy
}

function maskScope(scope: Scope, part: Part): Scope | null {
  switch (scope.kind) {
    case 'common': return scope
    case 'truth': return null
    case 'syndicates': {
      const syndicates = scope.syndicates.filter((id) => part.syndicates.includes(id))
      return syndicates.length === 0 ? null : { kind: 'syndicates', syndicates }
    }
  }
}

function knowsLayer(layer: WorldLayer, part: Part): boolean {
  switch (layer.kind) {
    case 'common': return true
    case 'truth': return false
    case 'syndicate': return part.syndicates.includes(layer.syndicate)
  }
}

function readsCopy(state: ExerciseState, id: InjectId, syndicate: SyndicateId, part: Part): boolean {
  const inject = lookUp(state.injects, id)
  const release = inject === undefined ? undefined : lookUp(inject.releases, syndicate)
  return release !== undefined && readsRelease(part, syndicate, release)
}
