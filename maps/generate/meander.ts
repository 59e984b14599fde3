/**
 * A river's course: it sets out on its control line and wanders as rivers do, each bend eating outwards by how the
 * stream was bent above it, until its valley holds it. Loops that close are cut off and stay as oxbow lakes.
 */
import type { Km } from '#shared/exercise/scenario.ts'
import type { WaterControl } from './control.ts'
import { layeredNoise, rise } from './noise.ts'
import { far, farFromPath, lengthOf, partOf, pointAt, relax, resample, type Path } from './plane.ts'

export interface Course {
  readonly line: readonly Km[]
  readonly oxbows: readonly Path[]
}

export function wander(water: WaterControl, seed: number): Course {
  const control = curved(water.course)
  const pace = Math.max(0.07, water.reach * 0.1)
  const rounds = Math.round(40 + 100 * water.reach)
  let line = resample(control, pace).map((at): Km => [
    at[0] + 0.35 * water.reach * layeredNoise(at[0] / (water.reach * 0.9), at[1] / (water.reach * 0.9), seed, 2),
    at[1] + 0.35 * water.reach * layeredNoise(at[0] / (water.reach * 0.9), at[1] / (water.reach * 0.9), seed + 7, 2),
  ])
  line = holdPins(line, water, control)
  const oxbows: Path[] = []
  for (let round = 0; round < rounds; round += 1) {
    line = migrate(line, water, control, pace, seed)
    if (round % 4 === 3) {
      const cut = cutLoops(line, pace * 2.1)
      if (round > rounds * 0.4) oxbows.push(...cut.loops.filter((loop) => lengthOf(loop) > pace * 9))
      line = resample(cut.line, pace)
    }
    line = holdPins(line, water, control)
  }
  line = holdPins(relax(line, 3), water, control)
  return { line: [...line], oxbows: water.reach < 1 ? [] : oxbows.map((loop) => apart(loop, line, pace * 1.5)).filter((loop) => lengthOf(loop) > 0.9) }
}

/** What lies clear of the river of a cut-off loop: its ends silt up. */
function apart(loop: Path, line: Path, km: number): Km[] {
  let [longest, run]: [Km[], Km[]] = [[], []]
  for (const at of loop) {
    run = farFromPath(at, line) > km ? [...run, at] : []
    if (run.length > longest.length) longest = run
  }
  return relax(longest, 4)
}

/** A smooth curve through the control points. */
export function curved(course: Path): Km[] {
  const curve: Km[] = []
  for (let index = 0; index < course.length - 1; index += 1) {
    const [a, b, c, d] = [pointAt(course, index - 1), pointAt(course, index), pointAt(course, index + 1), pointAt(course, index + 2)]
    for (let step = 0; step < 8; step += 1) {
      const t = step / 8
      const axis = (i: 0 | 1): number => 0.5 * (2 * b[i] + (c[i] - a[i]) * t + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t * t * t)
      curve.push([axis(0), axis(1)])
    }
  }
  curve.push(pointAt(course, course.length - 1))
  return curve
}

/** One season: every point moves across the stream by the bends above it, less where the valley ends or a pin holds. */
function migrate(line: Path, water: WaterControl, control: Path, pace: number, seed: number): Km[] {
  let [above, hint]: [number, number | null] = [0, null]
  return line.map((at, index) => {
    const [before, after] = [pointAt(line, index - 1), pointAt(line, index + 1)]
    const [inX, inY, outX, outY] = [at[0] - before[0], at[1] - before[1], after[0] - at[0], after[1] - at[1]]
    const [inLength, outLength] = [Math.sqrt(inX * inX + inY * inY) || pace, Math.sqrt(outX * outX + outY * outY) || pace]
    const bend = (inX * outY - inY * outX) / (inLength * outLength * pace)
    above = above * 0.72 + bend * 0.28
    if (index === 0 || index === line.length - 1) return at
    const length = far(before, after) || 1
    const normal: Km = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length]
    const { at: onto, index: near } = nearestOn(control, at, hint)
    hint = near
    const away = far(at, onto) / water.reach
    // some reaches have soft banks and loop, others run straight between hard ones
    const soft = 0.25 + 1.6 * rise(-0.35, 0.45, layeredNoise(at[0] / 7, at[1] / 7, seed + 31, 2))
    const move = Math.max(-0.05, Math.min(0.05, (bend * -1 + above * 2.5) * pace * -0.07)) * soft * (1 - rise(0.5, 1.1, away))
    const back = 0.012 * away * away
    return [at[0] + normal[0] * move + (onto[0] - at[0]) * back, at[1] + normal[1] * move + (onto[1] - at[1]) * back]
  })
}

