/**
 * The road graph of a zone: places and crossings as nodes, stretches of road and crossings as passages between them. A
 * road counts as long as its table says (`km`), not as it is drawn. A crossing is a passage of its own: where roads of both banks meet at
 * one place, the place has a node on each bank, and only the crossing joins them.
 */
import type { Km, Zone, ZoneCrossing, ZoneRoad } from '../exercise/scenario.ts'
import type { ThingId } from '../exercise/names.ts'
import { boatStretches } from './boatWays.ts'
import { drawnLength, kmBetween, meetings, nearestOnLine, partOf, pointAlong, toMetre } from './plane.ts'
import type { PlanningValues, WayClass } from './planning.ts'

export interface Stretch {
  readonly kind: 'stretch'
  /** The road, or the water for boats. */
  readonly way: ThingId
  readonly class: WayClass
  readonly km: number
  readonly ends: readonly [number, number]
  /** As drawn, from the first end to the second. */
  readonly line: readonly Km[]
}
export interface CrossingPassage {
  readonly kind: 'crossing'
  readonly crossing: ZoneCrossing
  readonly ends: readonly [number, number]
}
export type Passage = Stretch | CrossingPassage

export interface RoadGraph {
  /** Where each node lies. */
  readonly nodes: readonly Km[]
  readonly passages: readonly Passage[]
  /** Ways out of node n: entries heads[n] … heads[n + 1] - 1 of `neighbours` and `through`. */
  readonly heads: Int32Array
  readonly neighbours: Int32Array
  readonly through: Int32Array
  /** A place at a crossing has a node on each bank; a place on no road has none. */
  readonly nodesOfPlace: ReadonlyMap<ThingId, readonly number[]>
  readonly placeAt: ReadonlyMap<ThingId, Km>
  /** Off the roads these are walls. */
  readonly barriers: readonly (readonly Km[])[]
  readonly sizeKm: Km
}

/** A crossing so near to the end of a road lies at that place. */
const atPlaceKm = 0.05
/** A crossing so near to a road lies on it. */
const onRoadKm = 0.05
/** How far from a crossing one looks which bank a road comes from. */
const bankProbeKm = 0.3

export function buildRoadGraph(zone: Pick<Zone, 'places' | 'roads' | 'crossings' | 'waters' | 'sizeKm'>, planning: Pick<PlanningValues, 'boats' | 'barriers'>): RoadGraph {
  const builder = new Builder()
  const places = new Map(zone.places.map((place) => [place.id, place.at]))
  const crossingAt = (at: Km): ZoneCrossing | undefined => zone.crossings.find((crossing) => kmBetween(crossing.at, at) <= atPlaceKm)
  const endNode = (road: ZoneRoad, place: ThingId): number => {
    const at = places.get(place) ?? road.line[0] ?? [0, 0]
    const crossing = crossingAt(at)
    if (crossing === undefined) return builder.node(place, at, place)
    const bank = bankOf(road, place, zone, crossing)
    return builder.node(`${place} ${bank}`, at, place)
  }
  for (const road of zone.roads) {
    const length = drawnLength(road.line)
    const cuts = zone.crossings
      .map((crossing) => ({ crossing, ...nearestOnLine(crossing.at, road.line) }))
      .filter(({ off, along }) => off <= onRoadKm && along > atPlaceKm && along < length - atPlaceKm)
      .sort((one, other) => one.along - other.along)
    let [node, drawn, km] = [endNode(road, road.from), 0, 0]
    for (const { crossing, along } of cuts) {
      const near = builder.node(`${crossing.id} ${road.id} 0`, crossing.at)
      const far = builder.node(`${crossing.id} ${road.id} 1`, crossing.at)
      const until = toMetre((along / length) * road.km)
      builder.passage({ kind: 'stretch', way: road.id, class: road.class, km: toMetre(until - km), ends: [node, near], line: partOf(road.line, drawn, along) })
      builder.passage({ kind: 'crossing', crossing, ends: [near, far] })
      ;[node, drawn, km] = [far, along, until]
    }
    builder.passage({ kind: 'stretch', way: road.id, class: road.class, km: toMetre(road.km - km), ends: [node, endNode(road, road.to)], line: cuts.length === 0 ? road.line : partOf(road.line, drawn, length) })
  }
  for (const crossing of zone.crossings) {
    const place = zone.places.find(({ at }) => kmBetween(at, crossing.at) <= atPlaceKm)
    const [one, other] = place === undefined ? [undefined, undefined] : [builder.find(`${place.id} 0`), builder.find(`${place.id} 1`)]
    if (one !== undefined && other !== undefined) builder.passage({ kind: 'crossing', crossing, ends: [one, other] })
  }
  for (const { way, km, line, from, to } of boatStretches(zone, planning.boats)) {
    builder.passage({ kind: 'stretch', way, class: 'water', km, line, ends: [landing(builder, from, places), landing(builder, to, places)] })
  }
  return { ...builder.finish(), placeAt: places, barriers: zone.waters.filter(({ id }) => planning.barriers.waters.includes(id)).map(({ line }) => line), sizeKm: zone.sizeKm }
}

