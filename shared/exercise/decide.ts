/**
 * The one place where something asked becomes something that happened, or a refusal. Pure: now, ids, codes and the MSEL are
 * arguments. First the right (permissions.ts), then the sense, area by area in decide/.
 */
import type { Actor } from './actor.ts'
import type { Command, HouseCommand } from './commands.ts'
import { answerInject, acknowledgeInject, deliverInject, openInject, reviewInject } from './decide/answers.ts'
import { claimAuthor, damageDocument, releaseBoard, restoreDocument, restoreMark, sendMessage, setFrozen, setOpenInPlenary, submitPlan, withholdBoard } from './decide/boards.ts'
import { concludeCard, putCard, revealCard, showConclusions, takeCard, think } from './decide/cards.ts'
import { beginStage, jumpClock, pauseClock, resumeClock, returnServer, setRate, setStageMinutes } from './decide/clock.ts'
import type { DecideContext, Decision } from './decide/decision.ts'
import { happens, no } from './decide/decision.ts'
import { sayBranch } from './decide/branches.ts'
import { addExhibit, cueExhibit, dropExhibit, showExhibit, takeExhibit, turnExhibit, uncoverExhibit } from './decide/exhibits.ts'
import { fallDue } from './decide/falling.ts'
import { writeInject } from './decide/freeInject.ts'
import { holdInject, planInject, releaseInject, retimeInject, skipInject, withdrawInject } from './decide/injects.ts'
import { undoLastRelease } from './decide/undo.ts'
import { changeAgenda, extendStage } from './decide/agendaChange.ts'
import { blackScreens, callEmergency, closeEmergency, liftScreens } from './decide/emergency.ts'
import { giveRating, tickAction, writeObservation } from './decide/observing.ts'
import { answerRequest, askRequest, speakAs } from './decide/requests.ts'
import { answerSummons, callSummons, endSummons, releaseControl, takeControl } from './decide/summons.ts'
import { countDots, giveDots, groupAnswer, namePile, openDots } from './decide/piles.ts'
import { giveFloor, leadReplay, namePresenter, showStage, takeFloor } from './decide/plenary.ts'
import { closeFeedback, giveFeedback, noteReview, openFeedback } from './decide/review.ts'
import { askQuestion, castVote, closeVote, openVote, setQuestion, showCompared, showDifference, showWall } from './decide/room.ts'
import { tickTask } from './decide/warmUp.ts'
import { returnToSeat } from './decide/returning.ts'
import { admitSeats, assignSeat, changeHat, moveSeat, nameLead, removeSeat, rotateCode } from './decide/seats.ts'
import { seatChief, takeSeat } from './decide/joining.ts'
import { setFactor } from './decide/planning.ts'
import { changeWorld } from './decide/world.ts'
import type { SeatId } from './names.ts'
import { mayCommand } from './permissions.ts'
import type { ExerciseState } from './state.ts'

export type { Actor } from './actor.ts'
export type { DecideContext, Decided, Decision } from './decide/decision.ts'

export function decide(state: ExerciseState, command: Command | HouseCommand, actor: Actor, context: DecideContext): Decision {
  const refusal = mayCommand(state, actor, command)
  if (refusal !== null) return { ok: false, refusal }
  switch (command.type) {
    case 'seat:take': return takeSeat(state, command, context)
    case 'chief:seat': return seatChief(state, command, context)
    case 'server:returned': return returnServer(state, command, context)
    case 'shelf:lay': return happens({ type: 'ShelfLaid', cards: command.cards })
    case 'inject:fallDue': return fallDue(state, context)
    case 'inject:deliver': return deliverInject(state, command)
    case 'document:damaged': return damageDocument(state, command)
    case 'author:claim': return claimAuthor(state, command)
    default: return actor.kind === 'seat' ? decideFor(state, command, actor.seat, context) : no('not-allowed', 'Only a person in the exercise may ask this.')
  }
}

