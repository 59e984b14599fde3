/** What is due and how long is left: arithmetic over state and a recorded instant. Releases nothing by itself. */
import { runningMsAt } from './clock.ts'
import type { InjectRelease } from './inject.ts'
import type { RecordedAt } from './moment.ts'
import type { Msel, MselItem } from './msel.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'

const minuteMs = 60_000

/** Running minutes since the present move began, with fraction; null outside moves. */
export function moveMinuteAt(state: ExerciseState, now: RecordedAt): number | null {
  if (state.stage.move === null) return null
  return (runningMsAt(state.clock, now) - state.stage.begunRunningMs) / minuteMs
}

/** Planned items of the present move whose minute has come, in the order of the list. Held, skipped and released ones are not. */
export function dueInjects(state: ExerciseState, msel: Msel, now: RecordedAt): MselItem[] {
  const minute = moveMinuteAt(state, now)
  if (minute === null) return []
  return plannedOfMove(state, msel).filter((item) => item.dueMinute !== null && item.dueMinute <= minute)
}

/** Planned items of the present move with a minute, in the order of the list. */
export function plannedOfMove(state: ExerciseState, msel: Msel): MselItem[] {
  return msel.order.flatMap((serial) => {
    const item = lookUp(msel.items, serial)
    if (item === undefined || item.contingency || item.dueMinute === null || item.move !== state.stage.move) return []
    return lookUp(state.planned, serial) === undefined ? [item] : []
  })
}

/** Recorded milliseconds until the next planned item falls due; 0 when one is due; null when the clock stands or none is left. */
export function nextDueInMs(state: ExerciseState, msel: Msel, now: RecordedAt): number | null {
  const minute = moveMinuteAt(state, now)
  if (minute === null || state.clock.status !== 'running') return null
  const minutes = plannedOfMove(state, msel).flatMap((item) => (item.dueMinute === null ? [] : [item.dueMinute]))
  if (minutes.length === 0) return null
  return Math.max(0, Math.ceil(((Math.min(...minutes) - minute) * minuteMs) / state.clock.rate))
}

/** When the stage ends by the agenda: stages are planned in wall minutes, so a paused clock does not move it. Null before the first. */
export function stageEndsAt(state: ExerciseState): RecordedAt | null {
  return state.stage.index < 0 ? null : state.stage.begunAt + state.stage.minutes * minuteMs
}

/** Negative once the stage is over its time. */
export function stageLeftMs(state: ExerciseState, now: RecordedAt): number | null {
  const ends = stageEndsAt(state)
  return ends === null ? null : ends - now
}

/** Running milliseconds left to answer; negative when late; null without a deadline. */
export function injectLeftMs(state: ExerciseState, release: Pick<InjectRelease, 'dueRunningMs'>, now: RecordedAt): number | null {
  return release.dueRunningMs === null ? null : release.dueRunningMs - runningMsAt(state.clock, now)
}
