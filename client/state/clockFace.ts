/** The clocks of an exercise as a screen shows them at a moment: pure arithmetic over a view. */
import type { AgendaItem } from '#shared/exercise/agenda.ts'
import { formatScenarioMinute, runningMsAt, scenarioMinuteAt } from '#shared/exercise/clock.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export interface ClockFace {
  /** The agenda's present item; null before the first stage was begun. */
  readonly item: AgendaItem | null
  /** The item that follows; null at the end. */
  readonly next: AgendaItem | null
  /** Planned time left in the stage, negative when over; null before the first. */
  readonly leftMs: number | null
  readonly runningMs: number
  /** 'D 06:20'; null while no scenario time is set. */
  readonly scenario: string | null
  readonly rate: number
  /** Why the clock stands still, where people should know; null while it runs or the stage has none. */
  readonly paused: 'staff' | 'server was away' | null
}

export function clockFaceOf(view: ExerciseState, now: RecordedAt): ClockFace {
  const { stage, clock } = view
  const item = view.agenda[stage.index] ?? null
  const runningMs = runningMsAt(clock, now)
  const minute = scenarioMinuteAt(clock.anchors, runningMs)
  const because = clock.status === 'paused' ? clock.pausedBecause : null
  return {
    item,
    next: view.agenda[stage.index + 1] ?? null,
    leftMs: item === null ? null : stage.begunAt + stage.minutes * 60_000 - now,
    runningMs,
    scenario: minute === null ? null : formatScenarioMinute(minute),
    rate: clock.rate,
    paused: because === 'stage' ? null : because,
  }
}
