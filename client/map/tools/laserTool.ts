/** Shows others where to look: a press that moves leaves a fading trail, a click rings the place. Nothing is written. */
import type { ScreenPoint } from '../MapView.ts'
import { movedFar, type Tool } from './tool.ts'

export interface LaserState {
  readonly press: ScreenPoint | null
  readonly moved: boolean
}

const start: LaserState = { press: null, moved: false }

export const laserTool: Tool<LaserState> = {
  start,
  takes: () => true,
  fold: (state, gesture) => {
    switch (gesture.kind) {
      case 'press':
        return { state: { press: gesture.pixel, moved: false }, act: null }
      case 'move': {
        const moved = state.moved || (state.press !== null && movedFar(state.press, gesture.pixel))
        return { state: { ...state, moved }, act: moved && state.press !== null ? { kind: 'trace', at: gesture.at } : null }
      }
      case 'release':
        return { state: start, act: state.press !== null && !state.moved ? { kind: 'ping', at: gesture.at } : null }
      case 'enter':
        return { state, act: { kind: 'ping', at: gesture.at } }
      case 'lift':
      case 'abandon':
        return { state: start, act: null }
      case 'double':
      case 'backspace':
      case 'radius':
        return { state, act: null }
    }
  },
  draft: () => null,
  previews: () => [],
  busy: ({ press }) => press !== null,
  canFinish: () => false,
}
