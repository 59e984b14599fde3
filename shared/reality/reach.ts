/**
 * Reach: how far a party gets from a spot by a minute, along the roads and off them. Roads are told exactly; the ground
 * beside them in rings on a grid of half kilometres.
 */
import type { ScenarioMinute } from '../exercise/clock.ts'
import type { ThingId } from '../exercise/names.ts'
import type { Km } from '../exercise/scenario.ts'
import { ringsWithin, type Grid } from './contour.ts'
import { barrierCells, cellOf, fieldCellKm, spreadOverGround } from './groundField.ts'
import { drawnLength, partOf, pointAlong, toMetre } from './plane.ts'
import type { Party } from './passing.ts'
import type { Stretch } from './roadGraph.ts'
import type { Routes } from './routes.ts'
import type { Spot } from './spots.ts'

/** A part of a road that is reached, as drawn. */
export interface ReachedRoad { readonly way: ThingId; readonly km: number; readonly line: readonly Km[] }
export interface Reach {
  readonly until: ScenarioMinute
  readonly roads: readonly ReachedRoad[]
  /** Rings of the ground that is reached; holes are rings that run the other way. */
  readonly rings: readonly (readonly Km[])[]
}

/** The reach at each of several minutes, from one search. */
export function reachFrom(routes: Routes, from: Spot, party: Party, departAt: ScenarioMinute, untils: readonly ScenarioMinute[]): Reach[] {
  const last = Math.max(departAt, ...untils)
  const parts = untils.map((until) => reachedParts(routes, from, party, departAt, until))
  const whole = reachedParts(routes, from, party, departAt, last)
  const field = groundReached(routes, from, party, departAt, last, whole)
  return untils.map((until, index) => ({ until, roads: (parts[index] ?? []).map(roadOf), rings: ringsWithin(field, until) }))
}

interface Part { readonly stretch: Stretch; readonly passage: number; readonly fromKm: number; readonly toKm: number }

/** Parts of stretches, measured from their first end, that are behind the party by a minute. */
function reachedParts(routes: Routes, from: Spot, party: Party, departAt: ScenarioMinute, until: ScenarioMinute): Part[] {
  const search = routes.search(from, party, departAt)
  const { passing } = search
  search.settleUntil(until)
  const begun = from.entries[0]
  const onRoadAt = routes.offRoadArrival(party, from.offRoadKm, departAt)
  return routes.graph.passages.flatMap((stretch, passage) => {
    if (stretch.kind !== 'stretch') return []
    const spans: { from: number; to: number }[] = []
    stretch.ends.forEach((end, side) => {
      const at = search.settledAt(end)
      if (at > until) return
      const km = Math.min(stretch.km, passing.kmBy(passage, at, until))
      if (km > 0) spans.push(side === 0 ? { from: 0, to: km } : { from: stretch.km - km, to: stretch.km })
    })
    if (begun !== undefined && begun.passage === passage && onRoadAt <= until) {
      const km = passing.kmBy(passage, onRoadAt, until)
      spans.push({ from: Math.max(0, begun.km - km), to: Math.min(stretch.km, begun.km + km) })
    }
    return merged(spans).map((span) => ({ stretch, passage, fromKm: toMetre(span.from), toKm: toMetre(span.to) }))
  })
}

function merged(spans: { from: number; to: number }[]): { from: number; to: number }[] {
  const whole: { from: number; to: number }[] = []
  for (const span of spans.sort((one, other) => one.from - other.from)) {
    const last = whole.at(-1)
    if (last === undefined || span.from > last.to) whole.push({ ...span })
    else last.to = Math.max(last.to, span.to)
  }
  return whole
}

/** A drawn line is not exactly as long as its table says: parts of it are shares. */
function roadOf({ stretch, fromKm, toKm }: Part): ReachedRoad {
  const scale = stretch.km === 0 ? 0 : drawnLength(stretch.line) / stretch.km
  return { way: stretch.way, km: toMetre(toKm - fromKm), line: partOf(stretch.line, fromKm * scale, toKm * scale) }
}

function groundReached(routes: Routes, from: Spot, party: Party, departAt: ScenarioMinute, until: ScenarioMinute, parts: readonly Part[]): Grid {
  const { graph } = routes
  const search = routes.search(from, party, departAt)
  const seeds = new Map<number, ScenarioMinute>()
  const seed = (at: Km, minute: ScenarioMinute): void => {
    const cell = cellOf(graph.sizeKm, at)
    if (cell !== -1 && minute <= until) seeds.set(cell, Math.min(seeds.get(cell) ?? Number.POSITIVE_INFINITY, minute))
  }
  seed(from.at, departAt)
  const begun = from.entries[0]
  const onRoadAt = routes.offRoadArrival(party, from.offRoadKm, departAt)
  for (const { stretch, passage, fromKm, toKm } of parts) {
    if (stretch.class === 'water') continue
    const scale = stretch.km === 0 ? 0 : drawnLength(stretch.line) / stretch.km
    const [one, other] = stretch.ends.map((end) => search.settledAt(end))
    for (let km = fromKm; ; km = Math.min(toKm, km + fieldCellKm / 2)) {
      const ways = [[one, km], [other, stretch.km - km], [begun?.passage === passage ? onRoadAt : undefined, Math.abs((begun?.km ?? 0) - km)]] as const
      const at = Math.min(...ways.map(([start, far]) => (start === undefined || !Number.isFinite(start) ? Number.POSITIVE_INFINITY : search.passing.arrivalAfter(passage, far, start))))
      seed(pointAlong(stretch.line, km * scale), at)
      if (km >= toKm) break
    }
  }
  return spreadOverGround(graph.sizeKm, barrierCells(graph), seeds, until, (km, at) => routes.offRoadArrival(party, km, at))
}
