/**
 * A list on its way into the MSEL: read from its file, its columns named, its red cells mended here, and at every moment what
 * bringing it in would do. The list itself is not touched before `bring`.
 */
import type * as Y from 'yjs'
import { newRecordId } from '#shared/board/boardDocument.ts'
import { applyImport, newColumnsOf, presentRows, takenRows } from '#shared/board/msel/applyImport.ts'
import { mselColumnIds, type MselColumnId } from '#shared/board/msel/columns.ts'
import { columnLetters, freeName, guessHeaderRow, guessUses, type ColumnUse } from '#shared/board/msel/headers.ts'
import { planImport, type ImportPlan, type PlannedRow, type TakenRow } from '#shared/board/msel/importPlan.ts'
import type { RowEdit } from '#shared/board/msel/mselRows.ts'
import { plainWords, type TableContext } from '#shared/board/msel/tableContext.ts'
import { dayNumber } from '#shared/board/msel/times.ts'
import type { TableNotice, TableSheet } from '#shared/board/exchange/table/table.ts'
import { limits } from '#shared/protocol/limits.ts'
import { encodeStateAsUpdate } from 'yjs'
import { ownWorkOf } from '../../state/ownWork.ts'
import { mselText as words } from '../../text/en/msel.ts'
import { readTableFile, type FileChoice } from './tableFile.ts'
import type { TableState } from './tableState.svelte.ts'
import { readOnlyHeadings } from './takeOut.ts'

export type Shown = 'all' | 'faults' | 'changes' | 'out'

/** Headings as our own files have them. */
const ownHeadings: ReadonlyMap<string, MselColumnId> = new Map(mselColumnIds.map((id) => [plainWords(words.columns[id]), id]))

export class Importing {
  file = $state.raw<File | null>(null)
  isWords = $state(false)
  choice = $state.raw<FileChoice>({ letters: null, separator: null })
  sheets = $state.raw<readonly TableSheet[]>([])
  sheet = $state(0)
  cells = $state.raw<readonly (readonly string[])[]>([])
  headerRow = $state<number | null>(null)
  uses = $state.raw<readonly ColumnUse[]>([])
  notices = $state.raw<readonly TableNotice[]>([])
  dDay = $state('')
  emptyClears = $state(false)
  takeFaulty = $state(true)
  giveNumbers = $state(false)
  shown = $state<Shown>('all')
  /** A sentence; null when nothing is wrong. */
  problem = $state.raw<string | null>(null)
  reading = $state(false)
  readonly #table: () => TableState
  readonly #context: () => TableContext

  constructor(table: () => TableState, context: () => TableContext) {
    this.#table = table
    this.#context = context
  }

