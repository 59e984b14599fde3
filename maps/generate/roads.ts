/**
 * Roads on the ground: each finds its cheapest way by class (grade, wet ground, broken ground), crosses water only at
 * its crossings, keeps off the border and other roads, and is as long as its table says.
 */
import type { Km, RoadClass, ZoneCrossing, ZonePlace, ZoneRoad } from '#shared/exercise/scenario.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { SheetControl } from './control.ts'
import type { Ground } from './heights.ts'
import { layeredNoise, rise } from './noise.ts'
import { along, eachStretch, far, farFromPath, lengthOf, meet, pointAt, relax, resample, roundKm, type Path } from './plane.ts'
import { Raster, nodesAlong } from './raster.ts'
import { shaped } from './roadShape.ts'
import { cheapestWay, type Terrain } from './routes.ts'

export interface RoadParts {
  readonly control: SheetControl
  readonly ground: Ground
  readonly places: readonly ZonePlace[]
  readonly roads: readonly ZoneRoad[]
  readonly crossings: readonly ZoneCrossing[]
  readonly border: Path
}

/** A grade no one notices, and one the class never takes. */
const grades: Readonly<Record<RoadClass, { readonly easy: number; readonly most: number }>> = {
  gravel: { easy: 0.025, most: 0.085 }, laterite: { easy: 0.03, most: 0.09 }, track: { easy: 0.05, most: 0.16 }, trail: { easy: 0.055, most: 0.2 },
}
const classOrder: readonly RoadClass[] = ['gravel', 'laterite', 'track', 'trail']

export function makeRoads(parts: RoadParts): Map<string, readonly Km[]> {
  const made = new Map<string, readonly Km[]>()
  const inOrder = [...parts.roads].sort((one, other) => classOrder.indexOf(one.class) - classOrder.indexOf(other.class) || (one.id < other.id ? -1 : 1))
  for (const road of inOrder) made.set(road.id, makeRoad(parts, road, made))
  return made
}

interface Anchor {
  readonly at: Km
  /** A crossing: the way goes straight over it. Unit direction across the water. */
  readonly across: Km | null
}

/**
 * Joining the legs smoothly takes a little of their length, and may draw them over something: tried again, a little longer
 * and on other broken ground, until the whole is right.
 */
function makeRoad(parts: RoadParts, road: ZoneRoad, made: ReadonlyMap<string, readonly Km[]>): readonly Km[] {
  let [best, least, stretch]: [readonly Km[], number, number] = [[], Infinity, 1]
  for (let attempt = 0; attempt < 5 && least > 0.012; attempt += 1) {
    const line = joined(parts, road, made, stretch, attempt)
    const share = lengthOf(line) / road.km
    const fault = Math.abs(share - 1) + 0.1 * crossedBy(parts, road, line, made)
    if (fault < least) [best, least] = [line, fault]
    stretch *= 1 + (1 / share - 1) * 1.15
  }
  return best
}

/** How often a road crosses what it must not: waters but at crossings, the border, other roads but at places. Running hard by another counts a little. */
function crossedBy({ ground, border, crossings, places }: RoadParts, road: ZoneRoad, line: Path, made: ReadonlyMap<string, readonly Km[]>): number {
  let count = crossingsOf(line, border, () => false)
  for (const { line: course } of ground.courses.values()) count += crossingsOf(line, course, (at) => crossings.some((each) => far(each.at, at) < 0.05))
  const open = resample(line, 0.2).filter((at) => places.every((place) => far(place.at, at) > 1))
  for (const [id, other] of made) {
    if (id === road.id) continue
    count += crossingsOf(line, other, (at) => places.some((place) => far(place.at, at) < 0.3))
    if (open.some((at) => farFromPath(at, other) < 0.22)) count += 0.4
  }
  return count
}

