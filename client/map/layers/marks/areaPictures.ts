/** Areas: plain ones, cordon, no-go, mined area, hotspot, base. Each is told by its edge and its letter, never by colour. */
import type { AreaAnnotation, AreaGraphic, Position } from '#shared/board/annotation.ts'
import { text } from '../../../text/index.ts'
import type { ScreenPoint } from '../../MapView.ts'
import { hatchName } from '../../symbols/definitions.ts'
import { centreOf } from '../smooth.ts'
import { noGoName } from './graphicDefinitions.ts'
import { ticks } from './linePictures.ts'
import type { Letter, MarkPicture, Part, Plane } from './markPicture.ts'
import { beside, insideOf, lengthOf, stationsAlong, topOf } from './pixelPath.ts'

interface Edge {
  readonly mark: AreaAnnotation
  readonly plane: Plane
  readonly ring: readonly ScreenPoint[]
  /** The ring closed, for walking along it. */
  readonly way: readonly ScreenPoint[]
}
interface Ornament {
  readonly parts: readonly Part[]
  readonly letters: readonly Letter[]
}

const ornaments: Readonly<Record<AreaGraphic, (edge: Edge) => Ornament>> = { cordon, 'no-go': noGo, 'mined-area': minedArea, hotspot, base }

export function areaPicture(mark: AreaAnnotation, plane: Plane): MarkPicture {
  const paths = [mark.geometry]
  const fill = mark.graphic === 'no-go' ? noGoName(mark.style.colour) : hatchName(mark.style.colour)
  const plain: readonly Part[] = [{ role: 'halo', closed: true, paths }, { role: 'stroke', closed: true, paths, fill }]
  if (mark.graphic === null) return { pane: 'areas', parts: plain, letters: [], scaled: false }
  const ring = mark.geometry.map(plane.toPixel)
  const [first] = ring
  const { parts, letters } = ornaments[mark.graphic]({ mark, plane, ring, way: first === undefined ? ring : [...ring, first] })
  return { pane: 'areas', parts: [...plain, ...parts], letters, scaled: true }
}

/** Ticks to the inside, all round, and a C on the edge. */
function cordon({ plane, ring, way }: Edge): Ornament {
  const inside = insideOf(ring)
  const inward = stationsAlong(way, 7, 14).map((station) => [station.at, beside(station, 0, 8 * inside)])
  return { parts: ticks(inward, plane), letters: [onEdge(plane, topOf(ring), text.map.letters.cordon)] }
}

/** Bars across the edge over a close hatch. */
function noGo({ plane, ring, way }: Edge): Ornament {
  const bars = stationsAlong(way, 12, 24).map((station) => [beside(station, -4, -7), beside(station, 4, 7)])
  return { parts: ticks(bars, plane), letters: [onEdge(plane, topOf(ring), text.map.letters.noGo)] }
}

/** M along the edge; at most eight of them. */
function minedArea({ plane, way }: Edge): Ornament {
  const every = Math.max(70, lengthOf(way) / 8)
  const letters = stationsAlong(way, every / 2, every, 8).map(({ at }): Letter => ({ at: plane.toPosition(at), words: text.map.letters.mined, shape: 'bare' }))
  return { parts: [], letters }
}

/** A second ring inside, and its rank in a disc: the number its label begins with. */
function hotspot({ mark, plane, ring, way }: Edge): Ornament {
  const inside = insideOf(ring)
  const dots = stationsAlong(way, 5, 10).map((station) => [beside(station, -1.5, 6 * inside), beside(station, 1.5, 6 * inside)])
  const at: Position = centreOf(mark.geometry)
  return { parts: ticks(dots, plane), letters: [{ at, words: rankOf(mark.label) ?? text.map.letters.hotspot, shape: 'disc' }] }
}

/** The rank of a hotspot: the number its label begins with; null when it begins otherwise. */
export function rankOf(label: string): string | null {
  return /^\s*(\d{1,2})(?!\d)/.exec(label)?.[1] ?? null
}

/** Square corners, like works round a camp. */
function base({ plane, ring }: Edge): Ornament {
  const square = ([x, y]: ScreenPoint): Position[] => [[x - 5, y - 5], [x + 5, y - 5], [x + 5, y + 5], [x - 5, y + 5]].map(([left = 0, top = 0]) => plane.toPosition([left, top]))
  return { parts: [{ role: 'solid', closed: true, paths: ring.slice(0, 40).map(square) }], letters: [] }
}

function onEdge(plane: Plane, at: ScreenPoint, words: string): Letter {
  return { at: plane.toPosition(at), words, shape: 'box' }
}