function cutLoops(line: Path, near: number): { readonly line: Path; readonly loops: readonly Path[] } {
  const loops: Path[] = []
  let kept = [...line]
  for (let index = 0; index < kept.length; index += 1) {
    for (let other = Math.min(kept.length - 1, index + 60); other > index + 6; other -= 1) {
      if (far(pointAt(kept, index), pointAt(kept, other)) >= near) continue
      loops.push(kept.slice(index + 1, other))
      kept = [...kept.slice(0, index + 1), ...kept.slice(other)]
      break
    }
  }
  return { line: kept, loops }
}

/** At its pins and its mouth the river lies where its author put it, straight for a little way. */
function holdPins(line: Path, water: WaterControl, control: Path): Km[] {
  const ends: Km[] = [pointAt(water.course, 0), pointAt(water.course, water.course.length - 1)]
  const pins = [...water.pins, ...ends]
  const moved = line.map((at): Km => {
    let share = 0
    for (const pin of pins) share = Math.max(share, 1 - rise(0.25, 1.1, far(at, pin)))
    for (const point of water.calm) share = Math.max(share, 0.25 * (1 - rise(1.2, 2.6, far(at, point))))
    if (share <= 0) return at
    const { at: onto } = nearestOn(control, at, null)
    return [at[0] + (onto[0] - at[0]) * share, at[1] + (onto[1] - at[1]) * share]
  })
  for (const pin of pins) {
    let [best, least] = [-1, Infinity]
    moved.forEach((at, index) => {
      const distance = far(at, pin)
      if (distance < least) [best, least] = [index, distance]
    })
    if (best >= 0) moved[best] = pin
  }
  moved[0] = ends[0] ?? pointAt(line, 0)
  moved[moved.length - 1] = ends[1] ?? pointAt(line, line.length - 1)
  return moved
}

/** The nearest point of a path, looked for near an index where one is known. */
function nearestOn(path: Path, at: Km, hint: number | null): { readonly at: Km; readonly index: number } {
  let best = at
  let [least, index] = [Infinity, 0]
  const [first, last] = hint === null ? [1, path.length - 1] : [Math.max(1, hint - 7), Math.min(path.length - 1, hint + 7)]
  for (let each = first; each <= last; each += 1) {
    const [a, b] = [pointAt(path, each - 1), pointAt(path, each)]
    const [wide, high] = [b[0] - a[0], b[1] - a[1]]
    const square = wide * wide + high * high
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - a[0]) * wide + (at[1] - a[1]) * high) / square))
    const [dx, dy] = [at[0] - a[0] - wide * share, at[1] - a[1] - high * share]
    if (dx * dx + dy * dy >= least) continue
    least = dx * dx + dy * dy
    best = [at[0] - dx, at[1] - dy]
    index = each
  }
  return { at: best, index }
}

/** A course from one of its points on. */
export function fromPoint(line: Path, at: Km): Km[] {
  let [run, best, least] = [0, 0, Infinity]
  line.forEach((point, index) => {
    if (index > 0) run += far(pointAt(line, index - 1), point)
    if (far(point, at) < least) [best, least] = [run, far(point, at)]
  })
  return partOf(line, best, lengthOf(line))
}
