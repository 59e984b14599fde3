/** The list as a table that goes out: every column of ours, then those to be read only, then the free ones. Pure. */
import { mselColumnIds, mselColumns, type MselColumnId } from './columns.ts'
import type { FreeColumn, TableRow } from './mselRows.ts'
import type { TableContext } from './tableContext.ts'

export interface ExportWords {
  readonly headings: Readonly<Record<MselColumnId, string>>
  /** Columns to be read only: what a release does to the world, what became of the inject. */
  readonly more: readonly { readonly heading: string; cell(row: TableRow): string }[]
}

export interface OutTable {
  readonly rows: readonly (readonly string[])[]
  /** Width of each column in letters. */
  readonly widths: readonly number[]
}

/** All that a protected inject says outside: that it is there, and when. */
const openOfProtected: ReadonlySet<MselColumnId> = new Set<MselColumnId>(['serial', 'move', 'due', 'protected', 'contingency'])
const wide: ReadonlySet<MselColumnId> = new Set<MselColumnId>(['title', 'text', 'question', 'choices', 'truth', 'dilemma', 'expected', 'branches', 'notes'])

export function exportTable(rows: readonly TableRow[], free: readonly FreeColumn[], { headings, more }: ExportWords, context: TableContext): OutTable {
  const cells = rows.map((row): string[] => {
    const { serial, item } = row
    const isOpen = item !== null && !item.content.protected
    return [
      ...mselColumnIds.map((id) => (item === null ? (id === 'serial' ? serial : '') : isOpen || openOfProtected.has(id) ? mselColumns[id].write(item, context) : '')),
      ...more.map(({ cell }) => (isOpen ? cell(row) : '')),
      ...free.map(({ id }) => (isOpen || item === null ? (row.free[id] ?? '') : '')),
    ]
  })
  return {
    rows: [[...mselColumnIds.map((id) => headings[id]), ...more.map(({ heading }) => heading), ...free.map(({ name }) => name)], ...cells],
    widths: [...mselColumnIds.map((id) => (wide.has(id) ? 40 : 14)), ...more.map(() => 30), ...free.map(() => 20)],
  }
}
