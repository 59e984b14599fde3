/**
 * The world: what is so in the zone, as far as somebody knows. Folded from events, never a document.
 * `worldOf(syndicate)` = the common world with the syndicate's own facts laid over it, thing by thing, so that
 * syndicates can play the same battalion side by side without seeing each other's choices.
 */
import type { SyndicateId, ThingId } from './names.ts'
import type { RecordedAt } from './moment.ts'

export const roadStates = ['open', 'difficult', '4x4-only', 'closed-weather', 'closed-threat', 'closed-damage'] as const
export type RoadState = (typeof roadStates)[number]
export const weatherStates = ['dry', 'wet', 'very-heavy', 'storm'] as const
export type WeatherState = (typeof weatherStates)[number]

interface Fact {
  /** One line for people: why it is so. */
  readonly note: string
  /** When this became so; 0 at the opening. Screens ring what is new. */
  readonly since: RecordedAt
}
export interface RoadFact extends Fact { readonly state: RoadState }
/** A bridge, ferry or ford. */
export interface CrossingFact extends Fact { readonly state: 'open' | 'restricted' | 'closed' | 'destroyed' }
export interface UnitFact extends Fact {
  readonly state: 'available' | 'committed' | 'resting' | 'unserviceable' | 'detached' | 'unavailable'
}
export interface SiteFact extends Fact { readonly population: number | null; readonly state: 'calm' | 'tense' | 'attacked' | 'flooded' | 'burned' | 'closed' }
export interface MastFact extends Fact { readonly state: 'on' | 'off' }
export interface WeatherFact extends Fact { readonly state: WeatherState; readonly waterMetres: number | null }

/** Something put on the map by the world itself: an incident, an arrow of people moving, a hazard area. */
export interface PinFact extends Fact {
  readonly kind: 'incident' | 'alert' | 'request' | 'crowd' | 'movement' | 'hazard' | 'rumour' | 'flag' | 'fire' | 'cordon' | 'corridor'
  readonly title: string
  /** Kilometres on the zone's grid. One point = a pin, several = a line; `radiusKm` makes the first point a circle. */
  readonly points: readonly (readonly [number, number])[]
  readonly radiusKm: number | null
  readonly precision: 'exact' | 'near' | 'district' | 'unknown'
  /** Taken off the map, kept for the record. */
  readonly gone: boolean
}

export interface WorldFacts {
  readonly roads: Readonly<Record<ThingId, RoadFact>>
  readonly crossings: Readonly<Record<ThingId, CrossingFact>>
  readonly units: Readonly<Record<ThingId, UnitFact>>
  readonly sites: Readonly<Record<ThingId, SiteFact>>
  readonly masts: Readonly<Record<ThingId, MastFact>>
  readonly pins: Readonly<Record<string, PinFact>>
  readonly weather: WeatherFact | null
}

/** common is everyone's; bySyndicate lies over it; truth is staff's private layer. */
export interface WorldState {
  readonly common: WorldFacts
  readonly bySyndicate: Readonly<Record<SyndicateId, WorldFacts>>
  readonly truth: WorldFacts
}

export const emptyFacts: WorldFacts = { roads: {}, crossings: {}, units: {}, sites: {}, masts: {}, pins: {}, weather: null }

/** One change of the world. `thing` names what the scenario knows; `note` is for people. */
export type WorldChange =
  | { readonly kind: 'road'; readonly thing: ThingId; readonly state: RoadState; readonly note: string }
  | { readonly kind: 'crossing'; readonly thing: ThingId; readonly state: CrossingFact['state']; readonly note: string }
  | { readonly kind: 'unit'; readonly thing: ThingId; readonly state: UnitFact['state']; readonly note: string }
  | { readonly kind: 'site'; readonly thing: ThingId; readonly state: SiteFact['state']; readonly population: number | null; readonly note: string }
  | { readonly kind: 'mast'; readonly thing: ThingId; readonly state: 'on' | 'off'; readonly note: string }
  | { readonly kind: 'weather'; readonly state: WeatherState; readonly waterMetres: number | null; readonly note: string }
  | { readonly kind: 'pin'; readonly thing: string; readonly pin: Omit<PinFact, 'since' | 'note' | 'gone'>; readonly note: string }
  | { readonly kind: 'unpin'; readonly thing: string; readonly note: string }

/** Whose world a change belongs to, once decided. */
export type Scope =
  | { readonly kind: 'common' }
  | { readonly kind: 'syndicates'; readonly syndicates: readonly SyndicateId[] }
  | { readonly kind: 'truth' }

export interface ScopedChange { readonly scope: Scope; readonly change: WorldChange }
