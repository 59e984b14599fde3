/**
 * Turns: each time a unit does a task of the plan within the hours looked at. A unit is two halves: what takes half of it (a
 * patrol) leaves the other half free, what takes all waits for both. From one turn a half goes straight to the next.
 */
import type { PlanTask, TaskKind } from '../board/planRows.ts'
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { ScenarioUnit } from '../exercise/scenario.ts'
import { noticeOf } from './air.ts'
import { aircraftOf, airliftOf, type Airlift } from './airlift.ts'
import { baseOf, partyOfUnit, spotOfRow, type RealityInput } from './input.ts'
import { minutesPerDay, spansOf, type Span } from './minutes.ts'
import type { Party } from './passing.ts'
import { unitPlanning, type Aircraft } from './planning.ts'
import type { Spot } from './spots.ts'

export interface Turn {
  readonly unit: ScenarioUnit
  readonly task: PlanTask
  readonly party: Party
  readonly span: Span
  readonly spot: Spot
  /** Halves of the unit it takes. */
  readonly halves: 1 | 2
  /** Where it comes from, and what it did before; null = from its base. */
  readonly from: Spot
  readonly before: Turn | null
  /** The first minute it can set out: after the notice to move, and after what it did before. */
  readonly readyAt: ScenarioMinute
  /** When it sets out, at the latest possible minute; `readyAt` when it comes too late anyhow. */
  readonly departAt: ScenarioMinute
  /** When it is there if it sets out at once; Infinity = never. */
  readonly arriveAt: ScenarioMinute
  /** When it is back at its base. */
  readonly backAt: ScenarioMinute
  /** Null when it comes after the end. */
  readonly present: Span | null
  /** How it is flown; null = it goes by road, and its party's vehicles with it. */
  readonly airlift: Airlift | null
}

/** Share of a unit a task takes when no strength is given. */
const shares: Readonly<Record<TaskKind, number>> = { presence: 1, patrol: 0.5, escort: 1, reserve: 1, liaison: 0.5, support: 1 }

/** The times a task is to be done within a window. */
export function spansOfRow({ from, until, hours }: Pick<PlanTask, 'from' | 'until' | 'hours'>, window: Span): Span[] {
  const within = { from: Math.max(window.from, from ?? window.from), to: Math.min(window.to, until ?? window.to) }
  if (within.from >= within.to) return []
  return hours === null ? [within] : spansOf({ from: hours[0], to: hours[1] }, within)
}

export function halvesOf(task: PlanTask, unit: ScenarioUnit): 1 | 2 {
  const share = task.strength === null || unit.strength === 0 ? shares[task.kind] : task.strength / unit.strength
  return share > 0.5 ? 2 : 1
}

/** All turns of a plan, unit by unit, in the order they begin. Standing by as a reserve is no turn: a reserve stays where it is. */
export function turnsOf(input: RealityInput): Turn[] {
  const byUnit = new Map<string, PlanTask[]>()
  for (const task of input.plan.tasks) {
    if (task.unit === null || task.kind === 'reserve') continue
    const known = byUnit.get(task.unit)
    if (known === undefined) byUnit.set(task.unit, [task])
    else known.push(task)
  }
  return input.units.flatMap((unit) => turnsOfUnit(input, unit, byUnit.get(unit.id) ?? []))
}

function turnsOfUnit(input: RealityInput, unit: ScenarioUnit, tasks: readonly PlanTask[]): Turn[] {
  const base = baseOf(input, unit)
  const due = tasks.flatMap((task) => {
    const spot = spotOfRow(input.ground, task)
    const party = partyOfUnit(input, unit, task)
    return spot === null || party === null ? [] : spansOfRow(task, input.window).map((span) => ({ task, spot, party, span, halves: halvesOf(task, unit) }))
  })
  due.sort((one, other) => one.span.from - other.span.from || one.span.to - other.span.to || (one.task.id < other.task.id ? -1 : 1))
  const { noticeMinutes } = unitPlanning(input.ground.planning, unit.id)
  const free: (Turn | null)[] = [null, null]
  return due.flatMap((each) => {
    const order = [0, 1].sort((one, other) => endOf(free[one]) - endOf(free[other]) || one - other).slice(0, each.halves)
    const before = free[order.at(-1) ?? 0] ?? null
    const from = before?.spot ?? base
    if (from === null) return []
    const noticed = orderedAt(each.task, input.now) + noticeMinutes
    const turn = turnOf(input, { ...each, unit, from, before, base: base ?? from, readyAt: Math.max(noticed, endOf(before)) })
    for (const half of order) free[half] = turn
    return [turn]
  })
}

