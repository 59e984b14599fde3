import { expect, test } from 'vitest'
import { awaited, lobby, membersHere, moveTo, syndicateOfKey } from '../../../../client/components/directing/rollCall.ts'
import { exercise, seat } from '../exerciseFixture.ts'

const roster = [
  { name: 'Amina', nation: 'Mali', syndicate: 's1' }, { name: 'Chidi', nation: 'Nigeria', syndicate: 's1' },
  { name: 'Bao', nation: 'Viet Nam', syndicate: 's2' }, { name: 'Sofia', nation: 'Chile', syndicate: null },
]
const seats = { amina: seat('amina', { name: 'AMINA' }), ada: seat('ada', { name: 'Ada', hat: 'adviser' }), bao: seat('bao', { name: 'Bao', syndicate: 's2', hat: 'adviser' }) }

test('[DOOR72] who of the roster has not come yet is awaited at their syndicate, or at any', () => {
  const view = exercise({ roster, seats })
  expect(awaited(view, 's1').map(({ name }) => name)).toEqual(['Chidi'])
  expect(awaited(view, null).map(({ name }) => name)).toEqual(['Sofia'])
  expect(membersHere(view, new Set(['amina', 'bao', 'dana']))).toEqual({ here: 2, of: 5 })
})

test('[DOOR73] somebody whose name sits here already is looked at apart from strangers', () => {
  const view = exercise({ roster, seats: { ...seats, again: seat('again', { name: 'Amina', status: 'waiting' }), eve: seat('eve', { name: 'Eve', status: 'waiting' }), elsewhere: seat('elsewhere', { name: 'Amina', syndicate: 's2', status: 'waiting' }) } })
  expect(Object.fromEntries(lobby(view).map(({ seat: { id }, sits }) => [id, sits?.id ?? null]))).toEqual({ again: 'amina', eve: null, elsewhere: null })
})

test('[DOOR74] a member moved keeps the hat where it is free, and is not moved to where they are', () => {
  const view = exercise({ roster, seats })
  expect(moveTo(view, 'amina', 's2')).toEqual({ type: 'seat:move', seat: 'amina', syndicate: 's2', hat: seats.amina.hat })
  expect(moveTo(view, 'ada', 's2')).toEqual({ type: 'seat:move', seat: 'ada', syndicate: 's2', hat: null })
  expect([moveTo(view, 'ada', 's1'), moveTo(view, 'ada', 's9'), moveTo(view, 'nobody', 's1')]).toEqual([null, null, null])
})

test('[DOOR74] a digit names a syndicate wherever it stands on the keyboard', () => {
  const view = exercise({ roster, seats })
  const key = (code: string, held: { ctrlKey?: boolean } = {}) => syndicateOfKey(view, { code, ctrlKey: false, altKey: false, metaKey: false, ...held })
  expect([key('Digit2'), key('Numpad1'), key('Digit9'), key('KeyB'), key('Digit2', { ctrlKey: true })]).toEqual(['s2', 's1', null, null, null])
})
