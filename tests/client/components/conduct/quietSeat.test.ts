/** The longest quiet seat, and the small picture of a board. */
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { BoardTurns } from '../../../../client/components/conduct/boardTurns.svelte.ts'
import { quietestSeat } from '../../../../client/components/conduct/quietSeat.ts'
import { exercise, inject, release, seat } from '../exerciseFixture.ts'

const minute = 60_000
const seats = { amina: seat('amina'), ada: seat('ada'), bao: seat('bao', { syndicate: 's2' }) }
const view = exercise({ seats })

describe('the longest quiet seat', () => {
  test('[CON50] is the one from which nothing came longest', () => {
    const turns = new Map([['amina', 20 * minute]])
    expect(quietestSeat(view, 's1', turns, 0, 25 * minute)).toMatchObject({ seat: { id: 'ada' }, quietMs: 25 * minute })
  })

  test('[CON50] opening or answering a message is a turn', () => {
    const read = exercise({ seats, injects: { i1: inject('i1', [release({ opened: { ada: 20 * minute } })]) } })
    expect(quietestSeat(read, 's1', new Map(), 0, 25 * minute)?.seat.id).toBe('amina')
  })

  test('[CON51] what was not watched never counts as quiet', () => {
    expect(quietestSeat(view, 's1', new Map(), 20 * minute, 25 * minute)).toBeNull()
  })

  test('[CON51] a quarter of an hour is thinking, a pause is no quiet, and one alone at a table is nobody to compare', () => {
    expect(quietestSeat(view, 's1', new Map(), 0, 14 * minute)).toBeNull()
    expect(quietestSeat({ ...view, clock: { ...view.clock, status: 'paused' } }, 's1', new Map(), 0, 60 * minute)).toBeNull()
    expect(quietestSeat(view, 's2', new Map(), 0, 60 * minute)).toBeNull()
  })
})

describe('turns on a board', () => {
  test('[CON52] are told by the proved author of each change', () => {
    const doc = new Y.Doc()
    const turns = new BoardTurns()
    const stop = turns.watch(doc, (clientId) => (clientId === doc.clientID ? 'amina' : undefined), () => 1000)
    doc.getMap('annotations').set('a', 1)
    const other = new Y.Doc()
    other.getMap('annotations').set('b', 2)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect([...turns.bySeat]).toEqual([['amina', 1000]])
    expect(turns.changedAt).toBe(1000)
    stop()
  })

  test('[CON52] what was there before the document came is nobody\'s turn', () => {
    const doc = new Y.Doc()
    const turns = new BoardTurns()
    turns.watch(doc, () => 'amina', () => null)
    doc.getMap('annotations').set('a', 1)
    expect([turns.changedAt, turns.bySeat.size]).toEqual([null, 0])
  })
})
