/** How one fact of the world is drawn: a road's state, a crossing, a site, a pin, a mast's reach. */
import L from 'leaflet'
import { text } from '../../text/index.ts'
import type { Km, ZoneCrossing, ZoneMast, ZonePlace, ZoneRoad } from '#shared/exercise/scenario.ts'
import type { CrossingFact, MastFact, PinFact, RoadFact, SiteFact } from '#shared/exercise/world.ts'
import type { Position } from '#shared/board/annotation.ts'
import { arrowName } from '../symbols/definitions.ts'
import { crossingPicture, pinPicture, sitePicture } from '../symbols/worldPicture.ts'
import type { Label, LabelLayer } from './labelLayer.ts'
import { latLngs, standing, type Panes } from './panes.ts'
import { middleOf, smoothLine } from './smooth.ts'

export interface FactTools {
  readonly panes: Panes
  readonly labels: LabelLayer
  place(at: Km): Position
}

/** A pin's head stands this far above its tip, pixels. */
const pinLift = 21

/** A fact on the map: where its middle is, and how to take it away. */
export interface Drawn {
  readonly at: Position
  /** How far above its place its picture stands, pixels. */
  readonly lift: number
  /** What it is, in a sentence, for whoever points at it. */
  readonly words: string
  /** Called for all facts, the topmost first: shapes go below everything in their pane, signs stand by rank. */
  lieAt(rank: number): void
  remove(): void
}

export function drawRoad(road: ZoneRoad, { state, note }: RoadFact, tools: FactTools): Drawn {
  const middle = tools.place(middleOf(road.line).at)
  const words = text.map.fact(road.name, text.map.roadStates[state], note)
  if (state === 'open') return together(middle, words, [], tools, [])
  const closed = state.startsWith('closed')
  const points = latLngs(smoothLine(road.line, 3).map((each) => tools.place(each)))
  const lines = (closed ? ['road-shut-halo', 'road-shut', 'road-shut-bars'] : ['road-hard']).map((className) =>
    L.polyline(points, { ...tools.panes.options('world'), className, fill: false }))
  return together(middle, words, lines, tools, [[`state/${road.id}`, factLabel(middle, text.map.roadStates[state], closed ? 'label-shut' : 'label-hard', closed ? 100 : 520, closed, 'over')]])
}

export function drawCrossing(crossing: ZoneCrossing, fact: CrossingFact | undefined, tools: FactTools): Drawn {
  const state = fact?.state ?? 'open'
  const at = tools.place(crossing.at)
  const usable = state === 'open' || state === 'restricted'
  const sign = standing('world', at, `crossing crossing-${state}`, crossingPicture(crossing.kind, state))
  const labels = state === 'open' ? [] : [[`crossing/${crossing.id}`, factLabel(at, text.map.crossingStates[state], usable ? 'label-hard' : 'label-shut', 100, true, 'around', 15)] as const]
  return together(at, text.map.fact(crossing.name, text.map.crossingStates[state], fact?.note === undefined || fact.note === '' ? crossing.note : fact.note), [sign], tools, labels, [`crossing/${crossing.id}`, 12, 0])
}

export function drawSite(place: ZonePlace, fact: SiteFact, tools: FactTools): Drawn {
  const at = tools.place(place.at)
  const words = text.map.fact(place.name, text.map.siteStates[fact.state], fact.note)
  if (fact.state === 'calm') return together(at, words, [], tools, [])
  const sign = standing('world', at, 'site-sign', sitePicture(fact.state))
  const people = fact.population === null || fact.population === place.population ? '' : text.map.people(fact.population.toLocaleString('en'))
  const label = { ...factLabel(at, text.map.siteStates[fact.state], 'label-site', 110, true, 'around', 16), second: people, lift: pinLift }
  return together(at, words, [sign], tools, [[`site/${place.id}`, label]], [`site/${place.id}`, 13, pinLift])
}

