/** Takes marks away: a click on one, or a stroke over several. They fade under the stroke and go when it is let go. */
import type { Board, Tool } from './tool.ts'

export interface EraserState {
  readonly pressed: boolean
  readonly ids: readonly string[]
}

const start: EraserState = { pressed: false, ids: [] }

export const eraserTool: Tool<EraserState> = {
  start,
  takes: () => true,
  fold: (state, gesture, board) => {
    switch (gesture.kind) {
      case 'press':
        return { state: over({ pressed: true, ids: [] }, gesture.target?.id ?? null, board), act: null }
      case 'move':
        return { state: state.pressed ? over(state, board.hit(gesture.pixel), board) : state, act: null }
      case 'release':
        return { state: start, act: state.ids.length === 0 ? null : { kind: 'remove', ids: state.ids } }
      case 'lift':
      case 'abandon':
        return { state: start, act: null }
      case 'double':
      case 'enter':
      case 'backspace':
      case 'radius':
        return { state, act: null }
    }
  },
  draft: () => null,
  previews: () => [],
  dimmed: ({ ids }) => ids,
  busy: ({ ids }) => ids.length > 0,
  canFinish: () => false,
}

/** Locked marks stay. */
function over(state: EraserState, id: string | null, board: Board): EraserState {
  if (id === null || state.ids.includes(id) || board.mark(id)?.locked !== false) return state
  return { ...state, ids: [...state.ids, id] }
}
