/** What tools may look at: the board they write to, through the map as it stands now. */
import { positionsOf, type Annotation, type Position } from '#shared/board/annotation.ts'
import { gridPoint, gridRing, groundDistance } from '#shared/geo/ring.ts'
import type { ZoneGrid } from '#shared/geo/grid.ts'
import type { BoardState } from '../state/boardState.svelte.ts'
import type { MapView, ScreenPoint } from './MapView.ts'
import { hitTest } from './tools/hitTest.ts'
import type { Board, Target } from './tools/tool.ts'

export interface Ground {
  readonly view: MapView
  readonly grid: ZoneGrid
}

/** Points of a circle being drawn: few enough to travel to others, too. */
const draftRingPoints = 36
const mouseReach = 12

export interface ToolBoard extends Board {
  /** Where a circle's reach is taken hold of. */
  edgeOf(centre: Position, km: number): Position
}

export function boardOfTools(board: BoardState | null, ground: Ground): ToolBoard {
  const { view, grid } = ground
  return {
    mark: (id) => board?.peek(id) ?? null,
    selection: board?.selection ?? [],
    toScreen: view.toScreen,
    hit: (pixel) => (board === null ? null : (hitOn(board, ground, pixel, mouseReach)?.id ?? null)),
    within: (corner, opposite) => (board === null ? [] : Array.from(board.peekSeen()).filter((mark) => liesWithin(mark, ground, corner, opposite)).map(({ id }) => id)),
    groupOf: (id) => board?.groupOf(id) ?? [id],
    distanceKm: (from, to) => groundDistance(grid, from, to),
    ring: (centre, km) => gridRing(grid, centre, km, draftRingPoints),
    edgeOf: (centre, km) => gridPoint(grid, centre, km, 90),
  }
}

export function hitOn(board: BoardState, { view, grid }: Ground, point: ScreenPoint, reach: number): Target | null {
  return hitTest({
    marks: board.peekSeen(), selection: board.selection, toScreen: view.toScreen,
    textHalf: (label) => [Math.min(130, label.length * 4.4), 10],
    edgeOf: (centre, km) => gridPoint(grid, centre, km, 90),
  }, point, reach)
}

function liesWithin(mark: Annotation, { view, grid }: Ground, [oneX, oneY]: ScreenPoint, [otherX, otherY]: ScreenPoint): boolean {
  const outline = mark.kind === 'circle' ? gridRing(grid, mark.geometry, mark.radiusKm, 8) : positionsOf(mark.geometry)
  return outline.map(view.toScreen).every(([x, y]) =>
    x >= Math.min(oneX, otherX) && x <= Math.max(oneX, otherX) && y >= Math.min(oneY, otherY) && y <= Math.max(oneY, otherY))
}
