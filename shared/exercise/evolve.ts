/**
 * The fold: what an exercise is after something happened. Pure, exhaustive, and forgiving: an event about a thing this
 * state does not know (a masked view, an old journal) changes nothing. Server, live client and replay run this one.
 */
import type { Happened } from './events.ts'
import { initialState } from './openExercise.ts'
import type { ExerciseState } from './state.ts'
import { claimAuthor, damageDocument, releaseBoard, restoreDocument, sendMessage, setBoards, submitPlan, withholdBoard } from './evolve/evolveBoards.ts'
import { concludeCard, countDots, countThoughts, giveDots, groupAnswer, namePile, openDots, putCard, revealCard, takeCard, tallyDots, writeThought } from './evolve/evolveCards.ts'
import { beginStage, jumpClock, pauseClock, resumeClock, setRate, setStageMinutes } from './evolve/evolveClock.ts'
import { acknowledgeInject, answerInject, deliverInject, openInject, releaseInject, reviewInject, withdrawInject } from './evolve/evolveInjects.ts'
import { addExhibit, cueExhibit, dropExhibit, showExhibit, takeExhibit, turnExhibit } from './evolve/evolveExhibits.ts'
import { answerSummons, callEmergency, callSummons, changeAgenda, closeEmergency, endSummons, giveRating, releaseControl, setBlack, setRequest, takeControl, tickAction, writeObservation } from './evolve/evolveConduct.ts'
import { askBranch, replan, retime, sayBranch, takeBranch } from './evolve/evolveDirecting.ts'
import { undoRelease } from './evolve/undoRelease.ts'
import { setPlanning } from './evolve/evolvePlanning.ts'
import { castVote, closeVote, countBallots, giveFloor, leadReplay, namePresenter, openVote, setQuestion } from './evolve/evolvePlenary.ts'
import { closeFeedback, countFeedback, giveFeedback, noteReview, openFeedback } from './evolve/evolveReview.ts'
import { admitSeats, assignSeat, moveSeat, nameLead, removeSeat, rotateCode, takeHat, takeSeat } from './evolve/evolveSeats.ts'
import { tickTask } from './evolve/evolveWarmUp.ts'
import { applyScoped } from './evolve/evolveWorld.ts'

