/**
 * The exercise's clock: running time and scenario time, computed from a moment. Pure arithmetic, no machine clock.
 *
 * Running time is milliseconds the exercise really ran: it stands still in pause, outside running stages and while the
 * server is away; `rate` multiplies it. Scenario time (minutes from D-day 00:00; negative before D-day) is read from
 * running time through anchors, straight between them. It is a label, never an axis.
 */
import type { RecordedAt } from './moment.ts'

/** Minutes from D-day 00:00. D-2 06:00 is -2 * 1440 + 360. */
export type ScenarioMinute = number

/** At `runningMs` of the exercise the scenario clock shows `scenarioMinute`. */
export interface Anchor {
  readonly runningMs: number
  readonly scenarioMinute: ScenarioMinute
}

export interface ClockState {
  readonly status: 'running' | 'paused'
  /** Why it stands still, for people: 'staff', 'stage' (not a running stage), 'server was away'. Null while running. */
  readonly pausedBecause: 'staff' | 'stage' | 'server was away' | null
  /** Running milliseconds per recorded millisecond. 0.25 to 8. */
  readonly rate: number
  /** The recordedAt at which `runningMs` was true. */
  readonly setAt: RecordedAt
  readonly runningMs: number
  /** Sorted by runningMs. Before the first and after the last, scenario time runs one minute a running minute. */
  readonly anchors: readonly Anchor[]
}

export const clockAtOpening: ClockState = {
  status: 'paused', pausedBecause: 'stage', rate: 1, setAt: 0, runningMs: 0, anchors: [],
}

/** Running time at a recorded instant. An instant before `setAt` (a late packet) reads as `setAt`. */
export function runningMsAt(clock: ClockState, at: RecordedAt): number {
  if (clock.status === 'paused') return clock.runningMs
  return clock.runningMs + Math.max(0, at - clock.setAt) * clock.rate
}

/** Scenario minute (with fraction) shown at a running time; null while no anchor is set. */
export function scenarioMinuteAt(anchors: readonly Anchor[], runningMs: number): ScenarioMinute | null {
  const first = anchors[0]
  const last = anchors[anchors.length - 1]
  if (first === undefined || last === undefined) return null
  if (runningMs <= first.runningMs) return first.scenarioMinute
  if (runningMs >= last.runningMs) return last.scenarioMinute + (runningMs - last.runningMs) / 60_000
  for (let index = 1; index < anchors.length; index += 1) {
    const before = anchors[index - 1]
    const after = anchors[index]
    if (before === undefined || after === undefined || runningMs > after.runningMs) continue
    const share = (runningMs - before.runningMs) / Math.max(1, after.runningMs - before.runningMs)
    return before.scenarioMinute + share * (after.scenarioMinute - before.scenarioMinute)
  }
  return last.scenarioMinute
}

/** 'D-2 06:00', 'D 14:05', 'D+1 02:00'. */
export function formatScenarioMinute(minute: ScenarioMinute): string {
  const whole = Math.floor(minute)
  const day = Math.floor(whole / 1440)
  const within = whole - day * 1440
  const clock = `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
  return `D${day === 0 ? '' : day > 0 ? `+${day}` : `${day}`} ${clock}`
}

/** Reads 'D-2 06:00' and its like; null when the text is no such time. */
export function parseScenarioTime(text: string): ScenarioMinute | null {
  const parts = /^D\s*([+-]\s*\d{1,2})?\s+(\d{1,2}):(\d{2})$/.exec(text.trim().replace('−', '-'))
  if (parts === null) return null
  const day = parts[1] === undefined ? 0 : Number(parts[1].replace(/\s/g, ''))
  const hours = Number(parts[2])
  const minutes = Number(parts[3])
  if (hours > 23 || minutes > 59) return null
  return day * 1440 + hours * 60 + minutes
}
