/** A file somebody brings: which kind it is, by its first signs and not by its name; and whether its places can be meant. */
import { boundsOf, containsPosition, type Bounds } from '../../geo/bounds.ts'
import type { Position } from '../annotation.ts'
import { readGeoJson } from './geoJsonIn.ts'
import { readKml } from './kmlIn.ts'
import { Notices, type FileRead, type Notice, type Piece } from './piece.ts'

export function readMapFile(written: string): FileRead {
  const start = written.slice(0, 200).trimStart()
  if (start === '') return { status: 'refused', problem: 'empty' }
  if (start.startsWith('PK\u0003\u0004')) return { status: 'refused', problem: 'zipped' }
  return start.startsWith('<') || start.startsWith('\ufeff<') ? readKml(written) : readGeoJson(written)
}

/** Latitude and longitude the other way round; places that this takes off the globe stay as they are. */
export function swapPlaces(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) => ({ ...piece, positions: piece.positions.map(swap), holes: piece.holes.map((hole) => hole.map(swap)) }))
}

/** What looks wrong on this sheet: everything outside it, and everything inside it if only the order were the other. */
export function checkPlaces(pieces: readonly Piece[], sheet: Bounds): Notice[] {
  const notices = new Notices()
  const outside = pieces.filter(({ positions }) => !touches(positions, sheet))
  const turned = outside.filter(({ positions }) => touches(positions.map(swap), sheet))
  if (outside.length > 0 && turned.length * 2 >= pieces.length) notices.add('order-suspect', turned[0]?.name ?? '', turned.length)
  if (outside.length > 0) notices.add('outside-sheet', outside[0]?.name ?? '', outside.length)
  return notices.list()
}

/** Whether a path comes near a box: by their boxes, so that an area around the whole sheet counts. */
function touches(positions: readonly Position[], [south, west, north, east]: Bounds): boolean {
  if (positions.some((position) => containsPosition([south, west, north, east], position))) return true
  const box = boundsOf(positions)
  return box !== null && box[0] <= north && box[2] >= south && box[1] <= east && box[3] >= west
}

function swap([lat, lng]: Position): Position {
  return Math.abs(lng) <= 90 ? [lng, lat] : [lat, lng]
}
