/**
 * Selecting and changing: a press selects, dragging moves what is selected, a corner moves that corner, a middle becomes
 * a new corner, the corner of a circle is its reach. Shift adds, and draws a box round several. Locked marks are selected but
 * stay where they are. A press beside everything, or inside an area that is not selected, lets the map be dragged.
 */
import { isPosition, type Annotation, type Geometry, type Position } from '#shared/board/annotation.ts'
import type { ScreenPoint } from '../MapView.ts'
import type { Reshape } from '../reshape.ts'
import { movedFar, type Board, type Target, type Tool } from './tool.ts'

interface Drag {
  readonly target: Target
  readonly from: Position
  readonly pixel: ScreenPoint
  readonly to: Position
  /** True once the pointer left the place of the press. */
  readonly moving: boolean
  /** The marks as they were at the press. */
  readonly marks: readonly Annotation[]
}

export interface SelectState {
  readonly drag: Drag | null
  /** A press on the ground or inside an area: a click selects this, a drag moves the map. */
  readonly click: { readonly pixel: ScreenPoint; readonly ids: readonly string[] } | null
  /** A box drawn with Shift held. */
  readonly box: { readonly from: Position; readonly to: Position; readonly pixel: ScreenPoint; readonly toPixel: ScreenPoint } | null
}

type Reshapes = readonly (Reshape & { readonly id: string })[]

const start: SelectState = { drag: null, click: null, box: null }

export const selectTool: Tool<SelectState> = {
  start,
  takes: (_, { target, adding }, board) => adding || (target !== null && !isGround(target, board)),
  fold: (state, gesture, board) => {
    switch (gesture.kind) {
      case 'press': {
        const { target, adding, at, pixel } = gesture
        const ids = target === null ? (adding ? board.selection : []) : selectionAfter(board, target, adding)
        if (target === null || isGround(target, board)) {
          return { state: { drag: null, click: { pixel, ids }, box: adding ? { from: at, to: at, pixel, toPixel: pixel } : null }, act: null }
        }
        const marks = ids.flatMap((id) => movable(board, id))
        const held = marks.length > 0 && ids.includes(target.id)
        return {
          state: held ? { ...start, drag: { target, from: at, pixel, to: at, moving: false, marks } } : start,
          act: sameIds(ids, board.selection) ? null : { kind: 'select', ids },
        }
      }
      case 'move': {
        const { drag, box } = state
        if (box !== null) return { state: { ...state, box: { ...box, to: gesture.at, toPixel: gesture.pixel } }, act: null }
        if (drag === null) return { state, act: null }
        return { state: { ...start, drag: { ...drag, to: gesture.at, moving: drag.moving || movedFar(drag.pixel, gesture.pixel) } }, act: null }
      }
      case 'release': {
        const { drag, click, box } = state
        if (box !== null && movedFar(box.pixel, gesture.pixel)) {
          const ids = [...new Set([...board.selection, ...board.within(box.pixel, gesture.pixel).flatMap((id) => board.groupOf(id))])]
          return { state: start, act: sameIds(ids, board.selection) ? null : { kind: 'select', ids } }
        }
        if (click !== null) {
          const chosen = !movedFar(click.pixel, gesture.pixel) && !sameIds(click.ids, board.selection)
          return { state: start, act: chosen ? { kind: 'select', ids: click.ids } : null }
        }
        if (drag === null) return { state: start, act: null }
        if (!drag.moving) return { state: start, act: drag.target.part === 'corner' ? { kind: 'corner', id: drag.target.id, index: drag.target.index } : null }
        const changes = reshaped({ ...drag, to: gesture.at, marks: asTheyAreNow(drag, board) }, board)
        return { state: start, act: changes.length === 0 ? null : { kind: 'reshape', changes } }
      }
      case 'double':
        return { state: start, act: gesture.target === null ? null : { kind: 'open', id: gesture.target.id } }
      case 'enter': {
        const [first] = board.selection
        return { state, act: first === undefined ? null : { kind: 'open', id: first } }
      }
      case 'backspace':
      case 'radius':
        return { state, act: null }
      case 'lift':
      case 'abandon':
        return { state: start, act: null }
    }
  },
  draft: () => null,
  previews: ({ drag }, board) => (drag?.moving === true ? reshaped(drag, board) : []),
  box: ({ box }) => (box === null ? null : [box.from, box.to]),
  snaps: ({ drag }) => (drag !== null && drag.target.part !== 'body' ? [drag.target.id] : null),
  busy: ({ drag, box }) => drag?.moving === true || box !== null,
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

function reshaped({ target, from, to, marks }: Drag, board: Board): Reshapes {
  if (target.part === 'body') {
    return marks.map(({ id, geometry }) => ({ id, geometry: shifted(geometry, to[0] - from[0], to[1] - from[1]) }))
  }
  const mark = marks.find(({ id }) => id === target.id)
  if (mark === undefined) return []
  if (isPosition(mark.geometry)) {
    return mark.kind === 'circle' ? [{ id: mark.id, geometry: mark.geometry, radiusKm: Math.max(0.01, board.distanceKm(mark.geometry, to)) }] : []
  }
  const before = mark.geometry.slice(0, target.part === 'corner' ? target.index : target.index + 1)
  return [{ id: mark.id, geometry: [...before, to, ...mark.geometry.slice(target.index + 1)] }]
}

/**
 * What others did to a mark while it was held is kept: the move is done to the mark as it stands at the release. Only where
 * they took or gave corners does a corner go by the shape it was taken from.
 */
function asTheyAreNow({ target, marks }: Drag, board: Board): readonly Annotation[] {
  return marks.flatMap((before) => {
    const now = board.mark(before.id)
    if (now === null || now.locked) return []
    const cornersAgree = isPosition(now.geometry) || now.geometry.length === before.geometry.length
    return [target.part === 'body' || cornersAgree ? now : before]
  })
}

/** The inside of an area nobody selected is ground: otherwise a large area would hold the map fast. */
function isGround({ id, part }: Target, board: Board): boolean {
  const kind = board.mark(id)?.kind
  return part === 'body' && (kind === 'area' || kind === 'circle') && !board.selection.includes(id)
}

function selectionAfter(board: Board, { id, part }: Target, adding: boolean): readonly string[] {
  const { selection } = board
  if (part !== 'body' || (!adding && selection.includes(id))) return selection
  const group = board.groupOf(id)
  if (!adding) return group
  return selection.includes(id) ? selection.filter((each) => !group.includes(each)) : [...new Set([...selection, ...group])]
}

function movable(board: Board, id: string): Annotation[] {
  const mark = board.mark(id)
  return mark === null || mark.locked ? [] : [mark]
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}
