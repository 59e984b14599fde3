/**
 * Selecting and changing: a press selects, dragging moves what is selected, a corner moves that corner, a middle becomes
 * a new corner. Locked marks are selected but stay where they are. A press beside everything, or inside an area that is
 * not selected, lets the map be dragged; only a click there selects.
 */
import { isPosition, type Annotation, type Geometry, type Position } from '#shared/board/annotation.ts'
import type { ScreenPoint } from '../MapView.ts'
import { movedFar, type Act, type Board, type Target, type Tool } from './tool.ts'

export interface SelectState {
  readonly drag: {
    readonly target: Target
    readonly from: Position
    readonly pixel: ScreenPoint
    readonly to: Position
    /** True once the pointer left the place of the press. */
    readonly moving: boolean
    /** The marks as they were at the press. */
    readonly marks: readonly Annotation[]
  } | null
  /** A press on the ground or inside an area: a click selects this, a drag moves the map. */
  readonly click: { readonly pixel: ScreenPoint; readonly ids: readonly string[] } | null
}

const start: SelectState = { drag: null, click: null }

export const selectTool: Tool<SelectState> = {
  id: 'select',
  start,
  takes: (_, { target }, board) => target !== null && !isGround(target, board),
  fold: (state, gesture, board) => {
    switch (gesture.kind) {
      case 'press': {
        const { target, adding } = gesture
        const ids = target === null ? (adding ? board.selection : []) : selectionAfter(board.selection, target, adding)
        if (target === null || isGround(target, board)) return { state: { drag: null, click: { pixel: gesture.pixel, ids } }, act: null }
        const marks = ids.flatMap((id) => movable(board, id))
        const held = marks.length > 0 && ids.includes(target.id)
        return {
          state: held ? { drag: { target, from: gesture.at, pixel: gesture.pixel, to: gesture.at, moving: false, marks }, click: null } : start,
          act: sameIds(ids, board.selection) ? null : { kind: 'select', ids },
        }
      }
      case 'move': {
        const { drag } = state
        if (drag === null) return { state, act: null }
        return { state: { drag: { ...drag, to: gesture.at, moving: drag.moving || movedFar(drag.pixel, gesture.pixel) }, click: null }, act: null }
      }
      case 'release': {
        const { drag, click } = state
        if (click !== null) {
          const chosen = !movedFar(click.pixel, gesture.pixel) && !sameIds(click.ids, board.selection)
          return { state: start, act: chosen ? { kind: 'select', ids: click.ids } : null }
        }
        if (drag === null || !drag.moving) return { state: start, act: null }
        const changes = reshaped({ ...drag, to: gesture.at })
        return { state: start, act: changes.length === 0 ? null : { kind: 'reshape', changes } }
      }
      case 'double':
        return { state: start, act: gesture.target === null ? null : { kind: 'open', id: gesture.target.id } }
      case 'enter': {
        const [first] = board.selection
        return { state, act: first === undefined ? null : { kind: 'open', id: first } }
      }
      case 'backspace':
        return { state, act: null }
      case 'abandon':
        return { state: start, act: null }
    }
  },
  draft: () => null,
  previews: ({ drag }) => (drag?.moving === true ? reshaped(drag) : []),
  busy: ({ drag }) => drag?.moving === true,
  canFinish: () => false,
}

/** The same mark with every position moved by this much. */
export function shifted(geometry: Geometry, byLat: number, byLng: number): Geometry {
  const shift = ([lat, lng]: Position): Position => [lat + byLat, lng + byLng]
  return isPosition(geometry) ? shift(geometry) : geometry.map(shift)
}

/** Without one corner; null when too few would be left. */
export function withoutCorner(mark: Annotation, index: number): Geometry | null {
  if (mark.kind !== 'line' && mark.kind !== 'area') return null
  if (mark.geometry.length <= (mark.kind === 'area' ? 3 : 2)) return null
  return mark.geometry.filter((_, each) => each !== index)
}

function reshaped({ target, from, to, marks }: NonNullable<SelectState['drag']>): Extract<Act, { kind: 'reshape' }>['changes'] {
  if (target.part === 'body') {
    return marks.map(({ id, geometry }) => ({ id, geometry: shifted(geometry, to[0] - from[0], to[1] - from[1]) }))
  }
  const mark = marks.find(({ id }) => id === target.id)
  if (mark === undefined || isPosition(mark.geometry)) return []
  const before = mark.geometry.slice(0, target.part === 'corner' ? target.index : target.index + 1)
  return [{ id: mark.id, geometry: [...before, to, ...mark.geometry.slice(target.index + 1)] }]
}

/** The inside of an area nobody selected is ground: otherwise a large area would hold the map fast. */
function isGround({ id, part }: Target, board: Board): boolean {
  return part === 'body' && board.mark(id)?.kind === 'area' && !board.selection.includes(id)
}

function selectionAfter(selection: readonly string[], { id, part }: Target, adding: boolean): readonly string[] {
  if (part !== 'body' || (!adding && selection.includes(id))) return selection
  if (!adding) return [id]
  return selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id]
}

function movable(board: Board, id: string): Annotation[] {
  const mark = board.mark(id)
  return mark === null || mark.locked ? [] : [mark]
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}
