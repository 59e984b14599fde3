/** What undoing a release does: its copies are taken back, the world is as it was before, and its branches are open again. */
import type { RecordedAt } from '../moment.ts'
import { keepEntries, lookUp, withKey, withoutKey } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import { putBack } from '../worldDifference.ts'
import type { EventOf } from './eventOf.ts'
import { withoutCopies } from './evolveInjects.ts'

export function undoRelease(state: ExerciseState, event: EventOf<'ReleaseUndone'>, at: RecordedAt): ExerciseState {
  const inject = lookUp(state.injects, event.inject)
  const injects = inject === undefined ? state.injects : withoutCopies(state, inject, event.syndicates, at)
  const world = event.putBack.reduce(putBack, state.world)
  return { ...state, injects, world, ...directingAfter({ ...state, injects }, event, at) }
}

function directingAfter(state: ExerciseState, event: EventOf<'ReleaseUndone'>, at: RecordedAt): Pick<ExerciseState, 'planned' | 'reminders' | 'directing'> {
  const { directing } = state
  const undone = directing.undoable.findLast(({ inject }) => inject === event.inject)
  if (undone === undefined) return { planned: state.planned, reminders: state.reminders, directing }
  const standing = Object.values(lookUp(state.injects, event.inject)?.releases ?? {}).some(({ withdrawnAt }) => withdrawnAt === null)
  const said = event.reminders.map((text) => ({ text, serial: event.serial, at }))
  return {
    planned: standing ? state.planned : plannedAfter(state, event),
    // What the release asked the staff to do is not to be done any more.
    reminders: [...state.reminders.filter((each) => each.serial !== event.serial || each.at !== undone.at), ...said],
    directing: {
      ...directing,
      undoable: directing.undoable.filter((each) => each !== undone),
      branches: keepEntries(directing.branches, (_record, key) => !event.syndicates.some((id) => key.startsWith(`${event.serial}/`) && key.endsWith(`/${id}`))),
    },
  }
}

/** Nobody has it: another release is another inject, since this one is known to have been taken back. */
function plannedAfter(state: ExerciseState, { serial, planned }: EventOf<'ReleaseUndone'>): ExerciseState['planned'] {
  return planned === 'planned' ? withoutKey(state.planned, serial) : withKey(state.planned, serial, { status: planned, injectId: null })
}
