/**
 * Findings: what the reality check says of a plan. Data only: what, why with the sums, by how much, and the cheapest mends.
 * The sentences are the screen's. The same finding keeps its key from edit to edit, so that a screen can tell what is new.
 */
import type { EscortAlternative } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { UnitFact } from '../exercise/world.ts'
import type { Flight } from './air.ts'
import type { CasualtyTimeline } from './casualty.ts'
import type { Journey } from './journey.ts'
import type { Span } from './minutes.ts'
import type { Hindrance } from './passing.ts'
import type { MobilityId } from './planning.ts'

export const findingKinds = [
  'double-booked', 'no-time-to-move', 'task-before-notice', 'too-far', 'route-closed', 'too-heavy', 'caveat-broken', 'unit-unavailable',
  'reserve-as-guard', 'must-without-troops', 'promise-beyond-means', 'conduct-not-checked', 'conduct-refused', 'escort-before-alternatives',
  'convoy-overloaded', 'convoy-after-dark', 'too-few-for-post', 'not-sustained', 'too-many-patrols', 'no-rest', 'not-enough-vehicles', 'no-seats',
  'casualty-too-late', 'supply-cut', 'nobody-can-call', 'gap-not-told', 'no-place', 'ferry-queue', 'no-flight', 'too-few-flying-hours',
] as const
export type FindingKind = (typeof findingKinds)[number]

export type Measure = 'minutes' | 'days' | 'soldiers' | 'tokens' | 'tonnes' | 'vehicles' | 'seats' | 'patrols' | 'steps'
export interface Amount { readonly amount: number; readonly of: Measure }

/** What stands in a way: a road, a crossing, or the rule of a contingent, in the interval somebody would come to it. */
export interface Blocker { readonly hindrance: Hindrance; readonly thing: ThingId; readonly at: ScenarioMinute }

/** Why, with the figures. Each shape is one sum a screen unfolds. */
export type Why =
  | { readonly kind: 'overlap'; readonly other: string; readonly span: Span }
  | { readonly kind: 'travel'; readonly orderedAt: ScenarioMinute; readonly noticeMinutes: number; readonly after: string | null; readonly readyAt: ScenarioMinute; readonly neededAt: ScenarioMinute; readonly arriveAt: ScenarioMinute; readonly journey: Journey | null }
  | { readonly kind: 'blocked'; readonly mobility: MobilityId; readonly blockers: readonly Blocker[]; readonly otherwiseMinutes: number | null }
  | { readonly kind: 'weight'; readonly mobility: MobilityId; readonly tonnes: number; readonly crossing: ThingId; readonly maxTonnes: number }
  | { readonly kind: 'caveat'; readonly who: string; readonly beyondKm: number; readonly freeArriveAt: ScenarioMinute; readonly arriveAt: ScenarioMinute }
  | { readonly kind: 'state'; readonly state: UnitFact['state'] }
  | { readonly kind: 'hours'; readonly wanted: readonly Span[]; readonly kept: readonly Span[]; readonly missing: readonly Span[]; readonly wantedMinutes: number; readonly keptMinutes: number }
  | { readonly kind: 'guard'; readonly hoursADay: number; readonly reserveMinutes: number | null }
  | { readonly kind: 'conduct'; readonly partner: ThingId; readonly conduct: 'amber' | 'red'; readonly hasConditions: boolean }
  | { readonly kind: 'alternatives'; readonly tried: readonly EscortAlternative[]; readonly open: readonly EscortAlternative[] }
  | { readonly kind: 'load'; readonly tonnes: number; readonly vehicles: number; readonly tonnesEach: number; readonly most: number }
  | { readonly kind: 'round-trip'; readonly outMinutes: number; readonly backMinutes: number; readonly departAt: ScenarioMinute; readonly backAt: ScenarioMinute; readonly sunset: ScenarioMinute }
  | { readonly kind: 'post'; readonly hoursPerYear: number; readonly productiveHours: number; readonly perPost: number; readonly soldiers: number; readonly needed: number }
  | { readonly kind: 'sustained'; readonly days: number; readonly limitDays: number; readonly factor: number; readonly tokens: number }
  | { readonly kind: 'patrols'; readonly day: ScenarioMinute; readonly patrols: number; readonly most: number }
  | { readonly kind: 'duty'; readonly day: ScenarioMinute; readonly minutes: number; readonly most: number }
  | { readonly kind: 'vehicles'; readonly base: ThingId; readonly mobility: MobilityId; readonly at: ScenarioMinute; readonly used: number; readonly ready: number }
  | { readonly kind: 'seats'; readonly soldiers: number; readonly vehicles: number; readonly seatsEach: number }
  | { readonly kind: 'casualty'; readonly timeline: CasualtyTimeline; readonly level1Minutes: number; readonly level2Minutes: number }
  | { readonly kind: 'supply'; readonly fuelDays: number; readonly foodDays: number; readonly from: ThingId; readonly blockers: readonly Blocker[] }
  | { readonly kind: 'phones' }
  | { readonly kind: 'unsaid'; readonly told: boolean; readonly accepted: boolean }
  | { readonly kind: 'queue'; readonly crossing: ThingId; readonly at: ScenarioMinute; readonly trips: number; readonly behind: readonly string[] }
  | { readonly kind: 'flight'; readonly aircraft: ThingId; readonly soldiers: number; readonly seats: number; readonly lifts: number; readonly readyAt: ScenarioMinute; readonly neededAt: ScenarioMinute; readonly flight: Flight | null }
  | { readonly kind: 'flying-hours'; readonly aircraft: ThingId; readonly minutes: number; readonly most: number }
  | { readonly kind: 'nowhere' }

