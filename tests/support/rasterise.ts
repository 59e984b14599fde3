/**
 * A small rasteriser of pictograms, for judging them as eyes do at 16 pixels: path data (M L H V C S A Z and small letters)
 * becomes points, strokes become everything within half their width, solids by the winding rule. 4 × 4 samples a pixel.
 */
import type { Pictogram } from '../../client/map/symbols/pictograms/pictogram.ts'

type Point = readonly [number, number]
type Path = readonly Point[]

const samples = 4

/** Ink of each pixel, 0 to 1, row by row; the picture is drawn on a grid of so many units. */
export function rasterise(pictogram: Pictogram, pixels: number, grid = 24): readonly number[] {
  const lines = pathsOf(pictogram.lines)
  const solids = pathsOf(pictogram.solid ?? '')
  const ink: number[] = []
  for (let row = 0; row < pixels; row += 1) {
    for (let column = 0; column < pixels; column += 1) {
      let hits = 0
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = ((column + ((sample % samples) + 0.5) / samples) * grid) / pixels
        const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) * grid) / pixels
        if (lines.some((path) => isNear(path, [x, y])) || windingOf(solids, [x, y]) !== 0) hits += 1
      }
      ink.push(hits / (samples * samples))
    }
  }
  return ink
}

/** The points a path goes through, curves in short pieces. */
export function pathsOf(d: string): readonly Path[] {
  const paths: Point[][] = []
  let at: Point = [0, 0]
  let start: Point = [0, 0]
  let control: Point = [0, 0]
  const line = (to: Point): void => {
    paths.at(-1)?.push(to)
    at = to
  }
  for (const [, letter = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const kind = letter.toUpperCase()
    const small = kind !== letter
    const numbers = readNumbers(rest, kind === 'A')
    if (kind === 'Z') { line(start); continue }
    const size = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, A: 7 }[kind]
    if (size === undefined || numbers.length % size !== 0 || numbers.length === 0) throw new Error(`cannot read "${letter}${rest}" of ${d}`)
    for (let index = 0; index < numbers.length; index += size) {
      const n = numbers.slice(index, index + size)
      const point = (from: number): Point => [(n[from] ?? 0) + (small ? at[0] : 0), (n[from + 1] ?? 0) + (small ? at[1] : 0)]
      if (kind === 'M' && index === 0) {
        at = point(0)
        start = at
        paths.push([at])
      } else if (kind === 'M' || kind === 'L') line(point(0))
      else if (kind === 'H') line([(n[0] ?? 0) + (small ? at[0] : 0), at[1]])
      else if (kind === 'V') line([at[0], (n[0] ?? 0) + (small ? at[1] : 0)])
      else if (kind === 'A') for (const each of arc(at, n, point(5))) line(each)
      else {
        const first: Point = kind === 'C' ? point(0) : [2 * at[0] - control[0], 2 * at[1] - control[1]]
        const second = point(kind === 'C' ? 2 : 0)
        const end = point(kind === 'C' ? 4 : 2)
        for (const each of curve(at, first, second, end)) line(each)
        control = second
      }
      if (kind !== 'C' && kind !== 'S') control = at
    }
  }
  return paths
}

/** Flags of arcs may stand without a space. */
function readNumbers(rest: string, isArc: boolean): number[] {
  const number = '-?(?:\\d+\\.?\\d*|\\.\\d+)'
  if (!isArc) return (rest.match(new RegExp(number, 'g')) ?? []).map(Number)
  const gap = '[\\s,]*'
  const one = new RegExp([number, number, number, '[01]', '[01]', number, number].map((part) => `(${part})`).join(gap), 'g')
  return [...rest.matchAll(one)].flatMap((match) => match.slice(1).map(Number))
}

const pieces = 12

function curve(a: Point, b: Point, c: Point, d: Point): Point[] {
  return Array.from({ length: pieces }, (_, index) => {
    const t = (index + 1) / pieces
    const s = 1 - t
    const mix = (axis: 0 | 1): number => s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis]
    return [mix(0), mix(1)] as const
  })
}

/** An arc of an upright ellipse, as the SVG specification turns end points into a centre. */
function arc(from: Point, n: readonly number[], to: Point): Point[] {
  const [rx0 = 1, ry0 = 1, , large = 0, sweep = 0] = n
  const dx = (from[0] - to[0]) / 2
  const dy = (from[1] - to[1]) / 2
  const grow = Math.max(1, Math.sqrt((dx / rx0) ** 2 + (dy / ry0) ** 2))
  const [rx, ry] = [rx0 * grow, ry0 * grow]
  const below = (rx * dy) ** 2 + (ry * dx) ** 2
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (rx * ry) ** 2 / below - 1))
  const [cx, cy] = [(factor * rx * dy) / ry, (-factor * ry * dx) / rx]
  const first = Math.atan2((dy - cy) / ry, (dx - cx) / rx)
  let turn = Math.atan2((-dy - cy) / ry, (-dx - cx) / rx) - first
  if (sweep === 1 && turn < 0) turn += 2 * Math.PI
  if (sweep === 0 && turn > 0) turn -= 2 * Math.PI
  const middle: Point = [cx + (from[0] + to[0]) / 2, cy + (from[1] + to[1]) / 2]
  return Array.from({ length: pieces }, (_, index) => {
    const angle = first + (turn * (index + 1)) / pieces
    return [middle[0] + rx * Math.cos(angle), middle[1] + ry * Math.sin(angle)] as const
  })
}

function isNear(path: Path, [x, y]: Point): boolean {
  return path.some((from, index) => {
    const to = path[index + 1] ?? from
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy)))
    return Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy) <= 1
  })
}

function windingOf(paths: readonly Path[], [x, y]: Point): number {
  let winding = 0
  for (const path of paths) {
    path.forEach((from, index) => {
      const to = path[(index + 1) % path.length] ?? from
      const side = (to[0] - from[0]) * (y - from[1]) - (x - from[0]) * (to[1] - from[1])
      if (from[1] <= y && to[1] > y && side > 0) winding += 1
      if (from[1] > y && to[1] <= y && side < 0) winding -= 1
    })
  }
  return winding
}
