/** What a room looks at together calls people by their hats. */
import { expect, test } from 'vitest'
import { viewFor } from '#shared/exercise/seatView.ts'
import { withoutNames } from '../../../client/state/withoutNames.ts'
import { smallCast } from '../../support/smallExercise.ts'

test('[RPL42] without names every seat is called by hat and syndicate, or by its role, and nothing else differs', () => {
  const { exercise, dana } = smallCast()
  const view = viewFor(exercise.state, dana)
  const shown = withoutNames(view)
  const names = Object.values(view.seats).filter(({ role }) => role !== 'screen').map(({ name }) => name)
  for (const seat of Object.values(shown.seats)) expect(names).not.toContain(seat.name)
  expect(Object.values(shown.seats).filter(({ role }) => role === 'member').every(({ name }) => /^.+, \d .+$/.test(name))).toBe(true)
  expect(withoutNames(view)).toBe(shown)
  expect({ ...shown, seats: view.seats }).toEqual(view)
})