  /** Reactive: what bringing it in would do now. Null before a file is there. */
  readonly plan: ImportPlan | null = $derived.by(() => (this.cells.length === 0 ? null : this.#plan()))

  readonly headers: readonly string[] = $derived.by(() => {
    const named = this.headerRow === null ? [] : (this.cells[this.headerRow] ?? [])
    return this.uses.map((_, column) => (named[column] ?? '').trim() || columnLetters(column))
  })

  readonly counts = $derived.by(() => {
    const rows = this.plan?.rows ?? []
    const count = (...outcomes: PlannedRow['outcome'][]): number => rows.filter(({ outcome }) => outcomes.includes(outcome)).length
    return { fresh: count('new'), changed: count('changed'), same: count('same'), out: count('left-out'), lines: count('before', 'empty', 'heading'), red: rows.reduce((sum, { faults }) => sum + faults.length, 0) }
  })

  /** The rows as they would be written. */
  readonly edits: readonly RowEdit[] = $derived.by(() => this.#taken().map(({ serial, item }) => ({ serial, item, free: {} })))

  readonly freshColumns: readonly string[] = $derived.by(() => (this.plan === null ? [] : newColumnsOf(this.plan, this.#table().freeColumns, words.owner)))

  async read(file: File, choice: FileChoice = { letters: null, separator: null }): Promise<void> {
    this.problem = null
    this.reading = true
    try {
      const read = await readTableFile(file, choice)
      if (read.status === 'refused') {
        this.problem = words.problems[read.problem]
        return
      }
      this.file = file
      this.choice = choice
      this.isWords = read.isWords === true
      this.sheets = read.sheets
      this.notices = read.notices
      const first = read.sheets.findIndex((sheet) => !sheet.hidden && sheet.cells.length > 0)
      this.openSheet(first >= 0 ? first : read.sheets.findIndex((sheet) => sheet.cells.length > 0))
    } catch {
      // the stick was pulled out, or the file was changed while it was read
      this.problem = words.problems.broken
    } finally {
      this.reading = false
    }
  }

  forget(): void {
    this.file = null
    this.cells = []
    this.sheets = []
    this.problem = null
  }

  openSheet(index: number): void {
    this.sheet = index
    this.cells = this.sheets[index]?.cells ?? []
    this.setHeaderRow(guessHeaderRow(this.cells, ownHeadings))
  }

  setHeaderRow(row: number | null): void {
    this.headerRow = row
    const width = this.cells[0]?.length ?? 0
    const named = row === null ? [] : (this.cells[row] ?? [])
    this.uses = guessUses(Array.from({ length: width }, (_, column) => named[column] ?? ''), ownHeadings, readOnlyHeadings)
    this.giveNumbers = !this.uses.some((use) => use.kind === 'field' && use.column === 'serial')
  }

  /** 'free', 'leave', or a column of ours: which then leaves the column of the file that had it. */
  setUse(column: number, chosen: string): void {
    const field = mselColumnIds.find((id) => id === chosen)
    const own = (at: number): ColumnUse => ({ kind: 'free', name: freeName(this.headers[at] ?? '', at) })
    this.uses = this.uses.map((use, at): ColumnUse => {
      if (at === column) return field !== undefined ? { kind: 'field', column: field } : chosen === 'leave' ? { kind: 'leave' } : own(at)
      return use.kind === 'field' && use.column === field ? own(at) : use
    })
  }

  /** Writes a cell of the file anew, here only. */
  mend(row: number, column: number, typed: string): void {
    this.cells = this.cells.map((line, at) => (at === row ? line.map((cell, place) => (place === column ? typed : cell)) : line))
  }

  /** Brings it in. Returns what was done, in words; null when there is no room, and `problem` says so. */
  bring(doc: Y.Doc): string | null {
    const { plan } = this
    // what it says now: once written, all of it is there already
    const counts = { ...this.counts }
    if (plan === null) return null
    const more = JSON.stringify(this.#taken().map(({ item, free }) => [item, free])).length * 2
    if (encodeStateAsUpdate(doc).length + more > limits.documentBytes) {
      this.problem = words.problems['too-large']
      return null
    }
    const { origin, undo } = ownWorkOf(doc)
    const steps = applyImport(plan, { doc, origin, ownerName: words.owner, newId: () => newRecordId(doc), endStep: () => undo.stopCapturing() })
    if (steps === null) this.problem = words.noRoom
    return steps === null ? null : words.brought(counts.fresh, counts.changed, counts.out, steps)
  }

  #taken(): TakenRow[] {
    return this.plan === null ? [] : takenRows(this.plan).filter(({ outcome }) => outcome !== 'same')
  }

  #plan(): ImportPlan {
    const table = this.#table()
    const { emptyClears, takeFaulty, giveNumbers } = this
    return planImport(
      { cells: this.cells, headerRow: this.headerRow, uses: this.uses }, presentRows(table.rows, table.freeColumns, words.owner),
      { emptyClears, takeFaulty, giveNumbers, notRead: words.notRead }, { ...this.#context(), dDay: dayNumber(this.dDay) },
    )
  }
}
