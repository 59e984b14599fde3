/**
 * The MSEL table of one screen: rows and free columns as they stand, live; what is chosen; and every change, as one step of
 * undo each. A change that would send injects out this moment is asked about first.
 */
import { createSubscriber } from 'svelte/reactivity'
import type * as Y from 'yjs'
import { newRecordId } from '#shared/board/boardDocument.ts'
import { blankItem, mselColumns, readCell, type MselColumnId } from '#shared/board/msel/columns.ts'
import {
  addFreeColumn, freeColumnsOf, ownerColumn, removeFreeColumn, removeRows, tableRowsOf, writeRows, type FreeColumn, type RowEdit, type TableRow,
} from '#shared/board/msel/mselRows.ts'
import { plainWords, type Fault, type TableContext } from '#shared/board/msel/tableContext.ts'
import type { Serial } from '#shared/exercise/names.ts'
import { ownWorkOf, type OwnWork } from '../../state/ownWork.ts'
import { mselText as words } from '../../text/en/msel.ts'

/** A column on the screen: one of ours, or a free one. */
export type ShownColumn = { readonly kind: 'field'; readonly id: MselColumnId } | { readonly kind: 'free'; readonly id: string; readonly name: string }

/** What somebody else put while one wrote the same cell. */
export interface Meanwhile { readonly serial: Serial; readonly column: ShownColumn; readonly mine: string; readonly theirs: string }

export interface TableParts {
  readonly doc: Y.Doc
  readonly context: () => TableContext
  /** Serials that would go out this moment, if these rows stood so. */
  readonly dueAtOnce: (edits: readonly RowEdit[]) => readonly Serial[]
}

export class TableState {
  chosen = $state.raw<ReadonlySet<Serial>>(new Set())
  meanwhile = $state.raw<Meanwhile | null>(null)
  /** Waits for a yes: these rows go out at once. Made anew when it comes, so that nobody's work of the meantime is undone. */
  doubted = $state.raw<{ readonly make: () => readonly RowEdit[]; readonly serials: readonly Serial[] } | null>(null)
  canUndo = $state(false)
  canRedo = $state(false)
  readonly #parts: TableParts
  readonly #work: OwnWork
  readonly #subscribe: () => void
  #read: { readonly rows: readonly TableRow[]; readonly free: readonly FreeColumn[] } | null = null
  #heard = false

