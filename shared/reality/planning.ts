/**
 * Planning values: every figure the reality check counts with. Scenario data (`planning.json`), never code: an instructor
 * edits them, and each group says where its figures come from. Times of day are minutes after midnight; speeds km/h.
 */
import type { RoadClass } from '../exercise/scenario.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { CrossingFact, RoadState, WeatherState } from '../exercise/world.ts'

/** Ways a party moves over: the classes of roads, and navigable water. */
export type WayClass = RoadClass | 'water'

export type ByWeather = Readonly<Record<WeatherState, number>>
export type MobilityId = string

/** Where the figures of a group come from, in a sentence for officers. */
interface Sourced { readonly source: string }

/** Hours of a day: from one minute after midnight to another; past midnight when `to` is not after `from`. */
export interface DailyHours { readonly from: number; readonly to: number }

export interface Mobility extends Sourced {
  readonly id: MobilityId
  /** Of the heaviest vehicle; 0 = on foot. */
  readonly tonnes: number
  /** In which weather it may use a class of way; a class that is not named is closed to it. */
  readonly ways: Readonly<Partial<Record<WayClass, readonly WeatherState[]>>>
  /** Never faster than this, whatever the road; null = as the road allows. */
  readonly top: ByWeather | null
  /** Off the roads; 0 = not at all. */
  readonly offRoad: ByWeather
  readonly seats: number
  readonly loadTonnes: number
  readonly litresPerKm: number
}

export interface CrossingRules {
  readonly waterLimitMetres: number | null
  /** A trip must begin and end between sunrise and sunset. */
  readonly daylightOnly: boolean
  /** Which water figure counts: the one of the weather, or only one that is given for this crossing by name. */
  readonly gauge: 'weather' | 'own'
}

/** Who may still use a road or a crossing in this state, and how much slower; null = everybody the class admits. */
export interface StateRule { readonly factor: number; readonly only: readonly MobilityId[] | null }

export interface Caveat { readonly kind: 'no-night-move'; readonly beyondKm: number; readonly who: string }

export interface UnitPlanning {
  /** Platoon tokens it can give: 1, 0, or a part. */
  readonly tokens: number
  readonly noticeMinutes: number
  readonly mobility: MobilityId
  readonly vehicles: number
  readonly reserve: boolean
  /** Whether being there protects people by itself. */
  readonly protects: boolean
  readonly conduct: 'green' | 'amber' | 'red'
  readonly caveat: Caveat | null
}

export interface Stock { readonly ready: number; readonly total: number }
export interface BasePlanning {
  readonly units: readonly ThingId[]
  /** Posts manned day and night, and soldiers on each. */
  readonly guardPosts: number
  readonly soldiersPerPost: number
  readonly fuelDays: number
  readonly foodDays: number
  readonly vehicles: Readonly<Record<MobilityId, Stock>>
  /** The store its supply comes from by road; null = it is the store. */
  readonly supplyFrom: ThingId | null
  /** Highest level of medical care here; 0 = an ambulance team. Null = none. */
  readonly medicalLevel: 0 | 1 | 2 | null
  readonly source: string
}

export interface Aircraft extends Sourced {
  readonly unit: ThingId
  readonly kmh: number
  readonly noticeMinutes: number
  readonly alertNoticeMinutes: number
  readonly onAlert: boolean
  readonly loadingMinutes: number
  readonly seats: number
  readonly stretchers: number
  readonly hoursLeft: number
  readonly nightFlying: boolean
  readonly weather: readonly WeatherState[]
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: readonly number[]
}

/** Weather and water of the days, as authored: the directing staff's forecast, never a participant's. */
export interface ForecastHour { readonly from: ScenarioMinute; readonly weather: WeatherState; readonly water: Readonly<Record<ThingId, number>> }

export interface PlanningValues {
  readonly calendar: Sourced & { readonly sunrise: number; readonly sunset: number; readonly dDayWeekday: number }
  readonly speeds: Sourced & { readonly kmh: Readonly<Record<WayClass, ByWeather>> }
  readonly night: Sourced & { readonly factor: number }
  /** Share of the time under way that halts of first contact add, and whether plans are checked with them. */
  readonly halts: Sourced & { readonly share: number; readonly counted: boolean }
  readonly roadStates: Sourced & { readonly rules: Readonly<Record<RoadState, StateRule>> }
  readonly crossingStates: Sourced & { readonly rules: Readonly<Record<CrossingFact['state'], StateRule>> }
  readonly mobility: readonly Mobility[]
  readonly crossings: Sourced & { readonly rules: Readonly<Record<ThingId, CrossingRules>> }
  readonly curfews: readonly (Sourced & { readonly things: readonly ThingId[]; readonly hours: DailyHours })[]
  readonly boats: Sourced & { readonly waters: readonly ThingId[]; readonly landingKm: number }
  /** Waters that nobody wades or drives through: off the roads they are walls. */
  readonly barriers: Sourced & { readonly waters: readonly ThingId[] }
  readonly units: Sourced & { readonly usual: UnitPlanning; readonly each: Readonly<Record<ThingId, UnitPlanning>> }
  readonly bases: Readonly<Record<ThingId, BasePlanning>>
  readonly manning: Sourced & {
    readonly hoursPerYear: number
    readonly productiveHours: number
    readonly tokenSoldiers: number
    readonly sustainedDays: number
    readonly sustainedFactor: number
    readonly patrolsPerToken: number
    readonly patrolSoldiers: number
    readonly dutyHours: number
  }
  readonly aircraft: readonly Aircraft[]
  readonly casualty: Sourced & {
    readonly firstAidMinutes: number
    readonly level1Minutes: number
    readonly level2Minutes: number
    readonly ambulance: MobilityId
    /** Level 2 off the sheet: reached from a place by air. */
    readonly level2: { readonly name: string; readonly from: ThingId; readonly flightMinutes: number }
  }
  readonly reaction: Sourced & {
    readonly alertMinutes: number
    readonly alertWithoutPhoneMinutes: number
    readonly crossCheckMinutes: number
    readonly decisionMinutes: number
  }
  readonly satellitePhones: Sourced & { readonly places: readonly ThingId[] }
  readonly escorts: Sourced & { readonly tokens: number; readonly truck: MobilityId }
  /** How near a unit must be to count as present at a site. */
  readonly presence: Sourced & { readonly withinKm: number }
  readonly forecast: Sourced & { readonly hours: readonly ForecastHour[] }
}

/** A unit's planning values, or those of any unit that is not named. */
export function unitPlanning({ units }: PlanningValues, unit: ThingId): UnitPlanning {
  return Object.hasOwn(units.each, unit) ? (units.each[unit] ?? units.usual) : units.usual
}

/** The same values in a land without night: how the tables of a scenario are counted ("night not included"). */
export function withoutNight(planning: PlanningValues): PlanningValues {
  return { ...planning, calendar: { ...planning.calendar, sunrise: 0, sunset: 1440 } }
}

export function mobilityOf({ mobility }: PlanningValues, id: MobilityId): Mobility | null {
  return mobility.find((each) => each.id === id) ?? null
}
