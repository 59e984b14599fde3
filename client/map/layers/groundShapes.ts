/**
 * The ground's many lines as the canvas draws them: points of the world plane in one array a set, with the box of each
 * line, so that what is out of view costs one comparison.
 */
import type { Km, Zone, ZoneWater } from '#shared/exercise/scenario.ts'
import { eachPoint, type GroundLayer, type PackedSet } from '#shared/geo/packedLines.ts'
import { sheetProjection, type SheetProjection } from '#shared/geo/sheetProjection.ts'

export interface ShapeSet {
  readonly kind: string
  readonly value: number
  /** x, y of every point, on the world plane. */
  readonly points: Float64Array
  /** Index of the first coordinate of each line, and one past the end. */
  readonly starts: Uint32Array
  /** West, north, east, south of each line. */
  readonly boxes: Float64Array
  /** The same with fewer points, for when the whole sheet is in view. */
  readonly thin: ShapeSet | null
}

export function projectionOf(zone: Zone): SheetProjection {
  return sheetProjection(zone.grid, zone.sizeKm)
}

export function shapesOf(layer: GroundLayer, projection: SheetProjection): ShapeSet[] {
  return layer.sets.map((set) => shapeSet(set, projection))
}

function shapeSet(set: PackedSet, projection: SheetProjection): ShapeSet {
  const points = new Float64Array(set.lines.reduce((sum, line) => sum + line.length - (line.length % 2), 0))
  const starts = new Uint32Array(set.lines.length + 1)
  let place = 0
  set.lines.forEach((line, index) => {
    starts[index] = place
    eachPoint(set, line, (x, y) => {
      projection.write(x, y, points, place)
      place += 2
    })
  })
  starts[set.lines.length] = place
  const whole: ShapeSet = { kind: set.kind, value: set.value, points, starts, boxes: boxesOf(points, starts), thin: null }
  // blocks and strips of fields are small already: thinning would eat their corners
  return set.unit < 0.01 ? whole : { ...whole, thin: thinned(whole) }
}

/** About seventy metres: less than a pixel while the whole sheet is in view. */
const thinStep = 70 / 40_075_017

function thinned({ kind, value, points, starts }: ShapeSet): ShapeSet {
  const kept: number[] = []
  const keptStarts = [0]
  for (let line = 0; line + 1 < starts.length; line += 1) {
    const [from, to] = [starts[line] ?? 0, starts[line + 1] ?? 0]
    let [lastX, lastY] = [-1, -1]
    for (let index = from; index < to; index += 2) {
      const [x, y] = [points[index] ?? 0, points[index + 1] ?? 0]
      if (index !== from && index + 2 < to && Math.abs(x - lastX) + Math.abs(y - lastY) < thinStep) continue
      kept.push(x, y)
      lastX = x
      lastY = y
    }
    keptStarts.push(kept.length)
  }
  const [thinPoints, thinStarts] = [Float64Array.from(kept), Uint32Array.from(keptStarts)]
  return { kind, value, points: thinPoints, starts: thinStarts, boxes: boxesOf(thinPoints, thinStarts), thin: null }
}

/** A named water as a set of its own: one line. */
export function waterShape({ kind, line }: ZoneWater, projection: SheetProjection): ShapeSet {
  return lineShape(kind, line, projection)
}

export function lineShape(kind: string, line: readonly Km[], projection: SheetProjection): ShapeSet {
  const points = new Float64Array(line.length * 2)
  line.forEach(([x, y], index) => projection.write(x, y, points, index * 2))
  const starts = Uint32Array.from([0, points.length])
  return { kind, value: 0, points, starts, boxes: boxesOf(points, starts), thin: null }
}

function boxesOf(points: Float64Array, starts: Uint32Array): Float64Array {
  const boxes = new Float64Array((starts.length - 1) * 4)
  for (let line = 0; line + 1 < starts.length; line += 1) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let index = starts[line] ?? 0; index < (starts[line + 1] ?? 0); index += 2) {
      const [x, y] = [points[index] ?? 0, points[index + 1] ?? 0]
      if (x < west) west = x
      if (x > east) east = x
      if (y < north) north = y
      if (y > south) south = y
    }
    boxes.set([west, north, east, south], line * 4)
  }
  return boxes
}
