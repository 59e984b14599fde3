/**
 * Rows of the protection plan: hotspots, tasks, promises, and what cannot be protected. What they are made of;
 * planRowParser.ts reads and writes their fields, planRowsDocument.ts keeps them. Places are kilometres of the zone's grid,
 * to the metre, or a place of the zone: the reality check counts with them, and so no projection lies between.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { Km } from '../exercise/scenario.ts'

export const rowKinds = ['hotspot', 'task', 'promise', 'gap'] as const
export type RowKind = (typeof rowKinds)[number]

/** Where the rows of each kind lie in a board. */
export const planRoots = { hotspot: 'planHotspots', task: 'planTasks', promise: 'planPromises', gap: 'planGaps' } as const satisfies Readonly<Record<RowKind, string>>

export const planRanks = ['must', 'should', 'could'] as const
export type PlanRank = (typeof planRanks)[number]
/** How likely and how bad, 1 … 5. */
export type Score = 1 | 2 | 3 | 4 | 5

/**
 * What a unit does: be at a place; go round or along a route; go with others' vehicles; stand ready; watch or talk without
 * protecting by force; support host forces.
 */
export const taskKinds = ['presence', 'patrol', 'escort', 'reserve', 'liaison', 'support'] as const
export type TaskKind = (typeof taskKinds)[number]
export const planPhases = ['prevention', 'pre-emption', 'response', 'consolidation'] as const
export type PlanPhase = (typeof planPhases)[number]
export const planTiers = ['I', 'II', 'III'] as const
export type PlanTier = (typeof planTiers)[number]

/** What was tried or offered before armed escort; `asked-ocha` is no alternative but the asking itself. */
export const escortAlternatives = ['asked-ocha', 'other-time', 'other-route', 'community-guarantee', 'patrol-before', 'by-air'] as const
export type EscortAlternative = (typeof escortAlternatives)[number]

/** Minutes after midnight, [from, to); past midnight when `to` is not after `from`. */
export type HoursOfDay = readonly [number, number]

interface Common {
  readonly id: string
  /** Fractional key, see order.ts. */
  readonly order: string
  readonly title: string
  readonly note: string
  /** A place of the zone; null = `at` says it. */
  readonly place: ThingId | null
  readonly at: Km | null
}
interface Timed {
  /** Null = from the beginning of the plan on, or without end. */
  readonly from: ScenarioMinute | null
  readonly until: ScenarioMinute | null
  /** Each day between `from` and `until`; null = all the time. */
  readonly hours: HoursOfDay | null
}

export interface Hotspot extends Common {
  readonly threat: string
  readonly byWhom: string
  readonly toWhom: string
  readonly people: number | null
  readonly likelihood: Score | null
  readonly impact: Score | null
  readonly reason: string
  readonly rank: PlanRank | null
  /** When people are in danger there each day; null = day and night. */
  readonly hours: HoursOfDay | null
}

export interface PlanTask extends Common, Timed {
  readonly kind: TaskKind
  readonly unit: ThingId | null
  /** The hotspot it is for. */
  readonly hotspot: string | null
  /** Turning points after the place, for patrols and escorts. */
  readonly route: readonly Km[]
  /** Soldiers; null = the whole unit. */
  readonly strength: number | null
  /** Null = what the unit uses. */
  readonly mobility: string | null
  readonly vehicles: number | null
  readonly phase: PlanPhase | null
  readonly tier: PlanTier | null
  /** Of a support: whom. */
  readonly partner: ThingId | null
  /** Of a support: on which conditions of conduct. */
  readonly conditions: string
  /** Of an escort. */
  readonly alternatives: readonly EscortAlternative[]
  readonly convoyVehicles: number | null
  readonly convoyTonnes: number | null
  /** When it was last given as it stands; null = nobody wrote it, and it counts as given now. */
  readonly ordered: ScenarioMinute | null
}

export interface PlanPromise extends Common, Timed {
  readonly toWhom: string
  readonly byWhom: string
  readonly hotspot: string | null
  readonly state: 'in-force' | 'withdrawn'
  /** Who was told that it is withdrawn. */
  readonly told: string
}

/** What we cannot protect, and who was told. */
export interface PlanGap extends Common, Timed {
  readonly who: string
  readonly because: string
  readonly hotspot: string | null
  readonly told: string
  readonly acceptedBy: string
}

export interface RowOf { readonly hotspot: Hotspot; readonly task: PlanTask; readonly promise: PlanPromise; readonly gap: PlanGap }
export type PlanRow = RowOf[RowKind]

/** A plan as the reality check reads it. */
export interface PlanRows {
  readonly hotspots: readonly Hotspot[]
  readonly tasks: readonly PlanTask[]
  readonly promises: readonly PlanPromise[]
  readonly gaps: readonly PlanGap[]
}
export const emptyPlan: PlanRows = { hotspots: [], tasks: [], promises: [], gaps: [] }

export const rowTitleLength = 120
export const rowTextLength = 1000
export const mostRoutePoints = 200
export const mostRows: Readonly<Record<RowKind, number>> = { hotspot: 200, task: 500, promise: 200, gap: 200 }
/** The farthest minute from D-day 00:00 a row may name: a hundred days. */
export const farthestMinute = 144_000

/** Likelihood × impact; null while one of them is open. */
export function riskOf({ likelihood, impact }: Pick<Hotspot, 'likelihood' | 'impact'>): number | null {
  return likelihood === null || impact === null ? null : likelihood * impact
}
