/**
 * Every figure of the planning values by itself: its name, its value, between what it may lie, and the source of its group.
 * Names are the way to it, `speeds/kmh/gravel/wet`; of what stands in a list, by its id. What is foreseen of the weather is none: it is told by the world.
 */
import { isNode, keyOf } from './factorWay.ts'
import type { PlanningValues } from './planning.ts'

export const factorGroups = [
  'speeds', 'night', 'halts', 'calendar', 'units', 'bases', 'mobility', 'aircraft', 'manning', 'reaction', 'casualty', 'escorts', 'presence', 'crossings', 'roadStates', 'crossingStates', 'curfews', 'boats',
] as const satisfies readonly (keyof PlanningValues)[]
export type FactorGroup = (typeof factorGroups)[number]

/** Whole figures are counted things and minutes; `clock` is a time of day in minutes after midnight. */
export interface FactorLimits { readonly least: number; readonly most: number; readonly kind: 'figure' | 'whole' | 'clock' }
export interface Factor extends FactorLimits {
  readonly name: string
  readonly group: FactorGroup
  /** The way to it below its group. */
  readonly way: readonly string[]
  readonly value: number
  readonly source: string
}

const figure = (most: number, least = 0): FactorLimits => ({ least, most, kind: 'figure' })
const whole = (most: number, least = 0): FactorLimits => ({ least, most, kind: 'whole' })
const clock: FactorLimits = { least: 0, most: 1439, kind: 'clock' }
const kmh = figure(300)

/** By the last word of its name; the same as those of the file (planningShape.ts), which a test holds against it. */
const limitsOf: Readonly<Record<string, FactorLimits>> = {
  sunrise: clock, sunset: clock, from: clock, to: clock, dDayWeekday: whole(7, 1), dry: kmh, wet: kmh, 'very-heavy': kmh, storm: kmh,
  share: figure(5), tonnes: figure(100), loadTonnes: figure(100), litresPerKm: figure(20), waterLimitMetres: figure(50), landingKm: figure(10),
  noticeMinutes: whole(2880), alertNoticeMinutes: whole(2880), vehicles: whole(500), ready: whole(500), total: whole(500), beyondKm: figure(300), tokens: figure(10),
  guardPosts: whole(50), soldiersPerPost: whole(20), fuelDays: figure(365), foodDays: figure(365), kmh: figure(1000, 1), loadingMinutes: whole(600), stretchers: whole(200), hoursLeft: figure(500),
  hoursPerYear: figure(8784, 1), productiveHours: figure(8784, 1), tokenSoldiers: whole(500, 1), sustainedDays: whole(365), sustainedFactor: figure(10, 1), patrolsPerToken: whole(20, 1),
  patrolSoldiers: whole(200, 1), dutyHours: figure(24, 1), firstAidMinutes: whole(600), level1Minutes: whole(1440), level2Minutes: whole(1440), flightMinutes: whole(1440),
  alertMinutes: whole(1440), alertWithoutPhoneMinutes: whole(1440), crossCheckMinutes: whole(1440), decisionMinutes: whole(1440), withinKm: figure(20),
}

function limitsAt(group: FactorGroup, way: readonly string[]): FactorLimits | null {
  const last = way.at(-1) ?? ''
  if (last === 'factor') return group === 'night' ? figure(1, 0.01) : figure(1)
  if (last === 'seats') return group === 'aircraft' ? whole(500) : whole(200)
  return Object.hasOwn(limitsOf, last) ? (limitsOf[last] ?? null) : null
}

function partsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.every(isNode) ? value.map((item: unknown, index) => [keyOf(item, index), item] as const) : []
  return isNode(value) ? Object.entries(value) : []
}

export function factorsOf(planning: PlanningValues): Factor[] {
  const walk = (group: FactorGroup, value: unknown, way: readonly string[], source: string): Factor[] => {
    if (typeof value === 'number') {
      const limits = limitsAt(group, way)
      return limits === null ? [] : [{ name: [group, ...way].join('/'), group, way, value, source, ...limits }]
    }
    const own = isNode(value) && typeof value['source'] === 'string' ? value['source'] : source
    return partsOf(value).flatMap(([key, part]) => walk(group, part, [...way, key], own))
  }
  return factorGroups.flatMap((group) => walk(group, planning[group], [], ''))
}

export function factorNamed(planning: PlanningValues, name: string): Factor | null {
  return factorsOf(planning).find((factor) => factor.name === name) ?? null
}
