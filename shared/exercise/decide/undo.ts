/** The last release is undone: taken back from whom it went to, and the world put back as far as nobody changed it since. */
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import { stillStands } from '../worldDifference.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { exhibitLeaves } from './exhibits.ts'
import { leavesTheWall } from './room.ts'

export function undoLastRelease(state: ExerciseState, command: CommandOf<'inject:undo'>, { msel }: DecideContext): Decision {
  const last = state.directing.undoable.at(-1)
  if (last === undefined) return no('not-now', 'There is no release to undo.')
  if (last.inject !== command.inject) return no('already-done', 'That is not the last release any more. Look at the list and try again.')
  const putBack = last.changes.filter((change) => stillStands(state.world, change))
  const kept = last.changes.length - putBack.length
  const item = lookUp(msel.items, last.serial)
  return happens(...leavesTheWall(state, last.inject), ...exhibitLeaves(state, last.inject), {
    type: 'ReleaseUndone', inject: last.inject, serial: last.serial, syndicates: last.syndicates, putBack,
    // Planned again it would go out again at once: the staff decide. A contingency goes back on its shelf.
    planned: item === undefined || item.contingency || item.dueMinute === null ? 'planned' : 'held',
    reminders: kept === 0 ? [] : [`${last.serial} was undone. ${kept === 1 ? 'One thing' : `${kept} things`} it had changed was changed again since and stays as it is: look at the map.`],
  })
}
