/**
 * The printed sheet: land, waters, roads, boundaries and places of a zone, as everybody knows them. Drawn once; what
 * changes in the exercise is worldLayer.ts. Colours and widths are the style sheet's.
 */
import L from 'leaflet'
import type { Km, Zone, ZonePlace } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { text } from '../../text/index.ts'
import { pictograms } from '../symbols/markerShapes.ts'
import { picture, svg } from '../symbols/svg.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import type { LabelLayer } from './labelLayer.ts'
import { latLngs, standing, type Pane, type Panes } from './panes.ts'
import { centreOf, middleOf, smoothLine } from './smooth.ts'

export function drawGround(zone: Zone, panes: Panes, labels: LabelLayer): void {
  const place = (at: Km): readonly [number, number] => kmToLatLng(zone.grid, at)
  const line = (pane: Pane, className: string, points: readonly Km[]): void => {
    L.polyline(latLngs(points.map(place)), { ...panes.options(pane), className, fill: false, smoothFactor: 0.5 }).addTo(panes.map)
  }
  const ring = (pane: Pane, className: string, points: readonly Km[]): void => {
    L.polygon(latLngs(points.map(place)), { ...panes.options(pane), className, smoothFactor: 0.5 }).addTo(panes.map)
  }

  drawSheet(zone, ring)
  for (const { id, name, kind, ring: outline } of zone.areas) {
    ring('land', `area area-${kind}`, smoothLine(outline, 3, true))
    labels.set(`area/${id}`, {
      at: place(centreOf(outline)), words: name, className: `label-area label-area-${kind}`, pane: 'place-labels',
      priority: 900, seat: 'over', gap: 4, must: false, fromZoom: kind === 'harvest' || kind === 'flood-plain' ? 11 : 0,
    })
  }
  for (const { id, name, kind, line: course } of zone.waters) {
    const curve = smoothLine(course, 4)
    line('water', `water-bank water-${kind}`, curve)
    line('water', `water water-${kind}`, curve)
    for (const share of kind === 'river' ? [0.22, 0.72] : [0.5]) {
      const at = course[Math.floor((course.length - 1) * share)]
      if (at !== undefined) labels.set(`water/${id}/${share}`, { at: place(at), words: name, className: `label-water label-water-${kind}`, pane: 'place-labels', priority: 700, seat: 'around', gap: 8, must: false, fromZoom: kind === 'river' ? 0 : 10.5 })
    }
  }
  drawRoads(zone, line, labels, place)
  for (const { id, name, kind, line: course } of zone.lines) {
    if (kind === 'border') line('boundaries', 'boundary-band', course)
    line('boundaries', `boundary boundary-${kind}`, smoothLine(course, 3))
    labels.set(`line/${id}`, { at: place(middleOf(course).at), words: name, className: `label-line label-line-${kind}`, pane: 'place-labels', priority: 800, seat: 'around', gap: 6, must: false, fromZoom: kind === 'border' ? 0 : 11 })
  }
  for (const each of zone.places) drawPlace(each, place(each.at), panes, labels)
}

function drawSheet({ sizeKm: [width, height] }: Zone, ring: (pane: Pane, className: string, points: readonly Km[]) => void): void {
  const edge: Km[] = []
  for (let x = 0; x <= width; x += 10) edge.push([x, 0])
  for (let y = 10; y <= height; y += 10) edge.push([width, y])
  for (let x = width - 10; x >= 0; x -= 10) edge.push([x, height])
  for (let y = height - 10; y > 0; y -= 10) edge.push([0, y])
  ring('land', 'sheet', edge)
}

const roadRank = { gravel: 3, laterite: 2, track: 1, trail: 0 } as const

function drawRoads(zone: Zone, line: (pane: Pane, className: string, points: readonly Km[]) => void, labels: LabelLayer, place: (at: Km) => readonly [number, number]): void {
  const roads = [...zone.roads].sort((one, other) => roadRank[one.class] - roadRank[other.class])
  for (const road of roads) line('roads', `road-casing road-casing-${road.class}`, smoothLine(road.line, 3))
  for (const road of roads) line('roads', `road road-${road.class}`, smoothLine(road.line, 3))
  for (const road of roads) {
    labels.set(`road/${road.id}`, {
      at: place(middleOf(road.line).at), words: road.name.replace(/^(MSR|ASR) /, ''), className: `label-road label-road-${road.class}`, pane: 'place-labels',
      priority: 600 - roadRank[road.class], seat: 'over', gap: 8, must: false, fromZoom: road.class === 'gravel' ? 9.5 : road.class === 'laterite' ? 10 : 11,
    })
  }
}

const placeSymbols: Readonly<Partial<Record<ZonePlace['kind'], MarkerSymbol>>> = {
  'displacement-site': 'displacement-site', checkpoint: 'checkpoint', 'water-point': 'water', school: 'school', health: 'health',
}

/** Radius in pixels of a settlement's mark, by the people who live there. */
function radiusOf(population: number | null): number {
  const people = population ?? 0
  return people >= 40_000 ? 7 : people >= 10_000 ? 5.5 : people >= 4_000 ? 4.5 : people >= 1_000 ? 3.5 : 2.5
}

function drawPlace(each: ZonePlace, at: readonly [number, number], panes: Panes, labels: LabelLayer): void {
  const symbol = placeSymbols[each.kind]
  const radius = symbol === undefined ? radiusOf(each.population) : 8
  const isCrossing = each.kind === 'bridge' || each.kind === 'ferry'
  const isGround = each.kind === 'forest' || each.kind === 'pass'
  if (symbol !== undefined) {
    standing('settlements', at, `place-symbol place-from-${each.rank}`, placePicture(symbol)).addTo(panes.map)
  } else if (!isCrossing && !isGround) {
    L.circleMarker(L.latLng(at[0], at[1]), { ...panes.options('settlements'), radius, className: `place place-${each.kind} place-from-${each.rank}` }).addTo(panes.map)
    if (each.kind === 'capital') L.circleMarker(L.latLng(at[0], at[1]), { ...panes.options('settlements'), radius: 2.5, className: 'place-core' }).addTo(panes.map)
  }
  labels.set(`place/${each.id}`, {
    at, words: each.name, className: `label-place label-rank-${each.rank} label-${each.kind}`, pane: 'place-labels',
    priority: (each.kind === 'capital' ? 0 : 250) + each.rank * 50 - Math.log10(1 + (each.population ?? 0)), seat: 'around', gap: isCrossing ? 14 : radius + 4, must: false,
    fromZoom: each.rank <= 2 ? 0 : each.rank === 3 ? 11 : 12.5,
  })
}

/** A place in a sentence, for whoever points at it. */
export function placeWords({ name, kind, population, note }: ZonePlace): string {
  const people = population === null ? '' : ` · ${text.map.people(population.toLocaleString('en'))}`
  return text.map.fact(name, `${text.map.placeKinds[kind]}${people}`, note)
}

function placePicture(symbol: MarkerSymbol): SVGElement {
  const { lines, solid } = pictograms[symbol]
  return picture(18, '-3 -3 30 30', [
    svg('rect', { x: -2, y: -2, width: 28, height: 28, rx: 4, class: 'place-plate' }),
    ...(lines === '' ? [] : [svg('path', { d: lines, class: 'pictogram-lines' })]),
    ...(solid === undefined ? [] : [svg('path', { d: solid, class: 'pictogram-solid' })]),
  ])
}
