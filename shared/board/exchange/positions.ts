/** Places of other programs, longitude first, read into ours. Heights are dropped and counted; what lies off the globe is refused. */
import { roundDegrees, type Position } from '../annotation.ts'
import type { NoticeCode, Notices } from './piece.ts'

export interface Place {
  readonly name: string
  readonly notices: Notices
}

export type PathRead = { readonly positions: readonly Position[] } | { readonly refused: NoticeCode }

/** A list of [longitude, latitude, …] as positions. The first place that cannot be read refuses the whole. */
export function readPlaces(values: readonly unknown[], { name, notices }: Place): PathRead {
  const positions: Position[] = []
  let high = false
  for (const value of values) {
    if (!Array.isArray(value) || value.length < 2) return { refused: 'bad-coordinates' }
    const lng: unknown = value[0]
    const lat: unknown = value[1]
    if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat)) return { refused: 'bad-coordinates' }
    if (Math.abs(lat) > 90 || Math.abs(lng) > 180) return { refused: 'off-the-globe' }
    if (value.length > 2) high = true
    positions.push([roundDegrees(lat), roundDegrees(lng)])
  }
  if (high) notices.add('height-dropped', name)
  return { positions }
}

/** A ring without its closing position. */
export function openRing(ring: readonly Position[], { name, notices }: Place): readonly Position[] {
  const first = ring[0]
  const last = ring.at(-1)
  if (first === undefined || last === undefined || ring.length < 2) return ring
  if (first[0] === last[0] && first[1] === last[1]) return ring.slice(0, -1)
  notices.add('ring-not-closed', name)
  return ring
}

/** Two equal points are no line, and two different ones no area. */
export function hasExtent(kind: 'line' | 'area', positions: readonly Position[]): boolean {
  return positions.length >= (kind === 'line' ? 2 : 3)
}
