/**
 * The paper around the sheet: it covers what lies beyond the neat line, and holds the sheet's name, EXERCISE, a scale bar
 * on the grid, grid north and what the contours mean.
 */
import L from 'leaflet'
import type { Km, Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng } from '#shared/geo/grid.ts'
import { text } from '../../text/index.ts'
import { element, picture, svg } from '../symbols/svg.ts'
import { latLngs, standing, type Panes } from './panes.ts'

/** The edge of the sheet, a point each ten kilometres: on the screen it is not quite straight. */
export function sheetEdge([width, height]: Km, beyond = 0): Km[] {
  const [west, south, east, north] = [-beyond, -beyond, width + beyond, height + beyond]
  const edge: Km[] = []
  const steps = (from: number, to: number, put: (at: number) => Km): void => {
    const count = Math.max(1, Math.round(Math.abs(to - from) / 10))
    for (let step = 0; step < count; step += 1) edge.push(put(from + ((to - from) * step) / count))
  }
  steps(west, east, (x) => [x, south])
  steps(south, north, (y) => [east, y])
  steps(east, west, (x) => [x, north])
  steps(north, south, (y) => [west, y])
  return edge
}

const paperKm = 400
/** The band between the neat line and the frame, where the grid's figures stand, km. */
export const frameKm = 1.6

export function drawMargin(zone: Zone, panes: Panes): void {
  const { map } = panes
  const { grid, sizeKm: [width, height] } = zone
  const place = (at: Km): readonly [number, number] => kmToLatLng(grid, at)
  const ring = (className: string, ...rings: (readonly Km[])[]): void => {
    L.polygon(rings.map((points) => latLngs(points.map(place))), { ...panes.options('margin'), className, smoothFactor: 0 }).addTo(map)
  }
  ring('margin-paper', sheetEdge(zone.sizeKm, paperKm), sheetEdge(zone.sizeKm))
  ring('neat-line', sheetEdge(zone.sizeKm))
  ring('sheet-frame', sheetEdge(zone.sizeKm, frameKm))
  const words = (at: Km, className: string, said: string): void => {
    above(standing('margin', place(at), `margin-stand ${className}`, element('margin-words', [said]))).addTo(map)
  }
  words([0, height + 2.9], 'margin-from-start', zone.name)
  words([width, height + 2.9], 'margin-from-end', text.map.sheetGrid(grid.utmZone, grid.south))
  words([width / 2, -2.95], 'margin-exercise', text.map.exercise)
  if (zone.ground !== undefined) words([width * 0.86, -2.95], 'margin-from-end', text.map.sheetHeights)
  drawScale(ring, words)
  above(standing('margin', place([width + 3.4, height - 2.4]), 'margin-stand', northArrow())).addTo(map)
}

/** Leaflet stacks markers by how far down they stand; these lie on the paper wherever that is. */
function above(marker: L.Marker): L.Marker {
  return marker.setZIndexOffset(100_000)
}

/** Twenty kilometres, five black and five white. */
function drawScale(ring: (className: string, points: readonly Km[]) => void, words: (at: Km, className: string, said: string) => void): void {
  // clear of the zoom buttons, which cover the corner of the whole sheet
  const [from, foot, top] = [10, -2.75, -2.4]
  for (let km = 0; km < 20; km += 5) ring(km % 10 === 0 ? 'scale-ink' : 'scale-paper', [[from + km, foot], [from + km + 5, foot], [from + km + 5, top], [from + km, top]])
  for (const km of [0, 10, 20]) words([from + km, -3.45], 'margin-scale', km === 20 ? text.map.scale('20') : String(km))
}

function northArrow(): SVGElement {
  const arrow = picture(30, '0 0 30 40', [
    svg('path', { d: 'M15 12L20 31L15 27.5L10 31z', class: 'north-arrow' }),
    svg('path', { d: 'M15 12L20 31L15 27.5z', class: 'north-half' }),
  ])
  const letter = svg('text', { x: 15, y: 9, 'text-anchor': 'middle', class: 'north-letter' })
  letter.textContent = text.map.north
  arrow.append(letter)
  return arrow
}
