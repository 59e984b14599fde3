import { expect, test } from 'vitest'
import { placeOf } from '../../../client/state/route.svelte.ts'

test('[DOOR41] the address names the screen, and what stands after # is its secret or its moment', () => {
  expect(placeOf('/', '')).toEqual({ kind: 'join', code: '' })
  expect(placeOf('/j', '#12345678')).toEqual({ kind: 'join', code: '12345678' })
  expect(placeOf('/staff', '#abc_-')).toEqual({ kind: 'staff', token: 'abc_-' })
  expect(placeOf('/seat/aB-3_x', '#whatever')).toEqual({ kind: 'seat', seat: 'aB-3_x' })
  expect(placeOf('/seat/aB-3_x/replay', '#t=61000')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: 61000, look: null })
  expect(placeOf('/seat/aB-3_x/replay', '#t=x')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: null, look: null })
  expect(placeOf('/seat/aB-3_x/replay', '#t=61000&look=s2')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: 61000, look: 's2' })
  expect(placeOf('/moment/ex-1', '#t=61000&look=s2')).toEqual({ kind: 'moment', exercise: 'ex-1', at: 't=61000&look=s2' })
  expect(placeOf('/seat/../etc', '')).toEqual({ kind: 'join', code: '' })
  expect(placeOf('/j', '#%E0%A4%A')).toEqual({ kind: 'join', code: '' })
})
