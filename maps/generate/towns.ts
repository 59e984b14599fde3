/** Where people live: blocks between streets, scattered houses, rows of shelters, barracks, runways, pits. */
import type { Km, ZonePlace } from '#shared/exercise/scenario.ts'
import type { SheetControl } from './control.ts'
import type { Ground } from './heights.ts'
import { chance2, layeredNoise, rise } from './noise.ts'
import { along, eachStretch, far, farFromPath, meet, type Path } from './plane.ts'
import type { Stream } from './streams.ts'

export interface TownParts {
  readonly control: SheetControl
  readonly ground: Ground
  readonly places: readonly ZonePlace[]
  readonly roads: readonly Path[]
  readonly streams: readonly Stream[]
}

export interface Towns {
  readonly blocks: Path[]
  readonly houses: Path[]
  readonly shelters: Path[]
  readonly fences: Path[]
  readonly pits: Path[]
  readonly paved: Path[]
  readonly unpaved: Path[]
}

/** How far streets reach around a town of this many people, km; villages have none to speak of. */
export function townRadius({ population, kind }: ZonePlace): number {
  if (kind === 'displacement-site') return 0.9
  return (population ?? 0) < 4000 || kind === 'mine' || kind === 'forest' ? 0 : 0.25 * Math.sqrt((population ?? 0) / 1000)
}

export function townsOf(parts: TownParts): Towns {
  const towns: Towns = { blocks: [], houses: [], shelters: [], fences: [], pits: [], paved: [], unpaved: [] }
  parts.places.forEach((place, index) => {
    const seed = parts.control.seed + 2000 + index * 37
    switch (place.kind) {
      case 'displacement-site': return shelterRows(parts, towns, place.at, [0.8575, 0.5145], 0.95, seed)
      case 'building': return parts.control.camps.includes(place.id) ? cantonment(towns, place.at, seed) : compound(towns, place.at, seed)
      case 'hamlet': return scatter(parts, towns, place.at, 22, 0.32, seed)
      case 'forest': case 'pass': return undefined
      case 'mine':
        for (let pit = 0; pit < 5; pit += 1) towns.pits.push(blob([place.at[0] + 0.5 * (chance2(pit, 1, seed) - 0.3), place.at[1] + 0.6 * (chance2(pit, 2, seed) - 0.8)], 0.1 + 0.12 * chance2(pit, 3, seed), seed + pit))
        return scatter(parts, towns, place.at, 150, 0.5, seed)
      case 'airfield': return place.population === null ? compound(towns, [place.at[0] - 0.15, place.at[1] + 0.02], seed) : streets(parts, towns, place, seed)
      default: return streets(parts, towns, place, seed)
    }
  })
  for (const { centre, direction, km, paved } of parts.control.runways) {
    (paved ? towns.paved : towns.unpaved).push(box(centre, direction, km, paved ? 0.05 : 0.04))
    if (paved) towns.paved.push(box([centre[0] + direction[1] * 0.13, centre[1] - direction[0] * 0.13], direction, 0.32, 0.09))
  }
  return towns
}

/** A quadrangle about a point: `long` along the direction, `wide` across. */
function box([x, y]: Km, [dx, dy]: Km, long: number, wide: number): Km[] {
  return ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]): Km => [x + (dx * a * long - dy * b * wide) / 2, y + (dy * a * long + dx * b * wide) / 2])
}

function blob(centre: Km, radius: number, seed: number): Km[] {
  return turns.map(([x, y], index): Km => [centre[0] + x * radius * (0.75 + 0.5 * chance2(index, 4, seed)), centre[1] + y * radius * (0.75 + 0.5 * chance2(index, 4, seed))])
}

const turns: readonly Km[] = [[1, 0], [0.866, 0.5], [0.5, 0.866], [0, 1], [-0.5, 0.866], [-0.866, 0.5], [-1, 0], [-0.866, -0.5], [-0.5, -0.866], [0, -1], [0.5, -0.866], [0.866, -0.5]]

interface Near { readonly roads: readonly Path[]; readonly streams: readonly Path[] }

/** Houses stand on dry ground, on their own bank, off roads and streams. */
function mayStand(ground: Ground, centre: Km, at: Km, near: Near): boolean {
  if (ground.toWater.read(at) < 0.2) return false
  for (const { line } of ground.courses.values()) {
    let crosses = false
    eachStretch(line, (a, b) => { if (Math.abs(a[0] - at[0]) < 6 && Math.abs(a[1] - at[1]) < 6 && meet(centre, at, a, b) !== null) crosses = true })
    if (crosses) return false
  }
  return near.roads.every((road) => farFromPath(at, road) > 0.028) && near.streams.every((stream) => farFromPath(at, stream) > 0.05)
}

function around(lines: readonly Path[], centre: Km, reach: number): Path[] {
  return lines.filter((line) => farFromPath(centre, line) < reach)
}

function nearOf({ roads, streams }: TownParts, centre: Km, reach: number): Near {
  return { roads: around(roads, centre, reach), streams: around(streams.map(({ line }) => line), centre, reach) }
}

