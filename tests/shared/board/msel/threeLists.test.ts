import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readTableFile } from '../../../../client/components/msel/tableFile.ts'
import { readMsel, writeMsel } from '../../../../shared/board/controlDocument.ts'
import { applyImport, presentRows, takenRows } from '../../../../shared/board/msel/applyImport.ts'
import { guessHeaderRow, guessUses, type ColumnUse } from '../../../../shared/board/msel/headers.ts'
import { planImport, type ImportPlan } from '../../../../shared/board/msel/importPlan.ts'
import { freeColumnsOf, tableRowsOf } from '../../../../shared/board/msel/mselRows.ts'
import type { TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { dayNumber } from '../../../../shared/board/msel/times.ts'
import { wenza as wenzaScenario } from '../../../support/wenzaFiles.ts'

const wenza = wenzaScenario()
const context: TableContext = { agenda: wenza.agenda, hats: wenza.hats, zone: wenza.zone, dDay: dayNumber('2026-11-25') }

interface Brought { readonly cells: readonly (readonly string[])[]; readonly uses: readonly ColumnUse[]; readonly plan: ImportPlan; readonly doc: Y.Doc }

async function bring(name: string, change: (uses: ColumnUse[]) => void = () => undefined): Promise<Brought> {
  const read = await readTableFile(new File([new Uint8Array(readFileSync(new URL(`../../../fixtures/msel/${name}`, import.meta.url)))], name), { letters: null, separator: null })
  const cells = read.status === 'read' ? (read.sheets[0]?.cells ?? []) : []
  const headerRow = guessHeaderRow(cells, new Map())
  const uses = guessUses(cells[headerRow ?? 0] ?? [], new Map(), ['Effects'])
  change(uses)
  const doc = new Y.Doc()
  writeMsel(doc, wenza.msel)
  const plan = planImport({ cells, headerRow, uses }, presentRows(tableRowsOf(doc), freeColumnsOf(doc), 'Responsible'), { emptyClears: false, takeFaulty: true, giveNumbers: false, notRead: 'Not read' }, context)
  return { cells, uses, plan, doc }
}
const shortly = ({ rows }: ImportPlan) => rows.map((row) => `${'serial' in row ? `${row.serial} ` : ''}${row.outcome}${row.faults.map(({ fault }) => ` ${fault.code}`).join('')}`)

/** Every word of a row that was taken stands in the list, or is told as a fault. */
function expectNothingLost({ cells, uses, plan, doc }: Brought): void {
  applyImport(plan, { doc, origin: {}, ownerName: 'Responsible', newId: () => `c${doc.getMap('mselColumns').size}`, endStep: () => undefined })
  const kept = JSON.stringify([...tableRowsOf(doc)], (_, value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value))
  expect(readMsel(doc).unreadable).toEqual([])
  expect(plan.rows).toHaveLength(cells.length)
  for (const row of takenRows(plan)) {
    for (const [column, cell] of (cells[row.row] ?? []).entries()) {
      const use = uses[column]
      if (cell.trim() === '' || use?.kind === 'leave' || (use?.kind === 'field' && !['title', 'text', 'from', 'notes', 'question'].includes(use.column))) continue
      if (row.faults.some((fault) => fault.column === column)) continue
      expect([cell, kept.includes(JSON.stringify(cell.trim().toLowerCase()).slice(1, -1))]).toEqual([cell, true])
    }
    for (const { column, words } of row.faults) if (words.trim() !== '' && uses[column]?.kind === 'field') expect([words, kept.includes(JSON.stringify(words.trim().toLowerCase()).slice(1, -1))]).toEqual([words, true])
  }
}

describe('[MSL12] three lists of different layouts, with mistakes in them: nothing is silently dropped', () => {
  test('[MSL12] a staff college’s workbook', async () => {
    const brought = await bring('staff-college.xlsx')
    expect(shortly(brought.plan)).toEqual([
      'before', 'before', 'empty', 'header', 'INJ-09 changed', 'INJ-10 changed', 'INJ-40 new time-shape', 'INJ-41 new channel-unknown', 'INJ-42 new time-ambiguous',
      'left-out serial-twice', 'left-out no-serial', 'left-out needed', 'INJ-44 new hat-unknown not-computed',
    ])
    expect(takenRows(brought.plan)[1]).toMatchObject({ item: { move: 2, dueMinute: 13 } })
    expect(takenRows(brought.plan)[2]).toMatchObject({ item: { move: 2, dueMinute: null, visitor: true } })
    expectNothingLost(brought)
  })

  test('[MSL12] a brigade’s table of words', async () => {
    const brought = await bring('brigade.csv')
    expect(shortly(brought.plan)).toEqual([
      'header', 'heading', 'INJ-08 changed', 'INJ-12 changed', 'empty', 'heading', 'B-01 new', 'B-02 new time-shape', 'B-03 new time-before-move', 'B-04 new move-unknown time-no-move',
    ])
    expect(takenRows(brought.plan).slice(0, 3)).toMatchObject([
      { item: { move: 2, dueMinute: 0, content: { from: 'Café patrol', text: 'EXERCISE. FLASH. The east span is gone.\nVehicles wait on both sides.' } }, free: { Umpire: 'Élodie' } },
      { free: { Umpire: '=HYPERLINK("http://192.0.2.1";"x")' } }, { item: { move: 3, dueMinute: 12 }, free: { J: 'kept on the stick' } },
    ])
    expect(takenRows(brought.plan).at(-1)).toMatchObject({ item: { move: null, dueMinute: null } })
    expectNothingLost(brought)
  })

  test('[MSL12] an evaluator’s workbook, one of whose columns is named by hand', async () => {
    const guessed = await bring('observer-desk.xlsx')
    expect(guessed.uses[3]).toEqual({ kind: 'free', name: 'What happens' })
    expect(takenRows(guessed.plan)[0]).toMatchObject({ item: { content: { title: 'OD-001' } }, free: { 'What happens': 'Goats on the road' } })
    const brought = await bring('observer-desk.xlsx', (uses) => {
      uses[3] = { kind: 'field', column: 'title' }
      uses[5] = { kind: 'field', column: 'hat' }
    })
    expect(shortly(brought.plan)).toEqual([
      'header', 'OD-001 new', 'OD-002 new choices-few grade-shape', 'OD-003 new grid-shape', 'OD-004 new time-shape hat-unknown', 'OD-005 new', 'empty', 'left-out no-serial',
    ].map((line) => line.replace('choices-few grade-shape', 'grade-shape choices-few')))
    expect(takenRows(brought.plan)[0]).toMatchObject({ item: { dueMinute: 30, hat: 'operations', content: { answer: { kind: 'choice', choices: ['Wait', 'Go round'], question: 'What does the convoy do?' } } } })
    expect(takenRows(brought.plan)[1]).toMatchObject({ item: { content: { answer: { kind: 'text', question: 'What do you say?' } } } })
    expect(brought.uses[12]).toEqual({ kind: 'leave' })
    expectNothingLost(brought)
  })
})
