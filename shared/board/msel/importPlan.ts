/**
 * What bringing in a table would do, before it is done: for each row of the file what becomes of it and why, for each column
 * what it is for. Nothing of the file is unaccounted for, and nothing of the list is taken away. Pure.
 */
import type { MselItem } from '../../exercise/msel.ts'
import type { Serial } from '../../exercise/names.ts'
import { mselFields, readMselItem } from '../mselRecord.ts'
import { blankItem, isErrorOfSheet, mselColumnIds, mselColumns, readCell, type MselColumnId } from './columns.ts'
import { columnLetters, type ColumnUse } from './headers.ts'
import { bad, plainWords, type Fault, type TableContext } from './tableContext.ts'

/** A row of the list as it stands. */
export interface PresentRow {
  readonly serial: Serial
  /** Null: it stands there, but cannot be read. */
  readonly item: MselItem | null
  /** Words in free columns, by the plain words of the column's name. */
  readonly free: Readonly<Record<string, string>>
}

export interface ImportOptions {
  /** An empty cell empties the field; else it says nothing. */
  readonly emptyClears: boolean
  /** Rows with cells that cannot be read are taken without them, and the words kept in the column named `notRead`. */
  readonly takeFaulty: boolean
  /** Rows without a number are given one. */
  readonly giveNumbers: boolean
  readonly notRead: string
}

export interface ImportTable {
  readonly cells: readonly (readonly string[])[]
  /** Index of the row of headings; null = the file has none. */
  readonly headerRow: number | null
  readonly uses: readonly ColumnUse[]
}

export interface CellFault { readonly column: number; readonly words: string; readonly fault: Fault }
export interface CellChange { readonly name: string; readonly before: string; readonly after: string }

interface RowAccount { readonly row: number; readonly faults: readonly CellFault[] }
/** What becomes of one row of the file. */
export type PlannedRow =
  | (RowAccount & { readonly outcome: 'before' | 'header' | 'empty' | 'left-out' })
  /** A line between injects that names the move of those below it. */
  | (RowAccount & { readonly outcome: 'heading'; readonly move: number })
  | (RowAccount & {
    readonly outcome: 'new' | 'changed' | 'same'
    readonly serial: Serial
    readonly item: MselItem
    /** Words for free columns, by the column's name. */
    readonly free: Readonly<Record<string, string>>
    readonly changes: readonly CellChange[]
  })
export type TakenRow = Extract<PlannedRow, { outcome: 'new' | 'changed' | 'same' }>

export interface ImportPlan {
  readonly rows: readonly PlannedRow[]
  /** Of the list, not named in the file: kept as they are. */
  readonly onlyHere: readonly Serial[]
}

export function planImport(table: ImportTable, present: readonly PresentRow[], options: ImportOptions, context: TableContext): ImportPlan {
  const here = new Map(present.map((row) => [row.serial, row]))
  const seen = new Map<Serial, number>()
  const numbers = numberGiver(table, here)
  const headings = table.headerRow === null ? [] : (table.cells[table.headerRow] ?? [])
  let move: number | null = null
  const rows = table.cells.map((cells, row): PlannedRow => {
    if (table.headerRow !== null && row <= table.headerRow) return { row, faults: [], outcome: row === table.headerRow ? 'header' : cells.every(isEmpty) ? 'empty' : 'before' }
    if (cells.every(isEmpty)) return { row, faults: [], outcome: 'empty' }
    const heading = headingOf(cells, context)
    if (heading !== null) {
      move = heading
      return { row, faults: [], outcome: 'heading', move: heading }
    }
    return planRow({ row, cells, move }, table.uses, { here, seen, options, context, numbers, headings })
  })
  return { rows, onlyHere: present.flatMap(({ serial }) => (seen.has(serial) ? [] : [serial])) }
}

interface Surroundings {
  readonly here: ReadonlyMap<Serial, PresentRow>
  readonly seen: Map<Serial, number>
  readonly options: ImportOptions
  readonly context: TableContext
  readonly numbers: () => Serial
  readonly headings: readonly string[]
}

