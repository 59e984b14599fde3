/** What a timeline marks of a change to the planning values, for every seat that is told of it. */
import { expect, test } from 'vitest'
import { publicationOf } from '#shared/exercise/seatView.ts'
import { markersOfEvent, type Marker } from '#shared/replay/markers.ts'
import { smallCast } from '../../support/smallExercise.ts'

test('[RPL46] a planning factor that was changed is marked for staff and table alike, and when it is set back, that it was', () => {
  const { exercise, dana, amina } = smallCast()
  const from = exercise.steps.length
  for (const [factor, value] of [['night/factor', 0.5], ['halts/counted', true], ['night/factor', 0.6]] as const) {
    expect([factor, exercise.try({ kind: 'seat', seat: dana }, { type: 'planning:set', factor, value }).ok]).toEqual([factor, true])
  }
  const marked = (seat: string): Marker['factor'][] => exercise.steps.slice(from).flatMap(({ before, happened, after }) => {
    const told = publicationOf(before, happened, after, seat)
    return told?.kind === 'event' ? markersOfEvent(told.event, after).map(({ factor }) => factor) : []
  })
  expect(marked(dana)).toEqual([{ name: 'night/factor', value: 0.5, isBack: false }, { name: 'halts/counted', value: true, isBack: false }, { name: 'night/factor', value: 0.6, isBack: true }])
  expect(marked(amina)).toEqual(marked(dana))
  expect(marked('a stranger')).toEqual([])
})
