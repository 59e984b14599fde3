/**
 * The ground: waters lie at their heights, and the land between them is cut by its own streams until slope and water
 * balance (slope = steepness / √area drained), so valleys branch and ridges join as they do in nature. Then flood
 * plains, passes, knolls; heights are rounded to a decimetre.
 */
import type { Km } from '#shared/exercise/scenario.ts'
import type { SheetControl, WaterControl } from './control.ts'
import { drain, type Drainage } from './drainage.ts'
import { wander, type Course } from './meander.ts'
import { layeredNoise, rise } from './noise.ts'
import { along, depthIn, far, isInside, lengthOf } from './plane.ts'
import { frameOf, nearestMark, nodesAlong, Raster, type Frame } from './raster.ts'

export interface Ground {
  readonly heights: Raster
  readonly drainage: Drainage
  /** Kilometres to the nearest drawn water, and that water's height. */
  readonly toWater: Raster
  readonly waterLevel: Raster
  /** Half width of the flood plain of that water, km. */
  readonly plain: Raster
  readonly courses: ReadonlyMap<string, Course>
}

export const marginKm = 8

export function coursesOf(control: SheetControl): Map<string, Course> {
  return new Map(control.waters.map((water, index) => [water.id, wander(water, control.seed + index * 17)]))
}

export function makeGround(control: SheetControl, sizeKm: Km, step: number, courses: ReadonlyMap<string, Course>): Ground {
  const coarse = frameOf(sizeKm, marginKm, step * 2)
  const first = eroded(control, coarse, courses, null, 70)
  const fine = frameOf(sizeKm, marginKm, step)
  const start = first.heights.onto(fine)
  start.change((value, [x, y]) => value + 1.5 * layeredNoise(x / 0.6, y / 0.6, control.seed + 5, 2))
  const second = eroded(control, fine, courses, start, 5)
  const waters = markWaters(control, fine, courses)
  const { far: toWater, value: waterLevel } = nearestMark(fine, waters)
  const plain = plainWidths(control, fine)
  const heights = finish(control, second.heights, { toWater, level: waterLevel, plain, drainage: second.drainage })
  // flood plains and knolls have moved the ways of small waters: they are found anew on the finished ground
  const outlets = new Uint8Array(heights.values.length)
  for (const { node } of waters) outlets[node] = 1
  eachEdgeNode(fine, (node) => { outlets[node] = 1 })
  return { heights, drainage: drain(heights, outlets), toWater, waterLevel, plain, courses }
}

interface WaterMark { readonly node: number; readonly value: number }

function markWaters(control: SheetControl, frame: Frame, courses: ReadonlyMap<string, Course>): WaterMark[] {
  const probe = new Raster(frame)
  const levels = new Map<number, number>()
  for (const water of control.waters) {
    const line = courses.get(water.id)?.line ?? []
    const whole = lengthOf(line)
    nodesAlong(probe, line, (node, _, km) => {
      const share = km / whole
      const kept = levels.get(node)
      const level = levelOf(water, share)
      if (kept === undefined || level < kept) levels.set(node, level)
    })
  }
  return Array.from(levels, ([node, value]) => ({ node, value })).sort((one, other) => one.node - other.node)
}

/** The outermost nodes: the world ends there, and its waters leave. */
function eachEdgeNode({ columns, rows, step, west, south }: Frame, visit: (node: number, at: Km) => void): void {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += row === 0 || row === rows - 1 ? 1 : columns - 1) visit(row * columns + column, [west + column * step, south + row * step])
  }
}

/** Metres of a water after a share of its course. */
function levelOf({ heights: [top, foot], hollow }: WaterControl, share: number): number {
  return foot + (top - foot) * ((1 - share) / (1 + hollow * share))
}

