/** The whole view of one seat: the state with everything left out that the seat may not know. */
import { stageAtOpening } from '../openExercise.ts'
import { clockAtOpening } from '../clock.ts'
import { conductAtOpening } from '../conduct.ts'
import { directingAtOpening } from '../directing.ts'
import type { Inject } from '../inject.ts'
import type { SeatId } from '../names.ts'
import { boardOf, mayRead } from '../permissions.ts'
import { emptyPlenary, isPublic } from '../plenary.ts'
import type { PlenaryState } from '../plenary.ts'
import { keepEntries } from '../records.ts'
import { reviewAtOpening } from '../review.ts'
import type { PlanningValues } from '../../reality/planning.ts'
import type { Seat } from '../seat.ts'
import type { DocumentState, ExerciseState, StaffMessage } from '../state.ts'
import { warmUpAtOpening } from '../warmUp.ts'
import { emptyFacts } from '../world.ts'
import { maskAddressees, maskInject, maskSeat, readsPaper } from './knowledge.ts'
import { coveredStage } from './exhibits.ts'
import type { Part } from './knowledge.ts'
import { cardsFor } from './maskCards.ts'
import { reviewFor } from './maskReview.ts'
import { conductFor } from './maskConduct.ts'

/** For the lobby and for strangers: the title and their own seat, nothing of the exercise. */
export function emptyView(state: ExerciseState, own: Seat | undefined): ExerciseState {
  return {
    id: state.id, title: state.title, scenarioId: '', zoneId: '', openedWallAt: '',
    clock: clockAtOpening, agenda: [], stage: stageAtOpening,
    syndicates: {}, seats: own === undefined ? {} : { [own.id]: own }, hats: [], roster: [], codes: [], lobby: true,
    injects: {}, planned: {}, automatic: false, directing: directingAtOpening, conduct: conductAtOpening,
    world: { common: emptyFacts, bySyndicate: {}, truth: emptyFacts },
    warmUp: warmUpAtOpening, cards: {}, shelf: [], review: reviewAtOpening, floor: null, plenary: emptyPlenary, boards: { frozen: false, openInPlenary: false, released: {}, withheld: {} },
    documents: {}, submissions: [], messages: [], reminders: [], papers: [], planSections: [], units: [], planning: null, planningWas: {},
  }
}

export function partView(state: ExerciseState, part: Part): ExerciseState {
  const viewer = part.seat.id
  return {
    ...state,
    // The anchors of later stages would tell when injects come.
    agenda: state.agenda.map((item) => (item.anchors.length === 0 ? item : { ...item, anchors: [] })),
    seats: seatsFor(state, viewer),
    roster: [],
    codes: [],
    injects: injectsFor(state, part),
    planned: {},
    automatic: false,
    directing: directingAtOpening,
    conduct: conductFor(state.conduct, part),
    cards: cardsFor(state.cards, viewer, part.syndicates),
    review: reviewFor(state.review, viewer, false),
    shelf: [],
    world: {
      common: state.world.common,
      bySyndicate: keepEntries(state.world.bySyndicate, (_facts, id) => part.syndicates.includes(id)),
      truth: emptyFacts,
    },
    // how quick others are is nobody's business
    warmUp: { ...state.warmUp, ticks: keepEntries(state.warmUp.ticks, (_ticks, seat) => seat === viewer) },
    plenary: coveredStage(plenaryFor(state.plenary, viewer, false)),
    documents: documentsFor(state, viewer),
    submissions: state.submissions.filter((submission) => mayRead(state, viewer, boardOf(submission.syndicate))),
    messages: state.messages.flatMap((message): StaffMessage[] => {
      const syndicates = maskAddressees(message.syndicates, part)
      return syndicates === null ? [] : [{ ...message, syndicates }]
    }),
    reminders: [],
    papers: state.papers.filter((paper) => readsPaper(part, paper)),
    planning: withoutForecast(state.planning),
  }
}

/** Planning staff know speeds, weights and notice; weather and water to come are the directing staff's, and injects show in them. */
function withoutForecast(planning: PlanningValues | null): PlanningValues | null {
  return planning === null ? null : { ...planning, forecast: { source: '', hours: [] } }
}

/** Nobody reads another's ballot, and only directing staff what has not been taken up. */
export function plenaryFor(plenary: PlenaryState, viewer: SeatId, isStaff: boolean): PlenaryState {
  const { vote, questions } = plenary
  const others = vote === null ? [] : Object.keys(vote.ballots).filter((seat) => seat !== viewer)
  const asked = isStaff ? questions : questions.filter(isPublic)
  if (others.length === 0 && asked.length === questions.length) return plenary
  return { ...plenary, questions: asked, vote: vote === null ? null : { ...vote, ballots: keepEntries(vote.ballots, (_ballot, seat) => seat === viewer) } }
}

function seatsFor(state: ExerciseState, viewer: SeatId): Readonly<Record<SeatId, Seat>> {
  return Object.fromEntries(Object.entries(state.seats).flatMap(([id, seat]): [SeatId, Seat][] => {
    const masked = maskSeat(seat, viewer)
    return masked === null ? [] : [[id, masked]]
  }))
}

function injectsFor(state: ExerciseState, part: Part): ExerciseState['injects'] {
  return Object.fromEntries(Object.entries(state.injects).flatMap(([id, inject]): [string, Inject][] => {
    const masked = maskInject(inject, part)
    return masked === null ? [] : [[id, masked]]
  }))
}

/** Epochs are known for all, who wrote only for what may be read. */
function documentsFor(state: ExerciseState, viewer: SeatId): ExerciseState['documents'] {
  return Object.fromEntries(Object.entries(state.documents).map(([name, document]): [string, DocumentState] =>
    [name, mayRead(state, viewer, name) ? document : { ...document, authors: {} }]))
}
