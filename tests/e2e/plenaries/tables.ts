/** What a syndicate prepares while it plans: marks, a sentence for the plan, slides with what they light and hide. Written over the wire. */
import * as Y from 'yjs'
import type { Annotation, Position } from '#shared/board/annotation.ts'
import { annotationsOf, putAnnotations } from '#shared/board/boardDocument.ts'
import { orderAbove } from '#shared/board/order.ts'
import { sectionFragment } from '#shared/board/proseDocument.ts'
import { addSlide, slidesOf } from '#shared/board/slides.ts'
import type { StageView } from '#shared/exercise/plenary.ts'
import type { PlanSection, Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { themes } from '../../../client/map/themes.ts'
import type { Editor } from '../../support/editor.ts'
import type { SeededRandom } from '../../support/seededRandom.ts'
import { until } from '../../support/startServer.ts'

const origin = {}
/** The middle of what a whole screen of the sheet shows at a zoom where people talk. */
const spanKm = [30, 18] as const

export interface Prepared { readonly round: string; readonly marks: number; readonly slides: number; readonly sections: readonly PlanSection[]; readonly zone: Zone; readonly random: SeededRandom }

/** Writes, and waits until it is on the server's disk. */
export async function written(editor: Editor, what: string, write: (doc: Y.Doc) => void): Promise<void> {
  write(editor.doc)
  editor.made.add(what)
  await until(() => editor.saved.has(what), `${what} is saved`)
}

export async function prepare(board: Editor, name: string, prepared: Prepared): Promise<void> {
  const { round, marks, slides, sections, zone, random } = prepared
  await written(board, `${name} marks ${round}`, (doc) => {
    let order: string | null = null
    for (const each of annotationsOf(doc).values()) if (order === null || each.order > order) order = each.order
    putAnnotations(doc, Array.from({ length: marks }, (_, index) => {
      order = orderAbove(order)
      return randomMark(`${name}-${round}-${index}`, `${name} ${round} ${index}`, order, zone, random)
    }), origin)
  })
  const section = random.pick(sections)
  await written(board, `${name} plan ${round}`, (doc) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(`${name} ${round}: we stand at the crossing ${random.whole(100)} until the people of the valley are through.`)])
    const fragment = sectionFragment(doc, section.id)
    fragment.insert(fragment.length, [paragraph])
  })
  await written(board, `${name} slides ${round}`, (doc) => {
    const ids = [...annotationsOf(doc).keys()]
    for (let index = 0; index < slides; index += 1) {
      addSlide(doc, `${name} ${round}, slide ${index + 1}`, {
        bounds: boxAt(zone, random), section: index % 2 === 0 ? section.id : null,
        hiddenLayers: random.chance(0.5) ? [random.pick(themes)] : [], highlight: random.some(ids).slice(0, 3),
      }, origin)
    }
  })
}

/** The slides of a board as its presenter shows them. */
export function slideViews(board: Y.Doc): StageView[] {
  const slides = slidesOf(board)
  return slides.map(({ bounds, section, hiddenLayers, highlight, title }, index) => ({ bounds, section, hiddenLayers, highlight, slide: { number: index + 1, of: slides.length, title } }))
}

export function boxAt(zone: Zone, random: SeededRandom): StageView['bounds'] {
  const [x, y] = placeIn(zone, random)
  const scale = 0.4 + random.next() * 1.4
  const [south, west] = kmToLatLng(zone.grid, [x - (spanKm[0] * scale) / 2, y - (spanKm[1] * scale) / 2])
  const [north, east] = kmToLatLng(zone.grid, [x + (spanKm[0] * scale) / 2, y + (spanKm[1] * scale) / 2])
  return [south, west, north, east]
}

export function randomMark(id: string, label: string, order: string, zone: Zone, random: SeededRandom): Annotation {
  const at = placeIn(zone, random)
  const place = (dx = 0, dy = 0): Position => kmToLatLng(zone.grid, [at[0] + dx, at[1] + dy])
  const common = { id, label, note: '', layer: 'default', group: '', order, locked: false, style: { colour: random.pick(['own', 'threat', 'civilian'] as const), pattern: random.pick(['solid', 'dashed'] as const) } }
  switch (random.whole(5)) {
    case 0: return { ...common, kind: 'area', graphic: random.pick([null, 'hotspot', 'cordon'] as const), geometry: [place(), place(4, 1), place(3, 4), place(-1, 3)] }
    case 1: return { ...common, kind: 'line', graphic: random.pick([null, 'patrol-route', 'displacement'] as const), quantity: null, geometry: [place(), place(3, 2), place(6, -1)] }
    case 2: return { ...common, kind: 'circle', radiusKm: 1 + random.next() * 3, rings: 1 + random.whole(2), geometry: place() }
    case 3: return { ...common, kind: 'unit', sidc: '10031000151211000000', geometry: place() }
    default: return { ...common, kind: 'marker', symbol: random.pick(['checkpoint', 'hotspot', 'patrol'] as const), geometry: place() }
  }
}

function placeIn({ sizeKm: [width, height] }: Zone, random: SeededRandom): readonly [number, number] {
  return [width * (0.2 + 0.6 * random.next()), height * (0.2 + 0.6 * random.next())]
}
