/**
 * The cells of an XLSX workbook as words, and what else is in it, said. Nothing is computed: of a formula the value counts
 * that its program left. Nothing is fetched, no entity of the file's own is known, and no more is unpacked than a list needs.
 */
import { childOf, readXml, type XmlElement } from '../xml.ts'
import { refuse, squared, tableMost, type TableNotice, type TableProblem, type TableRead, type TableSheet } from './table.ts'
import { looksOfStyles, numberWords, type NumberLook } from './xlsxNumbers.ts'
import { readZip, unpack, type Inflate } from './zip.ts'

/** What the machine does for a reader that knows none. */
export interface XlsxTools {
  readonly inflate: Inflate
  /** UTF-8, or UTF-16 with its mark. */
  decode(bytes: Uint8Array): string
}

/** All parts together, unpacked: a list of injects has a hundredth of it. */
const unpackedMost = 48 * 1024 * 1024
const sheetsMost = 50
const mergedMost = 20_000

class Refused extends Error {
  readonly problem: TableProblem
  constructor(problem: TableProblem) {
    super(problem)
    this.problem = problem
  }
}

export async function readXlsx(bytes: Uint8Array<ArrayBuffer>, tools: XlsxTools): Promise<TableRead> {
  try {
    return await readWorkbook(bytes, tools)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.problem)
    throw error
  }
}

async function readWorkbook(bytes: Uint8Array<ArrayBuffer>, { inflate, decode }: XlsxTools): Promise<TableRead> {
  const zip = readZip(bytes)
  if ('problem' in zip) return refuse(zip.problem)
  let left = unpackedMost
  const part = async (name: string): Promise<XmlElement | null> => {
    const unpacked = await unpack(zip, name, inflate, left)
    if (unpacked === null) return null
    if ('problem' in unpacked) throw new Refused(unpacked.problem)
    left -= unpacked.bytes.length
    const read = readXml(decode(unpacked.bytes))
    if ('problem' in read) throw new Refused(read.problem === 'too-large' ? 'too-large' : 'broken')
    return read.root
  }
  const book = await part('xl/workbook.xml')
  if (book === null) return refuse(zip.entries.has('content.xml') ? 'open-document' : 'not-a-table')
  const targets = new Map((await part('xl/_rels/workbook.xml.rels'))?.children.map(({ attributes }) => [attributes.get('Id') ?? '', partName(attributes.get('Target') ?? '')]))
  const target = (ending: string): string => Array.from(targets.values()).find((name) => name.endsWith(ending)) ?? `xl/${ending}`
  const strings = (await part(target('sharedStrings.xml')))?.children.map(wordsOf) ?? []
  const looks = looksOfStyles(await part(target('styles.xml')))
  const from1904 = /^(1|true)$/.test(childOf(book, 'workbookPr')?.attributes.get('date1904') ?? '')
  const sheets: TableSheet[] = []
  for (const { attributes } of (childOf(book, 'sheets')?.children ?? []).slice(0, sheetsMost)) {
    const name = attributes.get('name') ?? ''
    const root = await part(targets.get(attributes.get('id') ?? '') ?? '')
    const hidden = (attributes.get('state') ?? 'visible') !== 'visible'
    sheets.push(root === null || childOf(root, 'sheetData') === null
      ? { name, hidden, cells: [], notices: [{ code: 'no-cells-sheet', count: 1 }] }
      : { name, hidden, ...readSheet(root, { strings, looks, from1904 }) })
  }
  if (sheets.every(({ cells }) => cells.length === 0)) return refuse('empty')
  return { status: 'read', sheets, notices: noticesOf(Array.from(zip.entries.keys()), sheets) }
}

interface Book { readonly strings: readonly string[]; readonly looks: readonly NumberLook[]; readonly from1904: boolean }

