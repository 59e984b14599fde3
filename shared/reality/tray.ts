/**
 * The forces tray: what each unit that can be given something does in each hour, how much of its day is bound, and where it
 * stands. A unit that does nothing is said to do nothing.
 */
import type { ThingId } from '../exercise/names.ts'
import type { UnitFact } from '../exercise/world.ts'
import { isUsable, unitStateAt, type RealityInput } from './input.ts'
import { hoursOf, type Span } from './minutes.ts'
import { unitPlanning } from './planning.ts'
import { dayOf, type Turn, type UnitDays } from './turns.ts'

/** Standing by as a reserve is no turn: nothing of the unit is away. */
export type Doing = 'free' | 'reserve' | 'moving' | 'half' | 'whole' | 'unavailable'

export interface TrayHour extends Span {
  readonly doing: Doing
  /** The task it is on, or on the way to or from. */
  readonly task: string | null
}

export interface TrayUnit {
  readonly unit: ThingId
  readonly base: ThingId | null
  /** Platoon tokens it can give; 0 = it is no fighting token. */
  readonly tokens: number
  readonly strength: number
  readonly state: UnitFact['state']
  readonly isReserve: boolean
  readonly noticeMinutes: number
  readonly hours: readonly TrayHour[]
  /** Minutes of the hours looked at in which all of it is away or bound; a half counts half. */
  readonly boundMinutes: number
  readonly minutes: number
}

/** Own forces and those of the mission's police, and whoever else the plan names. */
export function trayOf(input: RealityInput, days: UnitDays): TrayUnit[] {
  const { planning } = input.ground
  return input.units.flatMap((unit): TrayUnit[] => {
    const values = unitPlanning(planning, unit.id)
    const { turns } = dayOf(days, unit.id)
    if (turns.length === 0 && (unit.strength === 0 || (values.tokens === 0 && unit.side !== 'un' && unit.side !== 'police'))) return []
    const standsBy = input.plan.tasks.find((task) => task.kind === 'reserve' && task.unit === unit.id)
    const hours = hoursOf(input.window).map((hour) => trayHour(input, unit.id, turns, standsBy?.id ?? null, hour))
    return [{
      unit: unit.id, base: unit.base, tokens: values.tokens, strength: unit.strength, isReserve: values.reserve || standsBy !== undefined, noticeMinutes: values.noticeMinutes,
      state: unitStateAt(input, unit.id, input.window.from), hours, minutes: input.window.to - input.window.from,
      boundMinutes: hours.reduce((sum, hour) => sum + boundIn(turns, hour), 0),
    }]
  })
}

/** From setting out to being back; who never comes never leaves. */
function awayOf({ departAt, backAt, span, present }: Turn): Span | null {
  return present === null || !Number.isFinite(departAt) ? null : { from: departAt, to: Math.max(span.to, Number.isFinite(backAt) ? backAt : span.to) }
}

function sharedMinutes(one: Span | null, other: Span): number {
  return one === null ? 0 : Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
}

function boundIn(turns: readonly Turn[], hour: Span): number {
  const minutes = turns.reduce((sum, turn) => sum + sharedMinutes(awayOf(turn), hour) * (turn.halves / 2), 0)
  return Math.min(minutes, hour.to - hour.from)
}

function trayHour(input: RealityInput, unit: ThingId, turns: readonly Turn[], standsBy: string | null, hour: Span): TrayHour {
  if (!isUsable(unitStateAt(input, unit, hour.from))) return { ...hour, doing: 'unavailable', task: null }
  const out = turns.map((turn) => ({ turn, minutes: sharedMinutes(awayOf(turn), hour) })).filter(({ minutes }) => minutes > 0)
  const first = out.sort((one, other) => other.minutes - one.minutes || (one.turn.task.id < other.turn.task.id ? -1 : 1))[0]
  if (first === undefined) return { ...hour, doing: standsBy === null ? 'free' : 'reserve', task: standsBy }
  const there = sharedMinutes(first.turn.present, hour)
  const halves = out.reduce((sum, { turn }) => sum + turn.halves, 0)
  return { ...hour, doing: there * 2 < first.minutes ? 'moving' : halves >= 2 ? 'whole' : 'half', task: first.turn.task.id }
}
