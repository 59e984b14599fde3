/** A tool at work: the fold with its state kept inside, so that tools with different states stand side by side. */
import type { Position } from '#shared/board/annotation.ts'
import type { DraftShape } from '../MapView.ts'
import type { Act, Board, Gesture, Tool } from './tool.ts'

export interface RunningTool {
  takes(gesture: Extract<Gesture, { kind: 'press' }>, board: Board): boolean
  gesture(gesture: Gesture, board: Board): Act | null
  draft(board: Board): DraftShape | null
  previews(board: Board): ReturnType<Tool<unknown>['previews']>
  dimmed(): readonly string[]
  box(): readonly [Position, Position] | null
  snaps(): readonly string[] | null
  busy(): boolean
  canFinish(): boolean
}

export function runTool<State>(tool: Tool<State>): RunningTool {
  let state = tool.start
  return {
    takes: (gesture, board) => tool.takes(state, gesture, board),
    gesture: (gesture, board) => {
      const step = tool.fold(state, gesture, board)
      state = step.state
      return step.act
    },
    draft: (board) => tool.draft(state, board),
    previews: (board) => tool.previews(state, board),
    dimmed: () => tool.dimmed?.(state) ?? [],
    box: () => tool.box?.(state) ?? null,
    snaps: () => (tool.snaps === undefined ? null : tool.snaps(state)),
    busy: () => tool.busy(state),
    canFinish: () => tool.canFinish(state),
  }
}
