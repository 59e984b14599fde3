/**
 * Times as people write them in a list of injects ⇄ minutes. A minute of a move may be written as '+45', 'H+30', a clock time
 * of the agenda ('10:15') or a time of the scenario clock ('D+1 06:00'); the scenario clock as 'D-2 0600', a date or a DTG.
 */
import type { AgendaItem } from '../../exercise/agenda.ts'
import type { ScenarioMinute } from '../../exercise/clock.ts'
import { bad, tidyCell, well, type ReadOf, type TableContext } from './tableContext.ts'

/** A minute of a move; null = released by hand. */
export interface Due {
  readonly move: number | null
  readonly minute: number | null
}

const byHand = /^(by hand|manual(ly)?|on call|on order|contingency|as required|when ready|none|-)$/i
/** '10.15' is a clock time, as most of Europe writes it; '12.5' is a number. */
const minutes = /^\+?\s*(\d{1,3}(?:\.\d|\.\d{3,4})?)\s*(?:m|min|mins|minutes|')?$/i
const sinceStart = /^(?:(h|t|m|start|startex|move start)\s*\+)\s*(\d{1,3})(?::(\d{2}))?\s*(h|hrs?|hours?|m|min|mins|minutes|')?$/i
const clockTime = /^(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?|(?<=\d{2})(\d{2}))\s*(?:hrs?|h|lt|local)?$/i
const dayTime = /^d(?:[\s-]*day)?\s*(?:([+-])\s*(\d{1,3}))?\s*[,/;@-]?\s*(\d{1,2})[:.h]?(\d{2})(?::\d{2})?\s*(?:hrs?|h|lt|z|local)?$/i
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\s*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*z?$/i
const dottedDate = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?)?$/
const dateTimeGroup = /^(\d{2})(\d{2})(\d{2})\s*[a-z]?\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*(\d{2}|\d{4})$/i
/** No time is longer, and patterns over endless spaces would take for ever. */
const longestTime = 60
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Reads the minute an inject falls due. `move` is the row's own move, when it names one. */
export function readDue(cell: string, move: number | null, context: TableContext): ReadOf<Due> {
  const words = tidyCell(cell)
  if (words.length > longestTime) return bad('time-shape')
  if (words === '' || byHand.test(words)) return well({ move, minute: null })
  const plain = minutes.exec(words)
  if (plain !== null) return well({ move, minute: Number(plain[1]) })
  if (/^-\s*\d/.test(words)) return bad('time-before-move')
  const since = sinceStart.exec(words)
  if (since !== null) return sinceMinutes(since, move)
  const clock = clockTime.exec(words)
  if (clock !== null) return dueOfClock(clock, move, context.agenda)
  const scenario = readScenarioTime(words, context)
  return scenario.ok && scenario.value !== null ? dueOfScenario(scenario.value, move, context.agenda) : scenario.ok ? bad('time-shape') : scenario
}

/** Reads a time of the scenario clock; null = the cell says nothing. */
export function readScenarioTime(cell: string, context: TableContext): ReadOf<ScenarioMinute | null> {
  const words = tidyCell(cell)
  if (words.length > longestTime) return bad('time-shape')
  if (words === '' || words === '-') return well(null)
  const day = dayTime.exec(words)
  if (day !== null) {
    const [, sign, days = '0', hours, mins] = day
    return withinDay(Number(hours), Number(mins), (sign === '-' ? -1 : 1) * Number(days))
  }
  const date = readDate(words)
  if (date === 'no date') return clockTime.test(words) ? bad('time-no-day') : bad('time-shape')
  if (date === null) return bad('time-shape')
  if (context.dDay === null) return bad('time-date')
  return withinDay(date.hours, date.minutes, date.day - context.dDay)
}

/** 2026-11-23 → days since 1970; null when it is no day of the calendar. */
export function dayNumber(written: string): number | null {
  const date = readDate(written)
  return date === null || date === 'no date' ? null : date.day
}

interface ReadDate { readonly day: number; readonly hours: number; readonly minutes: number }

function readDate(words: string): ReadDate | null | 'no date' {
  const iso = isoDate.exec(words)
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4], iso[5])
  const dotted = dottedDate.exec(words)
  if (dotted !== null) return dateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]), dotted[4], dotted[5])
  const group = dateTimeGroup.exec(words)
  if (group === null) return 'no date'
  const year = Number(group[5])
  return dateOf(year < 100 ? 2000 + year : year, months.indexOf((group[4] ?? '').toLowerCase()) + 1, Number(group[1]), group[2], group[3])
}

