/**
 * Brings a box of the sheet into view so that the map ends at the same pixels whatever it showed before. Leaflet's own pan cuts the
 * last fraction of a pixel off, on one side or the other as it came: two followers of one presenter, or a screen and its replay,
 * would stand a pixel apart.
 */
import L from 'leaflet'

export function showBox(map: L.Map, box: L.LatLngBounds, animate: boolean): void {
  const zoom = map.getBoundsZoom(box)
  const middle = map.project(box.getSouthWest(), zoom).add(map.project(box.getNorthEast(), zoom)).divideBy(2)
  const size = map.getSize()
  const corner = middle.subtract(size.divideBy(2)).round()
  const offset = corner.subtract(map.getPixelBounds().min ?? corner)
  const isNear = zoom === map.getZoom() && Math.abs(offset.x) <= size.x && Math.abs(offset.y) <= size.y
  if (isNear) map.panBy(offset, { animate })
  else map.setView(map.unproject(middle, zoom), zoom, { animate })
}
