/** A line as the hand draws it: press, draw, let go. Points a hand did not mean are left out before it is written. */
import type { Position } from '#shared/board/annotation.ts'
import { limits } from '#shared/protocol/limits.ts'
import { simplifyPath } from '#shared/geo/simplify.ts'
import type { ScreenPoint } from '../MapView.ts'
import type { Tool } from './tool.ts'

export interface FreehandState {
  readonly trail: readonly { readonly at: Position; readonly pixel: ScreenPoint }[]
}

const start: FreehandState = { trail: [] }
const stepPixels = 3
const tolerancePixels = 1.5
/** A scribble longer than this keeps only what it has: nobody means more. */
const trailMost = limits.annotationPoints * 4

export const freehandTool: Tool<FreehandState> = {
  start,
  takes: () => true,
  fold: (state, gesture) => {
    switch (gesture.kind) {
      case 'press':
        return { state: { trail: [{ at: gesture.at, pixel: gesture.pixel }] }, act: null }
      case 'move': {
        const last = state.trail.at(-1)
        const near = last === undefined || Math.hypot(last.pixel[0] - gesture.pixel[0], last.pixel[1] - gesture.pixel[1]) < stepPixels
        return { state: near || state.trail.length >= trailMost ? state : { trail: [...state.trail, { at: gesture.at, pixel: gesture.pixel }] }, act: null }
      }
      case 'release': {
        const geometry = simplified(state.trail)
        return { state: start, act: geometry.length < 2 ? null : { kind: 'put', mark: 'line', geometry } }
      }
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
  draft: ({ trail }) => (trail.length === 0 ? null : { kind: 'line', points: trail.map(({ at }) => at) }),
  previews: () => [],
  busy: ({ trail }) => trail.length > 0,
  canFinish: () => false,
}

function simplified(trail: FreehandState['trail']): Position[] {
  const kept = new Set(simplifyPath(trail.map(({ pixel }) => pixel), tolerancePixels))
  return trail.filter(({ pixel }) => kept.has(pixel)).map(({ at }) => at)
}
