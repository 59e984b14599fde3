/** Markers and texts: press, aim while holding, release. Enter puts one at the cross. */
import type { Position } from '#shared/board/annotation.ts'
import type { Tool } from './tool.ts'

export interface PointState {
  readonly aim: Position | null
}

export function makePointTool(kind: 'marker' | 'text'): Tool<PointState> {
  const start: PointState = { aim: null }
  return {
    id: kind,
    start,
    takes: () => true,
    fold: (state, gesture) => {
      switch (gesture.kind) {
        case 'press':
          return { state: { aim: gesture.at }, act: null }
        case 'move':
          return { state: state.aim === null ? state : { aim: gesture.at }, act: null }
        case 'release':
          return { state: start, act: state.aim === null ? null : { kind: 'put', mark: kind, geometry: gesture.at } }
        case 'enter':
          return { state: start, act: { kind: 'put', mark: kind, geometry: gesture.at } }
        case 'abandon':
          return { state: start, act: null }
        case 'double':
        case 'backspace':
          return { state, act: null }
      }
    },
    draft: ({ aim }) => (aim === null ? null : { kind: 'point', points: [aim] }),
    previews: () => [],
    busy: ({ aim }) => aim !== null,
    canFinish: () => false,
  }
}
