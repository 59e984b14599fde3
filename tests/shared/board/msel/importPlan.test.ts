import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeUndo } from '../../../../shared/board/boardUndo.ts'
import { readMsel, writeMsel } from '../../../../shared/board/controlDocument.ts'
import { applyImport, newColumnsOf, presentRows, takenRows } from '../../../../shared/board/msel/applyImport.ts'
import { guessHeaderRow, guessUses } from '../../../../shared/board/msel/headers.ts'
import { planImport, type ImportOptions, type ImportPlan } from '../../../../shared/board/msel/importPlan.ts'
import { addFreeColumn, freeColumnsOf, tableRowsOf, writeRows } from '../../../../shared/board/msel/mselRows.ts'
import type { TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { limits } from '../../../../shared/protocol/limits.ts'
import { smallScenario } from '../../../fixtures/smallScenario.ts'

const context: TableContext = { agenda: smallScenario.agenda, hats: smallScenario.hats, zone: smallScenario.zone, dDay: null }
const options: ImportOptions = { emptyClears: false, takeFaulty: true, giveNumbers: false, notRead: 'Not read' }
const own = { own: 'dana' }

function listed(): Y.Doc {
  const doc = new Y.Doc()
  writeMsel(doc, smallScenario.msel)
  return doc
}
const present = (doc: Y.Doc) => presentRows(tableRowsOf(doc), freeColumnsOf(doc), 'Responsible')
function plan(cells: readonly (readonly string[])[], doc = listed(), more: Partial<ImportOptions> = {}): ImportPlan {
  const headerRow = guessHeaderRow(cells, new Map())
  return planImport({ cells, headerRow, uses: guessUses(cells[headerRow ?? 0] ?? [], new Map(), ['Effects']) }, present(doc), { ...options, ...more }, context)
}
const outcomes = ({ rows }: ImportPlan) => rows.map(({ outcome }) => outcome)
function apply(doc: Y.Doc, what: ImportPlan, endStep: () => void = () => undefined): number | null {
  let ids = 0
  return applyImport(what, { doc, origin: own, ownerName: 'Responsible', newId: () => `c${(ids += 1)}`, endStep })
}

describe('[MSL12] bringing a table in, before it is done', () => {
  test('[MSL12] every row of the file has an outcome, in its order', () => {
    const result = plan([
      ['EXERCISE'], ['No', 'Move', 'Time', 'Title', 'Means', 'Owner'], [], ['MOVE 2 – Pre-emption'],
      ['inj 01', '1', '+0', 'Weekly summary', 'report', ''], ['INJ-05', '2', '+9', 'People on the road', 'uas', 'Bao'], ['INJ-20', '', '+7', 'New one', 'phone', ''],
      ['INJ-20', '', '8', 'Twice', '', ''], ['', '', '3', 'No number', '', ''], ['INJ-21', '1', 'late', 'Bad time', 'pigeon', ''], ['INJ-22', '1', '4', '', '', ''],
    ])
    expect(outcomes(result)).toEqual(['before', 'header', 'empty', 'heading', 'same', 'changed', 'new', 'left-out', 'left-out', 'new', 'left-out'])
    expect(result.rows[7]?.faults).toMatchObject([{ column: 0, fault: { code: 'serial-twice', detail: '7' } }])
    expect(result.rows[8]?.faults).toMatchObject([{ fault: { code: 'no-serial' } }])
    expect(result.rows[10]?.faults).toMatchObject([{ column: 3, fault: { code: 'needed' } }])
    expect(result.rows[6]).toMatchObject({ item: { move: 2, dueMinute: 7 } })
    expect(result.onlyHere).toEqual(['INJ-02', 'INJ-03', 'INJ-04', 'C-01'])
  })

  test('[MSL12] words that cannot be read are kept with the row, and the row waits for a hand', () => {
    const result = plan([['No', 'Move', 'Time', 'Title', 'Means'], ['INJ-21', '1', 'late', 'Bad time', 'pigeon']])
    expect(takenRows(result)).toMatchObject([{ item: { dueMinute: null, content: { channel: 'message' } }, free: { 'Not read': 'Time: late\nMeans: pigeon' } }])
    expect(newColumnsOf(result, [], 'Responsible')).toEqual(['Not read'])
    expect(outcomes(plan([['No', 'Move', 'Time', 'Title'], ['INJ-21', '1', 'late', 'Bad time']], listed(), { takeFaulty: false }))).toEqual(['header', 'left-out'])
  })

  test('[MSL12] a faulty cell of a row that stands here leaves what stands here', () => {
    expect(takenRows(plan([['No', 'Time', 'Title'], ['INJ-02', 'later', 'Bridge gone']]))).toMatchObject([{ outcome: 'changed', item: { dueMinute: 10, content: { title: 'Bridge gone' } } }])
  })

  test('[MSL13] an empty cell says nothing, or empties the field when that is chosen', () => {
    const cells = [['No', 'Title', 'Dilemma', 'Place'], ['INJ-02', 'PLANNED-INJ-02 Farrow Bridge is gone', '', '']]
    expect(outcomes(plan(cells))).toEqual(['header', 'same'])
    expect(takenRows(plan(cells, listed(), { emptyClears: true }))).toMatchObject([{ outcome: 'changed', item: { content: { place: null }, secrets: { dilemma: '' } } }])
  })

  test('[MSL12] rows without a number are given one when that is chosen, never one that is taken', () => {
    expect(takenRows(plan([['No', 'Title', 'Time'], ['', 'One', '1'], ['N-01', 'Two', '2']], listed(), { giveNumbers: true })).map(({ serial }) => serial)).toEqual(['N-02', 'N-01'])
  })

  test('[MSL12] two columns of one name, and one without letters, lose no word', () => {
    const doc = listed()
    const result = plan([['No', 'Title', 'Time', 'Umpire', '***', 'umpire', '__proto__'], ['INJ-40', 'New', '1', 'Bao', 'stars', 'Chen', 'words']], doc)
    expect(takenRows(result)).toMatchObject([{ free: { Umpire: 'Bao\nChen', E: 'stars', G: 'words' } }])
    apply(doc, result)
    expect(Object.values(tableRowsOf(doc).at(-1)?.free ?? {})).toEqual(['Bao\nChen', 'stars', 'words'])
    expect(tableRowsOf(doc).at(-1)?.free['owner']).toBeUndefined()
  })

  test('[MSL13] what changes is said cell by cell', () => {
    expect(takenRows(plan([['No', 'Time', 'Title', 'Umpire'], ['INJ-02', '12', 'Bridge gone', 'Bao']]))[0]?.changes).toEqual([
      { name: 'due', before: '+10', after: '+12' }, { name: 'title', before: 'PLANNED-INJ-02 Farrow Bridge is gone', after: 'Bridge gone' }, { name: 'Umpire', before: '', after: 'Bao' },
    ])
  })
})

describe('[MSL13] merged, never replaced', () => {
  test('[MSL13] brought in, the list has what the dry run said, and keeps the rest: truth, effects, rows the file does not name', () => {
    const doc = listed()
    const [before] = smallScenario.msel.filter(({ serial }) => serial === 'INJ-02')
    apply(doc, plan([['No', 'Move', 'Time', 'Title', 'Umpire'], ['INJ-02', '', '12', 'Bridge gone', 'Bao'], ['INJ-30', '1', '50', 'Rain stops', '']], doc))
    const msel = readMsel(doc)
    expect(msel.unreadable).toEqual([])
    expect(msel.order).toEqual(['INJ-01', 'INJ-02', 'INJ-03', 'INJ-04', 'INJ-05', 'C-01', 'INJ-30'])
    expect(msel.items['INJ-02']).toEqual({ ...before, dueMinute: 12, content: { ...before?.content, title: 'Bridge gone' } })
    expect(tableRowsOf(doc)[1]?.free).toEqual({ c1: 'Bao' })
    expect(plan([['No', 'Time', 'Title', 'Umpire'], ['INJ-02', '12', 'Bridge gone', 'Bao']], doc).rows[1]?.outcome).toBe('same')
  })

  test('[MSL13] a row that could not be read is mended by a row that can', () => {
    const doc = listed()
    doc.getMap<Y.Map<unknown>>('msel').get('INJ-02')?.set('channel', 'pigeon')
    expect(readMsel(doc).unreadable).toHaveLength(1)
    apply(doc, plan([['No', 'Move', 'Time', 'Title'], ['INJ-02', '1', '12', 'Bridge gone']], doc))
    expect(readMsel(doc)).toMatchObject({ unreadable: [], items: { 'INJ-02': { dueMinute: 12 } } })
  })

  test('[MSL14] one step of undo takes the whole import back, free columns too, and no work of others', () => {
    const doc = listed()
    const before = readMsel(doc)
    const undo = makeUndo(doc, own)
    const steps = apply(doc, plan([['No', 'Time', 'Title', 'Umpire'], ['INJ-02', '12', 'Bridge gone', 'Bao'], ['INJ-30', '5', 'New', ''], ['INJ-31', '6', 'Touched by Bao', '']], doc), () => undo.stopCapturing())
    expect(steps).toBe(1)
    const bao = new Y.Doc()
    Y.applyUpdate(bao, Y.encodeStateAsUpdate(doc))
    bao.getMap<Y.Map<unknown>>('msel').get('INJ-31')?.set('title', 'Bao was here')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bao))
    undo.undo()
    expect(undo.canUndo()).toBe(false)
    const after = readMsel(doc)
    expect(after.order).toEqual([...before.order, 'INJ-31'])
    expect(after.items['INJ-31']?.content.title).toBe('Bao was here')
    expect(after.items['INJ-02']).toEqual(before.items['INJ-02'])
    expect(freeColumnsOf(doc).map(({ id }) => id)).toEqual(['owner'])
    expect(tableRowsOf(doc)[1]?.free).toEqual({})
  })

  test('[MSL14] words put into a free column of one’s own row are taken back alone', () => {
    const doc = listed()
    const undo = makeUndo(doc, own)
    apply(doc, plan([['No', 'Time', 'Title'], ['INJ-30', '5', 'New']], doc), () => undo.stopCapturing())
    writeRows(doc, [{ serial: 'INJ-30', item: null, free: { owner: 'Bao' } }], own)
    expect(tableRowsOf(doc).at(-1)?.free).toEqual({ owner: 'Bao' })
    undo.undo()
    expect(tableRowsOf(doc).at(-1)).toMatchObject({ serial: 'INJ-30', free: {} })
  })

  test('[MSL14] a row taken away comes back whole, though somebody worked on it meanwhile', () => {
    const doc = listed()
    const undo = makeUndo(doc, own)
    const bao = new Y.Doc()
    Y.applyUpdate(bao, Y.encodeStateAsUpdate(doc))
    doc.transact(() => doc.getMap('msel').delete('INJ-02'), own)
    bao.getMap<Y.Map<unknown>>('msel').get('INJ-02')?.set('title', 'Bao was here')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bao))
    undo.undo()
    expect(readMsel(doc).unreadable).toEqual([])
    expect(readMsel(doc).items['INJ-02']?.dueMinute).toBe(10)
  })

  test('[MSL14] a long list goes over the wire in changes the guard lets through, and so does its undo', () => {
    const doc = listed()
    const undo = makeUndo(doc, own)
    const sizes: number[] = []
    doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    const rows = (text: string) => Array.from({ length: 400 }, (_, index) => [`A-${index}`, String(index), `Row ${index}`, text.repeat(900)])
    const first = apply(doc, plan([['No', 'Time', 'Title', 'Message'], ...rows('Ж')], doc), () => undo.stopCapturing())
    const second = apply(doc, plan([['No', 'Time', 'Title', 'Message'], ...rows('Я')], doc), () => undo.stopCapturing())
    for (let step = 0; step < (first ?? 0) + (second ?? 0); step += 1) undo.undo()
    expect(Math.max(...sizes)).toBeLessThan(limits.updateBytes)
    expect(readMsel(doc).order).toHaveLength(smallScenario.msel.length)
    expect(undo.canUndo()).toBe(false)
  })
})

describe('[MSL20] free columns', () => {
  test('[MSL20] two staff add words to one row at once, and both stay; a name is used once', () => {
    const one = listed()
    const column = addFreeColumn(one, 'c1', 'Umpire', own)
    expect(addFreeColumn(one, 'c2', ' umpire ', own)).toBe(column)
    expect(addFreeColumn(one, 'c3', '  ', own)).toBeNull()
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    writeRows(one, [{ serial: 'INJ-02', item: null, free: { owner: 'Dana' } }], own)
    writeRows(other, [{ serial: 'INJ-02', item: null, free: { c1: 'Bao' } }], own)
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect(tableRowsOf(one)[1]?.free).toEqual({ owner: 'Dana', c1: 'Bao' })
    expect(readMsel(one).unreadable).toEqual([])
  })
})