function streets(parts: TownParts, towns: Towns, place: ZonePlace, seed: number): void {
  const people = place.population ?? 0
  const radius = 0.27 * Math.sqrt(people / 1000)
  const near = nearOf(parts, place.at, radius * 2 + 1)
  const main = near.roads.find((road) => far(road[0] ?? [0, 0], place.at) < 0.1 || far(road[road.length - 1] ?? [0, 0], place.at) < 0.1)
  const turn = main === undefined ? ([1, 0] as const) : directionNear(main, place.at)
  const [deep, wide] = people > 8000 ? [0.15, 0.11] : [0.12, 0.085]
  const depth = (at: Km): number => {
    const edge = radius * (0.82 + 0.55 * layeredNoise((at[0] - place.at[0]) / (radius * 0.9) + seed, (at[1] - place.at[1]) / (radius * 0.9), seed, 3))
    const road = Math.min(9, ...near.roads.map((each) => farFromPath(at, each)))
    return (edge - far(at, place.at) + radius * 0.42 * (1 - rise(0.05, 0.4, road))) / radius
  }
  const count = Math.ceil((radius * 1.7) / Math.min(deep, wide))
  const put = (u: number, v: number): Km => {
    const [x, y] = [place.at[0] + turn[0] * u - turn[1] * v, place.at[1] + turn[1] * u + turn[0] * v]
    const bend = radius * 0.16
    return [x + bend * layeredNoise(x / (radius + 0.4), y / (radius + 0.4), seed + 5, 2), y + bend * layeredNoise(x / (radius + 0.4), y / (radius + 0.4), seed + 6, 2)]
  }
  const small = people < 2500
  for (let row = -count; row <= count; row += 1) {
    for (let column = -count; column <= count; column += 1) {
      const [u, v] = [column * deep, row * wide]
      const middle = put(u, v)
      const inner = depth(middle)
      if (inner < 0) continue
      const chance = chance2(column, row, seed)
      const street = row % 4 === 0 || column % 3 === 0 ? 0.019 : 0.012
      if (!small && inner > 0.12 && chance < 0.93) {
        if (!mayStand(parts.ground, place.at, middle, near)) continue
        towns.blocks.push(([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]) => put(u + a * (deep / 2 - street), v + b * (wide / 2 - street))))
      } else if (chance < 0.45 + inner * 2) {
        for (let house = 0; house < (small ? 2 : 1); house += 1) {
          const at = put(u + (chance2(column, row, seed + 11 + house) - 0.5) * deep * 0.8, v + (chance2(column, row, seed + 21 + house) - 0.5) * wide * 0.8)
          if (mayStand(parts.ground, place.at, at, near)) towns.houses.push(box(at, turn, 0.028 + 0.016 * chance, 0.022))
        }
      }
    }
  }
}

function directionNear(road: Path, at: Km): Km {
  const first = far(road[0] ?? [0, 0], at) < 0.1
  const line = first ? road : [...road].reverse()
  return along(line, 0.6).direction
}

function scatter(parts: TownParts, towns: Towns, centre: Km, count: number, radius: number, seed: number): void {
  const near = nearOf(parts, centre, radius * 2 + 0.5)
  for (let each = 0; each < count * 2 && each < 600; each += 1) {
    const [a, b] = [chance2(each, 1, seed) * 2 - 1, chance2(each, 2, seed) * 2 - 1]
    const square = a * a + b * b
    if (square > 1 || chance2(each, 3, seed) < square * 0.7) continue
    const at: Km = [centre[0] + a * radius, centre[1] + b * radius]
    const turn = turns[Math.floor(chance2(each, 4, seed) * 12)] ?? [1, 0]
    if (mayStand(parts.ground, centre, at, near)) towns.houses.push(box(at, turn, 0.024 + 0.012 * chance2(each, 5, seed), 0.02))
  }
}

/** A displacement site: sectors of shelters in rows, lanes between. */
function shelterRows(parts: TownParts, towns: Towns, centre: Km, turn: Km, reach: number, seed: number): void {
  const near = nearOf(parts, centre, reach * 2)
  const [deep, wide] = [0.2, 0.17]
  const count = Math.ceil((reach * 1.4) / wide)
  for (let row = -count; row <= count; row += 1) {
    for (let column = -count; column <= count; column += 1) {
      const put = (u: number, v: number): Km => [centre[0] + turn[0] * u - turn[1] * v, centre[1] + turn[1] * u + turn[0] * v]
      const middle = put(column * deep, row * wide)
      const edge = reach * (0.7 + 0.35 * layeredNoise(middle[0] / 0.6, middle[1] / 0.6, seed, 2))
      if (far(middle, centre) > edge || !mayStand(parts.ground, centre, middle, near)) continue
      for (let line = 0; line < 5; line += 1) {
        towns.shelters.push(box(put(column * deep, row * wide + (line - 2) * 0.029), turn, deep * 0.84, 0.012))
      }
    }
  }
}

function cantonment(towns: Towns, centre: Km, seed: number): void {
  const turn: Km = [0.9239, 0.3827]
  towns.fences.push(box(centre, turn, 0.85, 0.6))
  for (let row = -2; row <= 2; row += 1) {
    for (let column = -3; column <= 3; column += 1) {
      const at: Km = [centre[0] + turn[0] * column * 0.11 - turn[1] * row * 0.1, centre[1] + turn[1] * column * 0.11 + turn[0] * row * 0.1]
      if (chance2(column, row, seed) < 0.9) towns.shelters.push(box(at, turn, 0.085, 0.02))
    }
  }
}

function compound(towns: Towns, centre: Km, seed: number): void {
  const turn = turns[seed % 3] ?? [1, 0]
  towns.fences.push(box(centre, turn, 0.3, 0.22))
  for (const [u, v, long] of [[-0.07, 0.05, 0.1], [0.07, 0.05, 0.09], [0, -0.05, 0.16]] as const) {
    towns.houses.push(box([centre[0] + turn[0] * u - turn[1] * v, centre[1] + turn[1] * u + turn[0] * v], turn, long, 0.026))
  }
}
