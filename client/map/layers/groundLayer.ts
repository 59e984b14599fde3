/**
 * The printed sheet: ground, roads, boundaries and places of a zone, as everybody knows them. Drawn once; what changes in
 * the exercise is worldLayer.ts. Colours and widths are the style sheet's; words are groundLabels.ts.
 */
import L from 'leaflet'
import type { Km, Zone, ZonePlace } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { text } from '../../text/index.ts'
import { pictograms } from '../symbols/markerShapes.ts'
import { picture, svg } from '../symbols/svg.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { drawGroundPicture, type DrawnGround } from './drawnGround.ts'
import { markHalf, nameGround, nameHeights, placeRadius } from './groundLabels.ts'
import type { LabelLayer } from './labelLayer.ts'
import { themeClass, themeOfArea, themeOfLine, themeOfPlace } from '../themes.ts'
import { latLngs, standing, type Pane, type Panes } from './panes.ts'
import { drawMargin, sheetEdge } from './sheetMargin.ts'
import { smoothLine } from './smooth.ts'
import { steady } from './steadyShape.ts'

export function drawGround(zone: Zone, panes: Panes, labels: LabelLayer): DrawnGround {
  const place = (at: Km): readonly [number, number] => kmToLatLng(zone.grid, at)
  const line = (pane: Pane, className: string, points: readonly Km[]): void => {
    steady(L.polyline(latLngs(points.map(place)), { ...panes.options(pane), className, fill: false, smoothFactor: 0.5 })).addTo(panes.map)
  }
  const ring = (pane: Pane, className: string, points: readonly Km[]): void => {
    steady(L.polygon(latLngs(points.map(place)), { ...panes.options(pane), className, smoothFactor: 0.5 })).addTo(panes.map)
  }

  if (zone.ground === undefined) drawPlainSheet(zone, ring)
  drawMargin(zone, panes)
  for (const { kind, ring: outline } of zone.areas) {
    if (kind === 'suspected-mines' || kind === 'flood-plain') ring('land', `area-edge area-${kind}${themeClass(themeOfArea(kind))}`, smoothLine(outline, 3, true))
  }
  drawRoads(zone, line)
  for (const { kind, line: course } of zone.lines) {
    if (kind === 'border') line('boundaries', `boundary-band${themeClass('boundaries')}`, course)
    // ways of people and herds are broad bands under the roads they follow
    line(kind === 'corridor' || kind === 'market-route' ? 'land' : 'boundaries', `boundary boundary-${kind}${themeClass(themeOfLine(kind))}`, smoothLine(course, kind === 'border' ? 1 : 3))
  }
  for (const each of zone.places) {
    drawPlace(each, place(each.at), panes)
    const half = markHalf(each)
    if (half > 0 && each.rank <= 2) labels.keepClear(`mark/${each.id}`, place(each.at), half)
  }
  nameGround(zone, labels)
  return drawGroundPicture(zone, panes, (layer) => nameHeights(zone, layer, labels))
}

/** A sheet without a drawn ground: its areas in flat tints. */
function drawPlainSheet(zone: Zone, ring: (pane: Pane, className: string, points: readonly Km[]) => void): void {
  ring('relief', 'sheet', sheetEdge(zone.sizeKm))
  for (const { kind, ring: outline } of zone.areas) {
    if (kind !== 'suspected-mines') ring('relief', `area area-${kind}${themeClass(themeOfArea(kind))}`, smoothLine(outline, 3, true))
  }
}

const roadRank = { gravel: 3, laterite: 2, track: 1, trail: 0 } as const

function drawRoads(zone: Zone, line: (pane: Pane, className: string, points: readonly Km[]) => void): void {
  const roads = [...zone.roads].sort((one, other) => roadRank[one.class] - roadRank[other.class])
  for (const road of roads) line('roads', `road-casing road-casing-${road.class}${themeClass('routes')}`, smoothLine(road.line, 3))
  for (const road of roads) line('roads', `road road-${road.class}${themeClass('routes')}`, smoothLine(road.line, 3))
}

const placeSymbols: Readonly<Partial<Record<ZonePlace['kind'], MarkerSymbol>>> = {
  'displacement-site': 'displacement-site', checkpoint: 'checkpoint', 'water-point': 'water', school: 'school', health: 'health',
}

function drawPlace(each: ZonePlace, at: readonly [number, number], panes: Panes): void {
  const symbol = placeSymbols[each.kind]
  const theme = themeClass(themeOfPlace(each.kind))
  const isCrossing = each.kind === 'bridge' || each.kind === 'ferry'
  if (symbol !== undefined) {
    standing('settlements', at, `place-symbol place-from-${each.rank}${theme}`, placePicture(symbol)).addTo(panes.map)
  } else if (each.kind === 'pass') {
    standing('settlements', at, `place-pass${theme}`, picture(18, '0 0 18 18', [svg('path', { d: 'M5 2.5C9 6.5 9 11.5 5 15.5M13 2.5C9 6.5 9 11.5 13 15.5', class: 'pictogram-lines' })])).addTo(panes.map)
  } else if (!isCrossing && each.kind !== 'forest') {
    L.circleMarker(L.latLng(at[0], at[1]), { ...panes.options('settlements'), radius: placeRadius(each), className: `place place-${each.kind} place-from-${each.rank}${theme}` }).addTo(panes.map)
    if (each.kind === 'capital') L.circleMarker(L.latLng(at[0], at[1]), { ...panes.options('settlements'), radius: 2.5, className: `place-core${theme}` }).addTo(panes.map)
  }
}

/** A place in a sentence, for whoever points at it. */
export function placeWords({ name, kind, population, note }: ZonePlace): string {
  const people = population === null ? '' : ` · ${text.map.people(population.toLocaleString('en'))}`
  return text.map.fact(name, `${text.map.placeKinds[kind]}${people}`, note)
}

function placePicture(symbol: MarkerSymbol): SVGElement {
  const { lines, solid } = pictograms[symbol]
  return picture(16, '-3 -3 30 30', [
    svg('rect', { x: -2, y: -2, width: 28, height: 28, rx: 4, class: 'place-plate' }),
    ...(lines === '' ? [] : [svg('path', { d: lines, class: 'pictogram-lines' })]),
    ...(solid === undefined ? [] : [svg('path', { d: solid, class: 'pictogram-solid' })]),
  ])
}
