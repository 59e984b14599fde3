import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readTableFile } from '../../../../client/components/msel/tableFile.ts'
import { outTable, readOnlyHeadings } from '../../../../client/components/msel/takeOut.ts'
import { mselText } from '../../../../client/text/en/msel.ts'
import { readMsel, writeMsel } from '../../../../shared/board/controlDocument.ts'
import { writeCsv } from '../../../../shared/board/exchange/table/csv.ts'
import { writeXlsx } from '../../../../shared/board/exchange/table/xlsxOut.ts'
import { applyImport, presentRows, takenRows } from '../../../../shared/board/msel/applyImport.ts'
import { mselColumnIds } from '../../../../shared/board/msel/columns.ts'
import { guessHeaderRow, guessUses } from '../../../../shared/board/msel/headers.ts'
import { planImport, type ImportPlan } from '../../../../shared/board/msel/importPlan.ts'
import { addFreeColumn, freeColumnsOf, tableRowsOf, writeRows } from '../../../../shared/board/msel/mselRows.ts'
import { plainWords, type TableContext } from '../../../../shared/board/msel/tableContext.ts'
import { wenza } from '../../../support/wenzaFiles.ts'

const scenario = wenza()
const context: TableContext = { agenda: scenario.agenda, hats: scenario.hats, zone: scenario.zone, dDay: null }
const own = new Map(mselColumnIds.map((id) => [plainWords(mselText.columns[id]), id] as const))

function listed(): Y.Doc {
  const doc = new Y.Doc()
  writeMsel(doc, scenario.msel)
  addFreeColumn(doc, 'c1', 'Umpire', {})
  writeRows(doc, [{ serial: 'INJ-02', item: null, free: { c1: '=1+1', owner: 'Bao' } }], {})
  return doc
}
function out(doc: Y.Doc): ReturnType<typeof outTable> {
  const free = freeColumnsOf(doc).map((column) => (column.id === 'owner' ? { ...column, name: mselText.owner } : column))
  return outTable(tableRowsOf(doc), free, () => 'planned', context)
}
async function comeBack(content: BlobPart, doc: Y.Doc, emptyClears = false): Promise<ImportPlan> {
  const read = await readTableFile(new File([content], 'out'), { letters: null, separator: null })
  const cells = read.status === 'read' ? (read.sheets[0]?.cells ?? []) : []
  const headerRow = guessHeaderRow(cells, own)
  const uses = guessUses(cells[headerRow ?? 0] ?? [], own, readOnlyHeadings)
  return planImport({ cells, headerRow, uses }, presentRows(tableRowsOf(doc), freeColumnsOf(doc), mselText.owner), { emptyClears, takeFaulty: false, giveNumbers: false, notRead: 'Not read' }, context)
}
const changes = (plan: ImportPlan) => [...plan.rows.filter(({ faults }) => faults.length > 0), ...takenRows(plan).filter(({ outcome }) => outcome !== 'same').map(({ serial, changes: each }) => [serial, each])]

describe('[MSL19] the list taken out', () => {
  test.each([['words', false], ['words', true], ['workbook', false], ['workbook', true]] as const)('[MSL19] and brought in again as %s, it is the same list (empty cells empty: %s)', async (kind, emptyClears) => {
    const doc = listed()
    const { rows, widths } = out(doc)
    const plan = await comeBack(kind === 'words' ? writeCsv(rows) : writeXlsx({ name: 'MSEL', rows, widths }, (said) => new TextEncoder().encode(said)), doc, emptyClears)
    expect(changes(plan)).toEqual([])
    expect(takenRows(plan)).toHaveLength(scenario.msel.length)
  })

  test('[MSL19] brought into an empty list, all but effects, variants, groups, followed branches and what is protected is there', async () => {
    const empty = new Y.Doc()
    const plan = await comeBack(writeCsv(out(listed()).rows), empty)
    applyImport(plan, { doc: empty, origin: {}, ownerName: mselText.owner, newId: () => 'c9', endStep: () => undefined })
    const back = readMsel(empty)
    expect(back.unreadable).toEqual([])
    for (const { rules: _rules, variants: _variants, oneOf: _group, ...item } of scenario.msel.filter(({ content }) => !content.protected)) {
      expect(back.items[item.serial]).toMatchObject({ ...item, effects: [], content: { ...item.content, place: item.content.place === null ? null : { name: item.content.place.name, precision: item.content.place.precision } } })
    }
    expect(tableRowsOf(empty)[1]?.free).toEqual({ owner: 'Bao', c9: '=1+1' })
  })

  test('[MSL19] of a protected inject only serial, move, minute and that it is protected go out', () => {
    const closed = scenario.msel.filter(({ content }) => content.protected)
    expect(closed.length).toBeGreaterThan(0)
    const file = writeCsv(out(listed()).rows)
    for (const { serial, content, secrets } of closed) {
      expect(file).toContain(serial)
      for (const said of [content.title, content.text, secrets.dilemma].filter((each) => each.length > 12)) expect([serial, file.includes(said.slice(0, 40))]).toEqual([serial, false])
    }
  })
})