function joined(parts: RoadParts, road: ZoneRoad, made: ReadonlyMap<string, readonly Km[]>, stretch: number, attempt: number): readonly Km[] {
  const anchors = anchorsOf(parts, road)
  const stubs = anchors.map((anchor, index) => stubsOf(anchor, pointAt(anchors.map(({ at }) => at), index - 1), pointAt(anchors.map(({ at }) => at), index + 1)))
  const targets = legLengths(parts.control, road, anchors, stubs)
  const pieces: Km[] = []
  anchors.slice(1).forEach((anchor, index) => {
    const [from, to] = [stubs[index]?.out ?? anchor.at, stubs[index + 1]?.in ?? anchor.at]
    const leg = makeLeg(parts, road, from, to, (targets[index] ?? far(from, to) * 1.1) * stretch, made, attempt)
    if (index === 0) pieces.push(anchors[0]?.at ?? from)
    pieces.push(...leg, anchor.at)
  })
  const crossed = anchors.filter(({ across }) => across !== null).map(({ at }) => at)
  const line = pieces.filter((at, index) => index === 0 || far(at, pointAt(pieces, index - 1)) > 1e-6)
  const passed = anchors.slice(1, -1).filter(({ across }) => across === null).map(({ at }) => at)
  const smooth = shaped(line, { crossed, passed, km: road.km, seed: parts.control.seed + seedOf(road.id) + attempt })
  return roundKm(keepPoints(smooth, [...crossed, ...passed]))
}

/** Fewer points, but never without the crossings. */
function keepPoints(line: Path, kept: readonly Km[]): Km[] {
  const cuts = [0, ...line.flatMap((at, index) => (index > 0 && index < line.length - 1 && kept.some((point) => far(point, at) < 1e-9) ? [index] : [])), line.length - 1]
  return cuts.slice(1).flatMap((cut, index) => {
    const part = simplifyPath(line.slice(cuts[index], cut + 1), 0.012)
    return index === 0 ? part : part.slice(1)
  })
}

function anchorsOf({ control, ground, places, crossings }: RoadParts, road: ZoneRoad): Anchor[] {
  const placeAt = (id: string): Km => places.find((place) => place.id === id)?.at ?? [0, 0]
  const across = (at: Km): Km | null => {
    const crossing = crossings.find((each) => far(each.at, at) < 0.05)
    if (crossing === undefined) return null
    for (const { line } of ground.courses.values()) {
      const index = line.findIndex((point) => far(point, crossing.at) < 0.02)
      if (index < 0) continue
      const [before, after] = [pointAt(line, index - 2), pointAt(line, index + 2)]
      const length = far(before, after)
      return [-(after[1] - before[1]) / length, (after[0] - before[0]) / length]
    }
    return null
  }
  const [from, to] = [placeAt(road.from), placeAt(road.to)]
  const vias = (control.vias[road.id] ?? []).map(({ at }) => at)
  return [from, ...vias, to].map((at) => ({ at, across: across(at) }))
}

const stubKm = 0.35

function stubsOf({ at, across }: Anchor, before: Km, after: Km): { readonly in: Km; readonly out: Km } {
  if (across === null) return { in: at, out: at }
  const towards = (other: Km): Km => {
    const side = (other[0] - at[0]) * across[0] + (other[1] - at[1]) * across[1] >= 0 ? stubKm : -stubKm
    return [at[0] + across[0] * side, at[1] + across[1] * side]
  }
  return { in: towards(before), out: towards(after) }
}