function readSheet(root: XmlElement, book: Book): Pick<TableSheet, 'cells' | 'notices'> {
  const rows: string[][] = []
  const counts = { 'rows-beyond': 0, 'columns-beyond': 0, 'formula-without-value': 0, 'merged-filled': 0 }
  let row = -1
  for (const line of childOf(root, 'sheetData')?.children ?? []) {
    row = line.attributes.has('r') ? Number(line.attributes.get('r')) - 1 : row + 1
    if (!Number.isSafeInteger(row) || row < 0) throw new Refused('broken')
    let column = -1
    if (row >= tableMost.rows) {
      counts['rows-beyond'] += line.children.some((cell) => cellWords(cell, book) !== '') ? 1 : 0
      continue
    }
    for (const cell of line.children) {
      column = columnOf(cell.attributes.get('r')) ?? column + 1
      const words = cellWords(cell, book)
      if (words === '') {
        counts['formula-without-value'] += childOf(cell, 'f') !== null && cell.attributes.get('t') !== 'str' ? 1 : 0
      } else if (column >= tableMost.columns) counts['columns-beyond'] += 1
      else lineAt(rows, row)[column] = words
    }
  }
  const merged = childOf(root, 'mergeCells')?.children ?? []
  if (merged.length > mergedMost) throw new Refused('too-large')
  for (const { attributes } of merged) counts['merged-filled'] += fillMerged(rows, attributes.get('ref') ?? '')
  const notices = Object.entries(counts).flatMap(([code, count]): TableNotice[] => (count > 0 && isCounted(code) ? [{ code, count }] : []))
  return { cells: squared(Array.from(rows, (cells: string[] | undefined) => Array.from(cells ?? [], (cell: string | undefined) => cell ?? ''))), notices }
}

function isCounted(code: string): code is 'rows-beyond' | 'columns-beyond' | 'formula-without-value' | 'merged-filled' {
  return ['rows-beyond', 'columns-beyond', 'formula-without-value', 'merged-filled'].includes(code)
}

function lineAt(rows: string[][], row: number): string[] {
  const present = rows[row]
  if (present !== undefined) return present
  const made: string[] = []
  rows[row] = made
  return made
}

/** What spans several rows counts for each of them: 'Move 1' beside its five injects. Returns how many cells were filled. */
function fillMerged(rows: string[][], ref: string): number {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref)
  if (parts === null) return 0
  const column = columnOf(parts[1]) ?? 0
  const [first, last] = [Number(parts[2]) - 1, Math.min(Number(parts[4]) - 1, tableMost.rows - 1, rows.length - 1)]
  const words = rows[first]?.[column] ?? ''
  if (words === '' || column >= tableMost.columns) return 0
  let filled = 0
  for (let row = first + 1; row <= last; row += 1) {
    const cells = rows[row]
    if (cells === undefined || (cells[column] ?? '') !== '') continue
    cells[column] = words
    filled += 1
  }
  return filled
}

function cellWords(cell: XmlElement, { strings, looks, from1904 }: Book): string {
  const value = childOf(cell, 'v')?.text ?? ''
  switch (cell.attributes.get('t') ?? 'n') {
    case 's': return strings[Number(value)] ?? ''
    case 'inlineStr': {
      const inside = childOf(cell, 'is')
      return inside === null ? '' : wordsOf(inside)
    }
    case 'b': return value === '1' ? 'yes' : value === '0' ? 'no' : value
    case 'n': return numberWords(value, looks[Number(cell.attributes.get('s') ?? 0)] ?? { kind: 'plain' }, from1904)
    case 'd': return value.replace('T', ' ')
    default: return withoutCodes(value)
  }
}

/** Words with their runs of bold and colour put together; how they are read aloud (`rPh`) is not part of them. */
function wordsOf(item: XmlElement): string {
  const runs = item.children.flatMap((child) => (child.name === 't' ? [child.text] : child.name === 'r' ? [childOf(child, 't')?.text ?? ''] : []))
  return withoutCodes(runs.join(''))
}

function withoutCodes(words: string): string {
  return words.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\r\n?/g, '\n')
}

/** 'AB12' → 27. */
function columnOf(ref: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d*$/.exec(ref ?? '')?.[1]
  return letters === undefined ? null : Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function noticesOf(parts: readonly string[], sheets: readonly TableSheet[]): TableNotice[] {
  const count = (shape: RegExp): number => parts.filter((name) => shape.test(name)).length
  return ([
    { code: 'comments', count: count(/^xl\/(comments\d*|comments\/.*|threadedComments\/.*)\.xml$/) },
    { code: 'pictures', count: count(/^xl\/(media\/|charts\/chart)/) },
    { code: 'hidden-sheets', count: sheets.filter(({ hidden }) => hidden).length },
  ] as const).filter((notice) => notice.count > 0)
}
