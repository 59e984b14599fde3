/** A table of words read from a file, whatever kind of file it was, and what is said of the reading. */

export type TableProblem = 'old-excel' | 'open-document' | 'not-a-table' | 'locked' | 'broken' | 'too-large' | 'empty' | 'cannot-unpack'

export type TableNoticeCode =
  | 'rows-beyond' | 'columns-beyond' | 'unclosed-quote' | 'formula-without-value' | 'merged-filled' | 'comments' | 'pictures' | 'hidden-sheets' | 'letters-guessed' | 'no-cells-sheet'

/** What stands in the file and not in the cells: a code and a count. */
export interface TableNotice { readonly code: TableNoticeCode; readonly count: number }

export interface TableSheet {
  readonly name: string
  readonly hidden: boolean
  readonly cells: readonly (readonly string[])[]
  readonly notices: readonly TableNotice[]
}

export type TableRead =
  | { readonly status: 'read'; readonly sheets: readonly TableSheet[]; readonly notices: readonly TableNotice[] }
  | { readonly status: 'refused'; readonly problem: TableProblem }

/** No list of injects is longer or wider; what lies beyond is counted, never lost in silence. */
export const tableMost = { rows: 5000, columns: 100 } as const

export function refuse(problem: TableProblem): { readonly status: 'refused'; readonly problem: TableProblem } {
  return { status: 'refused', problem }
}

/** All rows equally wide, without empty rows and columns at the end. */
export function squared(rows: readonly (readonly string[])[]): string[][] {
  const isFilled = (cell: string): boolean => cell.trim() !== ''
  const last = rows.findLastIndex((row) => row.some(isFilled))
  const kept = rows.slice(0, last + 1)
  const width = kept.reduce((most, row) => Math.max(most, row.findLastIndex(isFilled) + 1), 0)
  return kept.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''))
}