/** Throws only when a journal does not begin with ExerciseOpened. */
export function evolve(state: ExerciseState | null, happened: Happened): ExerciseState {
  const event = happened.event
  if (event.type === 'ExerciseOpened') return initialState(event)
  if (state === null) throw new Error(`The journal begins with ${event.type}; an exercise begins with ExerciseOpened.`)
  const at = happened.moment.recordedAt
  switch (event.type) {
    case 'SeatTaken': return takeSeat(state, event)
    case 'SeatsAdmitted': return admitSeats(state, event, at)
    case 'SeatMoved': return moveSeat(state, event)
    case 'SeatAssigned': return assignSeat(state, event)
    case 'SeatRemoved': return removeSeat(state, event, at)
    case 'HatTaken': return takeHat(state, event)
    case 'LeadNamed': return nameLead(state, event)
    case 'CodeRotated': return rotateCode(state, event)
    case 'LobbySet': return { ...state, lobby: event.open }
    case 'StageBegun': return beginStage(state, event, at)
    case 'WarmUpTicked': return tickTask(state, event)
    case 'StageMinutesSet': return setStageMinutes(state, event)
    case 'ClockPaused': return pauseClock(state, event)
    case 'ClockResumed': return resumeClock(state, at)
    case 'ClockRateSet': return setRate(state, event, at)
    case 'ClockJumped': return jumpClock(state, event, at)
    case 'BoardsFrozen': return setBoards(state, { frozen: true })
    case 'BoardsThawed': return setBoards(state, { frozen: false })
    case 'BoardsOpenedInPlenary': return setBoards(state, { openInPlenary: event.open })
    case 'MessageSent': return sendMessage(state, event, at)
    case 'InjectHeld': return replan(state, event, 'held')
    case 'InjectPlanned': return replan(state, event, 'planned')
    case 'InjectSkipped': return replan(state, event, 'skipped')
    case 'InjectRetimed': return retime(state, event)
    case 'ReleaseUndone': return undoRelease(state, event, at)
    case 'BranchSaid': return sayBranch(state, event)
    case 'BranchAsked': return askBranch(state, event, at)
    case 'BranchTaken': return takeBranch(state, event, at)
    case 'InjectReleased': return releaseInject(state, event, at)
    case 'InjectWithdrawn': return withdrawInject(state, event, at)
    case 'InjectDelivered': return deliverInject(state, event, at)
    case 'InjectOpened': return openInject(state, event, at)
    case 'InjectAcknowledged': return acknowledgeInject(state, event, at)
    case 'InjectAnswered': return answerInject(state, event, at)
    case 'InjectReviewed': return reviewInject(state, event, at)
    case 'AutomaticSet': return { ...state, automatic: event.on }
    case 'WorldChanged': return { ...state, world: applyScoped(state.world, event, at) }
    case 'PlanningSet': return setPlanning(state, event)
    case 'FloorGiven': return giveFloor(state, event, at)
    case 'FloorTaken': return { ...state, floor: null }
    case 'WallShown': return { ...state, plenary: { ...state.plenary, wall: event.wall } }
    case 'WallTaken': return { ...state, plenary: { ...state.plenary, wall: null } }
    case 'CompareShown': return { ...state, plenary: { ...state.plenary, compared: event.syndicates, comparedAs: event.layout ?? 'side' } }
    case 'CompareTaken': return { ...state, plenary: { ...state.plenary, compared: null } }
    case 'DifferenceShown': return { ...state, plenary: { ...state.plenary, difference: event.difference } }
    case 'DifferenceTaken': return { ...state, plenary: { ...state.plenary, difference: null } }
    case 'ExhibitAdded': return addExhibit(state, event)
    case 'ExhibitDropped': return dropExhibit(state, event)
    case 'ExhibitShown': return showExhibit(state, event, at)
    case 'ExhibitTurned': return turnExhibit(state, event)
    case 'ExhibitCued': return cueExhibit(state, event, at)
    case 'ExhibitTaken': return takeExhibit(state)
    case 'ReplayLed': return leadReplay(state, event, at)
    case 'ReplayLeft': return { ...state, plenary: { ...state.plenary, replay: null } }
    case 'VoteOpened': return openVote(state, event)
    case 'VoteCast': return castVote(state, event)
    case 'BallotsCounted': return countBallots(state, event)
    case 'VoteClosed': return closeVote(state, event)
    case 'VoteTaken': return { ...state, plenary: { ...state.plenary, vote: null } }
    case 'QuestionAsked': return setQuestion(state, event)
    case 'QuestionSet': return setQuestion(state, event)
    case 'ShelfLaid': return { ...state, shelf: event.cards }
    case 'CardPut': return putCard(state, event, at)
    case 'CardTaken': return takeCard(state, event)
    case 'ThoughtWritten': return writeThought(state, event)
    case 'ThoughtsCounted': return countThoughts(state, event)
    case 'CardRevealed': return revealCard(state, event)
    case 'AnswerGrouped': return groupAnswer(state, event)
    case 'PileNamed': return namePile(state, event)
    case 'DotsOpened': return openDots(state, event)
    case 'DotsGiven': return giveDots(state, event)
    case 'DotsTallied': return tallyDots(state, event)
    case 'DotsCounted': return countDots(state, event)
    case 'CardConcluded': return concludeCard(state, event, at)
    case 'ConclusionsShown': return { ...state, plenary: { ...state.plenary, conclusions: event.wall } }
    case 'ConclusionsTaken': return { ...state, plenary: { ...state.plenary, conclusions: null } }
    case 'ReviewNoted': return noteReview(state, event)
    case 'FeedbackOpened': return openFeedback(state)
    case 'FeedbackGiven': return giveFeedback(state, event)
    case 'FeedbackCounted': return countFeedback(state, event)
    case 'FeedbackClosed': return closeFeedback(state, event)
    case 'PresenterNamed': return namePresenter(state, event)
    case 'AgendaChanged': return changeAgenda(state, event)
    case 'RequestSet': return setRequest(state, event)
    case 'SummonsCalled': return callSummons(state, event)
    case 'SummonsEnded': return endSummons(state, event)
    case 'SummonsAnswered': return answerSummons(state, event)
    case 'ControlTaken': return takeControl(state, event)
    case 'ControlReleased': return releaseControl(state)
    case 'EmergencyCalled': return callEmergency(state, event)
    case 'EmergencyClosed': return closeEmergency(state, event)
    case 'ScreensBlacked': return setBlack(state, at)
    case 'ScreensLifted': return setBlack(state, null)
    case 'ObservationWritten': return writeObservation(state, event)
    case 'ActionTicked': return tickAction(state, event)
    case 'RatingGiven': return giveRating(state, event)
    case 'PlanSubmitted': return submitPlan(state, event, at)
    case 'BoardReleased': return releaseBoard(state, event)
    case 'BoardWithheld': return withholdBoard(state, event)
    case 'AuthorClaimed': return claimAuthor(state, event)
    case 'DocumentDamaged': return damageDocument(state, event)
    case 'DocumentRestored': return restoreDocument(state, event)
    // What stands on a board is the board's own.
    case 'MarkRestored': return state
    // Nor does what was taken out of the journal change anything that is so.
    case 'WordsTakenOut': return state
    default: return unchanged(state, event)
  }
}

/** Compile error when an event type is forgotten above. */
function unchanged(state: ExerciseState, _forgotten: never): ExerciseState {
  return state
}