/** When a task was given, no farther back than a day: nobody sets out earlier, and its notice runs from then. */
export function orderedAt({ ordered }: Pick<PlanTask, 'ordered'>, now: ScenarioMinute): ScenarioMinute {
  return Math.max(now - minutesPerDay, Math.min(now, ordered ?? now))
}

function endOf(turn: Turn | null | undefined): ScenarioMinute {
  return turn == null ? Number.NEGATIVE_INFINITY : turn.span.to
}

interface DueTurn extends Pick<Turn, 'unit' | 'task' | 'party' | 'span' | 'spot' | 'halves' | 'from' | 'before' | 'readyAt'> { readonly base: Spot }

function turnOf(input: RealityInput, { base, ...due }: DueTurn): Turn {
  const { routes } = input
  const { from, spot, party, readyAt, span } = due
  const aircraft = aircraftOf(input, due.task)
  if (aircraft !== null) return flownTurn(input, { base, ...due }, aircraft)
  const arriveAt = routes.arrival(from, spot, party, readyAt)
  const present = Math.max(arriveAt, span.from)
  const latest = span.from - (arriveAt - readyAt)
  const departAt = latest > readyAt && routes.arrival(from, spot, party, latest) <= span.from ? latest : readyAt
  return {
    ...due, arriveAt, departAt,
    backAt: present < span.to ? routes.arrival(spot, base, party, span.to) : span.to,
    present: present < span.to ? { from: present, to: span.to } : null,
    airlift: null,
  }
}

/** Flown there, and fetched again at the end when there is a flight; else it walks or drives home. */
function flownTurn(input: RealityInput, { base, ...due }: DueTurn, aircraft: Aircraft): Turn {
  const { from, spot, party, readyAt, span, unit, task } = due
  const first = airliftOf(input, aircraft, unit, task, from, spot, readyAt)
  const arriveAt = first.flight?.arriveAt ?? Number.POSITIVE_INFINITY
  const latest = first.flight === null ? readyAt : span.from - (arriveAt - readyAt)
  const later = latest > readyAt ? airliftOf(input, aircraft, unit, task, from, spot, latest) : first
  const airlift = later.flight !== null && later.flight.arriveAt <= span.from ? later : first
  const present = Math.max(arriveAt, span.from)
  const back = present < span.to ? airliftOf(input, aircraft, unit, task, spot, base, span.to - noticeOf(aircraft)).flight : null
  return {
    ...due, arriveAt, airlift, departAt: airlift.flight?.departAt ?? readyAt, backAt: present < span.to ? (back?.arriveAt ?? input.routes.arrival(spot, base, party, span.to)) : span.to,
    present: present < span.to ? { from: present, to: span.to } : null,
  }
}

/** What one unit does, and when a part of it or all of it is away or bound. */
export interface UnitDay { readonly turns: readonly Turn[]; readonly any: readonly Span[]; readonly whole: readonly Span[] }
export type UnitDays = ReadonlyMap<ThingId, UnitDay>

export function daysOf(turns: readonly Turn[]): UnitDays {
  const byUnit = new Map<ThingId, Turn[]>()
  for (const turn of turns) {
    const known = byUnit.get(turn.unit.id)
    if (known === undefined) byUnit.set(turn.unit.id, [turn])
    else known.push(turn)
  }
  return new Map([...byUnit].map(([unit, own]) => [unit, { turns: own, any: boundSpans(own, 1), whole: boundSpans(own, 2) }]))
}

const idle: UnitDay = { turns: [], any: [], whole: [] }

/** The day of a unit; one that does nothing has an empty one. */
export function dayOf(days: UnitDays, unit: ThingId): UnitDay {
  return days.get(unit) ?? idle
}

/** Spans in which at least so many halves of a unit are away or bound. */
function boundSpans(turns: readonly Turn[], atLeast: 1 | 2): Span[] {
  const edges = turns
    .filter(({ present, departAt }) => present !== null && Number.isFinite(departAt))
    .flatMap(({ departAt, backAt, span, halves }) => [{ at: departAt, by: halves }, { at: Math.max(span.to, Number.isFinite(backAt) ? backAt : span.to), by: -halves }])
    .sort((one, other) => one.at - other.at || one.by - other.by)
  const found: Span[] = []
  let [count, since]: [number, number | null] = [0, null]
  for (const { at, by } of edges) {
    count += by
    if (count >= atLeast && since === null) since = at
    else if (count < atLeast && since !== null) {
      if (at > since) found.push({ from: since, to: at })
      since = null
    }
  }
  return found
}