function planRow(line: { readonly row: number; readonly cells: readonly string[]; readonly move: number | null }, uses: readonly ColumnUse[], surroundings: Surroundings): PlannedRow {
  const { here, seen, options, context } = surroundings
  const { row, cells } = line
  const places = placesOf(uses)
  const named = readSerial(cells, places, surroundings)
  if (!named.ok) return { row, outcome: 'left-out', faults: [named.fault] }
  const { serial } = named
  const firstRow = seen.get(serial)
  if (firstRow !== undefined) {
    return { row, outcome: 'left-out', faults: [{ column: places.get('serial') ?? 0, words: serial, fault: { code: 'serial-twice', detail: String(firstRow + 1) } }] }
  }
  seen.set(serial, row)
  const before = here.get(serial) ?? null
  let item = before?.item ?? blankItem(serial)
  if (before === null && line.move !== null) item = { ...item, move: line.move }
  const faults: CellFault[] = []
  // what is protected goes out without its words: coming back, their absence says nothing
  const clears = options.emptyClears && before !== null && before.item?.content.protected !== true
  for (const id of mselColumnIds) {
    const place = places.get(id)
    if (place === undefined || id === 'serial') continue
    const words = cells[place] ?? ''
    if (words.trim() === '' && !clears && !(id === 'title' && before === null)) continue
    // a minute is a minute of its move: where that cannot be read, the row waits for a hand
    const read = id === 'due' && faults.some(({ column }) => column === places.get('move')) ? bad('time-no-move') : readCell(id, words, item, context)
    if (read.ok) {
      item = read.value
      continue
    }
    if (id === 'move' && before === null) item = { ...item, move: null }
    faults.push({ column: place, words, fault: read.fault })
  }
  if (!places.has('title') && before === null) item = { ...item, content: { ...item.content, title: serial } }
  const free = readFree(cells, uses, options, before, faults)
  return judged(row, serial, item, free, faults, before, surroundings, uses)
}

/** Taken or left out: a row must be readable as it will stand, and one with faults is taken only when that was chosen. */
function judged(
  row: number, serial: Serial, read: MselItem, free: Record<string, string>, faults: readonly CellFault[], before: PresentRow | null, { options, context, headings }: Surroundings, uses: readonly ColumnUse[],
): PlannedRow {
  const needs = faults.some(({ fault }) => fault.code === 'needed')
  if (faults.length > 0 && (!options.takeFaulty || (needs && before === null))) return { row, outcome: 'left-out', faults }
  const item = read.content.answer.kind === 'choice' && read.content.answer.choices.length < 2 && before?.item == null ? withoutChoice(read) : read
  const whole = readMselItem(serial, mselFields(item, 0))
  if (!whole.ok) return { row, outcome: 'left-out', faults: [...faults, { column: 0, words: serial, fault: { code: 'unreadable', detail: whole.why } }] }
  if (JSON.stringify(item).length > longestRow) return { row, outcome: 'left-out', faults: [...faults, { column: 0, words: serial, fault: { code: 'too-long', detail: String(longestRow) } }] }
  const unread = faults.filter(({ words, column }) => words.trim() !== '' && uses[column]?.kind !== 'free').map(({ column, words }) => `${(headings[column] ?? '').trim() || columnLetters(column)}: ${words.trim()}`).join('\n')
  if (unread.length > longestFree) return { row, outcome: 'left-out', faults: [...faults, { column: 0, words: serial, fault: { code: 'too-long', detail: String(longestFree) } }] }
  const kept = unread === '' ? free : { ...free, [options.notRead]: unread }
  const changes = changesOf(before, item, kept, context)
  const outcome = before === null ? 'new' : changes.length === 0 && before.item !== null ? 'same' : 'changed'
  return { row, outcome, serial, item, free: kept, changes, faults }
}

/** A choice between fewer than two things is none: the question is asked in words. */
function withoutChoice(item: MselItem): MselItem {
  const { answer } = item.content
  if (answer.kind !== 'choice') return item
  const { question, acceptsRisk } = answer
  return { ...item, content: { ...item.content, answer: question === '' ? { kind: 'read' } : { kind: 'text', question, acceptsRisk } } }
}

