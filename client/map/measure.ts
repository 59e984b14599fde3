/** How long or how large a mark is, on the grid, in words. Null for markers and texts. */
import { isPosition, type Annotation } from '#shared/board/annotation.ts'
import type { Km } from '#shared/exercise/scenario.ts'
import { gridLength, latLngToKm, type ZoneGrid } from '#shared/geo/grid.ts'
import { text } from '../text/index.ts'

export function measureWords(grid: ZoneGrid, { kind, geometry }: Annotation): string | null {
  if (isPosition(geometry) || kind === 'sheet') return null
  const path = geometry.map((position) => latLngToKm(grid, position))
  const [first] = path
  if (kind === 'line' || first === undefined) return text.map.length(figure(gridLength(path)))
  return `${text.map.size(figure(areaOf(path)))} · ${text.map.length(figure(gridLength([...path, first])))}`
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
