/** Tables as lines of words: commas, semicolons or tabs, quotes, line breaks inside quotes; out and in. */
import { squared, tableMost, type TableNotice, type TableSheet } from './table.ts'

const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/** Reads a table. `separator`: null = the one that the first lines speak for. */
export function readCsv(text: string, name: string, separator: Separator | null = null): TableSheet {
  const whole = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const named = /^"?sep=([,;\t|])"?\r?\n/i.exec(whole)
  const body = named === null ? whole : whole.slice(named[0].length)
  const sign = separator ?? separators.find((each) => each === named?.[1]) ?? guessSeparator(body)
  const { rows, beyond, wide, unclosed } = split(body, sign)
  const notices: TableNotice[] = [
    ...(beyond > 0 ? [{ code: 'rows-beyond', count: beyond } as const] : []), ...(wide > 0 ? [{ code: 'columns-beyond', count: wide } as const] : []),
    ...(unclosed ? [{ code: 'unclosed-quote', count: 1 } as const] : []),
  ]
  return { name, hidden: false, cells: squared(rows.map((row) => row.map(withoutGuard))), notices }
}

/** Writes a table for every spreadsheet: marked as UTF-8, and no cell of it runs as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map((cell) => quoted(guarded(cell))).join(',')}\r\n`).join('')}`
}

const startsFormula = /^'*[=+\-@\t\r＝＋－＠]/

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it; a plain number is none. */
export function guarded(cell: string): string {
  return startsFormula.test(cell) && !/^[+-]?\d+(?:\.\d+)?$/.test(cell) ? `'${cell}` : cell
}

function withoutGuard(cell: string): string {
  return cell.startsWith("'") && startsFormula.test(cell.slice(1)) ? cell.slice(1) : cell
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The sign that cuts the first lines into the most, and the most alike, parts. */
function guessSeparator(text: string): Separator {
  const begin = text.slice(0, 20_000)
  let best: { readonly sign: Separator; readonly score: number } = { sign: ',', score: 0 }
  for (const sign of separators) {
    const widths = split(begin, sign).rows.slice(0, 30).map((row) => row.findLastIndex((cell) => cell !== '') + 1).filter((width) => width > 1)
    const most = Math.max(0, ...widths)
    const alike = widths.filter((width) => width >= most / 2).length
    const score = most > 1 ? most * alike : 0
    if (score > best.score) best = { sign, score }
  }
  return best.sign
}

interface Split { readonly rows: string[][]; readonly beyond: number; readonly wide: number; readonly unclosed: boolean }

/** A quote counts only where a cell begins; inside one, two are one. */
function split(text: string, separator: string): Split {
  const rows: string[][] = []
  let [row, beyond, wide, at]: [string[], number, number, number] = [[], 0, 0, 0]
  let unclosed = false
  const endCell = (cell: string): void => {
    if (row.length < tableMost.columns) row.push(cell)
    else if (cell.trim() !== '') wide += 1
  }
  const endRow = (): void => {
    if (rows.length < tableMost.rows) rows.push(row)
    else if (row.some((cell) => cell.trim() !== '')) beyond += 1
    row = []
  }
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      unclosed ||= close < 0
      const end = close < 0 ? text.length : close
      cell = text.slice(at + 1, end).replaceAll('""', '"').replace(/\r\n?/g, '\n')
      at = end + 1
    }
    const next = nextOf(text, at, separator)
    endCell(cell + text.slice(at, next))
    at = next
    if (at < text.length && text[at] === separator) {
      at += 1
      if (at >= text.length) endCell('')
      continue
    }
    endRow()
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
  }
  if (row.length > 0) endRow()
  return { rows, beyond, wide, unclosed }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}

function nextOf(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === separator || sign === '\n' || sign === '\r') return at
  }
  return text.length
}
