/**
 * Brings a box of the sheet into view so that the map ends at the same pixels whatever it showed before. Leaflet's own pan cuts the
 * last fraction of a pixel off, on one side or the other as it came: two followers of one presenter, or a screen and its replay,
 * would stand a pixel apart.
 */
import type L from 'leaflet'

export interface Showing {
  readonly animate: boolean
  /** Draws everything anew as if the map had just been opened: nothing of the way here is left in it, hatches begin at the same place. Slow. */
  readonly afresh: boolean
}

export function showBox(map: L.Map, box: L.LatLngBounds, { animate, afresh }: Showing): void {
  // Otherwise a pan on its way, also the map's own back to the sheet, would go on to its end and take the map along.
  endPan(map)
  const zoom = map.getBoundsZoom(box)
  const middle = map.project(box.getSouthWest(), zoom).add(map.project(box.getNorthEast(), zoom)).divideBy(2)
  const size = map.getSize()
  const corner = middle.subtract(size.divideBy(2)).round()
  const offset = corner.subtract(map.getPixelBounds().min ?? corner)
  const isNear = zoom === map.getZoom() && Math.abs(offset.x) <= size.x && Math.abs(offset.y) <= size.y
  if (isNear && !afresh) map.panBy(offset, { animate })
  else map.setView(map.unproject(corner.add(size.divideBy(2)), zoom), zoom, afresh ? resets : { animate })
}

/** Leaflet knows this option and does not name it. */
const resets: L.ZoomPanOptions & { readonly reset: true } = { animate: false, reset: true }

/** Leaflet's own `stop` would also paint the whole map again. */
function endPan(map: L.Map): void {
  const stop: unknown = Reflect.get(map, '_stop')
  if (typeof stop !== 'function') throw new Error('this Leaflet\'s map cannot be stopped')
  Reflect.apply(stop, map, [])
}
