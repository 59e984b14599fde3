/** Rows of the plan on a board: kept, changed by several at once, read whatever lies there, repaired. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeUndo } from '#shared/board/boardUndo.ts'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { parseRow, rowFields } from '#shared/board/planRowParser.ts'
import { addRow, changeRow, moveRow, observeRows, planRowsOf, removeRow, rowsOf, unreadableRows } from '#shared/board/planRowsDocument.ts'
import { emptyPlan, mostRows, riskOf, rowKinds, rowTextLength, type RowKind } from '#shared/board/planRows.ts'
import { protectedBy } from '#shared/board/protectedMarks.ts'
import { boardSchemaVersion, readSchemaVersion, upgradeDocument } from '#shared/board/upgrade.ts'
import { wenza } from '../../support/wenzaFiles.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const hand = { own: 'hand' }
const seed = { planSections: [], msel: [] }
const boardScope = { kind: 'board', syndicate: 's1' } as const

function board(): Y.Doc {
  const doc = new Y.Doc()
  seedDocument(doc, boardScope, seed)
  return doc
}

function exchange(...docs: readonly Y.Doc[]): void {
  for (const from of docs) for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
}

describe('rows', () => {
  test('[PLN10] a hotspot keeps place, threat, by whom, to whom, likelihood and impact with the reason, and its rank', () => {
    const doc = board()
    const said = {
      title: 'Yeddan hamlets', note: '', place: 'yeddan', at: null, threat: 'Raid at night', byWhom: 'NHW', toWhom: 'Tarsk families', people: 3300,
      likelihood: 4, impact: 5, reason: 'Motorbikes seen, C3', rank: 'must', hours: null,
    } as const
    const id = addRow(doc, 'hotspot', said, hand)
    expect(rowsOf(doc, 'hotspot')).toEqual([{ id, order: expect.any(String), ...said }])
    expect(rowsOf(doc, 'hotspot').map(riskOf)).toEqual([20])
  })

  test('[PLN10] tasks, promises and what cannot be protected keep what they are given', () => {
    const doc = board()
    const task = {
      title: '', note: '', place: 'lothra', at: null, from: -2880, until: null, hours: [330, 480], kind: 'patrol', unit: 'FPU1-A', hotspot: 'h1', route: [[64, 44], [66.9, 44.4]], strength: 8,
      mobility: 'foot', vehicles: 0, phase: 'prevention', tier: 'II', partner: null, conditions: '', alternatives: ['asked-ocha'], convoyVehicles: null, convoyTonnes: 2.5,
    } as const
    const promise = { title: 'Market days', note: '', place: null, at: [34.7, 57.3], from: 0, until: 1440, hours: null, toWhom: 'Women of Corvale', byWhom: 'A Company', hotspot: null, state: 'withdrawn', told: 'Amala Veyra' } as const
    const gap = { title: '', note: '', place: 'mavik', at: null, from: null, until: null, hours: [1200, 300], who: 'Herder families', because: '12 hours by road', hotspot: null, told: 'Elder Ilke', acceptedBy: 'Commander' } as const
    addRow(doc, 'task', task, hand)
    addRow(doc, 'promise', promise, hand)
    addRow(doc, 'gap', gap, hand)
    expect(planRowsOf(doc)).toMatchObject({ hotspots: [], tasks: [task], promises: [promise], gaps: [gap] })
  })

  test('[PLN11] places are kept to the metre of the grid', () => {
    const doc = board()
    addRow(doc, 'hotspot', { at: [64.12345678, 44.00049] }, hand)
    expect(rowsOf(doc, 'hotspot')[0]?.at).toEqual([64.123, 44])
  })

  test('[PLN11] a change writes only the fields that differ, so two who change one row both keep theirs', () => {
    const one = board()
    const id = addRow(one, 'task', { unit: 'INF4-A1' }, hand) ?? ''
    const other = new Y.Doc()
    exchange(one, other)
    changeRow(one, 'task', id, { unit: 'INF4-A2' }, hand)
    changeRow(other, 'task', id, { from: 60, until: 120 }, hand)
    exchange(one, other)
    expect(rowsOf(one, 'task')).toEqual(rowsOf(other, 'task'))
    expect(rowsOf(one, 'task')[0]).toMatchObject({ unit: 'INF4-A2', from: 60, until: 120 })
    expect(changeRow(one, 'task', id, { unit: 'INF4-A2' }, hand)).toBe(false)
    removeRow(one, 'task', id, hand)
    expect(changeRow(one, 'task', id, { unit: 'INF4-A1' }, hand)).toBe(false)
  })

  test('[PLN11] rows move up and down', () => {
    const doc = board()
    const ids = ['a', 'b', 'c'].map((title) => addRow(doc, 'promise', { title }, hand) ?? '')
    expect(moveRow(doc, 'promise', ids[2] ?? '', -1, hand)).toBe(true)
    expect(rowsOf(doc, 'promise').map(({ title }) => title)).toEqual(['a', 'c', 'b'])
    expect(moveRow(doc, 'promise', ids[0] ?? '', -1, hand)).toBe(false)
  })

  test('[PLN11] whoever listens hears once, with the kinds that were touched', () => {
    const doc = board()
    const heard: string[][] = []
    const stop = observeRows(doc, (kinds) => heard.push([...kinds]))
    doc.transact(() => {
      addRow(doc, 'task', {}, hand)
      addRow(doc, 'gap', {}, hand)
    })
    doc.getMap('meta').set('other', 1)
    stop()
    addRow(doc, 'task', {}, hand)
    expect(heard).toEqual([['task', 'gap']])
  })

  test('[PLN11] a plan holds so many promises and no more', () => {
    const doc = board()
    for (let count = 0; count < mostRows.promise; count += 1) addRow(doc, 'promise', {}, hand)
    expect(addRow(doc, 'promise', {}, hand)).toBeNull()
  })

  test('[PLN11] undo takes back one\'s own row and not one that somebody else has worked on', () => {
    const one = board()
    const undo = makeUndo(one, hand)
    const id = addRow(one, 'hotspot', { title: 'Renda' }, hand) ?? ''
    undo.stopCapturing()
    const other = new Y.Doc()
    exchange(one, other)
    changeRow(other, 'hotspot', id, { rank: 'must' }, {})
    exchange(one, other)
    undo.undo()
    expect(rowsOf(one, 'hotspot')).toMatchObject([{ title: 'Renda', rank: 'must' }])
    const own = addRow(one, 'gap', { who: 'Mavik' }, hand)
    undo.stopCapturing()
    expect(own).not.toBeNull()
    undo.undo()
    expect(rowsOf(one, 'gap')).toEqual([])
  })
})

describe('a document may hold anything', () => {
  test('[DOC12] a board from before these rows has an empty plan, keeps its version, and takes rows', () => {
    const doc = board()
    expect(planRowsOf(doc)).toEqual(emptyPlan)
    expect(upgradeDocument(doc)).toBe(false)
    expect(readSchemaVersion(doc)).toBe(boardSchemaVersion)
    expect(addRow(doc, 'task', {}, hand)).not.toBeNull()
  })

  test('[PLN12] whatever stands in the fields, a row is read and every field is what it may be', () => {
    const random = seededRandom(6)
    const rubbish: readonly unknown[] = [
      undefined, null, true, -1, 1.5, 1e300, Number.NaN, 'x', 'must', 'presence', '', 'constructor', '__proto__', [], [1], [1, 2], [[1, 2], 'y', [3, Number.NaN]], [1440, 1440], { a: 1 },
      'a'.repeat(5000), new Uint8Array(3), '\u202eright to left', ['asked-ocha', 'nothing'],
    ]
    for (let round = 0; round < 3000; round += 1) {
      const kind: RowKind = random.pick(rowKinds)
      const fields = Object.fromEntries(rowFields[kind].map((name) => [name, random.pick(rubbish)]))
      const row = parseRow(kind, 'r1', fields)
      expect(row).not.toBeNull()
      if (row === null) continue
      expect(parseRow(kind, 'r1', { ...row })).toEqual(row)
      expect(row.title.length).toBeLessThanOrEqual(120)
      expect(row.note.length).toBeLessThanOrEqual(rowTextLength)
      if ('from' in row && row.from !== null && row.until !== null) expect(row.until).toBeGreaterThan(row.from)
      if (row.at !== null) expect(row.at.every(Number.isFinite)).toBe(true)
    }
  })

  test('[PLN12] what is no record is taken away by the server and named; rows stay', () => {
    const doc = board()
    const id = addRow(doc, 'task', {}, hand)
    doc.getMap('planTasks').set('broken', 7)
    doc.getMap('planGaps').set('list', new Y.Array())
    expect(unreadableRows(doc, 'task')).toEqual(['broken'])
    expect([...repairDocument(doc, boardScope).unreadable].sort()).toEqual(['broken', 'list'])
    expect(rowsOf(doc, 'task').map((row) => row.id)).toEqual([id])
    expect(doc.getMap('planGaps').size).toBe(0)
  })

  test('[PRO2] a row that names a survivor is taken away like a mark; a quiet place may be planned for', () => {
    const { zone } = wenza()
    const doc = board()
    const kept = addRow(doc, 'hotspot', { place: 'sabel', title: 'Training centre', rank: 'should' }, hand)
    const named = addRow(doc, 'gap', { who: 'the survivor of D-4' }, hand)
    expect(repairDocument(doc, boardScope, (mark) => protectedBy(mark, zone) !== null).protectedMarks).toEqual([named])
    expect(rowsOf(doc, 'hotspot').map(({ id }) => id)).toEqual([kept])
    expect(rowsOf(doc, 'gap')).toEqual([])
  })
})
