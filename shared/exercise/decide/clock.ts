/** The clock and the agenda: pausing, jumping, beginning stages, coming back after an absence. */
import type { ExerciseEvent } from '../events.ts'
import type { Stage } from '../agenda.ts'
import { boardOf } from '../permissions.ts'
import { lookUp } from '../records.ts'
import { moveMinuteAt } from '../schedule.ts'
import type { ExerciseState } from '../state.ts'
import { boardsToWipe } from '../warmUp.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { leavesTheStage } from './exhibits.ts'
import { skippedBetween } from './injects.ts'
import { leavesTheRoom } from './room.ts'

/** The journal's first entry is the opening: no board held anything then. */
const atOpening = 1
/** Longer away than this, and the exercise comes back paused. */
const shortAbsenceMs = 60_000

export function pauseClock(state: ExerciseState, context: DecideContext): Decision {
  if (state.clock.status === 'running') return happens({ type: 'ClockPaused', because: 'staff', atRecordedAt: context.now })
  if (state.clock.pausedBecause === 'stage') return no('not-now', 'The clock stands still in this stage anyway. It runs in planning and in plenary.')
  return no('already-done', 'The clock is already paused.')
}

export function resumeClock(state: ExerciseState): Decision {
  if (state.clock.status === 'running') return no('already-done', 'The clock is already running.')
  if (state.clock.pausedBecause === 'stage') return no('not-now', 'The clock stands still in this stage. Begin planning or plenary to let it run.')
  return happens({ type: 'ClockResumed' })
}

export function setRate(command: CommandOf<'clock:rate'>): Decision {
  return happens({ type: 'ClockRateSet', rate: command.rate })
}

/** Forward: what is jumped over is skipped, never released. Back: what was released stays released. */
export function jumpClock(state: ExerciseState, command: CommandOf<'clock:jump'>, context: DecideContext): Decision {
  const from = moveMinuteAt(state, context.now)
  if (from === null) return no('not-now', 'The clock can be set within a move only. Begin a planning stage first.')
  const skipped = skippedBetween(state, context.msel, from, command.moveMinute)
  return happens(...skipped, { type: 'ClockJumped', toRunningMs: state.stage.begunRunningMs + command.moveMinute * 60_000 })
}

export function beginStage(state: ExerciseState, command: CommandOf<'stage:begin'>): Decision {
  const item = state.agenda[command.index]
  if (item === undefined) return no('unknown-thing', 'The agenda has no such stage. Choose one from the agenda.')
  if (state.stage.index === command.index) return no('already-done', `The stage "${item.title}" has already begun.`)
  const floor: ExerciseEvent[] = state.floor !== null && item.stage !== 'plenary' ? [{ type: 'FloorTaken' }] : []
  return happens(...floor, ...leavesTheStage(state), ...leavesTheRoom(state, item.stage), { type: 'StageBegun', index: command.index }, ...wiping(state, item.stage))
}

/**
 * What was drawn to warm up leaves the boards as soon as the warm-up does: not later, so that nothing drawn in the briefing
 * goes with it. They begin anew as at the opening, through the door of a restore: what was there stays in the journal.
 */
function wiping(state: ExerciseState, next: Stage): ExerciseEvent[] {
  if (next === 'warm-up') return []
  return boardsToWipe(state).flatMap((syndicate): ExerciseEvent[] => {
    const name = boardOf(syndicate)
    const document = lookUp(state.documents, name)
    return document === undefined ? [] : [{ type: 'DocumentRestored', document: name, toSequence: atOpening, epoch: document.epoch + 1 }]
  })
}

export function setStageMinutes(state: ExerciseState, command: CommandOf<'stage:minutes'>): Decision {
  if (state.stage.index < 0) return no('not-now', 'No stage has begun yet. Begin the first stage of the agenda.')
  return happens({ type: 'StageMinutesSet', minutes: command.minutes })
}

/** The gap does not count. A short one goes on by itself; after a long one the directing staff decide. */
export function returnServer(state: ExerciseState, command: CommandOf<'server:returned'>, context: DecideContext): Decision {
  const gap = context.now - command.lastAliveAt
  if (state.clock.status !== 'running' || gap <= 0) return happens()
  const atRecordedAt = Math.max(state.clock.setAt, command.lastAliveAt)
  const paused: ExerciseEvent = { type: 'ClockPaused', because: 'server was away', atRecordedAt }
  return gap > shortAbsenceMs ? happens(paused) : happens(paused, { type: 'ClockResumed' })
}
