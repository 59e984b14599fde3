/** Beginnings of sentences put where one writes. */
import { expect, test } from 'vitest'
import { placedWords } from '../../../../client/components/starters/insertAtCaret.ts'

test.each([
  ['', '', 'We will …', { text: 'We will …', from: 8, to: 9 }],
  ['Now.', '', 'We will …, because …', { text: ' We will …, because …', from: 9, to: 10 }],
  ['Now. ', 'then', 'We agree.', { text: 'We agree. ', from: 10, to: 10 }],
  ['Now. ', ' then', 'We agree that …', { text: 'We agree that …', from: 14, to: 15 }],
])('[STA1] after "%s" and before "%s", "%s" has the spaces it needs and its first gap is selected', (before, after, words, right) => {
  expect(placedWords(before, after, words)).toEqual(right)
})
