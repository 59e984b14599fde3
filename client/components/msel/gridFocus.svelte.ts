/** Where the focus is in the table, and which cell is being written. Column 0 is the serial. */
import type { MselColumnId } from '#shared/board/msel/columns.ts'
import type { Serial } from '#shared/exercise/names.ts'

export interface Writing { readonly serial: Serial; readonly column: string; readonly before: string; readonly begin: string }

/** Columns whose words have lines. */
export const longColumns: ReadonlySet<MselColumnId> = new Set<MselColumnId>(['text', 'choices', 'notice', 'truth', 'dilemma', 'expected', 'branches', 'notes'])

const page = 12

export class GridFocus {
  row = $state(0)
  column = $state(1)
  /** Somebody was in the table: until then one is in no row of it. */
  touched = $state(false)
  writing = $state.raw<Writing | null>(null)

  at(row: number, column: number): void {
    this.row = row
    this.column = column
    this.touched = true
  }

  keepWithin(rows: number, columns: number): void {
    if (this.row >= rows) this.row = Math.max(0, rows - 1)
    if (this.column > columns) this.column = columns
  }

  /** Moves by a key. False: the key is none that moves. */
  move(event: KeyboardEvent, rows: number, columns: number): boolean {
    const jump = event.ctrlKey || event.metaKey
    const to = ((): readonly [number, number] | null => {
      switch (event.key) {
        case 'ArrowDown': return [jump ? rows - 1 : this.row + 1, this.column]
        case 'ArrowUp': return [jump ? 0 : this.row - 1, this.column]
        case 'ArrowRight': return [this.row, jump ? columns : this.column + 1]
        case 'ArrowLeft': return [this.row, jump ? 0 : this.column - 1]
        case 'Home': return [jump ? 0 : this.row, 0]
        case 'End': return [jump ? rows - 1 : this.row, columns]
        case 'PageDown': return [this.row + page, this.column]
        case 'PageUp': return [this.row - page, this.column]
        default: return null
      }
    })()
    if (to === null) return false
    this.#go(to, rows, columns)
    return true
  }

  step(step: 'down' | 'next' | 'previous', rows: number, columns: number): void {
    this.#go(step === 'down' ? [this.row + 1, this.column] : [this.row, this.column + (step === 'next' ? 1 : -1)], rows, columns)
  }

  #go([row, column]: readonly [number, number], rows: number, columns: number): void {
    this.row = Math.min(rows - 1, Math.max(0, row))
    this.column = Math.min(columns, Math.max(0, column))
    this.touched = true
  }
}
