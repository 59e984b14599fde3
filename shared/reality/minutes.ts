/**
 * Minutes: days and nights of the scenario clock, and how a time is told. Times are IEEE doubles in minutes, made with
 * + − × ÷ only, which every engine rounds alike; a table shows whole minutes, cut off, never rounded up.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { DailyHours } from './planning.ts'

export const minutesPerDay = 1440

/** What is left over by adding thirds and sevenths: far below a second, far above what a double loses. */
const dust = 1e-6

/** Whole minutes, cut off: 344.857 is 344, and 419.9999999999 (six sevenths and one) is 420. */
export function wholeMinutes(minutes: number): number {
  return Math.floor(minutes + dust)
}

/** '5:44', the way the tables print it; '-' when there is no way. */
export function hoursAndMinutes(minutes: number): string {
  if (!Number.isFinite(minutes)) return '-'
  const whole = wholeMinutes(minutes)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Minutes after midnight of that day, 0 … below 1440. */
export function minuteOfDay(at: ScenarioMinute): number {
  return at - Math.floor(at / minutesPerDay) * minutesPerDay
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(at: ScenarioMinute, dDayWeekday: number): number {
  const day = Math.floor(at / minutesPerDay) + dDayWeekday - 1
  return day - Math.floor(day / 7) * 7 + 1
}

/** Whether a minute lies in hours of the day; hours that begin where they end are the whole day. */
export function inHours(at: ScenarioMinute, { from, to }: DailyHours): boolean {
  const minute = minuteOfDay(at)
  if (from === to) return true
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** From one minute to below another. */
export interface Span { readonly from: ScenarioMinute; readonly to: ScenarioMinute }

/** The hours of each day that lie within a span, in order, cut at its ends; those that touch are one. */
export function spansOf(hours: DailyHours, within: Span): Span[] {
  const length = hours.to > hours.from ? hours.to - hours.from : hours.to + minutesPerDay - hours.from
  const found: Span[] = []
  for (let day = Math.floor(within.from / minutesPerDay) - 1; day * minutesPerDay < within.to; day += 1) {
    const from = Math.max(within.from, day * minutesPerDay + hours.from)
    const to = Math.min(within.to, day * minutesPerDay + hours.from + length)
    if (from < to) found.push({ from, to })
  }
  return joined(found)
}

/** Spans in order, overlapping and touching ones as one. */
export function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const span of [...spans].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const last = whole.at(-1)
    if (last === undefined || span.from > last.to) whole.push(span)
    else if (span.to > last.to) whole[whole.length - 1] = { from: last.from, to: span.to }
  }
  return whole
}

/** What lies in both of two lists of spans that are in order and do not overlap. */
export function overlapOf(ones: readonly Span[], others: readonly Span[]): Span[] {
  const both: Span[] = []
  let second = 0
  for (const one of ones) {
    while ((others[second]?.to ?? Number.POSITIVE_INFINITY) <= one.from) second += 1
    for (let index = second; index < others.length; index += 1) {
      const other = others[index]
      if (other === undefined || other.from >= one.to) break
      both.push({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })
    }
  }
  return both
}

/** What lies in the first list and not in the second; both in order and without overlap. */
export function without(ones: readonly Span[], others: readonly Span[]): Span[] {
  return ones.flatMap((one) => {
    const left: Span[] = []
    let from = one.from
    for (const other of others) {
      if (other.to <= from || other.from >= one.to) continue
      if (other.from > from) left.push({ from, to: other.from })
      from = Math.max(from, other.to)
    }
    if (from < one.to) left.push({ from, to: one.to })
    return left
  })
}

/** The full hours a span touches, the first and the last cut at its ends. */
export function hoursOf({ from, to }: Span): Span[] {
  const hours: Span[] = []
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / 60) + 1) * 60)
    hours.push({ from: start, to: end })
    start = end
  }
  return hours
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0)
}
