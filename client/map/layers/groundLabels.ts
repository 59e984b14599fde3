/**
 * The words of the sheet and how much each matters: places first, then land and waters, roads, heights. Pure: what is
 * said where, for labelLayer.ts to place.
 */
import type { Km, Zone, ZoneArea, ZonePlace, ZoneRoad, ZoneWater } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import type { GroundLayer } from '#shared/geo/packedLines.ts'
import { themeOfArea, themeOfLine, themeOfPlace } from '../themes.ts'
import type { Label, LabelLayer } from './labelLayer.ts'
import { calmStretches, centreOf, middleOf, pointAlong } from './smooth.ts'

/** A label with its place in kilometres: the sheet's own words. */
export type SheetLabel = Omit<Label, 'at' | 'pane'> & { readonly key: string; readonly at: Km }

export function nameGround(zone: Zone, labels: LabelLayer): void {
  for (const label of sheetLabels(zone)) put(zone, label, labels)
}

/** Figures of contours and summits, once their layer has come. */
export function nameHeights(zone: Zone, layer: GroundLayer, labels: LabelLayer): void {
  for (const label of heightLabels(layer)) put(zone, label, labels)
}

function put(zone: Zone, { key, at, ...label }: SheetLabel, labels: LabelLayer): void {
  labels.set(key, { ...label, at: kmToLatLng(zone.grid, at), pane: 'place-labels' })
}

export function sheetLabels(zone: Zone): SheetLabel[] {
  return [
    ...zone.places.map(placeLabel), ...zone.areas.map(areaLabel), ...zone.waters.flatMap(waterLabels), ...zone.roads.flatMap(roadLabels),
    ...zone.lines.map(({ id, name, kind, line }): SheetLabel => ({
      key: `line/${id}`, at: middleOf(line).at, words: name, className: `label-line label-line-${kind}`, priority: 800, seat: 'around', gap: 6, must: false,
      fromZoom: kind === 'border' ? 0 : 11, theme: themeOfLine(kind),
    })),
  ]
}

/** Radius in pixels of a settlement's mark, by the people who live there. */
export function placeRadius({ population }: ZonePlace): number {
  const people = population ?? 0
  return people >= 40_000 ? 6 : people >= 10_000 ? 4.8 : people >= 4_000 ? 4 : people >= 1_000 ? 3.2 : 2.4
}

const plated: readonly ZonePlace['kind'][] = ['displacement-site', 'checkpoint', 'water-point', 'school', 'health']

/** Half the size of a place's mark in pixels: other words keep clear of it. 0 = it has none of its own. */
export function markHalf(place: ZonePlace): number {
  if (place.kind === 'bridge' || place.kind === 'ferry' || place.kind === 'forest') return 0
  return plated.includes(place.kind) || place.kind === 'pass' ? 8 : placeRadius(place) + 1
}

function placeLabel(place: ZonePlace): SheetLabel {
  const { id, name, at, kind, population, rank } = place
  const gap = kind === 'bridge' || kind === 'ferry' ? 13 : plated.includes(kind) ? 11 : kind === 'pass' || kind === 'building' ? 9 : placeRadius(place) + 4
  return {
    key: `place/${id}`, at, words: name, className: `label-place label-rank-${rank} label-${kind}`,
    priority: (kind === 'capital' ? 0 : 150) + rank * 50 - Math.log10(1 + (population ?? 0)), seat: 'around', gap, must: false, far: true,
    fromZoom: rank <= 2 ? 0 : rank === 3 ? 10.75 : 11, theme: themeOfPlace(kind),
  }
}

function areaLabel({ id, name, kind, ring }: ZoneArea): SheetLabel {
  const isLand = kind === 'hills' || kind === 'plain' || kind === 'forest'
  return {
    key: `area/${id}`, at: centreOf(ring), words: name, className: `label-area label-area-${kind}`, priority: isLand ? 420 : 900, seat: 'over', gap: 4, must: false,
    fromZoom: isLand ? 0 : kind === 'suspected-mines' ? 11 : 11.5, theme: themeOfArea(kind),
  }
}

/** A river is named on each of its reaches where there is room: three or so on the whole sheet, more as one comes nearer. */
function waterLabels({ id, name, kind, line }: ZoneWater): SheetLabel[] {
  const isRiver = kind === 'river'
  return calmStretches(line, isRiver ? 3.2 : 2.2, 6).map(({ at, turn, along }, index) => ({
    key: `water/${id}/${index}`, at, words: name, turn, className: `label-water label-water-${kind}`, priority: 385 + index / 100, seat: 'around', gap: isRiver ? 7 : 4, must: false,
    once: (zoom) => `${id} ${Math.floor(along / (zoom < 11.25 ? (isRiver ? 60 : 100) : zoom < 12.5 ? 24 : 11))}`, fromZoom: isRiver ? 0 : 9.5,
  }))
}

const roadRank = { gravel: 3, laterite: 2, track: 1, trail: 0 } as const

function roadLabels({ id, name, class: roadClass, km, line }: ZoneRoad): SheetLabel[] {
  const first = roadClass === 'gravel' ? 9 : roadClass === 'laterite' ? 9.5 : 10
  return (km < 19 ? [0.5] : [0.5, 0.22, 0.78]).map((share, index) => ({
    key: `road/${id}/${share}`, at: pointAlong(line, share).at, words: name.replace(/^(MSR|ASR) /, ''), className: `label-road label-road-${roadClass}`,
    priority: 600 - roadRank[roadClass] + index * 20, seat: 'over', gap: 6, must: false, fromZoom: index === 0 ? first : Math.max(11.5, first + 1), theme: 'routes',
  }))
}

export function heightLabels({ figures, summits }: GroundLayer): SheetLabel[] {
  return [
    ...summits.map(([x, y, metres], index): SheetLabel => ({
      key: `summit/${index}`, at: [x, y], words: String(metres), className: 'label-summit', priority: 950 + index, seat: 'over', gap: 0, must: false, fromZoom: index < 12 ? 10 : 11.25, theme: 'contours',
    })),
    ...figures.map(([x, y, metres, turn], index): SheetLabel => ({
      key: `contour/${index}`, at: [x, y], words: String(metres), turn, className: 'label-contour', priority: 1100 + index / 1000, seat: 'over', gap: 0, must: false, fromZoom: 11.5, theme: 'contours',
    })),
  ]
}
