/** The last touch on a road's line: smooth joints, exactly past what it must pass, and as long as it should be. */
import type { Km } from '#shared/exercise/scenario.ts'
import { layeredNoise, rise } from './noise.ts'
import { far, lengthOf, pointAt, relax, resample, type Path } from './plane.ts'

export interface ShapeWish {
  /** Passed exactly, and straight for a little way: bridges, ferries, fords. */
  readonly crossed: readonly Km[]
  /** Passed exactly. */
  readonly passed: readonly Km[]
  readonly km: number
  readonly seed: number
}

export function shaped(line: Path, wish: ShapeWish): Km[] {
  const even = resample(line, 0.1)
  const smooth = relax(even, 14, holdsOf(even, wish))
  return passing(ofLength(passing(smooth, wish), wish), wish)
}

function holdsOf(line: Path, { crossed, passed }: ShapeWish): (index: number) => number {
  const holds = line.map((point) => (crossed.some((at) => far(at, point) < 0.3) ? 0 : passed.some((at) => far(at, point) < 0.8) ? 1 : 0.35))
  return (index) => holds[index] ?? 1
}

/** Draws the line over the points it must pass, a kilometre of it with each. */
function passing(line: Path, { crossed, passed }: ShapeWish): Km[] {
  let drawn = [...line]
  for (const at of [...crossed, ...passed]) {
    const nearest = nearestIndex(drawn, at)
    const [x, y] = pointAt(drawn, nearest)
    const reach = crossed.includes(at) ? 0.15 : 0.9
    drawn = drawn.map((point, index): Km => {
      const share = index === nearest ? 1 : 1 - rise(0, reach, Math.abs(index - nearest) * 0.1)
      return index === 0 || index === drawn.length - 1 ? point : [point[0] + (at[0] - x) * share, point[1] + (at[1] - y) * share]
    })
  }
  return drawn
}

function nearestIndex(line: Path, at: Km): number {
  let [best, least] = [0, Infinity]
  line.forEach((point, index) => { if (far(point, at) < least) [best, least] = [index, far(point, at)] })
  return best
}

/** Too long: drawn straighter. Too short: swayed from side to side, never at its ends or where it must pass. */
function ofLength(line: Path, wish: ShapeWish): Km[] {
  let drawn = [...line]
  for (let round = 0; round < 60 && lengthOf(drawn) > wish.km * 1.006; round += 1) drawn = relax(drawn, 2, holdsOf(drawn, wish))
  if (lengthOf(drawn) > wish.km * 0.992) return drawn
  const kept = [...wish.crossed, ...wish.passed, pointAt(drawn, 0), pointAt(drawn, drawn.length - 1)]
  const free = drawn.map((point) => rise(0.35, 1.3, Math.min(...kept.map((at) => far(at, point)))))
  const swayed = (wide: number): Km[] => drawn.map((at, index): Km => {
    const [before, after] = [pointAt(drawn, index - 1), pointAt(drawn, index + 1)]
    const length = far(before, after) || 1
    const aside = wide * (free[index] ?? 0) * layeredNoise(index / 7, wish.seed, wish.seed, 2)
    return [at[0] - ((after[1] - before[1]) / length) * aside, at[1] + ((after[0] - before[0]) / length) * aside]
  })
  let [low, high] = [0, 0.7]
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2
    if (lengthOf(swayed(middle)) < wish.km) low = middle
    else high = middle
  }
  return swayed(low)
}
