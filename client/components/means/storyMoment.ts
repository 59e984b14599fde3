/** What a plan is counted in at one moment: the world its table knows and the minute of the story. Pure, so that live and in replay it is the same. */
import type { PlanRows } from '#shared/board/planRows.ts'
import { runningMsAt, scenarioMinuteAt, type ScenarioMinute } from '#shared/exercise/clock.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { SyndicateId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { minutesPerDay } from '#shared/reality/minutes.ts'
import type { Wanted } from '../../state/reality/reality.svelte.ts'

/** Where a plan is counted from while the scenario clock has not begun: D-day in the morning. */
export const beforeTheClock: ScenarioMinute = 360
/** The clock is read in steps: figures that differ by a minute are no news. */
const stepMinutes = 5

/** Null while the scenario clock has not begun. */
export function storyMinute(clock: ExerciseState['clock'], at: RecordedAt): ScenarioMinute | null {
  const minute = scenarioMinuteAt(clock.anchors, runningMsAt(clock, at))
  return minute === null ? null : Math.floor(minute / stepMinutes) * stepMinutes
}

/** The next day and night of a plan, as its own table counts them. */
export function nextDayOf({ world, clock }: Pick<ExerciseState, 'world' | 'clock'>, syndicate: SyndicateId, at: RecordedAt, plan: PlanRows): Wanted {
  const now = storyMinute(clock, at) ?? beforeTheClock
  return { world: worldOf({ world }, syndicate, { truth: false }), plan, now, window: { from: now, to: now + minutesPerDay } }
}