/** How long each leg is to be, so that the whole is as long as the table says. */
function legLengths(control: SheetControl, road: ZoneRoad, anchors: readonly Anchor[], stubs: readonly { readonly in: Km; readonly out: Km }[]): number[] {
  const vias = control.vias[road.id] ?? []
  const kmOf = (at: Km): number | null => vias.find((via) => far(via.at, at) < 1e-9)?.km ?? null
  const marks = anchors.map(({ at }, index) => (index === 0 ? 0 : index === anchors.length - 1 ? road.km : kmOf(at)))
  const lengths: number[] = []
  let first = 0
  for (let index = 1; index < anchors.length; index += 1) {
    const mark = marks[index] ?? null
    if (mark === null) continue
    const straights: number[] = []
    let stubLengths = 0
    for (let leg = first; leg < index; leg += 1) {
      const [from, to] = [anchors[leg], anchors[leg + 1]]
      const [out, into] = [stubs[leg]?.out, stubs[leg + 1]?.in]
      if (from === undefined || to === undefined || out === undefined || into === undefined) continue
      straights.push(far(out, into))
      stubLengths += far(from.at, out) + far(into, to.at)
    }
    const whole = straights.reduce((sum, each) => sum + each, 0)
    for (const each of straights) lengths.push((each / whole) * (mark - (marks[first] ?? 0) - stubLengths))
    first = index
  }
  return lengths
}

function makeLeg(parts: RoadParts, road: ZoneRoad, from: Km, to: Km, target: number, made: ReadonlyMap<string, readonly Km[]>, again: number): Km[] {
  let best: { readonly line: Km[]; readonly fault: number } | null = null
  for (const roughness of [0.15, 0.6, 1.2, 2, 3.2, 4.8, 7, 10, 15]) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const terrain = terrainOf(parts, road, roughness, parts.control.seed + attempt * 991 + again * 7919 + seedOf(road.id), made)
      const way = cheapestWay(terrain, from, to, 5)
      if (way === null) continue
      const line = shortened(way, target)
      const fault = faultOf(parts, road, line, target, made)
      if (best === null || fault < best.fault) best = { line, fault }
    }
    if (best !== null && best.fault < 1.1) break
  }
  if (best === null) throw new Error(`${road.id}: no way from ${from.join(', ')} to ${to.join(', ')}`)
  return best.line
}

/** Smoothed until it is no longer than it should be. */
function shortened(way: Path, target: number): Km[] {
  let line = relax(resample(way, 0.12), 12)
  for (let round = 0; round < 150 && lengthOf(line) > target * 1.003; round += 1) line = relax(line, 3)
  return line
}

/** 0 = as wanted. A wrong length counts; a steep stretch, a crossing of water, border or road much more. */
function faultOf({ ground, border, crossings }: RoadParts, road: ZoneRoad, line: Path, target: number, made: ReadonlyMap<string, readonly Km[]>): number {
  let fault = Math.abs(lengthOf(line) / target - 1) * 80
  const { most } = grades[road.class]
  const even = resample(line, 0.2)
  eachStretch(even, (a, b) => { fault += Math.max(0, Math.abs(ground.heights.read(b) - ground.heights.read(a)) / (far(a, b) * 1000) - most * 0.95) * 8 })
  for (const { line: course } of ground.courses.values()) fault += crossingsOf(line, course, (at) => crossings.some((each) => far(each.at, at) < 0.3)) * 50
  fault += crossingsOf(line, border, () => false) * 50
  for (const [id, other] of made) {
    if (id === road.id) continue
    fault += crossingsOf(line, other, (at) => [pointAt(other, 0), pointAt(other, other.length - 1)].some((end) => far(end, at) < 0.3)) * 5
  }
  return fault
}

export function crossingsOf(line: Path, other: Path, pardoned: (at: Km) => boolean): number {
  let count = 0
  eachStretch(line, (a, b) => {
    eachStretch(other, (c, d) => {
      if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.min(a[0], b[0]) > Math.max(c[0], d[0]) || Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.min(a[1], b[1]) > Math.max(c[1], d[1])) return
      const at = meet(a, b, c, d)
      if (at !== null && !pardoned(at)) count += 1
    })
  })
  return count
}

/** What every road meets, worked out once a sheet: water and border shut, wet ground dear. */
const fixedOf = new WeakMap<Ground, { readonly shut: Uint8Array; readonly wet: Float64Array }>()