function eroded(control: SheetControl, frame: Frame, courses: ReadonlyMap<string, Course>, start: Raster | null, rounds: number): { readonly heights: Raster; readonly drainage: Drainage } {
  const { columns, rows } = frame
  const marks = markWaters(control, frame, courses)
  const isOutlet = new Uint8Array(columns * rows)
  const { far: toWater, value: level } = nearestMark(frame, marks)
  const steep = steepnessOf(control, frame)
  const base = start === null ? baseOf(control, frame, courses) : new Raster({ ...frame, columns: 1, rows: 1 })
  const heights = start ?? Raster.made(frame, ([x, y], index) => {
    const wild = layeredNoise(x / 9, y / 9, control.seed + 1, 5, 0.6)
    const near = Math.min(1, (toWater.values[index] ?? 0) / 6)
    const own = level.values[index] ?? 0
    const lumps = layeredNoise(x / 7, y / 7, control.seed + 4, 4, 0.55) * (steep.values[index] ?? 0) * 4200
    return own + (base.read([x, y]) - own) * near + (20 + 25 * near) * (wild + 0.3) + lumps * near
  })
  for (const { node, value } of marks) {
    isOutlet[node] = 1
    heights.values[node] = value
  }
  eachEdgeNode(frame, (node, at) => {
    if (isOutlet[node] === 1) return
    isOutlet[node] = 1
    heights.values[node] = edgeHeight(control, at)
  })
  let drainage = drain(heights, isOutlet)
  for (let round = 0; round < rounds; round += 1) {
    settle(heights, drainage, steep, isOutlet, round < rounds - 2 ? 0.6 : 0.9)
    drainage = drain(heights, isOutlet)
  }
  return { heights, drainage }
}

/** Between the waters and the edges of the world: each counts by how near it is. */
function baseOf(control: SheetControl, frame: Frame, courses: ReadonlyMap<string, Course>): Raster {
  const known: { at: Km; metres: number }[] = [...control.edges]
  for (const water of control.waters) {
    const line = courses.get(water.id)?.line ?? []
    const whole = lengthOf(line)
    for (let km = 0; km <= whole; km += 4) known.push({ at: along(line, km).at, metres: levelOf(water, km / whole) })
  }
  const wide = { ...frame, step: 1.5, columns: Math.ceil((frame.columns * frame.step) / 1.5) + 2, rows: Math.ceil((frame.rows * frame.step) / 1.5) + 2 }
  return Raster.made(wide, (at) => {
    let [sum, weights] = [0, 0]
    for (const { at: other, metres } of known) {
      const distance = far(at, other) + 0.5
      const weight = 1 / (distance * distance * distance)
      sum += metres * weight
      weights += weight
    }
    return sum / weights
  })
}

/** Each node goes part of the way to the height at which its slope carries its water. */
function settle(heights: Raster, { order, down, area }: Drainage, steep: Raster, isOutlet: Uint8Array, share: number): void {
  const { columns, step } = heights.frame
  for (const node of order) {
    if (isOutlet[node] === 1) continue
    const to = down[node] ?? node
    const length = (node % columns !== to % columns && Math.floor(node / columns) !== Math.floor(to / columns) ? 1.4142 : 1) * step
    const slope = Math.min(0.5, (steep.values[node] ?? 0) / Math.sqrt((area[node] ?? 0) + 0.06))
    const wanted = (heights.values[to] ?? 0) + slope * length * 1000
    heights.values[node] = (heights.values[node] ?? 0) + share * (wanted - (heights.values[node] ?? 0))
  }
}

/** The highest summit of the hills has its height: the ground above their foot is stretched to it. */
function raiseTo({ highest }: SheetControl, heights: Raster): void {
  let top = 0
  heights.change((value, at) => {
    if (value > top && isInside(at, highest.ring)) top = value
    return value
  })
  const foot = 620
  if (top <= foot) return
  const stretch = (highest.metres - foot) / (top - foot)
  heights.change((value) => (value <= foot ? value : foot + (value - foot) * stretch))
}

function edgeHeight({ edges, seed }: SheetControl, at: Km): number {
  let [sum, weights] = [0, 0]
  for (const edge of edges) {
    const distance = far(edge.at, at) + 1
    const weight = 1 / (distance * distance)
    sum += edge.metres * weight
    weights += weight
  }
  return sum / weights + 10 * layeredNoise(at[0] / 6, at[1] / 6, seed + 9, 3)
}

