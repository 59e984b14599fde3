/** The MGRS grid: a line each ten kilometres, its figures along the edges of the view, wherever the view goes. */
import L from 'leaflet'
import type { Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng, latLngToKm } from '#shared/geo/grid.ts'
import { element } from '../symbols/svg.ts'
import { frameBatch } from './frameBatch.ts'
import { latLngs, type Panes } from './panes.ts'

const stepKm = 10

export interface GridLayer {
  show(on: boolean): void
  close(): void
}

export function makeGridLayer(zone: Zone, panes: Panes): GridLayer {
  const { map } = panes
  const lines = L.layerGroup()
  const figures = element('grid-figures')
  figures.setAttribute('aria-hidden', 'true')
  map.getContainer().append(figures)
  const { grid, sizeKm: [width, height] } = zone
  const columns = stepsWithin(grid.easting / 1000, width)
  const rows = stepsWithin(grid.northing / 1000, height)
  const along = (from: number, to: number): number[] => Array.from({ length: 13 }, (_, index) => from + ((to - from) * index) / 12)
  for (const { offset } of columns) draw(along(0, height).map((y) => [offset, y] as const))
  for (const { offset } of rows) draw(along(0, width).map((x) => [x, offset] as const))

  function draw(points: readonly (readonly [number, number])[]): void {
    lines.addLayer(L.polyline(latLngs(points.map((point) => kmToLatLng(grid, point))), { ...panes.options('grid'), className: 'grid-line' }))
  }

  function placeFigures(): void {
    const size = map.getSize()
    const kmAt = (x: number, y: number): readonly [number, number] => {
      const { lat, lng } = map.containerPointToLatLng([x, y])
      return latLngToKm(grid, [lat, lng])
    }
    const pixel = (km: readonly [number, number]): L.Point => {
      const [lat, lng] = kmToLatLng(grid, km)
      return map.latLngToContainerPoint([lat, lng])
    }
    const [, bottom] = kmAt(size.x / 2, size.y)
    const [left] = kmAt(0, size.y / 2)
    const marks: HTMLElement[] = []
    for (const { offset, name } of columns) {
      const { x } = pixel([offset, Math.max(0, bottom)])
      if (x > 24 && x < size.x - 24) marks.push(figure(name, 'grid-figure-column', `translateX(${Math.round(x)}px)`))
    }
    for (const { offset, name } of rows) {
      const { y } = pixel([Math.max(0, left), offset])
      if (y > 24 && y < size.y - 24) marks.push(figure(name, 'grid-figure-row', `translateY(${Math.round(y)}px)`))
    }
    figures.replaceChildren(...marks)
  }

  const batch = frameBatch(placeFigures)
  map.on('move zoom resize', batch.ask)
  return {
    show: (on) => {
      if (on) lines.addTo(map)
      else lines.remove()
      figures.hidden = !on
      if (on) batch.ask()
    },
    close: () => {
      batch.stop()
      map.off('move zoom resize', batch.ask)
      lines.remove()
      figures.remove()
    },
  }
}

function figure(name: string, className: string, transform: string): HTMLElement {
  const made = element(`grid-figure ${className}`, [name])
  made.style.transform = transform
  return made
}

/** Every tenth kilometre of the grid within the sheet: how far in, and its two principal figures. */
function stepsWithin(cornerKm: number, length: number): { readonly offset: number; readonly name: string }[] {
  const steps: { readonly offset: number; readonly name: string }[] = []
  for (let km = Math.ceil(cornerKm / stepKm) * stepKm; km <= cornerKm + length; km += stepKm) {
    steps.push({ offset: km - cornerKm, name: String(km % 100).padStart(2, '0') })
  }
  return steps
}
