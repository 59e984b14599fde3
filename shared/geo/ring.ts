/** Circles on the ground: every point is the same distance from the middle on the zone's grid, as people measure it. */
import { gridDistance, kmToLatLng, latLngToKm, type LatLngDegrees, type ZoneGrid } from './grid.ts'

/** `count` points of the circle, clockwise from grid north. The ring is open. */
export function gridRing(grid: ZoneGrid, centre: LatLngDegrees, radiusKm: number, count: number): LatLngDegrees[] {
  return Array.from({ length: count }, (_, index) => gridPoint(grid, centre, radiusKm, (index * 360) / count))
}

/** The point so far from another, in a direction clockwise from grid north. */
export function gridPoint(grid: ZoneGrid, from: LatLngDegrees, km: number, bearing: number): LatLngDegrees {
  const [x, y] = latLngToKm(grid, from)
  const angle = (bearing * Math.PI) / 180
  return kmToLatLng(grid, [x + km * Math.sin(angle), y + km * Math.cos(angle)])
}

/** Kilometres on the grid between two places. */
export function groundDistance(grid: ZoneGrid, from: LatLngDegrees, to: LatLngDegrees): number {
  return gridDistance(latLngToKm(grid, from), latLngToKm(grid, to))
}
