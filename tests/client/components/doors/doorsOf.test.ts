import { expect, test } from 'vitest'
import { doorsOf } from '../../../../client/components/doors/doorsOf.ts'
import { letterSize } from '../../../../client/components/doors/letterSize.ts'

test('[DOOR70] doors come in the order a room asks for them, each with its name', () => {
  const syndicates = {
    s1: { id: 's1', number: 1, name: 'Alpha', lead: null }, s2: { id: 's2', number: 2, name: '', lead: null },
  }
  const doors = doorsOf({
    syndicates,
    codes: [
      { code: '1', role: 'deputy', syndicate: null }, { code: '2', role: 'member', syndicate: 's2' }, { code: '3', role: 'member', syndicate: 's1' },
      { code: '4', role: 'screen', syndicate: 's1' }, { code: '5', role: 'screen', syndicate: null }, { code: '6', role: 'observer', syndicate: null },
    ],
  })
  expect(doors.map(({ code, who, short }) => [code, who, short])).toEqual([
    ['3', 'Syndicate 1, Alpha', 'Alpha'], ['2', 'Syndicate 2', 'Syndicate 2'], ['6', 'Observers', 'Observers'], ['5', 'Screens', 'Screens'],
    ['4', 'Screens, Syndicate 1, Alpha', 'Screens, Alpha'], ['1', 'Directing staff', 'Directing staff'],
  ])
})

test('[DOOR70] the longest address of a network stands on one line, in letters of more than two centimetres', () => {
  const size = letterSize('192.168.100.200:8080', 273, 34)
  expect(size).toBeGreaterThan(25)
  // sixteen digits and four points
  expect(size * (16 * 0.572 + 4 * 0.286)).toBeLessThan(273)
  expect(letterSize('a:1', 273, 34)).toBe(34)
})
