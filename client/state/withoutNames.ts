/** A view in which people are called by their hats: what a room may look at together. Pure, and the same for the same view. */
import type { Seat } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { replayDeskText as words } from '../text/en/replayDesk.ts'
import { text } from '../text/index.ts'

const made = new WeakMap<ExerciseState, ExerciseState>()

export function withoutNames(view: ExerciseState): ExerciseState {
  const present = made.get(view)
  if (present !== undefined) return present
  const seats = Object.fromEntries(Object.entries(view.seats).map(([id, seat]) => [id, { ...seat, name: hatWords(view, seat) }]))
  const nameless: ExerciseState = { ...view, seats }
  made.set(view, nameless)
  return nameless
}

/** 'Operations, Syndicate 2'; who sits at no table is called by the role. */
function hatWords(view: ExerciseState, seat: Seat): string {
  const syndicate = seat.syndicate === null ? undefined : view.syndicates[seat.syndicate]
  if (syndicate === undefined) return text.common.roles[seat.role]
  const hat = view.hats.find(({ id }) => id === seat.hat)?.name ?? words.noHat
  return words.hatOf(hat, text.common.syndicate(syndicate.number, syndicate.name))
}