  constructor(parts: TableParts) {
    this.#parts = parts
    this.#work = ownWorkOf(parts.doc)
    const { doc } = parts
    const { undo } = this.#work
    this.#subscribe = createSubscriber((update) => {
      const hear = (): void => {
        this.#read = null
        update()
      }
      const watch = (): void => {
        this.canUndo = undo.canUndo()
        this.canRedo = undo.canRedo()
      }
      this.#heard = true
      this.#read = null
      doc.on('update', hear)
      undo.on('stack-item-added', watch)
      undo.on('stack-item-popped', watch)
      return () => {
        this.#heard = false
        doc.off('update', hear)
        undo.off('stack-item-added', watch)
        undo.off('stack-item-popped', watch)
      }
    })
    this.canUndo = undo.canUndo()
    this.canRedo = undo.canRedo()
  }

  get rows(): readonly TableRow[] {
    return this.#now().rows
  }

  /** The owner's first, by its name on this screen. */
  get freeColumns(): readonly FreeColumn[] {
    return this.#now().free
  }

  /** The words of a cell as it stands. */
  cell(row: TableRow, column: ShownColumn): string {
    if (column.kind === 'free') return row.free[column.id] ?? ''
    return row.item === null ? (column.id === 'serial' ? row.serial : '') : mselColumns[column.id].write(row.item, this.#parts.context())
  }

  /** Why these words cannot stand in the cell; null when they can. */
  faultOf(serial: Serial, column: ShownColumn, typed: string): Fault | null {
    const item = this.#row(serial)?.item
    if (column.kind === 'free' || item == null) return null
    const read = readCell(column.id, typed, item, this.#parts.context())
    return read.ok ? null : read.fault
  }

  /** Writes one cell. `before`: what it said when writing began. Returns what stands against it, in words; null when it is done or asked about. */
  write(serial: Serial, column: ShownColumn, typed: string, before: string): string | null {
    const row = this.#row(serial)
    if (row === undefined) return words.lost(serial, typed)
    const theirs = this.cell(row, column)
    if (typed === theirs || typed === before) return null
    if (theirs !== before) {
      this.meanwhile = { serial, column, mine: typed, theirs }
      return null
    }
    return this.#put(row, column, typed)
  }

  /** Puts one's own words over what somebody else put meanwhile. */
  insist(): string | null {
    const { meanwhile } = this
    this.meanwhile = null
    const row = meanwhile === null ? undefined : this.#row(meanwhile.serial)
    return meanwhile === null || row === undefined ? null : this.#put(row, meanwhile.column, meanwhile.mine)
  }

  /** Sets one free column of all chosen rows. */
  setForChosen(column: string, typed: string): void {
    const { chosen } = this
    this.apply(() => Array.from(chosen, (serial) => ({ serial, item: null, free: { [column]: typed } })))
  }

  /** Shifts the minutes of all chosen rows that have one. Returns what stays, in words; null when nothing does. */
  shiftChosen(minutes: number): string | null {
    const { chosen } = this
    const shifted = (): (RowEdit & { readonly dueMinute: number })[] => this.rows.flatMap(({ serial, item }) => {
      if (!chosen.has(serial) || item === null || item.dueMinute === null) return []
      const dueMinute = item.dueMinute + minutes
      return [{ serial, item: { ...item, dueMinute }, free: {}, dueMinute }]
    })
    const timed = shifted()
    const early = timed.filter(({ dueMinute }) => dueMinute < 0)
    this.apply(() => shifted().filter(({ dueMinute }) => dueMinute >= 0))
    if (timed.length === 0) return words.shiftNone
    return early.length === 0 ? null : words.shiftBefore(early.map(({ serial }) => serial).join(', '))
  }

  /** Adds an empty row. Returns why not, in words; null when it is there. */
  add(typed: string): { readonly serial: Serial } | { readonly why: string } {
    const read = readCell('serial', typed, blankItem(''), this.#parts.context())
    if (!read.ok) return { why: words.fault(read.fault) }
    const { serial } = read.value
    if (this.#row(serial) !== undefined) return { why: words.serialTaken }
    const item = blankItem(serial)
    this.apply(() => [{ serial, item: { ...item, content: { ...item.content, title: serial } }, free: {} }])
    return { serial }
  }

  remove(serials: readonly Serial[]): void {
    this.#step(() => removeRows(this.#parts.doc, serials, this.#work.origin))
    this.chosen = new Set(Array.from(this.chosen).filter((serial) => !serials.includes(serial)))
  }

  /** False when there are too many already. */
  addColumn(name: string): boolean {
    if (plainWords(name) === plainWords(words.owner)) return true
    return this.#step(() => addFreeColumn(this.#parts.doc, newRecordId(this.#parts.doc), name, this.#work.origin)) !== null
  }

  removeColumn(id: string): void {
    if (id !== ownerColumn) this.#step(() => removeFreeColumn(this.#parts.doc, id, this.#work.origin))
  }

  /** Writes rows as one step of undo, unless some of them would go out at once: then it is asked about. */
  apply(make: () => readonly RowEdit[], sure = false): void {
    const edits = make()
    if (edits.length === 0) return
    const serials = sure ? [] : this.#parts.dueAtOnce(edits)
    if (serials.length > 0) this.doubted = { make, serials }
    else this.#step(() => writeRows(this.#parts.doc, edits, this.#work.origin))
  }

  /** Answers the doubt. */
  settle(sure: boolean): void {
    const { doubted } = this
    this.doubted = null
    if (sure && doubted !== null) this.apply(doubted.make, true)
  }

  undo(): void {
    this.#work.undo.undo()
  }

  redo(): void {
    this.#work.undo.redo()
  }

  #put(row: TableRow, column: ShownColumn, typed: string): string | null {
    const { serial } = row
    if (column.kind === 'free') {
      this.apply(() => [{ serial, item: null, free: { [column.id]: typed.trim() } }])
      return null
    }
    if (row.item === null) return words.unreadable(row.why)
    const read = readCell(column.id, typed, row.item, this.#parts.context())
    if (!read.ok) return words.fault(read.fault)
    this.apply(() => {
      const item = this.#row(serial)?.item
      const again = item == null ? read : readCell(column.id, typed, item, this.#parts.context())
      return again.ok ? [{ serial, item: again.value, free: {} }] : []
    })
    return null
  }

  #step<T>(act: () => T): T {
    this.#work.undo.stopCapturing()
    const result = act()
    this.#work.undo.stopCapturing()
    return result
  }

  #row(serial: Serial): TableRow | undefined {
    return this.#now().rows.find((row) => row.serial === serial)
  }

  #now(): { readonly rows: readonly TableRow[]; readonly free: readonly FreeColumn[] } {
    this.#subscribe()
    const { doc } = this.#parts
    if (this.#read === null || !this.#heard) {
      this.#read = { rows: tableRowsOf(doc), free: freeColumnsOf(doc).map((column) => (column.id === ownerColumn ? { ...column, name: words.owner } : column)) }
    }
    return this.#read
  }
}
