/** Rows of a file that may be damaged, as far as they can be read, place by place. */
import type { RowsTable } from './sqliteRowsTable.ts'
import type { RowRead, RowsRead } from './storage.ts'

export function surveyRows(table: RowsTable, after: number, most: number): RowsRead {
  const together = attempt(() => table.read(after, most))
  if (together.value === null) return oneByOne(table, after, most)
  const rows = together.value.map((row) => ({ sequence: row.sequence, row }))
  return { rows, through: rows.length < most ? null : rows.at(-1)?.sequence ?? null }
}

/** A damaged page hides its rows from a scan, and perhaps the last sequence: look at each place, until a whole reach is empty. */
function oneByOne(table: RowsTable, after: number, most: number): RowsRead {
  const rows: RowRead[] = []
  for (let sequence = after + 1; sequence <= after + most; sequence += 1) {
    const one = attempt(() => table.one(sequence))
    if (one.value !== null) rows.push({ sequence, row: one.value })
    else if (one.reason !== '') rows.push({ sequence, row: null, reason: one.reason })
  }
  const last = attempt(() => table.lastSequence())
  const isEnd = rows.every(({ row }) => row === null) || (last.value !== null && last.value <= after + most)
  return { rows, through: isEnd ? null : after + most }
}

/** The value, or why there is none. */
export function attempt<T>(act: () => T): { readonly value: T | null; readonly reason: string } {
  try {
    return { value: act(), reason: '' }
  } catch (error) {
    return { value: null, reason: error instanceof Error ? error.message : String(error) }
  }
}
