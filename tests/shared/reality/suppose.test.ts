/** What-if: a world beside the one that is known. */
import { expect, test } from 'vitest'
import { isNothing, nothingSupposed, supposedWorld } from '#shared/reality/suppose.ts'
import { factsWith } from '../../support/realityWorld.ts'

test('[REA66] rain, a bridge out, a road closed and a unit lost are so in the world that is asked about, and nothing else is', () => {
  const known = factsWith({})
  const before = JSON.stringify(known)
  const asked = supposedWorld(known, { weather: 'storm', out: ['farrow', 'T2'], lost: ['INF4-A1'] })
  expect([asked.weather?.state, asked.crossings['farrow']?.state, asked.roads['T2']?.state, asked.units['INF4-A1']?.state]).toEqual(['storm', 'destroyed', 'closed-damage', 'unavailable'])
  expect([asked.crossings['pelu'], asked.roads['GOLD-1'], asked.units['INF4-A2'], asked.weather?.waterMetres]).toEqual([known.crossings['pelu'], known.roads['GOLD-1'], known.units['INF4-A2'], known.weather?.waterMetres])
  expect(JSON.stringify(known)).toBe(before)
})

test('[REA66] nothing supposed is the world as it is; what the world does not know is not put into it', () => {
  const known = factsWith({})
  expect(supposedWorld(known, nothingSupposed)).toEqual(known)
  expect([isNothing(nothingSupposed), isNothing({ ...nothingSupposed, lost: ['x'] })]).toEqual([true, false])
  expect(supposedWorld(known, { weather: null, out: ['nowhere'], lost: ['nobody'] })).toEqual(known)
})
