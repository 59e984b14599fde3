/** What of the cards waits for one officer at the own table. */
import { expect, test } from 'vitest'
import type { CardTable, DiscussionCard } from '#shared/exercise/cards.ts'
import { cardsAt, waitsFor } from '../../../../client/components/cards/cardTurns.ts'
import { exercise } from '../exerciseFixture.ts'

const card = (id: string, table: CardTable): DiscussionCard => ({ id, question: 'What now?', aloneSeconds: 90, inject: null, shelf: null, keyPoints: [], tables: { s1: table } })
const alone = (putAt: number, thoughts: Record<string, string> = {}): CardTable => ({ status: 'alone', putAt, written: 0, thoughts })
const open = (dots: Extract<CardTable, { status: 'open' }>['dots']): CardTable => ({ status: 'open', putAt: 0, answers: [], names: {}, dots, conclusion: null })

test('[DIS15] the newest card lies on top; other tables\' cards are not there', () => {
  const view = exercise({ cards: { old: card('old', alone(10)), new: card('new', alone(20)) } })
  expect(cardsAt(view, 's1').map(({ card: { id } }) => id)).toEqual(['new', 'old'])
  expect(cardsAt(view, 's2')).toEqual([])
  expect(cardsAt(null, 's1')).toEqual([])
})

test.each<[string, CardTable, boolean]>([
  ['nothing written yet', alone(0), true],
  ['another has written', alone(0, { bao: 'x' }), true],
  ['written', alone(0, { amina: 'x' }), false],
  ['on the table', open({ status: 'waiting' }), false],
  ['dots to give', open({ status: 'open', given: 1, bySeat: {} }), true],
  ['dots given', open({ status: 'open', given: 1, bySeat: { amina: ['a1'] } }), false],
  ['dots counted', open({ status: 'counted', voters: 3, counts: {} }), false],
])('[DIS15] %s: waits for amina, or not', (_when, table, waits) => {
  expect(waitsFor({ card: card('one', table), table }, 'amina')).toBe(waits)
})