/** Which bank of the crossing's water a road comes from: 0 for that of the first road there, 1 for the other. */
function bankOf(road: ZoneRoad, place: ThingId, zone: Pick<Zone, 'roads' | 'waters'>, crossing: ZoneCrossing): 0 | 1 {
  const first = zone.roads.find(({ from, to }) => from === place || to === place)
  const water = zone.waters.map(({ line }) => ({ line, off: nearestOnLine(crossing.at, line).off })).sort((one, other) => one.off - other.off)[0]
  if (first === undefined || water === undefined) return 0
  return meetings(probe(first, place), probe(road, place), water.line) % 2 === 0 ? 0 : 1
}

/** A point of the road shortly before it comes to the place. */
function probe(road: ZoneRoad, place: ThingId): Km {
  const length = drawnLength(road.line)
  const back = Math.min(bankProbeKm, length / 2)
  return pointAlong(road.line, road.from === place ? back : length - back)
}

/** Boats land at a place by a node of their own: no vehicle gets onto the water, and no boat onto a road. */
function landing(builder: Builder, place: ThingId, places: ReadonlyMap<ThingId, Km>): number {
  return builder.node(`${place} landing`, places.get(place) ?? [0, 0], place)
}

class Builder {
  readonly #ids = new Map<string, number>()
  readonly #nodes: Km[] = []
  readonly #passages: Passage[] = []
  readonly #places = new Map<ThingId, number[]>()

  node(name: string, at: Km, place?: ThingId): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#nodes.push(at) - 1
    this.#ids.set(name, id)
    if (place !== undefined) this.#places.set(place, [...(this.#places.get(place) ?? []), id])
    return id
  }

  find(name: string): number | undefined {
    return this.#ids.get(name)
  }

  passage(passage: Passage): void {
    this.#passages.push(passage)
  }

  finish(): Pick<RoadGraph, 'nodes' | 'passages' | 'heads' | 'neighbours' | 'through' | 'nodesOfPlace'> {
    const count = this.#nodes.length
    const heads = new Int32Array(count + 1)
    for (const { ends } of this.#passages) for (const end of ends) heads[end + 1] = (heads[end + 1] ?? 0) + 1
    for (let node = 0; node < count; node += 1) heads[node + 1] = (heads[node + 1] ?? 0) + (heads[node] ?? 0)
    const next = heads.slice()
    const neighbours = new Int32Array(heads[count] ?? 0)
    const through = new Int32Array(heads[count] ?? 0)
    this.#passages.forEach(({ ends: [one, other] }, index) => {
      for (const [from, to] of [[one, other], [other, one]] as const) {
        const slot = next[from] ?? 0
        next[from] = slot + 1
        neighbours[slot] = to
        through[slot] = index
      }
    })
    return { nodes: this.#nodes, passages: this.#passages, heads, neighbours, through, nodesOfPlace: this.#places }
  }
}
