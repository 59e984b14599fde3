/** What the timeline of a replay says of a changed planning factor. */
import { expect, test } from 'vitest'
import { captionOf, shapeOf } from '../../../../client/components/replay/captions.ts'
import type { FactorValue } from '#shared/reality/factorWay.ts'
import type { Marker } from '#shared/replay/timeline.ts'
import { wenzaScenario } from '../../../support/realityWorld.ts'

const marker = (name: string, value: FactorValue, isBack = false): Marker => ({ s: 1, t: 1, kind: 'PlanningSet', title: '', syndicate: null, factor: { name, value, isBack } })
const said = (...of: Parameters<typeof marker>): string => captionOf(marker(...of), null, wenzaScenario.zone)

test('[RPL46] a changed planning factor is told by its group, its name and its new value, as people say them', () => {
  expect(said('night/factor', 0.5)).toBe('Planning factor changed · By night · share of the speed: 0.5')
  expect(said('calendar/sunrise', 365)).toBe('Planning factor changed · Sun and calendar · sunrise: 06:05')
  expect(said('calendar/dDayWeekday', 3)).toBe('Planning factor changed · Sun and calendar · weekday of D-day: Wednesday')
  expect(said('crossings/rules/pelu/daylightOnly', false)).toBe('Planning factor changed · Crossings · Pelu Ferry · by day only: no')
  expect(said('bases/lothra/medicalLevel', null)).toBe('Planning factor changed · Bases · Lothra · medical care: none')
  expect(said('units/usual/mobility', 'truck')).toBe('Planning factor changed · Units · any other unit · moves by: trucks')
  expect(said('night/factor', 0.6, true)).toBe('Planning factor changed · By night · share of the speed: 0.6 again, as the scenario says')
  expect(said('a group/of an older board', 2)).toBe('Planning factor changed · a group/of an older board: 2')
})

test('[RPL46] its shape on the timeline is its own', () => {
  expect(shapeOf(marker('night/factor', 0.5))).toBe('triangle')
})
