/** The presenter's last view holds until somebody else stands before the room. Live screens and replay ask here. */
import type { ExerciseState } from '../exercise/state.ts'

/** Whether the floor was given, taken or given anew between two views. */
export function isOtherFloor(before: ExerciseState | null, after: ExerciseState): boolean {
  return before?.floor?.syndicate !== after.floor?.syndicate || before?.floor?.givenAt !== after.floor?.givenAt
}

/** Whether somebody else stands before the room, the leader of a replay too: what was shown before is gone then. */
export function isOtherStage(before: ExerciseState | null, after: ExerciseState): boolean {
  return isOtherFloor(before, after) || before?.plenary.replay?.begunAt !== after.plenary.replay?.begunAt
}