function decideFor(state: ExerciseState, command: Command, seat: SeatId, context: DecideContext): Decision {
  switch (command.type) {
    case 'clock:pause': return pauseClock(state, context)
    case 'clock:resume': return resumeClock(state)
    case 'clock:rate': return setRate(command)
    case 'clock:jump': return jumpClock(state, command, context)
    case 'stage:begin': return beginStage(state, command)
    case 'warmUp:tick': return tickTask(state, command, seat)
    case 'stage:minutes': return setStageMinutes(state, command)
    case 'boards:freeze': return setFrozen(state, true)
    case 'boards:thaw': return setFrozen(state, false)
    case 'boards:openInPlenary': return setOpenInPlenary(state, command)
    case 'message:send': return sendMessage(state, command)
    case 'stage:extend': return extendStage(state, command)
    case 'agenda:change': return changeAgenda(state, command, context)
    case 'rfi:ask': return askRequest(state, command, seat, context)
    case 'rfi:answer': return answerRequest(state, command, context)
    case 'persona:speak': return speakAs(state, command, context)
    case 'summon:call': return callSummons(state, command, context)
    case 'summon:end': return endSummons(state)
    case 'summon:answer': return answerSummons(state, command, seat)
    case 'control:take': return takeControl(state, seat)
    case 'control:release': return releaseControl(state)
    case 'emergency:call': return callEmergency(state, command, seat, context)
    case 'emergency:close': return closeEmergency(state, command)
    case 'screens:black': return blackScreens(state, context)
    case 'screens:lift': return liftScreens(state)
    case 'observation:write': return writeObservation(state, command, seat, context)
    case 'action:tick': return tickAction(state, command, seat)
    case 'rating:give': return giveRating(state, command, seat)
    case 'seat:admit': return admitSeats(state, command)
    case 'seat:return': return returnToSeat(state, command)
    case 'seat:move': return moveSeat(state, command)
    case 'seat:remove': return removeSeat(state, command, seat)
    case 'seat:assign': return assignSeat(state, command)
    case 'seat:hat': return changeHat(state, command, seat)
    case 'lead:name': return nameLead(state, command)
    case 'code:rotate': return rotateCode(state, command, context)
    case 'lobby:set': return happens({ type: 'LobbySet', open: command.open })
    case 'inject:release': return releaseInject(state, command, context)
    case 'inject:hold': return holdInject(state, command, context)
    case 'inject:plan': return planInject(state, command, context)
    case 'inject:skip': return skipInject(state, command, context)
    case 'inject:retime': return retimeInject(state, command, context)
    case 'inject:undo': return undoLastRelease(state, command, context)
    case 'inject:write': return writeInject(state, command, context)
    case 'branch:say': return sayBranch(state, command, seat, context)
    case 'inject:withdraw': return withdrawInject(state, command)
    case 'inject:open': return openInject(state, command, seat)
    case 'inject:acknowledge': return acknowledgeInject(state, command, seat)
    case 'inject:answer': return answerInject(state, command, seat, context)
    case 'inject:review': return reviewInject(state, command, seat)
    case 'msel:automatic': return happens({ type: 'AutomaticSet', on: command.on })
    case 'world:change': return changeWorld(state, command)
    case 'planning:set': return setFactor(state, command)
    case 'floor:give': return giveFloor(state, command)
    case 'floor:take': return takeFloor(state)
    case 'wall:show': return showWall(state, command)
    case 'wall:take': return state.plenary.wall === null ? no('already-done', 'No decision wall stands on the stage.') : happens({ type: 'WallTaken' })
    case 'compare:show': return showCompared(state, command)
    case 'compare:take': return state.plenary.compared === null ? no('already-done', 'No boards stand side by side.') : happens({ type: 'CompareTaken' })
    case 'difference:show': return showDifference(state, command)
    case 'difference:take': return state.plenary.difference === null ? no('already-done', 'No list of what is new stands on the stage.') : happens({ type: 'DifferenceTaken' })
    case 'exhibit:add': return addExhibit(state, command, context)
    case 'exhibit:drop': return dropExhibit(state, command)
    case 'exhibit:show': return showExhibit(state, command, context)
    case 'exhibit:uncover': return uncoverExhibit(state)
    case 'exhibit:turn': return turnExhibit(state, command)
    case 'exhibit:cue': return cueExhibit(state, command)
    case 'exhibit:take': return takeExhibit(state)
    case 'replay:lead': return leadReplay(state, command, seat, context)
    case 'replay:leave': return state.plenary.replay === null ? no('already-done', 'No replay is led.') : happens({ type: 'ReplayLeft' })
    case 'vote:open': return openVote(state, command, context)
    case 'vote:cast': return castVote(state, command, seat)
    case 'vote:close': return closeVote(state)
    case 'vote:take': return state.plenary.vote === null ? no('already-done', 'There is no vote on the stage.') : happens({ type: 'VoteTaken' })
    case 'question:ask': return askQuestion(state, command, seat, context)
    case 'question:set': return setQuestion(state, command)
    case 'presenter:name': return namePresenter(state, command)
    case 'stage:show': return showStage(state, command, seat)
    case 'card:put': return putCard(state, command, context)
    case 'card:take': return takeCard(state, command)
    case 'card:think': return think(state, command, seat)
    case 'card:reveal': return revealCard(state, command)
    case 'card:group': return groupAnswer(state, command, seat)
    case 'card:name': return namePile(state, command, seat)
    case 'dots:open': return openDots(state, command)
    case 'dots:give': return giveDots(state, command, seat)
    case 'dots:count': return countDots(state, command)
    case 'card:conclude': return concludeCard(state, command, seat)
    case 'conclusions:show': return showConclusions(state, command)
    case 'conclusions:take': return state.plenary.conclusions === null ? no('already-done', 'No conclusions stand on the stage.') : happens({ type: 'ConclusionsTaken' })
    case 'review:note': return noteReview(state, command)
    case 'feedback:open': return openFeedback(state)
    case 'feedback:give': return giveFeedback(state, command, seat)
    case 'feedback:close': return closeFeedback(state, context)
    case 'plan:submit': return submitPlan(state, seat, context)
    case 'board:release': return releaseBoard(state, command)
    case 'board:withhold': return withholdBoard(state, command)
    case 'mark:restore': return restoreMark(state, command, context)
    case 'document:restore': return restoreDocument(state, command, context)
  }
}
