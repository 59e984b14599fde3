/** What grows: woods and open woodland by height, water and people; marsh on the flood plain. As rings, 0 = edge. */
import type { Km, ZonePlace } from '#shared/exercise/scenario.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { SheetControl } from './control.ts'
import type { Ground } from './heights.ts'
import { isolines, type Field } from './isolines.ts'
import { layeredNoise, rise } from './noise.ts'
import { depthIn, far, lengthOf, relax, type Path } from './plane.ts'
import { nearestMark, nodesAlong, Raster } from './raster.ts'
import type { Stream } from './streams.ts'

export interface CoverParts {
  readonly control: SheetControl
  readonly ground: Ground
  readonly places: readonly ZonePlace[]
  readonly streams: readonly Stream[]
  /** Rings that are tilled: nothing else grows there. */
  readonly tilled: readonly Path[]
  readonly sizeKm: Km
  /** Kilometres between nodes; as for print when absent. */
  readonly step?: number
}

export interface Cover {
  /** > 0 = woods. On a frame of its own, sheet and a little around. */
  readonly woods: Raster
  readonly open: Raster
  readonly marsh: Raster
}

const stepKm = 0.12
const aroundKm = 0.6

/** How far people have cleared the land around a place, km. */
export function clearing({ population, kind }: ZonePlace): number {
  if (kind === 'forest' || kind === 'pass') return 0
  if (kind === 'hamlet') return 0.55
  return 0.35 + 0.55 * Math.sqrt((population ?? 400) / 1000)
}

export function coverOf({ control, ground, places, streams, tilled, sizeKm: [width, height], step = stepKm }: CoverParts): Cover {
  const frame = { step, west: -aroundKm, south: -aroundKm, columns: Math.round((width + 2 * aroundKm) / step) + 1, rows: Math.round((height + 2 * aroundKm) / step) + 1 }
  const probe = new Raster(frame)
  const wet: { node: number; value: number }[] = []
  for (const stream of streams) nodesAlong(probe, stream.line, (node) => wet.push({ node, value: stream.size }))
  const { far: toStream } = nearestMark(frame, wet)
  const forest = rings(frame, control.forests.map(({ ring, density }) => ({ ring, value: density, fade: 5 })))
  const fields = rings(frame, tilled.map((ring) => ({ ring, value: 1, fade: 0.25 })))
  const cleared = Raster.made(frame, (at) => Math.max(0, ...places.map((place) => {
    const radius = clearing(place)
    const distance = far(at, place.at)
    if (radius === 0 || distance > radius * 4.1) return 0
    const ragged = 1 + 0.75 * layeredNoise(at[0] / 0.9, at[1] / 0.9, control.seed + 290, 3)
    return 1 - rise(radius * 0.6 * ragged, radius * 2.3 * ragged, distance)
  })))
  const seed = control.seed + 300
  const density = Raster.made(frame, (at, index) => {
    const metres = ground.heights.read(at)
    const water = ground.toWater.read(at)
    const upland = 0.01 + 0.1 * rise(380, 540, metres) - 0.1 * rise(950, 1200, metres)
    const gallery = 0.26 * (1 - rise(0.08, 0.42, Math.min(toStream.values[index] ?? 9, water * 0.8)))
    const people = Math.max(cleared.values[index] ?? 0, fields.values[index] ?? 0)
    return upland + (forest.values[index] ?? 0) + gallery - 0.9 * people
  })
  const grain = (at: Km): number => layeredNoise(at[0] / 4.2, at[1] / 4.2, seed, 6, 0.58) * 1.15
  const woods = Raster.made(frame, (at, index) => grain(at) - (0.5 - 0.85 * (density.values[index] ?? 0)))
  const open = Raster.made(frame, (at, index) => grain(at) + 0.2 * layeredNoise(at[0] / 1.1, at[1] / 1.1, seed + 9, 2) - (0.3 - 0.85 * (density.values[index] ?? 0)))
  const marsh = Raster.made(frame, (at, index) => {
    const above = ground.heights.read(at) - ground.waterLevel.read(at)
    const plain = ground.plain.read(at)
    const near = (1 - rise(0.4, 1.1, ground.toWater.read(at))) * rise(0.3, 1.2, plain)
    return Math.min(0.3, (2.6 - above) * 0.25) + 0.5 * layeredNoise(at[0] / 1.6, at[1] / 1.6, seed + 20, 3) - 0.22 - 2 * (1 - near) - (cleared.values[index] ?? 0) - (fields.values[index] ?? 0)
  })
  return { woods, open, marsh }
}

function rings(frame: Raster['frame'], list: readonly { readonly ring: Path; readonly value: number; readonly fade: number }[]): Raster {
  const made = new Raster(frame)
  for (const { ring, value, fade } of list) {
    const [left, right] = [Math.min(...ring.map(([x]) => x)) - fade, Math.max(...ring.map(([x]) => x)) + fade]
    const [low, high] = [Math.min(...ring.map(([, y]) => y)) - fade, Math.max(...ring.map(([, y]) => y)) + fade]
    made.change((old, at) => (at[0] < left || at[0] > right || at[1] < low || at[1] > high ? old : Math.max(old, value * rise(-fade, fade * 0.5, depthIn(at, ring)))))
  }
  return made
}

/** The edges of what is above 0, as closed rings; woods at the sheet's edge close just beyond it. */
export function ringsOf(raster: Raster, leastKm: number): Path[] {
  const { columns, rows, step, west, south } = raster.frame
  const field: Field = {
    columns, rows,
    place: (column, row) => [west + column * step, south + row * step],
    value: (column, row) => (column === 0 || row === 0 || column === columns - 1 || row === rows - 1 ? -1 : raster.at(column, row)),
  }
  return isolines(field, 0).filter(({ line, closed }) => closed && lengthOf(line) > leastKm).map(({ line }) => {
    return simplifyPath(relax([...line, line[0] ?? [0, 0]], 3), 0.016)
  })
}