function dateOf(year: number, month: number, day: number, hours = '0', mins = '0'): ReadDate | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null
  return { day: Math.round(at.getTime() / 86_400_000), hours: Number(hours), minutes: Number(mins) }
}

function withinDay(hours: number, mins: number, day: number): ReadOf<ScenarioMinute> {
  if (hours > 23 || mins > 59) return bad('time-shape')
  return well(day * 1440 + hours * 60 + mins)
}

/** 'H+2' says two hours to one officer and two minutes to another: it is asked about, never guessed. */
function sinceMinutes([, letter = '', count = '0', mins, unit = '']: RegExpExecArray, move: number | null): ReadOf<Due> {
  const number = Number(count)
  if (mins !== undefined) return Number(mins) > 59 ? bad('time-shape') : well({ move, minute: number * 60 + Number(mins) })
  if (/^h/i.test(unit)) return well({ move, minute: number * 60 })
  if (unit === '' && letter.toLowerCase() === 'h' && number > 0 && number < 10) return bad('time-ambiguous', String(number))
  return well({ move, minute: number })
}

function dueOfClock([, hours, colonMinutes, plainMinutes]: RegExpExecArray, move: number | null, agenda: readonly AgendaItem[]): ReadOf<Due> {
  const [hour, minute] = [Number(hours), Number(colonMinutes ?? plainMinutes)]
  if (hour > 23 || minute > 59) return bad('time-shape')
  const at = hour * 60 + minute
  if (move !== null) {
    const stage = stageOfMove(agenda, move)
    const begins = stage === null ? null : wallMinute(stage)
    if (begins === null) return bad('move-unknown', String(move))
    return at < begins ? bad('time-before-move') : well({ move, minute: at - begins })
  }
  for (const stage of agenda) {
    const begins = stage.move === null ? null : wallMinute(stage)
    if (begins !== null && at >= begins && at < begins + stage.minutes) return well({ move: stage.move, minute: at - begins })
  }
  return bad('time-no-move')
}

/** From the scenario clock back to running minutes, along the anchors of the move. */
function dueOfScenario(at: ScenarioMinute, move: number | null, agenda: readonly AgendaItem[]): ReadOf<Due> {
  if (move !== null) {
    const stage = stageOfMove(agenda, move)
    if (stage === null) return bad('move-unknown', String(move))
    const minute = minuteInStage(stage, at)
    if (minute === null) return bad('time-no-anchors', String(move))
    return minute < 0 ? bad('time-before-move') : well({ move, minute })
  }
  for (const stage of agenda) {
    const minute = stage.move === null ? null : minuteInStage(stage, at)
    if (minute !== null && minute >= 0 && minute < stage.minutes) return well({ move: stage.move, minute })
  }
  return bad('time-no-move')
}

function minuteInStage({ anchors }: AgendaItem, at: ScenarioMinute): number | null {
  const sorted = Array.from(anchors).sort((one, other) => one.minute - other.minute)
  const [first] = sorted
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return null
  if (at < first.scenarioMinute) return -1
  for (const [index, after] of sorted.entries()) {
    const before = sorted[index - 1]
    if (before === undefined || at > after.scenarioMinute || after.scenarioMinute === before.scenarioMinute) continue
    const share = (at - before.scenarioMinute) / (after.scenarioMinute - before.scenarioMinute)
    return Math.round(before.minute + share * (after.minute - before.minute))
  }
  return last.minute + (at - last.scenarioMinute)
}

function stageOfMove(agenda: readonly AgendaItem[], move: number): AgendaItem | null {
  return agenda.find((stage) => stage.move === move) ?? null
}

function wallMinute({ plannedWall }: AgendaItem): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(plannedWall)
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}
