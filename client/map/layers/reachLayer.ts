/** How far somebody gets: bands of ground and road, the farthest below, each with its hours in words; or one way from place to place. */
import L from 'leaflet'
import './reach.css'
import type { ReachDrawing } from '../MapView.ts'
import { element } from '../symbols/svg.ts'
import { latLngs, standing, type Panes } from './panes.ts'

export function makeReachDrawing(panes: Panes): ReachDrawing {
  const group = L.layerGroup().addTo(panes.map)
  return {
    show: ({ bands, way, spots }) => {
      group.clearLayers()
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
      for (const { at, words, rank, isHeld } of spots) {
        const chip = element(`plan-spot plan-${rank ?? 'none'}${isHeld ? ' plan-held' : ''}`)
        chip.textContent = words
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
    close: () => group.remove(),
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
