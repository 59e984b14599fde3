/** Open branches as the staff see them: those nobody can tell first, then those the clock still waits for. Pure. */
import { openBranches, type OpenBranch } from '#shared/exercise/branchTruth.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export interface BranchLines {
  /** Somebody has to say. */
  readonly asked: readonly OpenBranch[]
  /** The server may still find out. */
  readonly waiting: readonly OpenBranch[]
}

export function branchLines(view: ExerciseState, msel: Msel, now: RecordedAt): BranchLines {
  const open = openBranches(view, msel, now)
  const isAsked = ({ truth, askInMs }: OpenBranch): boolean => truth === 'unknown' && askInMs <= 0
  return { asked: open.filter(isAsked), waiting: open.filter((branch) => !isAsked(branch)).sort((one, other) => one.askInMs - other.askInMs) }
}
