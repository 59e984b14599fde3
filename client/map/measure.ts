/**
 * How long or how large a mark is, and how far and in what direction something lies: distances on the grid, as everywhere;
 * bearings both on the grid and true, told apart, because a compass and a map do not agree. In words.
 */
import { isPosition, type Annotation, type Position } from '#shared/board/annotation.ts'
import type { Km } from '#shared/exercise/scenario.ts'
import { gridBearing, gridConvergence, gridDistance, gridLength, latLngToKm, type ZoneGrid } from '#shared/geo/grid.ts'
import { text } from '../text/index.ts'

/** Null for what stands on one place. */
export function measureWords(grid: ZoneGrid, mark: Annotation): string | null {
  if (mark.kind === 'circle') return text.map.size(figure(Math.PI * mark.radiusKm ** 2))
  const { kind, geometry } = mark
  if (isPosition(geometry) || kind === 'sheet') return null
  const path = geometry.map((position) => latLngToKm(grid, position))
  const [first] = path
  if (kind === 'line' || first === undefined) return text.map.length(figure(gridLength(path)))
  return `${text.map.size(figure(areaOf(path)))} · ${text.map.length(figure(gridLength([...path, first])))}`
}

/** The last leg of a path, and the whole of it when it has several; null while it has none. */
export function legWords(grid: ZoneGrid, path: readonly Position[]): string | null {
  const [from, to] = path.slice(-2)
  if (from === undefined || to === undefined) return null
  const [start, end] = [latLngToKm(grid, from), latLngToKm(grid, to)]
  const bearing = gridBearing(start, end)
  const leg = text.map.leg(text.map.distance(gridDistance(start, end)), degrees(bearing), degrees(bearing + gridConvergence(grid, from)))
  if (path.length < 3) return leg
  return `${leg} · ${text.map.total(text.map.distance(gridLength(path.map((position) => latLngToKm(grid, position)))))}`
}

/** Three figures, as bearings are read out: 007. */
function degrees(value: number): string {
  return String(Math.round(value + 360) % 360).padStart(3, '0')
}

function areaOf(ring: readonly Km[]): number {
  let twice = 0
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    twice += x * nextY - nextX * y
  })
  return Math.abs(twice) / 2
}

function figure(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}