function fixedTerrain({ ground, border, control }: RoadParts): { readonly shut: Uint8Array; readonly wet: Float64Array } {
  const known = fixedOf.get(ground)
  if (known !== undefined) return known
  const { frame } = ground.heights
  const shut = new Uint8Array(frame.columns * frame.rows)
  for (const { line } of ground.courses.values()) shutAlong(ground.heights, shut, line, 1)
  shutAlong(ground.heights, shut, border, 1)
  for (const { centre, direction, km } of control.runways) {
    const end = (side: number): Km => [centre[0] + (direction[0] * side * (km + 0.3)) / 2, centre[1] + (direction[1] * side * (km + 0.3)) / 2]
    shutAlong(ground.heights, shut, [end(-1), end(1)], 2)
  }
  const wet = new Float64Array(shut.length)
  for (let index = 0; index < wet.length; index += 1) {
    const above = (ground.heights.values[index] ?? 0) - (ground.waterLevel.values[index] ?? 0)
    wet[index] = (1 - rise(2.5, 6, above)) * (1 - rise(1, 2.5, ground.toWater.values[index] ?? 9)) * 1.6
  }
  const fixed = { shut, wet }
  fixedOf.set(ground, fixed)
  return fixed
}

function shutAlong(raster: Raster, shut: Uint8Array, line: Path, wide: number): void {
  const { columns } = raster.frame
  nodesAlong(raster, line, (node) => {
    for (let dy = -wide; dy <= wide; dy += 1) for (let dx = -wide; dx <= wide; dx += 1) shut[node + dy * columns + dx] = 1
  })
}

function terrainOf(parts: RoadParts, road: ZoneRoad, roughness: number, seed: number, made: ReadonlyMap<string, readonly Km[]>): Terrain {
  const { ground } = parts
  const { heights } = ground
  const { shut: fixed, wet } = fixedTerrain(parts)
  const shut = Uint8Array.from(fixed)
  const ends = [road.from, road.to].map((id) => parts.places.find((place) => place.id === id)?.at ?? [0, 0] as Km)
  const near = new Float64Array(shut.length)
  for (const other of made.values()) {
    nodesAlong(heights, other, (node, at) => {
      const free = ends.some((end) => far(end, at) < 1.2)
      for (let dy = -2; dy <= 2; dy += 1) {
        for (let dx = -2; dx <= 2; dx += 1) {
          const beside = node + dy * heights.frame.columns + dx
          if (!free && Math.abs(dx) < 2 && Math.abs(dy) < 2) shut[beside] = 1
          near[beside] = 2.5
        }
      }
    })
  }
  const { easy, most } = grades[road.class]
  const perKm = new Float64Array(shut.length)
  const { columns, step, west, south } = heights.frame
  const known = new Uint8Array(shut.length)
  const priceOf = (node: number): number => {
    if (known[node] === 1) return perKm[node] ?? 1
    const at: Km = [west + (node % columns) * step, south + Math.floor(node / columns) * step]
    const broken = rise(-0.35, 0.45, layeredNoise(at[0] / 2.1, at[1] / 2.1, seed, 3))
    known[node] = 1
    perKm[node] = 1 + roughness * broken + (wet[node] ?? 0) + (near[node] ?? 0)
    return perKm[node] ?? 1
  }
  return {
    frame: heights.frame, shut, price: priceOf,
    grade: (a, b, km) => {
      const grade = Math.abs((heights.values[b] ?? 0) - (heights.values[a] ?? 0)) / (km * 1000)
      return 1 + (grade / easy) * (grade / easy) * 0.7 + (grade > most ? 25 * (grade / most) : 0)
    },
  }
}

function seedOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 100_003
  return sum
}

/** The steepest grade along a road, measured over `overKm`, as a share. */
export function steepestAlong(heights: Raster, line: Path, overKm: number): number {
  const whole = lengthOf(line)
  let most = 0
  for (let km = 0; km + overKm <= whole; km += overKm / 2) {
    const [a, b] = [along(line, km).at, along(line, km + overKm).at]
    most = Math.max(most, Math.abs(heights.read(b) - heights.read(a)) / (overKm * 1000))
  }
  return most
}