function steepnessOf(control: SheetControl, frame: Frame): Raster {
  // rings are asked on a coarse frame: they fade over kilometres
  const wide = { ...frame, step: 1, columns: Math.ceil(frame.columns * frame.step) + 2, rows: Math.ceil(frame.rows * frame.step) + 2 }
  const coarse = Raster.made(wide, ([x, y]) => {
    const at: Km = [x + 3.5 * layeredNoise(x / 9, y / 9, control.seed + 41, 3), y + 3.5 * layeredNoise(x / 9, y / 9, control.seed + 42, 3)]
    let steepness = control.steepness
    for (const ground of control.grounds) {
      const share = rise(-ground.fade, ground.fade * 0.35, depthIn(at, ground.ring))
      steepness += (ground.steepness - steepness) * share
    }
    return steepness
  })
  return Raster.made(frame, (at) => {
    const hard = layeredNoise(at[0] / 8, at[1] / 8, control.seed + 3, 4)
    return Math.max(0.0006, coarse.read(at) * (1 + 0.75 * hard))
  })
}

interface Waters { readonly toWater: Raster; readonly level: Raster; readonly plain: Raster; readonly drainage: Drainage }

function finish(control: SheetControl, eroded_: Raster, { toWater, level, plain, drainage }: Waters): Raster {
  const lowland = (index: number): number => 1 - rise(450, 800, eroded_.values[index] ?? 0)
  const heights = eroded_.blurred(2, (index) => 0.45 + 0.5 * lowland(index) - 0.3 * rise(2, 30, drainage.area[index] ?? 0))
  heights.change((value, at, index) => {
    const [x, y] = at
    const distance = toWater.values[index] ?? 0
    const river = level.values[index] ?? 0
    const width = (plain.values[index] ?? 0) * (0.8 + 0.5 * layeredNoise(x / 5, y / 5, control.seed + 21, 3))
    const floor = river + 0.8 + 2.4 * Math.min(1, distance / Math.max(0.01, width)) + 0.5 * layeredNoise(x / 0.9, y / 0.9, control.seed + 22, 2)
    const rough = 0.9 * layeredNoise(x / 0.5, y / 0.5, control.seed + 6, 2) * (1 + 3 * rise(500, 900, value))
    const open = distance < width * 2 + 0.5 ? Math.max(value + rough, river + 0.5) : value + rough
    return floor + (open - floor) * rise(width * 0.75, width * 1.35 + 0.15, distance)
  })
  raiseTo(control, heights)
  for (const flat of control.flats) {
    heights.change((value, at, index) => {
      const share = rise(-0.9, 0.25, depthIn(at, flat.ring))
      return share === 0 ? value : value + ((level.values[index] ?? 0) + flat.above + 0.5 * layeredNoise(at[0], at[1], control.seed + 23, 2) - value) * share
    })
  }
  for (const knoll of control.knolls) {
    heights.change((value, at) => {
      const share = 1 - rise(0, knoll.radius, far(at, knoll.at))
      return value + knoll.metres * share
    })
  }
  for (const pass of control.passes) {
    heights.change((value, at) => {
      const away = far(at, pass.at)
      if (away > 1.8) return value
      const [east, north] = [at[0] - pass.at[0], at[1] - pass.at[1]]
      const forth = east * pass.along[0] + north * pass.along[1]
      const across = -east * pass.along[1] + north * pass.along[0]
      const saddle = pass.metres - 55 * forth * forth + 95 * across * across
      return saddle + (value - saddle) * rise(0.45, 1.8, away)
    })
  }
  heights.change((value) => Math.round(value * 10) / 10)
  return heights
}

/** Half width of the flood plain beside the nearest water, km. */
function plainWidths(control: SheetControl, frame: Frame): Raster {
  const probe = new Raster({ ...frame, step: frame.step * 4, columns: Math.ceil(frame.columns / 4) + 1, rows: Math.ceil(frame.rows / 4) + 1 })
  const marks = control.waters.flatMap((water) => {
    const found: { node: number; value: number }[] = []
    nodesAlong(probe, water.course, (node) => found.push({ node, value: water.plain }))
    return found
  })
  const wide = nearestMark(probe.frame, marks).value.blurred(3)
  return Raster.made(frame, (at) => wide.read(at))
}
