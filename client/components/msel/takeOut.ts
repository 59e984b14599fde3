/** The table as a file in this browser's downloads. */
import { exportTable, type OutTable } from '#shared/board/msel/exportTable.ts'
import { writeCsv } from '#shared/board/exchange/table/csv.ts'
import { writeXlsx } from '#shared/board/exchange/table/xlsxOut.ts'
import type { FreeColumn, TableRow } from '#shared/board/msel/mselRows.ts'
import type { TableContext } from '#shared/board/msel/tableContext.ts'
import type { Serial } from '#shared/exercise/names.ts'
import type { Machine } from '../../state/machine.ts'
import { text } from '../../text/index.ts'
import { directingText } from '../../text/en/directing.ts'
import { mselText as words } from '../../text/en/msel.ts'
import { effectSentence } from '../directing/effectSentence.ts'
import type { MselStatus } from '../directing/mselRows.ts'
import { fileName, saveFile } from '../exchange/saveFile.ts'

/** Headings that go out to be read only; a file that comes back brings nothing by them. */
export const readOnlyHeadings = [words.effects, words.status] as const

export function outTable(rows: readonly TableRow[], free: readonly FreeColumn[], statusOf: (serial: Serial) => MselStatus | null, context: TableContext): OutTable {
  return exportTable(rows, free, {
    headings: words.columns,
    more: [
      { heading: words.effects, cell: ({ item }) => (item === null ? '' : item.effects.map(effectSentence).join('\n')) },
      {
        heading: words.status,
        cell: ({ serial }) => {
          const status = statusOf(serial)
          return status === null ? '' : directingText.status[status]
        },
      },
    ],
  }, context)
}

/** Saves the file. Returns its name. */
export function takeOut(machine: Machine, { rows, widths }: OutTable, title: string, format: 'xlsx' | 'csv'): string {
  const name = `${fileName(`${text.common.exercise} ${title} msel`)}.${format}`
  if (format === 'csv') saveFile(machine, name, 'text/csv', writeCsv(rows))
  else saveFile(machine, name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', writeXlsx({ name: words.title, rows, widths }, (said) => new TextEncoder().encode(said)))
  return name
}
