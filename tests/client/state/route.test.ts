import { expect, test } from 'vitest'
import { placeOf } from '../../../client/state/route.svelte.ts'

test('[DOOR41] the address names the screen, and what stands after # is its secret or its moment', () => {
  expect(placeOf('/', '', '')).toEqual({ kind: 'join', code: '' })
  expect(placeOf('/j', '', '#12345678')).toEqual({ kind: 'join', code: '12345678' })
  expect(placeOf('/staff', '', '#abc_-')).toEqual({ kind: 'staff', token: 'abc_-' })
  expect(placeOf('/seat/aB-3_x', '', '#whatever')).toEqual({ kind: 'seat', seat: 'aB-3_x', still: false })
  expect(placeOf('/seat/aB-3_x/replay', '', '#t=61000')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: 61000, sequence: null, still: false })
  expect(placeOf('/seat/aB-3_x/replay', '', '#t=x')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: null, sequence: null, still: false })
  expect(placeOf('/seat/../etc', '', '')).toEqual({ kind: 'join', code: '' })
  expect(placeOf('/j', '', '#%E0%A4%A')).toEqual({ kind: 'join', code: '' })
})

test('[RPL20] ?still asks for the stage standing still, and a moment may name its entry', () => {
  expect(placeOf('/seat/aB-3_x', '?still', '')).toEqual({ kind: 'seat', seat: 'aB-3_x', still: true })
  expect(placeOf('/seat/aB-3_x/replay', '?still', '#t=61000.412')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: 61000, sequence: 412, still: true })
  expect(placeOf('/seat/aB-3_x/replay', '', '#t=61000.')).toEqual({ kind: 'replay', seat: 'aB-3_x', moment: null, sequence: null, still: false })
})
