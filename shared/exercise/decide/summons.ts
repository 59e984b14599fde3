/** Asking people to look, and the staff's own hand on the stage. */
import { isAsked } from '../conductViews.ts'
import type { ExerciseEvent } from '../events.ts'
import type { SeatId } from '../names.ts'
import { admittedSeat } from '../permissions.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

/** One stands at a time: calling again puts the last one away. */
export function callSummons(state: ExerciseState, command: CommandOf<'summon:call'>, context: DecideContext): Decision {
  const text = command.text.trim()
  if (text === '') return no('unreadable', 'Write in one line what they are wanted for.')
  if (command.syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) return no('unknown-thing', 'There is no such syndicate in this exercise.')
  const summons = { id: context.newId(), text, syndicates: [...new Set(command.syndicates)], place: command.place, calledAt: context.now, replies: {} }
  return happens(...endings(state), { type: 'SummonsCalled', summons })
}

export function endSummons(state: ExerciseState): Decision {
  const ended = endings(state)
  return ended.length === 0 ? no('already-done', 'Nobody is being asked to look.') : happens(...ended)
}

export function answerSummons(state: ExerciseState, command: CommandOf<'summon:answer'>, seat: SeatId): Decision {
  const summons = state.conduct.summonses.find(({ id }) => id === command.summons)
  const own = admittedSeat(state, seat)
  if (summons === undefined || own === undefined || !isAsked(summons, own)) return no('not-now', 'This is over. You need not answer any more.')
  if (lookUp(summons.replies, seat) === command.reply) return happens()
  return happens({ type: 'SummonsAnswered', summons: summons.id, seat, reply: command.reply })
}

/** The room follows the directing staff's map until they give it back; the syndicate keeps the floor. */
export function takeControl(state: ExerciseState, seat: SeatId): Decision {
  if (state.floor === null) return no('not-now', 'Nobody has the floor, so there is nothing to take over. Give the floor to a syndicate first.')
  if (state.floor.control?.by === seat) return no('already-done', 'You lead the room already.')
  return happens({ type: 'ControlTaken', seat })
}

export function releaseControl(state: ExerciseState): Decision {
  return state.floor?.control === undefined ? no('already-done', 'The presenter leads the room already.') : happens({ type: 'ControlReleased' })
}

function endings(state: ExerciseState): ExerciseEvent[] {
  return state.conduct.summonses.map(({ id }) => ({ type: 'SummonsEnded', summons: id }))
}
