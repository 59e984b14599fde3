import { expect, test } from 'vitest'
import { slipsOf } from '../../../../client/components/pack/slips.ts'
import { planned } from '../exerciseFixture.ts'

const syndicates = [{ id: 's1', number: 1 }, { id: 's2', number: 2 }, { id: 's3', number: 3 }]
const items = {
  'INJ-01': planned('INJ-01'),
  'INJ-02': planned('INJ-02', { variants: { s2: { text: 'For Bravo alone.' } } }),
  'C-01': planned('C-01', { contingency: true, move: null, dueMinute: null, visitor: true }),
}
const msel = { items, order: ['INJ-02', 'INJ-01', 'C-01', 'GONE'], unreadable: [] }

test('[DOOR77] a slip for everybody, and one for each syndicate that reads otherwise, in the order of the list', () => {
  expect(slipsOf(msel, syndicates, null).map(({ serial, to, content: { text } }) => [serial, to, text.slice(0, 9)])).toEqual([
    ['INJ-02', [1, 3], 'EXERCISE.'], ['INJ-02', [2], 'For Bravo'], ['INJ-01', null, 'EXERCISE.'], ['C-01', null, 'EXERCISE.'],
  ])
})

test('[DOOR77] for one syndicate, one copy of each: what it will read', () => {
  expect(slipsOf(msel, syndicates, 's2').map(({ serial, to, content: { text } }) => [serial, to, text.slice(0, 9)])).toEqual([
    ['INJ-02', [2], 'For Bravo'], ['INJ-01', [2], 'EXERCISE.'], ['C-01', [2], 'EXERCISE.'],
  ])
})

test('[DOOR77] a contingency has no minute, a visitor’s slip is the role player’s, and no slip holds what only staff know', () => {
  const secret = planned('INJ-01', { secrets: { serial: 'INJ-01', groundTruth: 'TRUTH', dilemma: 'DILEMMA', expected: [], branches: [], staffNotes: 'NOTES', tags: [] } })
  const slips = slipsOf({ ...msel, items: { ...items, 'INJ-01': secret } }, syndicates, null)
  expect(slips.find(({ serial }) => serial === 'C-01')).toMatchObject({ due: null, isRolePlayers: true })
  expect(slips.find(({ serial }) => serial === 'INJ-01')?.due).toEqual({ move: 1, minute: 10 })
  expect(JSON.stringify(slips)).not.toMatch(/TRUTH|DILEMMA|NOTES/)
})
