/**
 * Lines and areas, point by point. A click adds a point; press, drag and release adds two, so a finger can draw too.
 * Enter, a double click, or a click on the last point (for an area also the first) ends it; Backspace takes back. An arrow
 * drawn by one drag is done when it is let go.
 */
import type { Position } from '#shared/board/annotation.ts'
import { limits } from '#shared/protocol/limits.ts'
import { movedFar, type Act, type Board, type Settled, type Step, type Tool } from './tool.ts'

export interface PathState {
  readonly points: readonly Position[]
  /** Where the next point would be. */
  readonly aim: Position | null
  /** Whether the pointer is down. */
  readonly pressed: boolean
  /** The points as they were before the press. */
  readonly before: readonly Position[]
  /** The press was on a point that ends the path. */
  readonly ending: boolean
}

const least = { line: 2, area: 3 } as const

export interface PathOptions {
  readonly settled?: Settled
  /** One drag is the whole path. */
  readonly endsOnDrag?: boolean
}

export function makePathTool(kind: 'line' | 'area', { settled, endsOnDrag = false }: PathOptions = {}): Tool<PathState> {
  const start: PathState = { points: [], aim: null, pressed: false, before: [], ending: false }

  /** A point where the last one already stands is the same click again, and adds nothing. */
  function add(state: PathState, point: Position, board: Board): PathState {
    const last = state.points.at(-1)
    if (last !== undefined && !movedFar(board.toScreen(last), board.toScreen(point))) return state
    if (state.points.length >= limits.annotationPoints) return state
    return { ...state, points: [...state.points, point] }
  }

  function finish(state: PathState): Step<PathState> {
    if (state.points.length < least[kind]) return { state, act: null }
    const act: Act = { kind: 'put', mark: kind, geometry: state.points, ...(settled === undefined ? {} : { settled }) }
    return { state: start, act }
  }

  function ends({ points }: PathState, at: Position, board: Board): boolean {
    if (points.length < least[kind]) return false
    const closers = kind === 'area' ? [points[0], points.at(-1)] : [points.at(-1)]
    return closers.some((point) => point !== undefined && !movedFar(board.toScreen(point), board.toScreen(at)))
  }

  return {
    start,
    takes: () => true,
    fold: (state, gesture, board) => {
      switch (gesture.kind) {
        case 'press': {
          const pressed = { ...state, pressed: true, before: state.points, aim: gesture.at, ending: ends(state, gesture.at, board) }
          return { state: state.points.length === 0 ? add(pressed, gesture.at, board) : pressed, act: null }
        }
        case 'move':
          return { state: state.points.length === 0 ? state : { ...state, aim: gesture.at }, act: null }
        case 'release': {
          if (!state.pressed) return { state, act: null }
          const released = { ...state, pressed: false, ending: false, aim: gesture.at }
          if (state.ending && ends(state, gesture.at, board)) return finish(released)
          const added = add(released, gesture.at, board)
          return endsOnDrag && state.before.length === 0 && added.points.length >= least[kind] ? finish(added) : { state: added, act: null }
        }
        case 'double':
        case 'enter':
          return finish({ ...state, pressed: false, ending: false })
        case 'backspace':
          return { state: { ...state, points: state.points.slice(0, -1) }, act: null }
        case 'lift':
          return { state: state.pressed ? { ...state, points: state.before, pressed: false, ending: false, aim: null } : state, act: null }
        case 'radius':
          return { state, act: null }
        case 'abandon':
          return { state: start, act: null }
      }
    },
    draft: ({ points, aim }) => {
      if (points.length === 0) return null
      return { kind, points: aim === null ? points : [...points, aim] }
    },
    previews: () => [],
    snaps: () => [],
    busy: ({ points }) => points.length > 0,
    canFinish: ({ points }) => points.length >= least[kind],
  }
}
