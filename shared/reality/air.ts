/** Flights: straight lines at one speed, after notice and loading, by day and in weather that is flown in. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { Km } from '../exercise/scenario.ts'
import { intervalAt, type Conditions } from './conditions.ts'
import { weekdayOf } from './minutes.ts'
import { kmBetween } from './plane.ts'
import type { Aircraft } from './planning.ts'

export interface Flight {
  readonly readyAt: ScenarioMinute
  /** When it leaves the ground, after waiting for weather, daylight and the day of the week. */
  readonly departAt: ScenarioMinute
  readonly arriveAt: ScenarioMinute
  readonly km: number
  readonly flyingMinutes: number
}

/** Minutes in the air between two places. */
export function flyingMinutes({ kmh }: Aircraft, from: Km, to: Km): number {
  return (kmBetween(from, to) * 60) / kmh
}

/** Notice of an aircraft, by its state of alert. */
export function noticeOf({ onAlert, alertNoticeMinutes, noticeMinutes }: Aircraft): number {
  return onAlert ? alertNoticeMinutes : noticeMinutes
}

/** Whether it may be in the air in an interval. */
export function mayFlyIn(aircraft: Aircraft, conditions: Conditions, interval: number): boolean {
  const { weather, night, bounds, planning } = conditions
  if (!aircraft.weather.includes(weather[interval] ?? 'dry')) return false
  if (night[interval] === true && !aircraft.nightFlying) return false
  return aircraft.weekdays.includes(weekdayOf(bounds[interval] ?? 0, planning.calendar.dDayWeekday))
}

/**
 * The first flight over several legs that can begin from a minute on and end before dark, bad weather or the last flying
 * day; between two legs it loads. `furtherMinutes` = it flies on from the last stop
 * to a place off the sheet. Null when there is none, or when the hours that are left are too few.
 */
export function firstFlight(aircraft: Aircraft, conditions: Conditions, stops: readonly Km[], callAt: ScenarioMinute, furtherMinutes = 0): Flight | null {
  const legs = stops.slice(1).map((stop, index) => ({ km: kmBetween(stops[index] ?? stop, stop), minutes: flyingMinutes(aircraft, stops[index] ?? stop, stop) }))
  const flying = legs.reduce((sum, { minutes }) => sum + minutes, 0) + furtherMinutes
  if (flying > aircraft.hoursLeft * 60) return null
  const whole = flying + aircraft.loadingMinutes * Math.max(0, legs.length - 1)
  const readyAt = callAt + noticeOf(aircraft)
  const { bounds } = conditions
  let from: number | null = null
  for (let interval = Math.max(0, intervalAt(conditions, readyAt)); interval + 1 < bounds.length; interval += 1) {
    if (!mayFlyIn(aircraft, conditions, interval)) { from = null; continue }
    from ??= Math.max(readyAt, bounds[interval] ?? 0)
    if (from + whole <= (bounds[interval + 1] ?? 0)) {
      return { readyAt, departAt: from, arriveAt: from + whole, km: legs.reduce((sum, { km }) => sum + km, 0), flyingMinutes: flying }
    }
  }
  return null
}
