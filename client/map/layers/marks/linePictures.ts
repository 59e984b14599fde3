/** Lines: plain ones and arrows, patrol routes, escorts, displacement, phase lines. Each is told by its shape and its letter. */
import type { LineAnnotation, LineGraphic, Position } from '#shared/board/annotation.ts'
import { text } from '../../../text/index.ts'
import type { ScreenPoint } from '../../MapView.ts'
import { arrowName, hatchName } from '../../symbols/definitions.ts'
import { middleOf } from '../smooth.ts'
import type { Letter, MarkPicture, Part, Plane } from './markPicture.ts'
import { beside, broadArrow, chevron, stationsAlong } from './pixelPath.ts'

interface Ornament {
  readonly parts: readonly Part[]
  readonly letters: readonly Letter[]
}

const ornaments: Readonly<Record<LineGraphic, (mark: LineAnnotation, plane: Plane) => Ornament>> = {
  'patrol-route': patrolRoute, escort, displacement, 'phase-line': phaseLine,
}

export function linePicture(mark: LineAnnotation, plane: Plane): MarkPicture {
  const paths = [mark.geometry]
  const end = mark.style.pattern === 'arrow' ? { end: arrowName(mark.style.colour) } : {}
  const plain: readonly Part[] = [
    { role: 'halo', closed: false, paths }, { role: 'stroke', closed: false, paths, ...end }, { role: 'inner', closed: false, paths },
  ]
  if (mark.graphic === null) return { pane: 'lines', parts: plain, letters: [], scaled: false }
  const { parts, letters } = ornaments[mark.graphic](mark, plane)
  return { pane: 'lines', parts: mark.graphic === 'displacement' ? parts : [...plain, ...parts], letters, scaled: true }
}

/** Arrow heads along the way, and a P where it begins. */
function patrolRoute({ geometry }: LineAnnotation, plane: Plane): Ornament {
  const heads = stationsAlong(geometry.map(plane.toPixel), 38, 56).map((station) => chevron(station, 9))
  return { parts: ticks(heads, plane), letters: lettersAt(geometry[0], text.map.letters.patrol) }
}

/** What is escorted in the middle, a guard on each side of it. */
function escort({ geometry }: LineAnnotation, plane: Plane): Ornament {
  const path = geometry.map(plane.toPixel)
  const guards = stationsAlong(path, 24, 60).flatMap((station) => [-8, 8].map((right) => {
    const point = beside(station, 13, right)
    return [beside(station, -11, right), point, ...chevron({ at: point, angle: station.angle }, 6)]
  }))
  return { parts: ticks(guards, plane), letters: lettersAt(geometry[0], text.map.letters.escort) }
}

/** A broad arrow, the broader the more people; the number stands on it. */
function displacement(mark: LineAnnotation, plane: Plane): Ornament {
  const outline = [broadArrow(mark.geometry.map(plane.toPixel), displacementHalf(mark.quantity)).map(plane.toPosition)]
  return {
    parts: [
      { role: 'halo', closed: true, paths: outline },
      { role: 'stroke', closed: true, paths: outline, fill: hatchName(mark.style.colour) },
    ],
    letters: mark.quantity === null ? [] : [{ at: middleOf(mark.geometry).at, words: text.map.count(mark.quantity), shape: 'box' }],
  }
}

/** Half the width of a displacement in pixels: three more for ten times the people. */
export function displacementHalf(quantity: number | null): number {
  return quantity === null ? 5 : Math.min(20, 4 + 3 * Math.max(0, Math.log10(Math.max(1, quantity) / 10)))
}

/** PL at both ends, beyond the line. */
function phaseLine({ geometry }: LineAnnotation, plane: Plane): Ornament {
  const path = geometry.map(plane.toPixel)
  const ends = [[...path].reverse(), path].flatMap((way) => {
    const end = way.at(-1)
    const before = way.at(-2)
    if (end === undefined || before === undefined) return []
    const station = { at: end, angle: Math.atan2(end[1] - before[1], end[0] - before[0]) }
    return [{ station, cap: [beside(station, 0, -9), beside(station, 0, 9)] }]
  })
  return {
    parts: ticks(ends.map(({ cap }) => cap), plane),
    letters: ends.map(({ station }) => ({ at: plane.toPosition(beside(station, 17, 0)), words: text.map.letters.phaseLine, shape: 'bare' })),
  }
}

export function ticks(paths: readonly (readonly ScreenPoint[])[], plane: Plane): Part[] {
  const placed = paths.map((path) => path.map(plane.toPosition))
  return [{ role: 'tick-halo', closed: false, paths: placed }, { role: 'tick', closed: false, paths: placed }]
}

function lettersAt(at: Position | undefined, words: string): Letter[] {
  return at === undefined ? [] : [{ at, words, shape: 'box' }]
}
