/** How far somebody gets: bands of ground and road, the farthest below, each with its hours in words; or one way from place to place. */
import L from 'leaflet'
import './reach.css'
import type { ReachDrawing } from '../MapView.ts'
import { element } from '../symbols/svg.ts'
import { latLngs, standing, type Panes } from './panes.ts'

export function makeReachDrawing(panes: Panes): ReachDrawing {
  const group = L.layerGroup().addTo(panes.map)
  const chips = new Map<HTMLElement, () => void>()
  const stop = hearPresses(panes.map.getContainer(), chips)
  return {
    show: ({ bands, way, spots }) => {
      group.clearLayers()
      chips.clear()
      const options = panes.options('sheets')
      const farthestFirst = bands.map((band, index) => ({ band, index })).reverse()
      for (const { band, index } of farthestFirst) {
        const className = `reach reach-${Math.min(index, 2)}`
        if (band.rings.length > 0) group.addLayer(L.polygon(band.rings.map(latLngs), { ...options, className: `${className} reach-ground`, fillRule: 'evenodd' }))
        for (const road of band.roads) group.addLayer(L.polyline(latLngs(road), { ...options, className: `${className} reach-road`, fill: false }))
      }
      for (const road of way) {
        group.addLayer(L.polyline(latLngs(road), { ...options, className: 'reach reach-way-halo', fill: false }))
        group.addLayer(L.polyline(latLngs(road), { ...options, className: 'reach reach-way', fill: false }))
      }
      for (const { at, words, rank, isHeld, open } of spots) {
        const chip = document.createElement('button')
        chip.type = 'button'
        chip.className = `plan-spot plan-${rank ?? 'none'}${isHeld ? ' plan-held' : ''}`
        chip.textContent = words
        chips.set(chip, open)
        chip.addEventListener('click', open)
        // a key pressed here is none of the map's
        chip.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') event.stopPropagation() })
        group.addLayer(standing('symbols', at, 'reach-stand', chip))
      }
      for (const { band, index } of farthestFirst) {
        const top = farthest(band.rings.length > 0 ? band.rings : band.roads, sides[index % sides.length] ?? north)
        if (top === null) continue
        const words = element('reach-words')
        words.textContent = band.label
        group.addLayer(standing('selection', top, 'reach-stand', words))
      }
    },
    close: () => {
      stop()
      group.remove()
    },
  }
}

/** So far a hand may tremble; farther the map was moved. */
const stillPx = 4

/** The glass of the map lies over all chips: a press on it is one on the chip below, unless a place is picked or something is drawn. */
function hearPresses(container: HTMLElement, chips: ReadonlyMap<HTMLElement, () => void>): () => void {
  let downAt: readonly [number, number] = [0, 0]
  const down = ({ clientX, clientY }: PointerEvent): void => { downAt = [clientX, clientY] }
  const press = ({ target, clientX: x, clientY: y }: MouseEvent): void => {
    const moved = Math.hypot(x - downAt[0], y - downAt[1]) > stillPx
    if (moved || (target instanceof HTMLElement && target.closest('button') !== null) || container.closest('.picking, .drawing') !== null) return
    for (const [chip, open] of chips) {
      const { left, right, top, bottom } = chip.getBoundingClientRect()
      if (x >= left && x <= right && y >= top && y <= bottom) return open()
    }
  }
  container.addEventListener('pointerdown', down, true)
  container.addEventListener('click', press)
  return () => {
    container.removeEventListener('pointerdown', down, true)
    container.removeEventListener('click', press)
  }
}

type Line = readonly (readonly [number, number])[]

/** Words of bands stand on different sides, so that none lies on another. */
const north = ([lat]: readonly [number, number]): number => lat
const sides = [north, ([, lng]: readonly [number, number]): number => lng, ([lat]: readonly [number, number]): number => -lat]

function farthest(lines: readonly Line[], along: (point: readonly [number, number]) => number): readonly [number, number] | null {
  let top: readonly [number, number] | null = null
  for (const line of lines) for (const point of line) if (top === null || along(point) > along(top)) top = point
  return top
}
