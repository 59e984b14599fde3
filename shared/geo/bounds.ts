/** Boxes on the map: WGS84 [south, west, north, east]. No box here crosses the date line. */
import type { Zone } from '../exercise/scenario.ts'
import { kmToLatLng, type LatLngDegrees } from './grid.ts'

export type Bounds = readonly [number, number, number, number]

/** The smallest box around these positions; null when there are none. */
export function boundsOf(positions: Iterable<LatLngDegrees>): Bounds | null {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lat, lng] of positions) {
    south = Math.min(south, lat)
    west = Math.min(west, lng)
    north = Math.max(north, lat)
    east = Math.max(east, lng)
  }
  return south <= north ? [south, west, north, east] : null
}

/** The box of a zone's sheet. The sheet is square on the grid, so its four corners bound it. */
export function zoneBounds({ grid, sizeKm: [width, height] }: Zone): Bounds {
  const corners = [[0, 0], [width, 0], [width, height], [0, height]] as const
  return boundsOf(corners.map((corner) => kmToLatLng(grid, corner))) ?? [0, 0, 0, 0]
}

export function containsPosition([south, west, north, east]: Bounds, [lat, lng]: LatLngDegrees): boolean {
  return lat >= south && lat <= north && lng >= west && lng <= east
}

/** A box grown on every side by a share of its size. */
export function growBounds([south, west, north, east]: Bounds, share: number): Bounds {
  const high = (north - south) * share
  const wide = (east - west) * share
  return [south - high, west - wide, north + high, east + wide]
}

/** Equal to a millionth of a degree. */
export function sameBounds(one: Bounds, other: Bounds): boolean {
  return one.every((value, index) => Math.abs(value - (other[index] ?? NaN)) < 1e-6)
}