/** A change that would end a finding. `lostMinutes` = protection or time it still costs; the cheapest come first. */
export type Mend =
  | { readonly kind: 'other-mobility'; readonly mobility: MobilityId; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'other-unit'; readonly unit: ThingId; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'by-air'; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'begin-later'; readonly at: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'fewer-vehicles'; readonly vehicles: number; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'ask-capital'; readonly who: string; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }
  | { readonly kind: 'drop-task'; readonly row: string; readonly lostMinutes: number }
  | { readonly kind: 'free-reserve'; readonly unit: ThingId; readonly lostMinutes: number }
  | { readonly kind: 'promise-less'; readonly spans: readonly Span[]; readonly lostMinutes: number }
  | { readonly kind: 'say-gap'; readonly lostMinutes: number }
  | { readonly kind: 'set-conditions'; readonly partner: ThingId; readonly lostMinutes: number }
  | { readonly kind: 'refuse-support'; readonly partner: ThingId; readonly lostMinutes: number }
  | { readonly kind: 'ask-first'; readonly alternatives: readonly EscortAlternative[]; readonly lostMinutes: number }
  | { readonly kind: 'more'; readonly amount: Amount; readonly lostMinutes: number }
  | { readonly kind: 'less'; readonly amount: Amount; readonly lostMinutes: number }
  | { readonly kind: 'helicopter-on-alert'; readonly arriveAt: ScenarioMinute; readonly lostMinutes: number }

export interface Finding {
  readonly key: string
  readonly kind: FindingKind
  /** 'impossible' cannot happen as written; 'risk' can, at a price; 'unsaid' = something is not decided yet. */
  readonly weight: 'impossible' | 'risk' | 'unsaid'
  /** Rows of the plan it is about, first the one to open. */
  readonly rows: readonly string[]
  readonly units: readonly ThingId[]
  readonly places: readonly ThingId[]
  /** When it shows first. */
  readonly at: ScenarioMinute
  readonly by: Amount | null
  readonly why: Why
  readonly mends: readonly Mend[]
}

const mostMends = 3
const weights: readonly Finding['weight'][] = ['impossible', 'risk', 'unsaid']

export function cheapest(mends: readonly Mend[]): Mend[] {
  return mends.map((mend, index) => ({ mend, index }))
    .sort((one, other) => one.mend.lostMinutes - other.mend.lostMinutes || one.index - other.index)
    .slice(0, mostMends).map(({ mend }) => mend)
}

/** Impossible first, then by when it shows, then by kind and key: the same order everywhere. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) =>
    weights.indexOf(one.weight) - weights.indexOf(other.weight) || one.at - other.at ||
    findingKinds.indexOf(one.kind) - findingKinds.indexOf(other.kind) || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
}
