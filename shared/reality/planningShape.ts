/** The shape of `planning.json`, as people write it; what must fit the zone and the units is in planningChecks.ts. */
import * as z from 'zod/mini'
import { parseScenarioTime } from '../exercise/clock.ts'
import { weatherStates } from '../exercise/world.ts'
import type { DailyHours, PlanningValues } from './planning.ts'

const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, { error: 'an id is 1 to 64 letters, digits, "-" or "_", and begins with a letter or a digit' }))
const source = z.string().check(z.refine((text: string) => text.trim() !== '', { error: 'say where these figures come from' }), z.maxLength(400))
const figure = (most: number, least = 0) => z.number().check(z.gte(least), z.lte(most))
const whole = (most: number, least = 0) => z.int().check(z.gte(least), z.lte(most))
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day looks like "05:50"' }))
const hours = z.strictObject({ from: clock, to: clock })
const kmh = figure(300)
const byWeather = z.strictObject({ dry: kmh, wet: kmh, 'very-heavy': kmh, storm: kmh })
const weathers = z.array(z.enum(weatherStates)).check(z.maxLength(weatherStates.length))
const rule = z.strictObject({ factor: figure(1), only: z.nullable(z.array(id).check(z.maxLength(30))) })

const mobility = z.strictObject({
  id, source, tonnes: figure(100), ways: z.strictObject({ gravel: z.optional(weathers), laterite: z.optional(weathers), track: z.optional(weathers), trail: z.optional(weathers), water: z.optional(weathers) }),
  top: z.nullable(byWeather), offRoad: byWeather, seats: whole(200), loadTonnes: figure(100), litresPerKm: figure(20),
})
const caveat = z.strictObject({ kind: z.literal('no-night-move'), beyondKm: figure(300), who: z.string().check(z.maxLength(200)) })
const unit = z.strictObject({
  tokens: figure(10), noticeMinutes: whole(2880), mobility: id, vehicles: whole(500), reserve: z.boolean(), protects: z.boolean(),
  conduct: z.enum(['green', 'amber', 'red']), caveat: z.nullable(caveat),
})
const base = z.strictObject({
  source, units: z.array(id).check(z.maxLength(100)), guardPosts: whole(50), soldiersPerPost: whole(20), fuelDays: figure(365), foodDays: figure(365),
  vehicles: z.record(id, z.strictObject({ ready: whole(500), total: whole(500) })), supplyFrom: z.nullable(id),
  medicalLevel: z.nullable(z.union([z.literal(0), z.literal(1), z.literal(2)])),
})
const aircraft = z.strictObject({
  source, unit: id, kmh: figure(1000, 1), noticeMinutes: whole(2880), alertNoticeMinutes: whole(2880), onAlert: z.boolean(), loadingMinutes: whole(600),
  seats: whole(500), stretchers: whole(200), hoursLeft: figure(500), nightFlying: z.boolean(), weather: weathers, weekdays: z.array(whole(7, 1)).check(z.maxLength(7)),
})
const scenarioTime = z.string().check(z.refine((text: string) => parseScenarioTime(text) !== null, { error: 'a time on the scenario clock looks like "D-2 06:00"' }))

export const planningFile = z.strictObject({
  calendar: z.strictObject({ source, sunrise: clock, sunset: clock, dDayWeekday: whole(7, 1) }),
  speeds: z.strictObject({ source, kmh: z.strictObject({ gravel: byWeather, laterite: byWeather, track: byWeather, trail: byWeather, water: byWeather }) }),
  night: z.strictObject({ source, factor: figure(1, 0.01) }),
  halts: z.strictObject({ source, share: figure(5), counted: z.boolean() }),
  roadStates: z.strictObject({ source, rules: z.strictObject({ open: rule, difficult: rule, '4x4-only': rule, 'closed-weather': rule, 'closed-threat': rule, 'closed-damage': rule }) }),
  crossingStates: z.strictObject({ source, rules: z.strictObject({ open: rule, restricted: rule, closed: rule, destroyed: rule }) }),
  mobility: z.array(mobility).check(z.minLength(1), z.maxLength(30)),
  crossings: z.strictObject({ source, rules: z.record(id, z.strictObject({ waterLimitMetres: z.nullable(figure(50)), daylightOnly: z.boolean(), gauge: z.enum(['weather', 'own']) })) }),
  curfews: z.array(z.strictObject({ source, things: z.array(id).check(z.maxLength(200)), hours })).check(z.maxLength(50)),
  boats: z.strictObject({ source, waters: z.array(id).check(z.maxLength(50)), landingKm: figure(10) }),
  barriers: z.strictObject({ source, waters: z.array(id).check(z.maxLength(50)) }),
  units: z.strictObject({ source, usual: unit, each: z.record(id, unit) }),
  bases: z.record(id, base),
  manning: z.strictObject({
    source, hoursPerYear: figure(8784, 1), productiveHours: figure(8784, 1), tokenSoldiers: whole(500, 1), sustainedDays: whole(365), sustainedFactor: figure(10, 1),
    patrolsPerToken: whole(20, 1), patrolSoldiers: whole(200, 1), dutyHours: figure(24, 1),
  }),
  aircraft: z.array(aircraft).check(z.maxLength(20)),
  casualty: z.strictObject({
    source, firstAidMinutes: whole(600), level1Minutes: whole(1440), level2Minutes: whole(1440), ambulance: id,
    level2: z.strictObject({ name: z.string().check(z.maxLength(80)), from: id, flightMinutes: whole(1440) }),
  }),
  reaction: z.strictObject({ source, alertMinutes: whole(1440), alertWithoutPhoneMinutes: whole(1440), crossCheckMinutes: whole(1440), decisionMinutes: whole(1440) }),
  satellitePhones: z.strictObject({ source, places: z.array(id).check(z.maxLength(200)) }),
  escorts: z.strictObject({ source, tokens: figure(10), truck: id }),
  presence: z.strictObject({ source, withinKm: figure(20) }),
  forecast: z.strictObject({ source, hours: z.array(z.strictObject({ from: scenarioTime, weather: z.enum(weatherStates), water: z.record(id, figure(50)) })).check(z.maxLength(1000)) }),
})
export type PlanningFile = z.infer<typeof planningFile>

/** Planning values as the engine counts with them: clock times as minutes. */
export function planningOf(file: PlanningFile): PlanningValues {
  const { calendar, curfews, forecast } = file
  return {
    ...file,
    calendar: { ...calendar, sunrise: minuteOf(calendar.sunrise), sunset: minuteOf(calendar.sunset) },
    curfews: curfews.map((curfew) => ({ ...curfew, hours: hoursOf(curfew.hours) })),
    forecast: { source: forecast.source, hours: forecast.hours.map((hour) => ({ ...hour, from: parseScenarioTime(hour.from) ?? 0 })) },
  }
}

function hoursOf({ from, to }: { readonly from: string; readonly to: string }): DailyHours {
  return { from: minuteOf(from), to: minuteOf(to) }
}

function minuteOf(text: string): number {
  const [hour, minute] = text.split(':')
  return Number(hour) * 60 + Number(minute)
}
