/**
 * The ground as a picture: soft relief lit from the north-west over quiet height tints, one picture for day and one for
 * night, laid out in Web Mercator so that the map shows it as it is. Made for the eye: only heights are hashed.
 */
import type { Zone } from '#shared/exercise/scenario.ts'
import { zoneBounds } from '#shared/geo/bounds.ts'
import { latLngToKm } from '#shared/geo/grid.ts'
import type { Ground } from './heights.ts'
import { layeredNoise, rise } from './noise.ts'
import { Raster } from './raster.ts'

export interface Picture { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray<ArrayBuffer> }
type Colour = readonly [number, number, number]

export interface ReliefPalette {
  /** Tints by height in metres, rising. */
  readonly tints: readonly (readonly [number, Colour])[]
  /** Wet low ground beside the river. */
  readonly meadow: Colour
  /** What shade and light turn the ground to, and how strongly. */
  readonly shade: Colour
  readonly shadeMost: number
  readonly light: Colour
  readonly lightMost: number
}

export const day: ReliefPalette = {
  tints: [
    [285, [233, 237, 222]], [330, [239, 240, 227]], [400, [243, 240, 228]], [500, [241, 234, 218]], [650, [234, 224, 205]], [850, [224, 211, 191]], [1100, [215, 202, 185]], [1400, [222, 214, 204]],
  ],
  meadow: [222, 234, 222], shade: [106, 108, 116], shadeMost: 0.64, light: [255, 253, 244], lightMost: 0.55,
}

export const night: ReliefPalette = {
  tints: [
    [285, [25, 33, 35]], [330, [28, 35, 38]], [400, [31, 38, 40]], [500, [37, 42, 42]], [650, [45, 47, 44]], [850, [54, 53, 48]], [1100, [62, 60, 54]], [1400, [72, 70, 65]],
  ],
  meadow: [23, 38, 40], shade: [6, 9, 12], shadeMost: 0.72, light: [142, 154, 156], lightMost: 0.38,
}

const knot = 32

/** Paints the sheet `width` pixels wide; its box is the zone's own (zoneBounds). */
export function paintRelief(zone: Zone, ground: Ground, width: number, palettes: readonly ReliefPalette[]): Picture[] {
  const [south, west, north, east] = zoneBounds(zone)
  const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))
  const [top, foot] = [mercator(north), mercator(south)]
  const height = Math.round((width * (top - foot)) / (((east - west) * Math.PI) / 180))
  const kmAt = (px: number, py: number): readonly [number, number] => {
    const lat = ((2 * Math.atan(Math.exp(top + ((foot - top) * py) / height)) - Math.PI / 2) * 180) / Math.PI
    return latLngToKm(zone.grid, [lat, west + ((east - west) * px) / width])
  }
  const columns = Math.ceil(width / knot) + 2
  const knots = Array.from({ length: columns * (Math.ceil(height / knot) + 2) }, (_, index) => kmAt((index % columns) * knot, Math.floor(index / columns) * knot))
  const light = lightOf(ground)
  const pictures = palettes.map((): Picture => ({ width, height, rgba: new Uint8ClampedArray(width * height * 4) }))
  for (let py = 0; py < height; py += 1) {
    for (let px = 0; px < width; px += 1) {
      const [column, row] = [Math.floor((px + 0.5) / knot), Math.floor((py + 0.5) / knot)]
      const [u, v] = [(px + 0.5) / knot - column, (py + 0.5) / knot - row]
      const corner = (dx: number, dy: number): readonly [number, number] => knots[(row + dy) * columns + column + dx] ?? [0, 0]
      const axis = (i: 0 | 1): number => (corner(0, 0)[i] * (1 - u) + corner(1, 0)[i] * u) * (1 - v) + (corner(0, 1)[i] * (1 - u) + corner(1, 1)[i] * u) * v
      const at = [axis(0), axis(1)] as const
      const metres = ground.heights.readSmooth(at)
      const lit = light.readSmooth(at)
      const above = metres - ground.waterLevel.read(at)
      const plain = ground.plain.read(at)
      const meadow = (1 - rise(1.5, 5.5, above)) * (1 - rise(plain * 0.7, plain * 1.6 + 0.1, ground.toWater.read(at))) * rise(0.2, 0.9, plain)
      const grain = layeredNoise(at[0] / 2.3, at[1] / 2.3, 77, 3)
      palettes.forEach((palette, index) => {
        const colour = colourOf(palette, metres + 30 * grain, meadow, lit)
        pictures[index]?.rgba.set([colour[0], colour[1], colour[2], 255], (py * width + px) * 4)
      })
    }
  }
  return pictures
}

function colourOf(palette: ReliefPalette, metres: number, meadow: number, lit: number): Colour {
  const ground = mix(tintAt(palette.tints, metres), palette.meadow, meadow * 0.8)
  return lit < 0 ? mix(ground, palette.shade, Math.min(1, -lit) * palette.shadeMost) : mix(ground, palette.light, Math.min(1, lit) * palette.lightMost)
}

function tintAt(tints: ReliefPalette['tints'], metres: number): Colour {
  for (let index = 1; index < tints.length; index += 1) {
    const [before, after] = [tints[index - 1], tints[index]]
    if (before === undefined || after === undefined || metres > after[0]) continue
    return mix(before[1], after[1], Math.max(0, (metres - before[0]) / (after[0] - before[0])))
  }
  return tints[tints.length - 1]?.[1] ?? [0, 0, 0]
}

function mix(one: Colour, other: Colour, share: number): Colour {
  return [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share, one[2] + (other[2] - one[2]) * share]
}

/**
 * How light each node is, −1 … 1, 0 = level ground. Three lamps (north-west strongest) and two sizes of landform; gentle
 * ground is raised and steep ground held back, so that a plain shows its folds and hills keep their valleys.
 */
function lightOf({ heights }: Ground): Raster {
  const fine = shadeOf(heights.blurred(1), 1)
  const broad = shadeOf(heights.blurred(16), 1.6)
  const light = new Raster(heights.frame)
  light.change((_, __, index) => {
    const sum = 0.8 * (fine.values[index] ?? 0) + 0.4 * (broad.values[index] ?? 0)
    return sum / (1 + 0.55 * Math.abs(sum))
  })
  return light
}

const lamps: readonly (readonly [number, number, number])[] = [[-0.7071, 0.7071, 0.68], [-1, 0, 0.17], [0, 1, 0.15]]

function shadeOf(heights: Raster, strength: number): Raster {
  const { columns, step } = heights.frame
  const shade = new Raster(heights.frame)
  shade.change((_, __, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)]
    const east = (heights.at(column + 1, row) - heights.at(column - 1, row)) / (2000 * step)
    const north = (heights.at(column, row + 1) - heights.at(column, row - 1)) / (2000 * step)
    const slope = Math.sqrt(east * east + north * north)
    if (slope === 0) return 0
    const seen = (strength * slope ** 0.8 * 2.9) / (1 + 0.9 * slope)
    let sum = 0
    for (const [lampX, lampY, weight] of lamps) sum += weight * (-(east * lampX + north * lampY) / slope)
    // faces turned from the lamp darken more than facing ones brighten: level ground stays paper
    return sum * seen * (sum < 0 ? 1.05 : 0.8)
  })
  return shade
}
