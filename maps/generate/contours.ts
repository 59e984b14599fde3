/** Contours each 20 m, the figures of every hundred, and the heights of summits. */
import type { Km } from '#shared/exercise/scenario.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { Ground } from './heights.ts'
import { isolines, type Field } from './isolines.ts'
import { along, far, lengthOf, relax, type Path } from './plane.ts'

export const contourStep = 20
export const indexStep = 100

export interface Contours {
  readonly lines: ReadonlyMap<number, readonly Path[]>
  readonly figures: readonly (readonly [number, number, number, number])[]
  readonly summits: readonly (readonly [number, number, number])[]
}

export function contoursOf(ground: Ground, sizeKm: Km, places: Path): Contours {
  // a printed contour is calmer than the ground it follows
  const smooth = ground.heights.blurred(2)
  const { step, west, south } = smooth.frame
  // one node beyond the sheet on every side: the neat line cuts them
  const [first, below] = [Math.round(-west / step) - 1, Math.round(-south / step) - 1]
  const field: Field = {
    columns: Math.round(sizeKm[0] / step) + 3, rows: Math.round(sizeKm[1] / step) + 3,
    place: (column, row) => [(column - 1) * step, (row - 1) * step],
    value: (column, row) => smooth.at(column + first, row + below),
  }
  const lines = new Map<number, readonly Path[]>()
  const figures: (readonly [number, number, number, number])[] = []
  for (let level = 280; level <= 1400; level += contourStep) {
    const found = isolines(field, level + 0.03).filter(({ line, closed }) => lengthOf(line) > (closed ? 1 : 0.4))
    const drawn = found.map(({ line }) => simplifyPath(relax(line, 2), 0.012))
    lines.set(level, drawn)
    if (level % indexStep === 0) for (const line of drawn) figures.push(...figuresOn(line, level, sizeKm, figures))
  }
  return { lines, figures, summits: summitsOf(ground, sizeKm, places) }
}

/** A figure where the line runs calmly, never near another. */
function figuresOn(line: Path, level: number, [width, height]: Km, others: readonly (readonly [number, number, number, number])[]): (readonly [number, number, number, number])[] {
  const whole = lengthOf(line)
  const placed: (readonly [number, number, number, number])[] = []
  for (let km = 2.5; km < whole - 2; km += 1.5) {
    const { at } = along(line, km)
    const [back, ahead] = [along(line, km - 0.5).at, along(line, km + 0.5).at]
    if (far(back, ahead) < 0.93) continue
    if (at[0] < 2 || at[1] < 2 || at[0] > width - 2 || at[1] > height - 2) continue
    if ([...others, ...placed].some((other) => far([other[0], other[1]], at) < 7)) continue
    const [x, y] = [ahead[0] - back[0], ahead[1] - back[1]]
    let degrees = Math.round((Math.atan2(-y, x) * 180) / Math.PI)
    if (degrees > 90) degrees -= 180
    if (degrees < -90) degrees += 180
    placed.push([Math.round(at[0] * 100) / 100, Math.round(at[1] * 100) / 100, level, degrees])
  }
  return placed
}

function summitsOf({ heights }: Ground, [width, height]: Km, places: Path): (readonly [number, number, number])[] {
  const { step, west, south } = heights.frame
  const found: { readonly at: Km; readonly metres: number; readonly rise: number }[] = []
  const reach = Math.round(1.6 / step)
  for (let y = 2; y < height - 2; y += step) {
    for (let x = 2; x < width - 2; x += step) {
      const [column, row] = [Math.round((x - west) / step), Math.round((y - south) / step)]
      const metres = heights.at(column, row)
      if (heights.at(column + 1, row) > metres || heights.at(column - 1, row) > metres || heights.at(column, row + 1) > metres || heights.at(column, row - 1) > metres) continue
      let [highest, lowest] = [-Infinity, Infinity]
      for (let dy = -reach; dy <= reach; dy += 2) {
        for (let dx = -reach; dx <= reach; dx += 2) {
          const other = heights.at(column + dx, row + dy)
          if (other > highest) highest = other
          if (other < lowest) lowest = other
        }
      }
      if (metres >= highest && metres - lowest > 18) found.push({ at: [Math.round(x * 100) / 100, Math.round(y * 100) / 100], metres: Math.round(metres), rise: metres - lowest })
    }
  }
  found.sort((one, other) => other.rise - one.rise || one.at[0] - other.at[0] || one.at[1] - other.at[1])
  const kept: typeof found = []
  for (const summit of found) if (kept.length < 70 && places.every((place) => far(place, summit.at) > 0.7) && kept.every((other) => far(other.at, summit.at) > 5)) kept.push(summit)
  return kept.map(({ at, metres }) => [at[0], at[1], metres] as const)
}
