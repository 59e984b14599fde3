/** Distance and bearing, leg by leg. Nothing is written and nothing is shown to others. Enter or a double click ends it. */
import type { Position } from '#shared/board/annotation.ts'
import { movedFar, type Board, type Tool } from './tool.ts'

export interface MeasureState {
  readonly points: readonly Position[]
  readonly aim: Position | null
  readonly pressed: boolean
  /** Ended, and shown until the next press. */
  readonly done: boolean
}

const start: MeasureState = { points: [], aim: null, pressed: false, done: false }
const pointsMost = 100

export const measureTool: Tool<MeasureState> = {
  start,
  takes: () => true,
  fold: (state, gesture, board) => {
    switch (gesture.kind) {
      case 'press':
        return { state: add({ ...(state.done ? start : state), pressed: true, aim: null }, gesture.at, board), act: null }
      case 'move':
        return { state: state.points.length === 0 || state.done ? state : { ...state, aim: gesture.at }, act: null }
      case 'release':
        return { state: state.pressed ? add({ ...state, pressed: false, aim: null }, gesture.at, board) : state, act: null }
      case 'enter':
        if (state.done || state.points.length === 0) return { state: add(start, gesture.at, board), act: null }
        return { state: { ...state, aim: null, pressed: false, done: state.points.length > 1 }, act: null }
      case 'double':
        return { state: { ...state, aim: null, pressed: false, done: state.points.length > 1 }, act: null }
      case 'backspace':
        return { state: { ...state, points: state.points.slice(0, -1), done: false }, act: null }
      case 'lift':
        return { state: { ...state, points: state.pressed ? state.points.slice(0, -1) : state.points, pressed: false, aim: null }, act: null }
      case 'abandon':
        return { state: start, act: null }
      case 'radius':
        return { state, act: null }
    }
  },
  draft: ({ points, aim }) => (points.length === 0 ? null : { kind: 'line', points: aim === null ? points : [...points, aim] }),
  previews: () => [],
  snaps: () => [],
  busy: ({ points }) => points.length > 0,
  canFinish: ({ points, done }) => points.length > 1 && !done,
}

function add(state: MeasureState, at: Position, board: Board): MeasureState {
  const last = state.points.at(-1)
  if (last !== undefined && !movedFar(board.toScreen(last), board.toScreen(at))) return state
  return state.points.length >= pointsMost ? state : { ...state, points: [...state.points, at] }
}