export function drawCoverage(mast: ZoneMast, fact: MastFact | undefined, tools: FactTools): Drawn {
  const on = fact?.state !== 'off'
  const note = fact?.note ?? ''
  const at = tools.place(mast.at)
  const circle = L.polygon(latLngs(circleKm(mast.at, mast.radiusKm).map((each) => tools.place(each))), { ...tools.panes.options('areas'), className: on ? 'coverage' : 'coverage coverage-off' })
  return together(at, text.map.fact(mast.name, on ? text.map.mastOn : text.map.mastOff, note), [circle], tools, [])
}

export function drawPin(id: string, pin: PinFact, tools: FactTools): Drawn {
  const points = pin.points.map((each) => tools.place([each[0], each[1]]))
  const first = points[0] ?? [0, 0]
  const layers: L.Layer[] = []
  if (pin.points[0] !== undefined && pin.radiusKm !== null) layers.push(ring(pin.points[0], pin.radiusKm, 'fact-area', tools))
  const reach = pin.precision === 'near' ? 1.5 : pin.precision === 'district' ? 6 : null
  if (pin.points[0] !== undefined && pin.radiusKm === null && reach !== null && points.length === 1) layers.push(ring(pin.points[0], reach, 'fact-reach', tools))
  let at = first
  if (points.length > 1) {
    at = tools.place(middleOf(pin.points).at)
    for (const className of ['fact-line-halo', `fact-line fact-line-${pin.kind}`]) {
      const line = L.polyline(latLngs(points), { ...tools.panes.options('world'), className, fill: false })
      if (className !== 'fact-line-halo' && pin.kind !== 'cordon') line.on('add', () => line.getElement()?.setAttribute('marker-end', arrowName('fact')))
      layers.push(line)
    }
  }
  layers.push(standing('world', at, `fact fact-${pin.kind}`, pinPicture(pin.kind)))
  const vague = pin.precision === 'unknown' ? text.map.unknownPlace : ''
  const label = { ...factLabel(at, pin.title, 'label-fact', 120, true, 'around', 16), second: vague, lift: pinLift }
  return together(at, text.map.fact(text.map.pinKinds[pin.kind], pin.title, pin.note), layers, tools, [[`pin/${id}`, label]], [`pin/${id}`, 13, pinLift])
}

function ring(at: readonly [number, number], radiusKm: number, className: string, { panes, place }: FactTools): L.Polygon {
  const filled = className === 'fact-area'
  return L.polygon(latLngs(circleKm([at[0], at[1]], radiusKm).map((each) => place(each))), { ...panes.options('areas'), className, fillColor: filled ? 'url(#hatch-fact)' : 'none', fillOpacity: 1 })
}

/** A circle on the grid: distances on the map are grid distances. */
function circleKm([x, y]: Km, radius: number): Km[] {
  return Array.from({ length: 48 }, (_, index) => {
    const angle = (index / 48) * 2 * Math.PI
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

function factLabel(at: Position, words: string, className: string, priority: number, must: boolean, seat: Label['seat'], gap = 8): Label {
  return { at, words, className: `label-state ${className}`, pane: 'labels', priority, seat, gap, must, fromZoom: 0 }
}

function together(at: Position, words: string, layers: readonly L.Layer[], { panes, labels }: FactTools, labelled: readonly (readonly [string, Label])[], clear: readonly [string, number, number] | null = null): Drawn {
  for (const layer of layers) layer.addTo(panes.map)
  for (const [key, label] of labelled) labels.set(`fact/${key}`, label)
  if (clear !== null) labels.keepClear(`fact/${clear[0]}`, at, clear[1], clear[2])
  return {
    at,
    lift: clear?.[2] ?? 0,
    words,
    lieAt: (rank) => {
      for (const layer of [...layers].reverse()) {
        if (layer instanceof L.Path) layer.bringToBack()
        else if (layer instanceof L.Marker) layer.setZIndexOffset(rank)
      }
    },
    remove: () => {
      for (const layer of layers) layer.remove()
      for (const [key] of labelled) labels.remove(`fact/${key}`)
      if (clear !== null) labels.keepClear(`fact/${clear[0]}`, null, 0)
    },
  }
}
