/**
 * What is done to the selected marks all at once: moved, copied, grouped, locked, stacked, given another's style. Each is one
 * step of undo and one change of the document. Locked marks are passed over, except by the lock itself.
 */
import type { Annotation, AnnotationChange, AnnotationStyle, Geometry } from '#shared/board/annotation.ts'
import { withGeometry } from '#shared/board/annotation.ts'
import type { BoardState, NewMark } from '../state/boardState.svelte.ts'
import { text } from '../text/index.ts'
import type { MapView, ScreenPoint } from './MapView.ts'
import { shifted, withoutCorner } from './tools/selectTool.ts'

const copyPixels = 24

export class SelectionActs {
  readonly #view: MapView
  readonly #board: () => BoardState | null
  #clipboard: readonly Annotation[] = []
  #style: AnnotationStyle | null = null

  constructor(view: MapView, board: () => BoardState | null) {
    this.#view = view
    this.#board = board
  }

  /** The selected marks that are there, in the order they were chosen. */
  get marks(): readonly Annotation[] {
    const board = this.#board()
    return board?.selection.flatMap((id) => board.peek(id) ?? []) ?? []
  }

  remove(): void {
    this.removeMarks(this.marks.map(({ id }) => id))
  }

  removeMarks(ids: readonly string[]): void {
    const board = this.#board()
    board?.remove(ids.filter((id) => board.peek(id)?.locked === false))
  }

  /** Takes one corner away where enough are left. */
  removeCorner(id: string, index: number): void {
    const mark = this.#board()?.peek(id) ?? null
    const geometry = mark === null || mark.locked ? null : withoutCorner(mark, index)
    if (geometry !== null) this.#board()?.changeAll([{ id, change: { geometry } }])
  }

  /** Moves by so many pixels. Steps that follow quickly are one step of undo. */
  nudge(pixels: ScreenPoint): void {
    const board = this.#board()
    board?.changeAll(this.#free().map((mark) => ({ id: mark.id, change: { geometry: this.#moved(mark, pixels) } })), true)
  }

  change(change: AnnotationChange): void {
    this.#board()?.changeAll(this.#free().map(({ id }) => ({ id, change })))
  }

  duplicate(): void {
    this.#putCopies(this.marks)
  }

  copy(): void {
    if (this.marks.length > 0) this.#clipboard = this.marks
  }

  cut(): void {
    this.copy()
    this.remove()
  }

  paste(): void {
    this.#putCopies(this.#clipboard)
    // the next copies lie beside these, not on them
    this.#clipboard = this.marks
  }

  copyStyle(): void {
    this.#style = this.marks[0]?.style ?? this.#style
  }

  pasteStyle(): void {
    if (this.#style === null) return
    const { colour, pattern } = this.#style
    const takes = (mark: Annotation): AnnotationChange => (mark.kind === 'line' || pattern !== 'arrow' ? { colour, pattern } : { colour })
    this.#board()?.changeAll(this.#free().map((mark) => ({ id: mark.id, change: takes(mark) })))
  }

  /** Locks all; unlocks them when all are locked. */
  lock(): void {
    const locked = !this.marks.every((mark) => mark.locked)
    this.#board()?.changeAll(this.marks.map(({ id }) => ({ id, change: { locked } })))
  }

  /** The group takes its name from its first mark. */
  group(): void {
    const marks = this.#free()
    const [first] = marks
    if (first !== undefined && marks.length > 1) this.change({ group: first.id })
  }

  ungroup(): void {
    this.change({ group: '' })
  }

  restack(up: boolean): void {
    this.#board()?.restack(this.#free().map(({ id }) => id), up)
  }

  #free(): readonly Annotation[] {
    return this.marks.filter(({ locked }) => !locked)
  }

  /** Copies of one group are a group of their own. */
  #putCopies(marks: readonly Annotation[]): void {
    const board = this.#board()
    if (board === null || marks.length === 0) return
    const name = board.freshName() ?? ''
    const groups = [...new Set(marks.map(({ group }) => group))]
    const copies = marks.map((mark): NewMark => {
      const { id: _, order: __, ...copy } = withGeometry(mark, this.#moved(mark, [copyPixels, copyPixels]))
      const group = mark.group === '' ? '' : `${name}-g${groups.indexOf(mark.group)}`
      return { ...copy, label: mark.label === '' ? '' : text.map.copied(mark.label), group, locked: false }
    })
    board.select(board.putAll(copies))
  }

  #moved({ geometry }: Annotation, [x, y]: ScreenPoint): Geometry {
    const centre = this.#view.centre()
    const [atX, atY] = this.#view.toScreen(centre)
    const to = this.#view.toPosition([atX + x, atY + y])
    return shifted(geometry, to[0] - centre[0], to[1] - centre[1])
  }
}
