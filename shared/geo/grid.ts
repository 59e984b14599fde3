/**
 * The zone's grid: kilometres from the sheet's south-west corner on one UTM zone ⇄ WGS84, MGRS references, distance
 * and bearing. Every distance people read is a grid distance.
 */
import type { Km, Zone } from '../exercise/scenario.ts'
import { fromUtm, toUtm } from './utm.ts'

export type ZoneGrid = Zone['grid']

/** WGS84 degrees [latitude, longitude]. */
export type LatLngDegrees = readonly [number, number]

export function kmToLatLng(grid: ZoneGrid, [x, y]: Km): LatLngDegrees {
  return fromUtm({ easting: grid.easting + x * 1000, northing: grid.northing + y * 1000 }, grid.utmZone, grid.south)
}

export function latLngToKm(grid: ZoneGrid, [lat, lng]: LatLngDegrees): Km {
  const { easting, northing } = toUtm(lat, lng, grid.utmZone, grid.south)
  return [(easting - grid.easting) / 1000, (northing - grid.northing) / 1000]
}

/** Kilometres on the grid. */
export function gridDistance([fromX, fromY]: Km, [toX, toY]: Km): number {
  return Math.hypot(toX - fromX, toY - fromY)
}

/** Length of a path in kilometres on the grid. */
export function gridLength(path: readonly Km[]): number {
  let length = 0
  let before: Km | null = null
  for (const point of path) {
    if (before !== null) length += gridDistance(before, point)
    before = point
  }
  return length
}

/** Degrees clockwise from grid north, 0 … 360. */
export function gridBearing([fromX, fromY]: Km, [toX, toY]: Km): number {
  const angle = (Math.atan2(toX - fromX, toY - fromY) * 180) / Math.PI
  return (angle + 360) % 360
}

/** How far grid north lies east of true north at a place, degrees: true bearing = grid bearing + this. */
export function gridConvergence(grid: ZoneGrid, [lat, lng]: LatLngDegrees): number {
  const radians = Math.PI / 180
  return Math.atan(Math.tan((lng - (grid.utmZone * 6 - 183)) * radians) * Math.sin(lat * radians)) / radians
}

const columns = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'] as const
const rows = ['ABCDEFGHJKLMNPQRSTUV', 'FGHJKLMNPQRSTUVABCDE'] as const
const bands = 'CDEFGHJKLMNPQRSTUVWX'

/** The 100-km square of a UTM point: 'MP'. */
export function squareLetters(easting: number, northing: number, utmZone: number): string {
  const column = columns[(utmZone - 1) % 3]?.charAt(Math.floor(easting / 100_000) - 1) ?? ''
  const row = rows[(utmZone - 1) % 2]?.charAt(((Math.floor(northing / 100_000) % 20) + 20) % 20) ?? ''
  return column + row
}

/**
 * '29M MP 440 512': the military grid reference with `digits` figures each way (3 = 100 m), truncated, never rounded.
 * It keeps to the zone's own UTM zone even a little beyond its edge.
 */
export function formatMgrs(grid: ZoneGrid, [lat, lng]: LatLngDegrees, digits = 3): string {
  const { easting, northing } = toUtm(lat, lng, grid.utmZone, grid.south)
  const band = bands.charAt(Math.min(19, Math.max(0, Math.floor((lat + 80) / 8))))
  const figures = (metres: number): string => {
    const within = ((Math.floor(metres) % 100_000) + 100_000) % 100_000
    return String(within).padStart(5, '0').slice(0, digits)
  }
  return `${grid.utmZone}${band} ${squareLetters(easting, northing, grid.utmZone)} ${figures(easting)} ${figures(northing)}`
}

/** '5.8812° S 9.0034° W'. */
export function formatLatLong([lat, lng]: LatLngDegrees, decimals = 4): string {
  return `${Math.abs(lat).toFixed(decimals)}° ${lat < 0 ? 'S' : 'N'} ${Math.abs(lng).toFixed(decimals)}° ${lng < 0 ? 'W' : 'E'}`
}
