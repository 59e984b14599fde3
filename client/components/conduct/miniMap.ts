/** A board as a small picture: lines, rings and dots in kilometres of the sheet, drawn by the wall of all boards. Pure. */
import { positionsOf, type Annotation, type ColourRole, type Position } from '#shared/board/annotation.ts'
import type { Zone } from '#shared/exercise/scenario.ts'
import { latLngToKm } from '#shared/geo/grid.ts'

export type MiniMark = { readonly id: string; readonly colour: ColourRole } & (
  | { readonly shape: 'dot'; readonly x: number; readonly y: number }
  | { readonly shape: 'ring'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly shape: 'path'; readonly points: string; readonly closed: boolean }
)

/** North is up, as on the sheet. A sheet laid under all marks is left out. */
export function miniMarks(marks: Iterable<Annotation>, zone: Zone): MiniMark[] {
  const at = (position: Position): readonly [number, number] => {
    const [east, north] = latLngToKm(zone.grid, position)
    return [tenth(east), tenth(zone.sizeKm[1] - north)]
  }
  return [...marks].flatMap((mark): MiniMark[] => {
    const { id, style: { colour } } = mark
    if (mark.kind === 'sheet') return []
    if (mark.kind === 'line' || mark.kind === 'area') {
      return [{ id, colour, shape: 'path', closed: mark.kind === 'area', points: mark.geometry.map((position) => at(position).join(',')).join(' ') }]
    }
    const [first] = positionsOf(mark.geometry)
    if (first === undefined) return []
    const [x, y] = at(first)
    return [mark.kind === 'circle' ? { id, colour, shape: 'ring', x, y, radius: mark.radiusKm } : { id, colour, shape: 'dot', x, y }]
  })
}

/** Waters, roads and the first towns, enough to know where one is. */
export interface MiniGround {
  readonly waters: readonly string[]
  readonly roads: readonly string[]
  readonly towns: readonly { readonly id: string; readonly name: string; readonly x: number; readonly y: number }[]
}

export function miniGround(zone: Zone): MiniGround {
  const line = (points: readonly (readonly [number, number])[]): string => points.map(([east, north]) => `${tenth(east)},${tenth(zone.sizeKm[1] - north)}`).join(' ')
  return {
    waters: zone.waters.map((water) => line(water.line)),
    roads: zone.roads.map((road) => line(road.line)),
    towns: zone.places.filter(({ rank, kind }) => rank === 1 && (kind === 'town' || kind === 'capital')).map(({ id, name, at: [east, north] }) => ({ id, name, x: tenth(east), y: tenth(zone.sizeKm[1] - north) })),
  }
}

function tenth(km: number): number {
  return Math.round(km * 10) / 10
}