/** A row goes over the wire in one piece. */
const longestRow = 60_000

/** Words of a free cell: as many as a spreadsheet's cell holds. Longer ones are a fault, never cut. */
export const longestFree = 32_767

function readFree(cells: readonly string[], uses: readonly ColumnUse[], { emptyClears }: ImportOptions, before: PresentRow | null, faults: CellFault[]): Record<string, string> {
  const free: Record<string, string> = {}
  /** Columns of the file with one name are one column of ours: their words stand below each other. */
  const names = new Map<string, string>()
  for (const [column, use] of uses.entries()) {
    if (use.kind !== 'free') continue
    const words = (cells[column] ?? '').replace(/\r\n?/g, '\n').trim()
    const name = names.get(plainWords(use.name)) ?? use.name
    const earlier = Object.hasOwn(free, name) ? (free[name] ?? '') : ''
    const whole = [earlier, words].filter((each) => each !== '').join('\n')
    if (isErrorOfSheet(words)) faults.push({ column, words, fault: { code: 'not-computed', detail: words } })
    if (whole.length > longestFree) faults.push({ column, words, fault: { code: 'too-long', detail: String(longestFree) } })
    else if (whole !== '' || (emptyClears && before !== null)) {
      names.set(plainWords(use.name), name)
      free[name] = whole
    }
  }
  return free
}

function changesOf(before: PresentRow | null, item: MselItem, free: Readonly<Record<string, string>>, context: TableContext): CellChange[] {
  const was = before?.item ?? blankItem(item.serial)
  const fields = mselColumnIds.flatMap((id): CellChange[] => {
    const { write } = mselColumns[id]
    const change = { name: id, before: write(was, context), after: write(item, context) }
    return change.before === change.after ? [] : [change]
  })
  const kept = Object.entries(free).flatMap(([name, after]): CellChange[] => {
    const own = before?.free ?? {}
    const key = plainWords(name)
    const earlier = Object.hasOwn(own, key) ? (own[key] ?? '') : ''
    return earlier === after ? [] : [{ name, before: earlier, after }]
  })
  return [...fields, ...kept]
}

function readSerial(cells: readonly string[], places: ReadonlyMap<MselColumnId, number>, { options, context, numbers }: Surroundings): { readonly ok: true; readonly serial: Serial } | { readonly ok: false; readonly fault: CellFault } {
  const column = places.get('serial')
  const words = column === undefined ? '' : (cells[column] ?? '')
  if (words.trim() === '' && options.giveNumbers) return { ok: true, serial: numbers() }
  const read = readCell('serial', words, blankItem(''), context)
  return read.ok ? { ok: true, serial: read.value.serial } : { ok: false, fault: { column: column ?? 0, words, fault: read.fault } }
}

/** N-01, N-02 …: numbers that neither the list nor the file has. */
function numberGiver({ cells, uses }: ImportTable, here: ReadonlyMap<Serial, unknown>): () => Serial {
  const column = uses.findIndex((use) => use.kind === 'field' && use.column === 'serial')
  const taken = new Set<string>(column < 0 ? [] : cells.map((line) => (line[column] ?? '').trim().toUpperCase()))
  let next = 0
  return () => {
    let serial: string
    do {
      next += 1
      serial = `N-${String(next).padStart(2, '0')}`
    } while (here.has(serial) || taken.has(serial))
    return serial
  }
}

function placesOf(uses: readonly ColumnUse[]): Map<MselColumnId, number> {
  return new Map(uses.flatMap((use, place) => (use.kind === 'field' ? [[use.column, place] as const] : [])))
}

/** 'MOVE 2: Pre-emption', alone in its row, is a heading. */
function headingOf(cells: readonly string[], { agenda }: TableContext): number | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [words] = filled
  if (words === undefined || filled.some((each) => each !== words)) return null
  const number = /^(?:move|phase|vignette|stage|part)\s*(\d{1,2})\b/i.exec(words)?.[1]
  const move = number === undefined ? null : Number(number)
  return move !== null && agenda.some((stage) => stage.move === move) ? move : null
}

function isEmpty(cell: string): boolean {
  return cell.trim() === ''
}
