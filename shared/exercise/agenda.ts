/** The agenda: the day as an ordered list of stages. Pure data. */
import type { ScenarioMinute } from './clock.ts'

export const stages = ['warm-up', 'briefing', 'planning', 'break', 'plenary', 'debrief', 'ended'] as const
export type Stage = (typeof stages)[number]

/** An inject's place on the scenario clock: so many running minutes after its move began, the scenario shows this. */
export interface MoveAnchor {
  readonly minute: number
  readonly scenarioMinute: ScenarioMinute
}

export interface AgendaItem {
  readonly id: string
  readonly title: string
  readonly stage: Stage
  /** Planned length in minutes of wall time. */
  readonly minutes: number
  /** Planned start on the wall, '09:15'. For people; nothing is timed by it. */
  readonly plannedWall: string
  /** The move whose injects fall due in this stage; null outside moves. */
  readonly move: number | null
  /** Scenario clock of this stage, by running minutes since it began. Empty = the clock keeps what it had. */
  readonly anchors: readonly MoveAnchor[]
}

/** Where the exercise stands on its agenda. */
export interface StageState {
  /** Index into the agenda; -1 before the first stage was begun. */
  readonly index: number
  readonly stage: Stage
  readonly move: number | null
  /** recordedAt of the begin; countdowns are computed from it. */
  readonly begunAt: number
  /** Running time when the stage began: injects fall due in running minutes after it. */
  readonly begunRunningMs: number
  /** Planned minutes, as changed by directing staff. */
  readonly minutes: number
}

/** Running time moves only in these stages. */
export function isRunningStage(stage: Stage): boolean {
  return stage === 'planning' || stage === 'plenary'
}
