/** Tilled land: long narrow strips where people harvest, small plots around villages. As quadrangles. */
import type { Km, ZonePlace } from '#shared/exercise/scenario.ts'
import { chance2, layeredNoise } from './noise.ts'
import type { Ground } from './heights.ts'
import { clearing } from './cover.ts'
import { far, farFromPath, isInside, type Path } from './plane.ts'

export interface FieldParts {
  readonly seed: number
  readonly ground: Ground
  readonly places: readonly ZonePlace[]
  readonly harvest: readonly Path[]
  readonly roads: readonly Path[]
  /** Their middle lines. */
  readonly runways: readonly Path[]
}

const patchKm = 0.95
const turns: readonly Km[] = [[1, 0], [0.9239, 0.3827], [0.7071, 0.7071], [0.3827, 0.9239], [0, 1], [-0.3827, 0.9239], [-0.7071, 0.7071], [-0.9239, 0.3827]]

/** The middle of a patch of strips that all run one way. */
function patchAt(column: number, row: number, seed: number): Km {
  return [(column + 0.15 + 0.7 * chance2(column, row, seed)) * patchKm, (row + 0.15 + 0.7 * chance2(column, row, seed + 1)) * patchKm]
}

/** Whether a point is nearer to this patch than to its neighbours. */
function belongs(at: Km, column: number, row: number, seed: number): boolean {
  const own = far(at, patchAt(column, row, seed))
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) if ((dx !== 0 || dy !== 0) && far(at, patchAt(column + dx, row + dy, seed)) < own - 0.05) return false
  }
  return true
}

/** A patchwork over a box: in each patch strips side by side in two or three rows, left out where `keep` says no. */
function strips(box: readonly [number, number, number, number], long: number, wide: number, seed: number, keep: (at: Km) => boolean): Path[] {
  const found: Path[] = []
  const [west, south, east, north] = box.map((km) => Math.floor(km / patchKm)) as [number, number, number, number]
  for (let row = south; row <= north; row += 1) {
    for (let column = west; column <= east; column += 1) {
      const middle = patchAt(column, row, seed)
      const turn = turns[Math.floor(chance2(column, row, seed + 2) * 8)] ?? [1, 0]
      const put = (u: number, v: number): Km => [middle[0] + turn[0] * u - turn[1] * v, middle[1] + turn[1] * u + turn[0] * v]
      for (let line = -2; line < 2; line += 1) {
        let v = -0.8
        for (let each = 0; v < 0.8; each += 1) {
          const own = wide * (0.5 + chance2(each, line * 7 + column * 31 + row * 57, seed + 3))
          const [u0, u1] = [line * long + 0.012, (line + 1) * long - 0.012]
          const corners = [put(u0, v), put(u1, v), put(u1, v + own * 0.95), put(u0, v + own * 0.95)]
          if (chance2(each, line * 11 + column * 17 + row * 23, seed + 4) < 0.93 && corners.every((at) => belongs(at, column, row, seed)) && keep(put((u0 + u1) / 2, v + own / 2))) found.push(corners)
          v += own
        }
      }
    }
  }
  return found
}

export function fieldsOf({ seed, ground, places, harvest, roads, runways }: FieldParts): Path[] {
  const dry = (at: Km): boolean => ground.toWater.read(at) > 0.22
  const offRoads = (at: Km): boolean => roads.every((road) => farFromPath(at, road) > 0.06) && runways.every((runway) => farFromPath(at, runway) > 0.3)
  const inTown = (at: Km): boolean => places.some((place) => far(place.at, at) < clearing(place) * 0.55)
  const found: Path[] = []
  const taken = new Set<string>()
  const free = (at: Km): boolean => {
    const key = `${Math.round(at[0] / 0.05)} ${Math.round(at[1] / 0.05)}`
    if (taken.has(key)) return false
    taken.add(key)
    return true
  }
  for (const ring of harvest) {
    const box = [Math.min(...ring.map(([x]) => x)), Math.min(...ring.map(([, y]) => y)), Math.max(...ring.map(([x]) => x)), Math.max(...ring.map(([, y]) => y))] as const
    found.push(...strips(box, 0.36, 0.075, seed, (at) => isInside(at, ring) && layeredNoise(at[0] / 1.3, at[1] / 1.3, seed + 61, 3) > -0.45 && dry(at) && !inTown(at) && offRoads(at) && free(at)))
  }
  const villages = places.filter((place) => (place.population ?? 0) >= 900 && !['displacement-site', 'mine', 'forest', 'bridge', 'ferry'].includes(place.kind))
  for (const place of villages) {
    const radius = clearing(place) * 1.15 + 0.7
    const box = [place.at[0] - radius * 1.5, place.at[1] - radius * 1.5, place.at[0] + radius * 1.5, place.at[1] + radius * 1.5] as const
    found.push(...strips(box, 0.3, 0.075, seed, (at) =>
      far(at, place.at) < radius * (0.8 + 0.8 * layeredNoise(at[0] / 1.9, at[1] / 1.9, seed + 62, 3)) && layeredNoise(at[0] / 0.8, at[1] / 0.8, seed + 63, 2) > -0.3 &&
      !harvest.some((ring) => isInside(at, ring)) && dry(at) && !inTown(at) && offRoads(at) && free(at)))
  }
  return found
}
