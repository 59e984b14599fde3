/**
 * A place as people type it: a military grid reference, whole or without what everybody in the room knows, or degrees
 * in any common writing. Pure; what cannot be read is null, what lies off the sheet is told by `isOnSheet`.
 */
import type { Km, Zone } from '../exercise/scenario.ts'
import { gridDistance, kmToLatLng, latLngToKm, squareLetters, type LatLngDegrees } from './grid.ts'

export interface TypedPlace {
  readonly at: LatLngDegrees
  /** Kilometres on the sheet. */
  readonly km: Km
}

const squareKm = 100
const turnKm = 2000

/**
 * Reads '29M NP 440 512', 'NP 440 512', '440512', '5.88 S 9.00 W', '-5.88, -9', '5°52\'48"S 9°00\'00"W'. A reference names a
 * square of its precision: the middle of it is meant. Where letters are missing, the place on the sheet nearest to `near`.
 */
export function readTypedPlace(zone: Zone, typed: string, near: Km): TypedPlace | null {
  const text = typed.trim().toUpperCase().replaceAll(/\s+/g, ' ')
  const km = readReference(zone, text, near)
  if (km !== null) return { km, at: kmToLatLng(zone.grid, km) }
  const at = readDegrees(text)
  return at === null ? null : { at, km: latLngToKm(zone.grid, at) }
}

/** Whether a place lies on the sheet, its edge included. */
export function isOnSheet({ sizeKm: [width, height] }: Zone, [x, y]: Km): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height
}

function readReference(zone: Zone, text: string, near: Km): Km | null {
  const parts = /^(?:(\d{1,2}) ?([C-HJ-NP-X]) ?)?(?:([A-HJ-NP-Z])([A-HJ-NP-V]) ?)?(?:(\d{2,5}) (\d{2,5})|(\d{4,10}))$/.exec(text)
  if (parts === null) return null
  const [, zoneNumber, band, column, row, first = '', second, together = ''] = parts
  if (zoneNumber !== undefined && (Number(zoneNumber) !== zone.grid.utmZone || column === undefined)) return null
  if (band !== undefined && (band < 'N') !== zone.grid.south) return null
  const figures = second === undefined ? halves(together) : [first, second] as const
  if (figures === null || figures[0].length !== figures[1].length) return null
  const within = figures.map(kmWithinSquare)
  const [east, north] = [within[0] ?? 0, within[1] ?? 0]
  const candidates = squaresAround(zone).filter(([x, y]) => column === undefined || squareLetters(x * 1000, y * 1000, zone.grid.utmZone) === column + (row ?? ''))
  const places = candidates.map(([x, y]): Km => [x + east - zone.grid.easting / 1000, y + north - zone.grid.northing / 1000])
  const onSheet = places.filter((place) => isOnSheet(zone, place))
  return nearest(onSheet.length > 0 ? onSheet : column === undefined ? [] : places, near)
}

/** '440512' is '440' and '512'. */
function halves(figures: string): readonly [string, string] | null {
  return figures.length % 2 === 0 ? [figures.slice(0, figures.length / 2), figures.slice(figures.length / 2)] : null
}

/** The middle of the square that so many figures name, in kilometres from the corner of the 100-km square. */
function kmWithinSquare(figures: string): number {
  const side = squareKm / 10 ** figures.length
  return Number(figures) * side + side / 2
}

/** South-west corners of the 100-km squares of the sheet and one turn about it, in kilometres of easting and northing. */
function squaresAround({ grid, sizeKm: [width, height] }: Zone): Km[] {
  const corners: Km[] = []
  const [east, north] = [grid.easting / 1000, grid.northing / 1000]
  const down = (km: number): number => Math.floor(km / squareKm) * squareKm
  for (let x = Math.max(squareKm, down(east) - squareKm); x <= Math.min(8 * squareKm, down(east + width) + squareKm); x += squareKm) {
    for (let y = down(north - turnKm / 2); y <= down(north + height + turnKm / 2); y += squareKm) corners.push([x, y])
  }
  return corners
}

function nearest(places: readonly Km[], near: Km): Km | null {
  return [...places].sort((one, other) => gridDistance(one, near) - gridDistance(other, near))[0] ?? null
}

interface Angle { readonly value: number; readonly letter: string }

function readDegrees(text: string): LatLngDegrees | null {
  const plain = text.replaceAll(/(\d),(\d)/g, '$1.$2').replaceAll(/[,;]/g, ' ')
  const isLetterFirst = /^[NSEW]/.test(plain)
  const angle = /([+-]?\d+(?:\.\d+)?) ?[°º]?(?: ?(\d+(?:\.\d+)?) ?['′’])?(?: ?(\d+(?:\.\d+)?) ?(?:"|″|”|''))?/.source
  const found = plain.matchAll(new RegExp(isLetterFirst ? `([NSEW]) ?${angle}` : `()${angle} ?([NSEW])?`, 'g'))
  return pairOf(Array.from(found, angleOf).flatMap((each) => each ?? []), plain)
}

function angleOf([, before = '', degrees = '', minutes, seconds, after = '']: RegExpMatchArray): Angle | null {
  const part = (value: string | undefined): number => (value === undefined ? 0 : Number(value))
  if (part(minutes) >= 60 || part(seconds) >= 60) return null
  const size = Math.abs(Number(degrees)) + part(minutes) / 60 + part(seconds) / 3600
  return { value: degrees.startsWith('-') ? -size : size, letter: before === '' ? after : before }
}

function pairOf(angles: readonly Angle[], text: string): LatLngDegrees | null {
  const [first, second] = angles
  if (first === undefined || second === undefined || angles.length !== 2 || !/[.°'NSEW-]/.test(text)) return null
  const isLng = ({ letter }: Angle): boolean => letter === 'E' || letter === 'W'
  const isLat = ({ letter }: Angle): boolean => letter === 'N' || letter === 'S'
  if ((isLng(first) && isLng(second)) || (isLat(first) && isLat(second))) return null
  const [lat, lng] = isLng(first) || isLat(second) ? [second, first] : [first, second]
  const signed = ({ value, letter }: Angle): number => (letter === 'S' || letter === 'W' ? -Math.abs(value) : value)
  const at: LatLngDegrees = [signed(lat), signed(lng)]
  return Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180 ? at : null
}
