/**
 * Reads a roster pasted from a spreadsheet: name, nation, syndicate, rank; tabs, semicolons or commas between them. A heading
 * line may put the columns in any order. What cannot be used is named with its line; nothing is left out in silence.
 */
import { readCsv } from '#shared/board/exchange/table/csv.ts'
import { cleanName } from '#shared/exercise/seatName.ts'
import { limits } from '#shared/protocol/limits.ts'
import { readColumns, type RosterColumn, type RosterColumns } from './rosterColumns.ts'
import { latinDigit } from './joinCode.ts'

export interface RosterLine {
  readonly line: number
  readonly name: string
  readonly nation: string
  readonly rank: string
  /** Null: the person chooses at the door. */
  readonly syndicate: number | null
}

/** What is wrong; the screen has the sentences. */
export type RosterProblem =
  // these lose the line
  | { readonly kind: 'no-name'; readonly line: number }
  | { readonly kind: 'no-letters' | 'too-long'; readonly line: number; readonly value: string }
  | { readonly kind: 'twice'; readonly line: number; readonly value: string; readonly first: number }
  | { readonly kind: 'too-many'; readonly line: number; readonly count: number }
  // these keep the line without one of its cells
  | { readonly kind: 'no-syndicate' | 'long-nation' | 'long-rank'; readonly line: number; readonly value: string }
  // this is about the whole
  | { readonly kind: 'open-quote'; readonly line: 0 }

export interface Roster {
  readonly lines: readonly RosterLine[]
  readonly problems: readonly RosterProblem[]
  /** What each column was taken for, in their order. */
  readonly columns: RosterColumns
}

/** `names`: what the syndicates are called, so that a name does as well as a number. */
export function readRoster(pasted: string, syndicates: number, names: readonly string[] = []): Roster {
  const { cells, notices } = readCsv(pasted, '', pasted.includes('\t') ? '\t' : pasted.includes(';') ? ';' : ',')
  const columns = readColumns(cells)
  const lines: RosterLine[] = []
  const problems: RosterProblem[] = notices.some(({ code }) => code === 'unclosed-quote') ? [{ kind: 'open-quote', line: 0 }] : []
  const seen = new Map<string, number>()
  let beyond = notices.find(({ code }) => code === 'rows-beyond')?.count ?? 0
  let beyondFrom = cells.length + 1

  cells.forEach((row, index) => {
    const line = index + 1
    if (line === columns.headingLine || row.every((cell) => cell.trim() === '')) return
    const cell = (column: RosterColumn): string => cellOf(row, columns, column)
    const typed = nameOf(cell)
    const name = cleanName(typed)
    const isLong = [...typed].length > limits.nameLength
    if (typed === '' || (name === null && !isLong)) return void problems.push({ kind: 'no-name', line })
    if (name === null || name.length > limits.nameLength) return void problems.push({ kind: 'too-long', line, value: typed })
    if (!/\p{L}/u.test(name)) return void problems.push({ kind: 'no-letters', line, value: name })
    const key = name.normalize('NFKC').toLowerCase()
    const first = seen.get(key)
    if (first !== undefined) return void problems.push({ kind: 'twice', line, value: name, first })
    if (lines.length >= limits.seats) {
      beyond += 1
      beyondFrom = Math.min(beyondFrom, line)
      return
    }
    seen.set(key, line)
    const [nation, rank] = [cell('nation'), cell('rank')]
    const syndicate = syndicateOf(cell('syndicate'), syndicates, names)
    if (syndicate === 'unknown') problems.push({ kind: 'no-syndicate', line, value: cell('syndicate') })
    if (nation.length > limits.nameLength) problems.push({ kind: 'long-nation', line, value: nation })
    if (rank.length > limits.nameLength) problems.push({ kind: 'long-rank', line, value: rank })
    lines.push({ line, name, nation: fitting(nation), rank: fitting(rank), syndicate: syndicate === 'unknown' ? null : syndicate })
  })
  if (beyond > 0) problems.push({ kind: 'too-many', line: beyondFrom, count: beyond })
  return { lines, problems, columns }
}

/** Whether the line is not among those kept. */
export function losesLine({ kind }: RosterProblem): boolean {
  return kind === 'no-name' || kind === 'no-letters' || kind === 'too-long' || kind === 'twice' || kind === 'too-many'
}

function cellOf(row: readonly string[], { taken }: RosterColumns, column: RosterColumn): string {
  return row.filter((_cell, index) => taken[index] === column).map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '').join(' ')
}

/** Many lists have given and family names apart. */
function nameOf(cell: (column: RosterColumn) => string): string {
  return [cell('name'), cell('given'), cell('family')].filter((part) => part !== '').join(' ')
}

function fitting(cell: string): string {
  return cell.length > limits.nameLength ? '' : cell
}

const groupWord = /^(?:s|syn|syndicate|syndikat|group|groupe|gruppe|team|синдикат|группа|топ)?[\s.:#№-]*(\d{1,2})(?:\.0)?$/i

function syndicateOf(cell: string, most: number, names: readonly string[]): number | null | 'unknown' {
  if (cell === '') return null
  const typed = Array.from(cell.normalize('NFKC')).map(latinDigit).join('')
  const digits = groupWord.exec(typed)?.[1]
  const number = digits === undefined ? names.findIndex((name) => name.toLowerCase() === typed.toLowerCase()) + 1 : Number(digits)
  return number >= 1 && number <= most ? number : 'unknown'
}
