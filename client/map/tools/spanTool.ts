/**
 * Shapes between two points: a rectangle from corner to corner, a circle from its middle outwards. One drag does it, so does
 * a click and another click; a circle's radius can be typed after the first. Enter takes the cross.
 */
import { radiusKmAtMost, type Position } from '#shared/board/annotation.ts'
import { movedFar, type Act, type Board, type Step, type Tool } from './tool.ts'

export interface SpanState {
  readonly from: Position | null
  readonly to: Position | null
  readonly pressed: boolean
  /** The press that set `from` is still down. */
  readonly first: boolean
}

const start: SpanState = { from: null, to: null, pressed: false, first: false }
const leastKm = 0.01

export function makeSpanTool(shape: 'rectangle' | 'circle'): Tool<SpanState> {
  function finish(state: SpanState, from: Position, to: Position, board: Board): Step<SpanState> {
    if (shape === 'circle') return finishCircle(state, from, board.distanceKm(from, to))
    const flat = from[0] === to[0] || from[1] === to[1]
    return flat ? { state, act: null } : { state: start, act: { kind: 'put', mark: 'area', geometry: corners(from, to) } }
  }

  return {
    start,
    takes: () => true,
    fold: (state, gesture, board) => {
      switch (gesture.kind) {
        case 'press':
          return { state: state.from === null ? { from: gesture.at, to: null, pressed: true, first: true } : { ...state, to: gesture.at, pressed: true, first: false }, act: null }
        case 'move':
          return { state: state.from === null ? state : { ...state, to: gesture.at }, act: null }
        case 'release': {
          const { from } = state
          if (from === null || !state.pressed) return { state, act: null }
          const stayed = !movedFar(board.toScreen(from), board.toScreen(gesture.at))
          if (stayed) return { state: { ...state, to: null, pressed: false, first: false }, act: null }
          return finish({ ...state, pressed: false, first: false }, from, gesture.at, board)
        }
        case 'enter':
          if (state.from === null) return { state: { ...start, from: gesture.at }, act: null }
          return finish(state, state.from, gesture.at, board)
        case 'radius':
          return state.from === null || shape !== 'circle' ? { state, act: null } : finishCircle(state, state.from, gesture.km)
        case 'lift':
          return { state: state.first ? start : { ...state, to: null, pressed: false }, act: null }
        case 'double':
          return { state, act: null }
        case 'backspace':
        case 'abandon':
          return { state: start, act: null }
      }
    },
    draft: ({ from, to }, board) => {
      if (from === null) return null
      if (to === null) return { kind: 'point', points: [from] }
      return { kind: 'area', points: shape === 'circle' ? board.ring(from, Math.max(leastKm, board.distanceKm(from, to))) : corners(from, to) }
    },
    previews: () => [],
    snaps: () => [],
    busy: ({ from }) => from !== null,
    canFinish: () => false,
  }
}

function finishCircle(state: SpanState, centre: Position, km: number): Step<SpanState> {
  if (!(km >= leastKm)) return { state, act: null }
  const act: Act = { kind: 'put', mark: 'circle', geometry: centre, settled: { radiusKm: Math.min(radiusKmAtMost, Math.round(km * 1000) / 1000) } }
  return { state: start, act }
}

/** Upright on the screen. */
function corners([fromLat, fromLng]: Position, [toLat, toLng]: Position): Position[] {
  return [[fromLat, fromLng], [fromLat, toLng], [toLat, toLng], [toLat, fromLng]]
}
