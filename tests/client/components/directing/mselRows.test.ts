import { describe, expect, test } from 'vitest'
import { filterRows, mselRows, openRows } from '../../../../client/components/directing/mselRows.ts'
import { directingAtOpening } from '../../../../shared/exercise/directing.ts'
import type { MselItem } from '../../../../shared/exercise/msel.ts'
import { exercise, inject, planned, release } from '../exerciseFixture.ts'

const mselOf = (...items: MselItem[]) => ({ items: Object.fromEntries(items.map((item) => [item.serial, item])), order: items.map(({ serial }) => serial), unreadable: [] })
const msel = mselOf(
  planned('INJ-01', { dueMinute: 0 }), planned('INJ-02', { dueMinute: 10 }), planned('INJ-03', { dueMinute: 30 }),
  planned('INJ-09', { move: 2, dueMinute: 0 }), planned('C-01', { dueMinute: null, contingency: true, move: null }),
)
const minutes = (count: number) => count * 60_000

describe('the list of injects', () => {
  test('[MSL1] what has come due and was not released is marked due, in its own move only', () => {
    const rows = mselRows(msel, exercise(), minutes(10))
    expect(rows.map(({ serial, status }) => [serial, status])).toEqual([
      ['INJ-01', 'due'], ['INJ-02', 'due'], ['INJ-03', 'planned'], ['INJ-09', 'planned'], ['C-01', 'contingency'],
    ])
  })
  test('[MSL1] held, skipped and released lie over the plan', () => {
    const view = exercise({
      planned: { 'INJ-01': { status: 'released', injectId: 'x' }, 'INJ-02': { status: 'held', injectId: null }, 'C-01': { status: 'skipped', injectId: null } },
      injects: { x: inject('x', [release(), release({ syndicate: 's2', withdrawnAt: 4 })]) },
    })
    const rows = mselRows(msel, view, minutes(10))
    expect(rows.map(({ status }) => status)).toEqual(['released', 'held', 'planned', 'planned', 'skipped'])
    expect(rows[0]?.sentTo).toEqual([1])
    expect(rows[0]?.inject?.id).toBe('x')
  })
  test('[MSL2] the scenario time is the inject’s own, or read from the anchors of its move', () => {
    const rows = mselRows(mselOf(planned('INJ-02', { dueMinute: 10 }), planned('INJ-05', { content: { ...planned('x').content, scenarioMinute: -60 } })), exercise(), 0)
    expect(rows.map(({ scenario }) => scenario)).toEqual(['D 07:00', 'D-1 23:00'])
  })
  test('[MSL3] the list shows this move, what is open, what was released, or all; a search needs every word', () => {
    const rows = mselRows(msel, exercise({ planned: { 'INJ-01': { status: 'released', injectId: null } } }), 0)
    const serials = (filter: 'move' | 'open' | 'released' | 'all', query = '') => filterRows(rows, filter, 1, query).map(({ serial }) => serial)
    expect(serials('move')).toEqual(['INJ-01', 'INJ-02', 'INJ-03'])
    expect(serials('open')).toEqual(['INJ-02', 'INJ-03', 'INJ-09'])
    expect(serials('released')).toEqual(['INJ-01'])
    expect(serials('all', 'bridge c-01')).toEqual(['C-01'])
    expect(serials('all', 'helicopter')).toEqual([])
  })
  test('[MSL3] before the first move its list is shown', () => {
    expect(filterRows(mselRows(msel, exercise(), 0), 'move', null, '')).toHaveLength(3)
  })
  test('[MSL4] open are those of this move that nobody released or skipped', () => {
    const view = exercise({ planned: { 'INJ-01': { status: 'released', injectId: null }, 'INJ-02': { status: 'held', injectId: null } } })
    expect(openRows(mselRows(msel, view, 0), 1).map(({ serial }) => serial)).toEqual(['INJ-02', 'INJ-03'])
  })
  test('[MSL5] a minute of its own moves the row, its state and its time in the story; exceptions are named by number', () => {
    const view = exercise({ directing: { ...directingAtOpening, replanned: { 'INJ-01': { dueMinute: 20, syndicates: { s2: { status: 'held', dueMinute: null } } } } } })
    expect(mselRows(msel, view, minutes(10))[0]).toMatchObject({ status: 'planned', dueMinute: 20, scenario: 'D 08:00', exceptions: [2] })
  })
  test('[MSL6] a free inject stands after the list while somebody has it', () => {
    const view = exercise({ planned: { 'FREE-1': { status: 'released', injectId: 'f' } }, injects: { f: inject('f', [release()]) } })
    expect(mselRows(msel, view, 0).at(-1)).toMatchObject({ serial: 'FREE-1', status: 'released', sentTo: [1], dueMinute: null })
  })
})
