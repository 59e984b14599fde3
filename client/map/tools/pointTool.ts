/** Marks on one place: marker, unit, text, sticky note. Press, aim while holding, release. Enter puts one at the cross. */
import type { Position } from '#shared/board/annotation.ts'
import type { Act, Settled, Tool } from './tool.ts'

export interface PointState {
  readonly aim: Position | null
}

export function makePointTool(kind: 'marker' | 'unit' | 'text' | 'note', settled?: Settled): Tool<PointState> {
  const start: PointState = { aim: null }
  const put = (geometry: Position): Act => ({ kind: 'put', mark: kind, geometry, ...(settled === undefined ? {} : { settled }) })
  return {
    start,
    takes: () => true,
    fold: (state, gesture) => {
      switch (gesture.kind) {
        case 'press':
          return { state: { aim: gesture.at }, act: null }
        case 'move':
          return { state: state.aim === null ? state : { aim: gesture.at }, act: null }
        case 'release':
          return { state: start, act: state.aim === null ? null : put(gesture.at) }
        case 'enter':
          return { state: start, act: put(gesture.at) }
        case 'abandon':
        case 'lift':
          return { state: start, act: null }
        case 'double':
        case 'backspace':
        case 'radius':
          return { state, act: null }
      }
    },
    draft: ({ aim }) => (aim === null ? null : { kind: 'point', points: [aim] }),
    previews: () => [],
    snaps: () => [],
    busy: ({ aim }) => aim !== null,
    canFinish: () => false,
  }
}
