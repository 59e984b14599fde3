import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { TableState, type ShownColumn } from '../../../../client/components/msel/tableState.svelte.ts'
import { cellName, dueAtOnce, everything, filterTable, ownersOf, presenceOf } from '../../../../client/components/msel/tableView.ts'
import type { MselStatus } from '../../../../client/components/directing/mselRows.ts'
import type { Peer } from '../../../../client/state/source.ts'
import { mselText as words } from '../../../../client/text/en/msel.ts'
import { readMsel, writeMsel } from '../../../../shared/board/controlDocument.ts'
import { tableRowsOf, type RowEdit } from '../../../../shared/board/msel/mselRows.ts'
import type { TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'
import { exercise } from '../exerciseFixture.ts'

const context: TableContext = { agenda: smallScenario.agenda, hats: smallScenario.hats, zone: smallScenario.zone, dDay: null }
const title: ShownColumn = { kind: 'field', id: 'title' }
const due: ShownColumn = { kind: 'field', id: 'due' }

function open(atOnce: (edits: readonly RowEdit[]) => readonly string[] = () => []) {
  const doc = new Y.Doc()
  writeMsel(doc, smallScenario.msel)
  return { doc, table: new TableState({ doc, context: () => context, dueAtOnce: atOnce }) }
}
/** Somebody else of the directing staff, on a laptop of their own. */
function bao(doc: Y.Doc, act: (table: TableState) => void): void {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  act(new TableState({ doc: other, context: () => context, dueAtOnce: () => [] }))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
}

describe('[MSL20] writing in the table', () => {
  test('[MSL20] a cell that cannot be read is not written, and says why', () => {
    const { doc, table } = open()
    expect(table.write('INJ-02', due, 'soon', '+10')).toBe(words.fault({ code: 'time-shape', detail: '' }))
    expect(table.write('INJ-02', due, '12', '+10')).toBeNull()
    expect(readMsel(doc).items['INJ-02']?.dueMinute).toBe(12)
  })

  test('[MSL20] who writes over somebody else’s words of the meantime is asked, and neither is lost unseen', () => {
    const { doc, table } = open()
    const before = 'PLANNED-INJ-02 Farrow Bridge is gone'
    bao(doc, (his) => his.write('INJ-02', title, 'Bao’s', before))
    expect(table.write('INJ-02', title, 'Dana’s', before)).toBeNull()
    expect(table.meanwhile).toMatchObject({ serial: 'INJ-02', mine: 'Dana’s', theirs: 'Bao’s' })
    expect(readMsel(doc).items['INJ-02']?.content.title).toBe('Bao’s')
    table.insist()
    expect(readMsel(doc).items['INJ-02']?.content.title).toBe('Dana’s')
    expect(table.write('INJ-02', title, 'Dana’s', before)).toBeNull()
    expect(table.meanwhile).toBeNull()
  })

  test('[MSL20] who left a cell as it was undoes nothing that changed under them', () => {
    const { doc, table } = open()
    bao(doc, (his) => his.write('INJ-02', due, '15', '+10'))
    table.write('INJ-02', due, '+10', '+10')
    expect(readMsel(doc).items['INJ-02']?.dueMinute).toBe(15)
  })

  test('[MSL20] writing into a row somebody removed says so', () => {
    const { doc, table } = open()
    bao(doc, (his) => his.remove(['INJ-02']))
    expect(table.write('INJ-02', title, 'Dana’s', 'x')).toBe(words.lost('INJ-02', 'Dana’s'))
  })

  test('[MSL20] a new row needs a serial of its own', () => {
    const { doc, table } = open()
    expect(table.add('inj 40')).toEqual({ serial: 'INJ-40' })
    expect(table.add('INJ-40')).toEqual({ why: words.serialTaken })
    expect(table.add('  ')).toEqual({ why: words.fault({ code: 'no-serial', detail: '' }) })
    expect(readMsel(doc).order.at(-1)).toBe('INJ-40')
  })
})

describe('[MSL21] several rows at once', () => {
  test('[MSL21] minutes are shifted as one step; rows without one, and rows that would come before their move, stay', () => {
    const { doc, table } = open()
    table.chosen = new Set(['INJ-01', 'INJ-02', 'C-01'])
    expect(table.shiftChosen(-5)).toBe(words.shiftBefore('INJ-01'))
    expect(readMsel(doc).items['INJ-02']?.dueMinute).toBe(5)
    table.setForChosen('owner', 'Bao')
    expect(ownersOf(tableRowsOf(doc))).toEqual(['Bao'])
    table.undo()
    table.undo()
    expect(readMsel(doc).items['INJ-02']?.dueMinute).toBe(10)
    expect(ownersOf(tableRowsOf(doc))).toEqual([])
    table.chosen = new Set(['C-01'])
    expect(table.shiftChosen(5)).toBe(words.shiftNone)
  })
})

describe('[MSL22] what would go out at once', () => {
  const view = exercise({ agenda: smallScenario.agenda })
  const rows = () => tableRowsOf(open().doc)
  const edit = (serial: string, minute: number): RowEdit[] => rows().flatMap(({ serial: each, item }) => (each === serial && item !== null ? [{ serial, item: { ...item, dueMinute: minute }, free: {} }] : []))

  test('[MSL22] is what falls due by the change, while the clock runs and releases by itself', () => {
    const at = 12 * 60_000
    expect(dueAtOnce(rows(), edit('INJ-03', 11), view, at)).toEqual(['INJ-03'])
    expect(dueAtOnce(rows(), edit('INJ-03', 13), view, at)).toEqual([])
    expect(dueAtOnce(rows(), edit('INJ-02', 11), view, at)).toEqual([])
    expect(dueAtOnce(rows(), edit('INJ-05', 0), view, at)).toEqual([])
    expect(dueAtOnce(rows(), edit('INJ-03', 11), { ...view, automatic: false }, at)).toEqual([])
    expect(dueAtOnce(rows(), edit('INJ-03', 11), { ...view, planned: { 'INJ-03': { status: 'held', injectId: null } } }, at)).toEqual([])
  })

  test('[MSL22] waits for a yes, and keeps what others did meanwhile', () => {
    const { doc, table } = open((edits) => edits.map(({ serial }) => serial))
    table.write('INJ-03', due, '1', '+20')
    expect(readMsel(doc).items['INJ-03']?.dueMinute).toBe(20)
    bao(doc, (his) => his.write('INJ-03', title, 'Bao’s', 'PLANNED-INJ-03 Two men at the school'))
    table.settle(true)
    expect(readMsel(doc).items['INJ-03']).toMatchObject({ dueMinute: 1, content: { title: 'Bao’s' } })
    table.write('INJ-03', due, '2', '+1')
    table.settle(false)
    expect(readMsel(doc).items['INJ-03']?.dueMinute).toBe(1)
  })
})

describe('[MSL23] finding one’s way', () => {
  const { doc } = open()
  const statusOf = (serial: string): MselStatus => (serial === 'INJ-02' ? 'held' : 'planned')
  const serials = (more: Partial<typeof everything>) => filterTable(tableRowsOf(doc), { ...everything, ...more }, statusOf).map(({ serial }) => serial)

  test('[MSL23] rows are found by words, move, state and who plays them, and stand by time when asked', () => {
    expect(serials({ query: 'bridge farrow' })).toEqual(['INJ-01', 'INJ-02'])
    expect(serials({ move: 2 })).toEqual(['INJ-05'])
    expect(serials({ move: 'none' })).toEqual(['C-01'])
    expect(serials({ status: 'held' })).toEqual(['INJ-02'])
    expect(serials({ owner: 'Nobody' })).toEqual([])
    expect(serials({ sort: 'time' })).toEqual(['INJ-01', 'INJ-02', 'INJ-03', 'INJ-04', 'INJ-05', 'C-01'])
  })

  test('[MSL23] each sees in which row the others are and in which cell they write, never oneself', () => {
    const peer = (seat: string, name: string, row: string, section: string | null): Peer => ({
      clientId: 1, seat, name, hat: null, colour: null, pointer: null, selection: [row], draft: null, laser: null, ping: null, view: null, call: null, follows: null, section,
    })
    const { inRow, inCell } = presenceOf([peer('b', 'Bao', 'INJ-02', cellName('INJ-02', title)), peer('c', 'Chen', 'INJ-02', null), peer('d', 'Dana', 'INJ-01', null)], 'd')
    expect(Array.from(inRow)).toEqual([['INJ-02', ['Bao', 'Chen']]])
    expect(Array.from(inCell)).toEqual([['INJ-02/title', 'Bao']])
  })
})
