/** What is due and how long is left: arithmetic over state and a recorded instant. Releases nothing by itself. */
import { runningMsAt } from './clock.ts'
import type { InjectRelease } from './inject.ts'
import type { RecordedAt } from './moment.ts'
import type { Msel } from './msel.ts'
import { plannedReleases, type PlannedRelease } from './plan.ts'
import type { ExerciseState } from './state.ts'

const minuteMs = 60_000

/** Running minutes since the present move began, with fraction; null outside moves. */
export function moveMinuteAt(state: ExerciseState, now: RecordedAt): number | null {
  const ms = moveMsAt(state, now)
  return ms === null ? null : ms / minuteMs
}

/** Running milliseconds, which are whole where minutes are not. */
function moveMsAt(state: ExerciseState, now: RecordedAt): number | null {
  return state.stage.move === null ? null : runningMsAt(state.clock, now) - state.stage.begunRunningMs
}

/** Planned releases of the present move whose minute has come, in the order of the list. */
export function dueReleases(state: ExerciseState, msel: Msel, now: RecordedAt): PlannedRelease[] {
  const ms = moveMsAt(state, now)
  return ms === null ? [] : plannedReleases(state, msel).filter(({ dueMinute }) => dueMinute * minuteMs <= ms)
}

/** A planned release and how many recorded milliseconds are left until it. */
export interface ComingRelease extends PlannedRelease { readonly leftMs: number }

/** What the clock brings next, soonest first; nothing while the clock stands. Whether it goes by itself is another question. */
export function comingReleases(state: ExerciseState, msel: Msel, now: RecordedAt): ComingRelease[] {
  const ms = moveMsAt(state, now)
  if (ms === null || state.clock.status !== 'running') return []
  return plannedReleases(state, msel)
    .map((release) => ({ ...release, leftMs: Math.max(0, Math.ceil((release.dueMinute * minuteMs - ms) / state.clock.rate)) }))
    .sort((one, other) => one.leftMs - other.leftMs)
}

/** Staff are told so long before an inject goes out by itself: a minute of the room's own time, whatever the rate. */
export const noticeMs = 60_000

/** What will go out by itself within the minute unless somebody holds it. Derived, never recorded: a pause or a hold ends it. */
export function noticesAt(state: ExerciseState, msel: Msel, now: RecordedAt): ComingRelease[] {
  return state.automatic ? comingReleases(state, msel, now).filter(({ leftMs }) => leftMs <= noticeMs) : []
}

/** Recorded milliseconds until the next planned item falls due; 0 when one is due; null when the clock stands or none is left. */
export function nextDueInMs(state: ExerciseState, msel: Msel, now: RecordedAt): number | null {
  return comingReleases(state, msel, now)[0]?.leftMs ?? null
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
