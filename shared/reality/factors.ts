/**
 * Every planning value by itself: its name, its value, what it may be, and the source of its group. Names are the way to it,
 * `speeds/kmh/gravel/wet`; of what stands in a list, by its id. What is absent (no caveat, no limit) is none, and what is
 * foreseen of the weather is none: it is told by the world.
 */
import { isLeaf, isNode, keyOf, type FactorValue } from './factorWay.ts'
import type { PlanningValues } from './planning.ts'

export const factorGroups = [
  'speeds', 'night', 'halts', 'calendar', 'units', 'bases', 'mobility', 'aircraft', 'manning', 'reaction', 'casualty', 'escorts', 'presence', 'satellitePhones', 'crossings', 'roadStates', 'crossingStates', 'curfews', 'boats', 'barriers',
] as const satisfies readonly (keyof PlanningValues)[]
export type FactorGroup = (typeof factorGroups)[number]

/** Whole figures are counted things and minutes; `clock` is a time of day in minutes after midnight. */
export interface FigureLimits { readonly kind: 'figure' | 'whole' | 'clock'; readonly least: number; readonly most: number }
/** What a factor may be. `given` is changed in the files of the scenario only: lists, and names people wrote. */
export type FactorLimits = FigureLimits | { readonly kind: 'yes-no' } | { readonly kind: 'choice'; readonly choices: readonly FactorValue[] } | { readonly kind: 'given' }
export type GivenValue = string | readonly (string | number)[]

interface Named {
  readonly name: string
  readonly group: FactorGroup
  /** The way to it below its group. */
  readonly way: readonly string[]
  readonly source: string
}
type GivenFactor = Named & { readonly kind: 'given'; readonly value: GivenValue }
/** A factor that directing staff may change while the exercise runs. */
export type OpenFactor = Named & { readonly value: FactorValue } & Exclude<FactorLimits, { readonly kind: 'given' }>
export type Factor = OpenFactor | GivenFactor

const figure = (most: number, least = 0): FigureLimits => ({ least, most, kind: 'figure' })
const whole = (most: number, least = 0): FigureLimits => ({ least, most, kind: 'whole' })
const clock: FigureLimits = { least: 0, most: 1439, kind: 'clock' }
const kmh = figure(300)

/** By the last word of its name; the same as those of the file (planningShape.ts), which a test holds against it. */
const limitsOf: Readonly<Record<string, FigureLimits>> = {
  sunrise: clock, sunset: clock, from: clock, to: clock, dry: kmh, wet: kmh, 'very-heavy': kmh, storm: kmh,
  share: figure(5), tonnes: figure(100), loadTonnes: figure(100), litresPerKm: figure(20), waterLimitMetres: figure(50), landingKm: figure(10),
  noticeMinutes: whole(2880), alertNoticeMinutes: whole(2880), vehicles: whole(500), ready: whole(500), total: whole(500), beyondKm: figure(300), tokens: figure(10),
  guardPosts: whole(50), soldiersPerPost: whole(20), fuelDays: figure(365), foodDays: figure(365), kmh: figure(1000, 1), loadingMinutes: whole(600), stretchers: whole(200), hoursLeft: figure(500),
  hoursPerYear: figure(8784, 1), productiveHours: figure(8784, 1), tokenSoldiers: whole(500, 1), sustainedDays: whole(365), sustainedFactor: figure(10, 1), patrolsPerToken: whole(20, 1),
  patrolSoldiers: whole(200, 1), dutyHours: figure(24, 1), firstAidMinutes: whole(600), level1Minutes: whole(1440), level2Minutes: whole(1440), flightMinutes: whole(1440),
  alertMinutes: whole(1440), alertWithoutPhoneMinutes: whole(1440), crossCheckMinutes: whole(1440), decisionMinutes: whole(1440), withinKm: figure(20),
}

function figureLimits(group: FactorGroup, last: string): FigureLimits | null {
  if (last === 'factor') return group === 'night' ? figure(1, 0.01) : figure(1)
  if (last === 'seats') return group === 'aircraft' ? whole(500) : whole(200)
  return Object.hasOwn(limitsOf, last) ? (limitsOf[last] ?? null) : null
}

/** Whether minutes after midnight stand there: a time of day. */
export function isClockAt(group: FactorGroup, way: readonly string[]): boolean {
  return figureLimits(group, way.at(-1) ?? '')?.kind === 'clock'
}

/** By the group and the last word: what is one of a few. */
function choicesAt({ mobility }: PlanningValues, group: FactorGroup, last: string): readonly FactorValue[] | null {
  const vehicles = (): FactorValue[] => mobility.map(({ id }) => id)
  switch (`${group} ${last}`) {
    case 'units conduct': return ['green', 'amber', 'red']
    case 'units mobility': case 'casualty ambulance': case 'escorts truck': return vehicles()
    case 'crossings gauge': return ['weather', 'own']
    case 'calendar dDayWeekday': return [1, 2, 3, 4, 5, 6, 7]
    case 'bases medicalLevel': return [null, 0, 1, 2]
    default: return null
  }
}

/** Words that name a thing and are no value of it. */
const isLabel = (last: string): boolean => last === 'source' || last === 'id' || last === 'unit' || last === 'kind'

export function factorsOf(planning: PlanningValues): Factor[] {
  const one = (named: Named, value: FactorValue): Factor[] => {
    const last = named.way.at(-1) ?? ''
    const choices = choicesAt(planning, named.group, last)
    if (isLabel(last)) return []
    if (choices !== null) return [{ ...named, value, kind: 'choice', choices }]
    if (typeof value === 'boolean') return [{ ...named, value, kind: 'yes-no' }]
    if (typeof value === 'string') return value === '' ? [] : [{ ...named, value, kind: 'given' }]
    const limits = value === null ? null : figureLimits(named.group, last)
    return limits === null ? [] : [{ ...named, value, ...limits }]
  }
  const walk = (group: FactorGroup, value: unknown, way: readonly string[], source: string): Factor[] => {
    const named: Named = { name: [group, ...way].join('/'), group, way, source }
    if (isLeaf(value)) return one(named, value)
    // only the groups themselves are lists of things; below, a list is one value
    if (Array.isArray(value) && way.length > 0) return [{ ...named, kind: 'given', value: value.filter((each: unknown) => typeof each === 'string' || typeof each === 'number') }]
    const own = isNode(value) && typeof value['source'] === 'string' ? value['source'] : source
    const parts = Array.isArray(value) ? value.map((item: unknown, index) => [keyOf(item, index), item] as const) : isNode(value) ? Object.entries(value) : []
    return parts.flatMap(([key, part]) => walk(group, part, [...way, key], own))
  }
  return factorGroups.flatMap((group) => walk(group, planning[group], [], ''))
}

/** Null for what nobody may change while the exercise runs. */
export function factorNamed(planning: PlanningValues, name: string): OpenFactor | null {
  const found = factorsOf(planning).find((factor) => factor.name === name)
  return found === undefined || found.kind === 'given' ? null : found
}

/** Whether a factor may have this value: what the file of a scenario may say. */
export function mayBe(factor: FactorLimits, value: FactorValue): boolean {
  switch (factor.kind) {
    case 'yes-no': return typeof value === 'boolean'
    case 'choice': return factor.choices.includes(value)
    case 'given': return false
    case 'figure': case 'whole': case 'clock':
      return typeof value === 'number' && value >= factor.least && value <= factor.most && (factor.kind === 'figure' || Number.isInteger(value))
  }
}
