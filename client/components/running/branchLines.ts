/** Open branches as the staff see them: those nobody can tell first, then those the clock still waits for. Pure. */
import { openBranches, type OpenBranch } from '#shared/exercise/branchTruth.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Msel } from '#shared/exercise/msel.ts'
import type { Serial, SyndicateId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export interface BranchLines {
  /** Somebody has to say. */
  readonly asked: readonly OpenBranch[]
  /** The server may still find out. */
  readonly waiting: readonly OpenBranch[]
  /** What was followed, newest first. */
  readonly taken: readonly TakenBranch[]
}

export interface TakenBranch {
  readonly key: string
  readonly serial: Serial
  readonly syndicate: SyndicateId
  /** The branch in words; its name where it is no longer in the list. */
  readonly text: string
  readonly outcome: 'yes' | 'no'
}

export function branchLines(view: ExerciseState, msel: Msel, now: RecordedAt): BranchLines {
  const open = openBranches(view, msel, now)
  const isAsked = ({ truth, askInMs }: OpenBranch): boolean => truth === 'unknown' && askInMs <= 0
  return { asked: open.filter(isAsked), waiting: open.filter((branch) => !isAsked(branch)).sort((one, other) => one.askInMs - other.askInMs), taken: takenBranches(view, msel) }
}

/** Only those from which something followed. */
function takenBranches(view: ExerciseState, msel: Msel): TakenBranch[] {
  return Object.entries(view.directing.branches).flatMap(([key, { outcome }]): TakenBranch[] => {
    const [serial = '', id = '', syndicate = ''] = key.split('/')
    const rule = msel.items[serial]?.rules?.find((each) => each.id === id)
    const followed = outcome === 'yes' ? rule?.then : rule?.otherwise
    return outcome === null || followed?.length === 0 ? [] : [{ key, serial, syndicate, outcome, text: rule?.text ?? id }]
  }).reverse()
}
