/** What the events of clock and agenda do. Running time is settled at each of them, then counted on from there. */
import type { MoveAnchor } from '../agenda.ts'
import { isRunningStage } from '../agenda.ts'
import { runningMsAt, scenarioMinuteAt } from '../clock.ts'
import type { Anchor, ClockState } from '../clock.ts'
import type { RecordedAt } from '../moment.ts'
import type { ExerciseState } from '../state.ts'
import type { EventOf } from './eventOf.ts'

const minuteMs = 60_000
/** Long enough that no stage reaches it: two anchors this far apart make scenario time stand still between them. */
const standStillMs = 24 * 60 * minuteMs

export function beginStage(state: ExerciseState, event: EventOf<'StageBegun'>, at: RecordedAt): ExerciseState {
  const item = state.agenda[event.index]
  if (item === undefined) return state
  const settled = settle(state.clock, at)
  const clock = { ...settled, anchors: anchorsFrom(settled, item.anchors, isRunningStage(item.stage)) }
  return {
    ...state,
    clock: standAsStage(clock, isRunningStage(item.stage)),
    warmUp: item.stage === 'warm-up' ? state.warmUp : { ...state.warmUp, isOver: true },
    stage: { index: event.index, stage: item.stage, move: item.move, begunAt: at, begunRunningMs: settled.runningMs, minutes: item.minutes },
  }
}

export function setStageMinutes(state: ExerciseState, event: EventOf<'StageMinutesSet'>): ExerciseState {
  return { ...state, stage: { ...state.stage, minutes: event.minutes } }
}

/** Stands from `atRecordedAt`, which lies in the past when the server was away. */
export function pauseClock(state: ExerciseState, event: EventOf<'ClockPaused'>): ExerciseState {
  return { ...state, clock: { ...settle(state.clock, event.atRecordedAt), status: 'paused', pausedBecause: event.because } }
}

export function resumeClock(state: ExerciseState, at: RecordedAt): ExerciseState {
  const running = isRunningStage(state.stage.stage) && state.stage.index >= 0
  const settled = settle(state.clock, at)
  return { ...state, clock: running ? { ...settled, status: 'running', pausedBecause: null } : { ...settled, status: 'paused', pausedBecause: 'stage' } }
}

export function setRate(state: ExerciseState, event: EventOf<'ClockRateSet'>, at: RecordedAt): ExerciseState {
  return { ...state, clock: { ...settle(state.clock, at), rate: event.rate } }
}

export function jumpClock(state: ExerciseState, event: EventOf<'ClockJumped'>, at: RecordedAt): ExerciseState {
  return { ...state, clock: { ...state.clock, runningMs: event.toRunningMs, setAt: at } }
}

function settle(clock: ClockState, at: RecordedAt): ClockState {
  return { ...clock, runningMs: runningMsAt(clock, at), setAt: at }
}

/** A stage starts or stops the clock; what staff (or an absence) paused stays paused until somebody resumes it. */
function standAsStage(clock: ClockState, runs: boolean): ClockState {
  const held = clock.pausedBecause === 'staff' || clock.pausedBecause === 'server was away'
  if (held) return { ...clock, status: 'paused' }
  return runs ? { ...clock, status: 'running', pausedBecause: null } : { ...clock, status: 'paused', pausedBecause: 'stage' }
}

/**
 * Past anchors stay, those still ahead are dropped, the new stage's are laid on. A running stage without anchors (a plenary)
 * keeps the scenario clock where it was: the story waits while people talk.
 */
function anchorsFrom(clock: ClockState, planned: readonly MoveAnchor[], runs: boolean): readonly Anchor[] {
  const now = clock.runningMs
  const shown = scenarioMinuteAt(clock.anchors, now)
  const past = clock.anchors.filter((anchor) => anchor.runningMs < now)
  const first = planned[0]
  const here: Anchor[] = shown === null ? [] : [{ runningMs: now, scenarioMinute: shown }]
  if (first === undefined) {
    if (!runs || shown === null) return [...past, ...here]
    return [...past, ...here, { runningMs: now + standStillMs, scenarioMinute: shown }]
  }
  const own = [...planned]
    .sort((one, other) => one.minute - other.minute)
    .map((anchor) => ({ runningMs: now + anchor.minute * minuteMs, scenarioMinute: anchor.scenarioMinute }))
  return first.minute > 0 ? [...past, ...here, ...own] : [...past, ...own]
}
