/**
 * The MGRS grid: a line each ten kilometres, and each kilometre from near; figures along the edge of the view or, where
 * the sheet ends sooner, in its margin.
 */
import L from 'leaflet'
import type { Zone } from '#shared/exercise/scenario.ts'
import { kmToLatLng, latLngToKm } from '#shared/geo/grid.ts'
import { element } from '../symbols/svg.ts'
import { frameBatch } from './frameBatch.ts'
import { latLngs, type Panes } from './panes.ts'
import { frameKm } from './sheetMargin.ts'

const stepKm = 10
/** From this zoom on a kilometre is wide enough to be drawn. */
const fineZoom = 12

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
  const columns = stepsWithin(grid.easting / 1000, width, stepKm)
  const rows = stepsWithin(grid.northing / 1000, height, stepKm)
  const fineColumns = stepsWithin(grid.easting / 1000, width, 1)
  const fineRows = stepsWithin(grid.northing / 1000, height, 1)
  const along = (from: number, to: number): number[] => Array.from({ length: 13 }, (_, index) => from + ((to - from) * index) / 12)
  const net = (across: readonly Step[], up: readonly Step[], className: string): L.Polyline =>
    L.polyline([
      ...across.map(({ offset }) => latLngs(along(0, height).map((y) => kmToLatLng(grid, [offset, y])))),
      ...up.map(({ offset }) => latLngs(along(0, width).map((x) => kmToLatLng(grid, [x, offset])))),
    ], { ...panes.options('grid'), className })
  const fine = net(fineColumns.filter(({ whole }) => !whole), fineRows.filter(({ whole }) => !whole), 'grid-line grid-fine')
  lines.addLayer(net(columns, rows, 'grid-line'))
  let isShown = false

  function showFine(): void {
    const wanted = isShown && map.getZoom() >= fineZoom
    if (wanted && !map.hasLayer(fine)) fine.addTo(map)
    else if (!wanted) fine.remove()
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
    const isFine = map.getZoom() >= fineZoom
    const [left, bottom] = kmAt(0, size.y)
    const [right, top] = kmAt(size.x, 0)
    const half = frameKm / 2
    // in the frame where it is in view, else along the edge of the view; the far sides only in the frame
    const feet = [Math.min(size.y - 9, pixel([width / 2, -half]).y), ...(top > height + half ? [pixel([width / 2, height + half]).y] : [])]
    const sides = [Math.min(size.x - 14, pixel([width + half, height / 2]).x), ...(left < -half ? [pixel([-half, height / 2]).x] : [])]
    const marks: HTMLElement[] = []
    for (const { offset, name, whole } of isFine ? fineColumns : columns) {
      const { x } = pixel([offset, Math.max(0, bottom)])
      if (x > 24 && x < size.x - 24) marks.push(...feet.map((foot) => figure(name, whole, x, foot)))
    }
    for (const { offset, name, whole } of isFine ? fineRows : rows) {
      const { y } = pixel([Math.min(width, right), offset])
      if (y > 24 && y < size.y - 24) marks.push(...sides.map((side) => figure(name, whole, side, y)))
    }
    figures.replaceChildren(...marks)
  }

  const batch = frameBatch(placeFigures)
  map.on('move zoom resize', batch.ask)
  map.on('zoomend', showFine)
  return {
    show: (on) => {
      isShown = on
      showFine()
      if (on) lines.addTo(map)
      else lines.remove()
      figures.hidden = !on
      if (on) batch.ask()
    },
    close: () => {
      batch.stop()
      map.off('move zoom resize', batch.ask)
      map.off('zoomend', showFine)
      fine.remove()
      lines.remove()
      figures.remove()
    },
  }
}

function figure(name: string, whole: boolean, x: number, y: number): HTMLElement {
  const made = element(`grid-figure ${whole ? 'grid-figure-whole' : 'grid-figure-fine'}`, [name])
  made.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`
  return made
}

interface Step {
  /** Kilometres from the sheet's corner. */
  readonly offset: number
  /** The two principal figures. */
  readonly name: string
  /** A line of ten kilometres. */
  readonly whole: boolean
}

/** Every line of the grid within the sheet, `step` km apart. */
function stepsWithin(cornerKm: number, length: number, step: number): Step[] {
  const steps: Step[] = []
  for (let km = Math.ceil(cornerKm / step) * step; km <= cornerKm + length; km += step) {
    steps.push({ offset: km - cornerKm, name: String(km % 100).padStart(2, '0'), whole: km % stepKm === 0 })
  }
  return steps
}
