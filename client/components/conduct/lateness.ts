/**
 * How late the day is and what could be shortened to be on time again. Pure. The plan's times are times of the wall; the wall
 * minute of now is handed in, since only a laptop knows its zone.
 */
import type { AgendaItem } from '#shared/exercise/agenda.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import { releasesOf } from '#shared/exercise/plan.ts'
import { stageLeftMs } from '#shared/exercise/schedule.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export interface Lateness {
  readonly minutes: number
  /** The stage that would begin late, and at which minute of the day. */
  readonly next: AgendaItem
  readonly beginsAt: number
}

export interface Shorter {
  readonly item: AgendaItem
  readonly minutes: number
  /** Serials whose minute lies after the shorter stage's end. */
  readonly lost: readonly string[]
}

/** Hours away from the plan is another day's plan, not lateness. */
const lateAtMost = 240
/** What a stage may be cut to; a lunch stays a lunch. */
const shortestShare = 0.7
const shortestBreak = 10
const dayMinutes = 1440

/** '09:15' as minutes of the day; null when it says none. */
export function planMinute(plannedWall: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(plannedWall)
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}

export function wallMinuteAt(openedWallAt: string, at: RecordedAt): number | null {
  const opened = Date.parse(openedWallAt)
  if (Number.isNaN(opened)) return null
  const wall = new Date(opened + at)
  return wall.getHours() * 60 + wall.getMinutes()
}

/** Null when the day is on time, before it began, at its last stage, or run at other hours than planned. */
export function latenessAt(view: ExerciseState, now: RecordedAt, wallMinute: number | null): Lateness | null {
  const next = view.agenda[view.stage.index + 1]
  const planned = next === undefined ? null : planMinute(next.plannedWall)
  const left = stageLeftMs(view, now)
  if (next === undefined || planned === null || left === null || wallMinute === null) return null
  const beginsAt = wallMinute + Math.max(0, Math.ceil(left / 60_000))
  const minutes = beginsAt - planned
  return minutes <= 0 || minutes > lateAtMost ? null : { minutes, next, beginsAt: beginsAt % dayMinutes }
}

/** What to shorten, in the order of the agenda, until the lateness is made good. */
export function shorterStages(view: ExerciseState, msel: Msel, lateMinutes: number): Shorter[] {
  let owed = lateMinutes
  return view.agenda.slice(view.stage.index + 1).flatMap((item): Shorter[] => {
    // what the plan leaves free makes good by itself
    owed = Math.max(0, owed - slackAfter(view, item))
    const saved = Math.min(owed, item.minutes - shortest(item))
    if (saved <= 0) return []
    owed -= saved
    const minutes = item.minutes - saved
    return [{ item, minutes, lost: lostIn(view, msel, item, minutes) }]
  })
}

/** The first coming stage that would begin on time with these lengths; null when none does. */
export function onTimeAt(view: ExerciseState, lateMinutes: number, minutesOf: ReadonlyMap<string, number>): AgendaItem | null {
  let late = lateMinutes
  const coming = view.agenda.slice(view.stage.index + 1)
  for (const [index, item] of coming.entries()) {
    if (late <= 0) return item
    const next = coming[index + 1]
    if (next !== undefined) late += (minutesOf.get(item.id) ?? item.minutes) - plannedLength(item, next)
  }
  return late <= 0 ? (coming.at(-1) ?? null) : null
}

function shortest({ stage, minutes }: AgendaItem): number {
  switch (stage) {
    case 'ended': return minutes
    case 'break': return Math.min(minutes, Math.max(shortestBreak, Math.ceil(minutes * shortestShare)))
    case 'warm-up': case 'briefing': case 'planning': case 'plenary': case 'debrief': return Math.max(1, Math.ceil(minutes * shortestShare))
  }
}

/** Minutes the plan has between the end of this stage and the next one's beginning. */
function slackAfter(view: ExerciseState, item: AgendaItem): number {
  const next = view.agenda[view.agenda.indexOf(item) + 1]
  return next === undefined ? 0 : Math.max(0, plannedLength(item, next) - item.minutes)
}

function plannedLength(item: AgendaItem, next: AgendaItem): number {
  const [from, to] = [planMinute(item.plannedWall), planMinute(next.plannedWall)]
  return from === null || to === null || to < from ? item.minutes : to - from
}

function lostIn(view: ExerciseState, msel: Msel, item: AgendaItem, minutes: number): string[] {
  if (item.move === null) return []
  return msel.order.filter((serial) => {
    const each = msel.items[serial]
    return each?.move === item.move && releasesOf(view, each).some(({ dueMinute }) => dueMinute >= minutes)
  })
}
