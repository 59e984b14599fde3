/** What stands on the decision wall, in words a room can read from the back row. */
import { expect, test } from 'vitest'
import { decisionOf, restOf, shareOfTime, tookMs } from '../../../../client/components/plenary/wallLines.ts'
import type { WallColumn } from '#shared/exercise/plenary.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'

const { zone, units } = smallScenario
const answer = { choice: null, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' }

function column(more: Partial<WallColumn>): WallColumn {
  return { syndicate: 's1', releasedAt: 0, answeredAt: 60_000, late: false, answer, ...more }
}

test('[PLE21] units stand there by their names, a place by what lies near it, and nothing twice', () => {
  const [unit] = units
  const [place] = zone.places
  if (unit === undefined || place === undefined) throw new Error('the small scenario has a unit and a place')
  expect(decisionOf({ ...answer, units: [unit.id] }, zone, units)).toContain(unit.name)
  expect(decisionOf({ ...answer, at: place.at }, zone, units)).toMatch(new RegExp(`^29M .*0\\.0 km from ${place.name}$`))
  expect(decisionOf({ ...answer, text: 'We wait.' }, zone, units)).toBe('We wait.')
  expect(restOf({ ...answer, text: 'We wait.' })).toEqual([])
  expect(restOf({ ...answer, choice: 'Yes', reason: 'The water rises', text: 'And soon' })).toEqual(['The water rises', 'And soon'])
})

test('[PLE18] the time that is told is running time; an older wall tells the wall clock\'s', () => {
  expect([tookMs(column({ afterMs: 4000 })), tookMs(column({})), tookMs(column({ answeredAt: null, afterMs: null }))]).toEqual([4000, 60_000, null])
  const columns = [column({ afterMs: 1000 }), column({ afterMs: 4000 })]
  expect(columns.map((each) => shareOfTime(columns, each))).toEqual([0.25, 1])
})
