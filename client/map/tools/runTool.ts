/** A tool at work: the fold with its state kept inside, so that tools with different states stand side by side. */
import type { DraftShape } from '../MapView.ts'
import type { Act, Board, Gesture, Tool, ToolId } from './tool.ts'

export interface RunningTool {
  readonly id: ToolId
  takes(gesture: Extract<Gesture, { kind: 'press' }>, board: Board): boolean
  gesture(gesture: Gesture, board: Board): Act | null
  draft(): DraftShape | null
  previews(): ReturnType<Tool<unknown>['previews']>
  busy(): boolean
  canFinish(): boolean
}

export function runTool<State>(tool: Tool<State>): RunningTool {
  let state = tool.start
  return {
    id: tool.id,
    takes: (gesture, board) => tool.takes(state, gesture, board),
    gesture: (gesture, board) => {
      const step = tool.fold(state, gesture, board)
      state = step.state
      return step.act
    },
    draft: () => tool.draft(state),
    previews: () => tool.previews(state),
    busy: () => tool.busy(state),
    canFinish: () => tool.canFinish(state),
  }
}
