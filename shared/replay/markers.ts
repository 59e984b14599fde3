/**
 * What a timeline marks: the few events people look for. An event that widened or narrowed a seat reaches it as a whole
 * view, so markers are also told from the difference of two views.
 */
import type { ExerciseEvent } from '../exercise/events.ts'
import type { InjectAnswer } from '../exercise/inject.ts'
import type { SyndicateId } from '../exercise/names.ts'
import { lookUp } from '../exercise/records.ts'
import type { ExerciseState } from '../exercise/state.ts'
import type { FactorValue } from '../reality/factorWay.ts'
import { isOtherFloor } from './otherStage.ts'

export type MarkerKind =
  | 'ExerciseOpened' | 'StageBegun' | 'ClockPaused' | 'ClockResumed' | 'ClockJumped' | 'BoardsFrozen' | 'BoardsThawed' | 'MessageSent'
  | 'InjectReleased' | 'InjectWithdrawn' | 'InjectAcknowledged' | 'InjectAnswered' | 'WorldChanged' | 'PlanningSet' | 'FloorGiven' | 'FloorTaken'
  | 'PlanSubmitted' | 'BoardReleased' | 'DocumentRestored' | 'WallShown' | 'CompareShown' | 'VoteOpened' | 'VoteClosed' | 'QuestionSet'
  | 'ReplayLed' | 'ReplayLeft'
  | 'CardPut' | 'CardRevealed' | 'CardConcluded' | 'ConclusionsShown' | 'WordsTakenOut'

export interface Marker {
  readonly s: number
  readonly t: number
  readonly kind: MarkerKind
  /** Whose it is; null when it concerns all or nobody. */
  readonly syndicate: SyndicateId | null
  /** Names and titles out of the exercise: the screen adds the words. May be empty. */
  readonly title: string
  /** What was decided, where it is a decision. */
  readonly answer?: InjectAnswer
  /** Which planning value became what; `isBack`: what the scenario itself says. */
  readonly factor?: { readonly name: string; readonly value: FactorValue; readonly isBack: boolean }
}

type Told = Omit<Marker, 's' | 't'>

/** The markers of one event; `after` is the view it led to. */
export function markersOfEvent(event: ExerciseEvent, after: ExerciseState): Told[] {
  const one = (kind: MarkerKind, title = '', syndicate: SyndicateId | null = null): Told[] => [{ kind, title, syndicate }]
  switch (event.type) {
    case 'ExerciseOpened': return one('ExerciseOpened', event.title)
    case 'StageBegun': return one('StageBegun', stageTitle(after))
    case 'ClockPaused': return one('ClockPaused')
    case 'ClockResumed': return one('ClockResumed')
    case 'ClockJumped': return one('ClockJumped')
    case 'BoardsFrozen': return one('BoardsFrozen')
    case 'BoardsThawed': return one('BoardsThawed')
    case 'MessageSent': return one('MessageSent', event.text)
    case 'InjectReleased': return one('InjectReleased', event.content.title, event.to.length === 1 ? (event.to[0]?.syndicate ?? null) : null)
    case 'InjectWithdrawn': return one('InjectWithdrawn', titleOfInject(after, event.inject))
    case 'InjectAcknowledged': return one('InjectAcknowledged', titleOfInject(after, event.inject), event.syndicate)
    case 'InjectAnswered': return [{ kind: 'InjectAnswered', title: titleOfInject(after, event.inject), syndicate: event.syndicate, answer: event.answer }]
    case 'WorldChanged': return one('WorldChanged', event.change.note)
    case 'PlanningSet': return [{ kind: 'PlanningSet', title: '', syndicate: null, factor: { name: event.factor, value: event.value, isBack: lookUp(after.planningWas, event.factor) === undefined } }]
    case 'FloorGiven': return one('FloorGiven', '', event.syndicate)
    case 'FloorTaken': return one('FloorTaken')
    case 'WallShown': return one('WallShown', event.wall.title)
    case 'CompareShown': return one('CompareShown', event.syndicates.flatMap((id) => after.syndicates[id]?.name ?? []).join(', '))
    case 'VoteOpened': return one('VoteOpened', event.vote.question)
    case 'VoteClosed': return one('VoteClosed', after.plenary.vote?.question ?? '')
    case 'ReplayLed': return after.plenary.replay?.begunAt === after.plenary.replay?.setAt ? one('ReplayLed') : []
    case 'ReplayLeft': return one('ReplayLeft')
    case 'QuestionSet': return event.question.state === 'taken' ? one('QuestionSet', event.question.text) : []
    case 'CardPut': return one('CardPut', event.card.question)
    case 'CardRevealed': return one('CardRevealed', after.cards[event.card]?.question ?? '', event.syndicate)
    case 'CardConcluded': return one('CardConcluded', event.text, event.syndicate)
    case 'ConclusionsShown': return one('ConclusionsShown', event.wall.question)
    case 'PlanSubmitted': return one('PlanSubmitted', '', event.syndicate)
    case 'BoardReleased': return one('BoardReleased', '', event.syndicate)
    case 'DocumentRestored': return one('DocumentRestored', event.document)
    case 'WordsTakenOut': return one('WordsTakenOut', event.reason)
    default: return []
  }
}

/** What a whole view tells that the one before did not. The first view of all is the seat's beginning, and marks nothing. */
export function markersBetween(before: ExerciseState | null, after: ExerciseState): Told[] {
  if (before === null) return []
  const told: Told[] = []
  if (before.stage.index !== after.stage.index) told.push({ kind: 'StageBegun', title: stageTitle(after), syndicate: null })
  if (isOtherFloor(before, after)) {
    told.push({ kind: after.floor === null ? 'FloorTaken' : 'FloorGiven', title: '', syndicate: after.floor?.syndicate ?? null })
  }
  for (const syndicate of Object.keys(after.boards.released)) {
    if (before.boards.released[syndicate] !== after.boards.released[syndicate]) told.push({ kind: 'BoardReleased', title: '', syndicate })
  }
  for (const [name, { epoch }] of Object.entries(after.documents)) {
    const old = before.documents[name]?.epoch
    if (old !== undefined && old !== epoch) told.push({ kind: 'DocumentRestored', title: name, syndicate: null })
  }
  return told
}

function stageTitle(view: ExerciseState): string {
  return view.agenda[view.stage.index]?.title ?? ''
}

/** The title as this seat knows it. */
function titleOfInject(view: ExerciseState, id: string): string {
  const inject = view.injects[id]
  if (inject === undefined) return ''
  return inject.shared?.title ?? Object.values(inject.releases)[0]?.content.title ?? ''
}
