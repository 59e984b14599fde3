/**
 * The marks of one opened document, parsed and kept in a plain map, with one bell for each mark and one for the
 * collection: a change re-reads the records it touched and no others. Outlives the Y.Doc: `attach` is called again when
 * the document was opened afresh.
 */
import { untrack } from 'svelte'
import type * as Y from 'yjs'
import type { Annotation, AnnotationChange } from '#shared/board/annotation.ts'
import {
  annotationsOf, changeAnnotation, changeAnnotations, makerOf, newRecordId, observeAnnotations, putAnnotations, readAnnotation, removeAnnotations,
  type AnnotationsChanged, type ChangedBy,
} from '#shared/board/boardDocument.ts'
import { compareOrder, orderAbove, orderOver, orderUnder } from '#shared/board/order.ts'
import { LayersOfBoard } from './layersOfBoard.svelte.ts'
import { ownWorkOf, type OwnWork } from './ownWork.ts'
import { Signal } from './signal.ts'

/** A mark to be: its id is given when it is put. */
export type NewMark = Annotation extends infer Each ? (Each extends Annotation ? Omit<Each, 'id' | 'order'> : never) : never

/** What may not be written on a board. A guard that refuses says why to the person itself. */
export interface MarkGuard {
  refusesMark(mark: Annotation): boolean
  refusesChange(mark: Annotation, change: AnnotationChange): boolean
}

/** `by` is null when a whole document was opened: that is nobody's change. */
export type BoardListener = (change: AnnotationsChanged, by: ChangedBy | null) => void

const stackEvents = ['stack-item-added', 'stack-item-popped', 'stack-cleared', 'stack-item-updated'] as const

export class BoardState {
  /** Ids of selected marks that still exist. */
  selection = $state.raw<readonly string[]>([])
  canUndo = $state(false)
  canRedo = $state(false)
  readonly layers = new LayersOfBoard()
  /** Set by the pane that writes this board. */
  guard: MarkGuard | null = null

  #doc: Y.Doc | null = null
  #work: OwnWork | null = null
  #marks = new Map<string, Annotation>()
  readonly #one = new Map<string, Signal>()
  readonly #all = new Signal()
  readonly #listeners = new Set<BoardListener>()

  /** Reads a document and follows it. Returns the way to let it go; what was read stays until the next one. */
  attach(doc: Y.Doc): () => void {
    return untrack(() => this.#attach(doc))
  }

  #attach(doc: Y.Doc): () => void {
    const before = Array.from(this.#marks.keys())
    this.#doc = doc
    this.#work = ownWorkOf(doc)
    this.#marks = annotationsOf(doc)
    const gone = before.filter((id) => !this.#marks.has(id))
    this.#tell({ added: Array.from(this.#marks.keys()), changed: [], removed: gone }, null)
    const stop = observeAnnotations(doc, (change, by) => this.#follow(doc, change, by))
    const { undo } = this.#work
    const stopLayers = this.layers.attach(doc, this.#work)
    const watch = (): void => {
      this.canUndo = undo.canUndo()
      this.canRedo = undo.canRedo()
    }
    watch()
    for (const event of stackEvents) undo.on(event, watch)
    return () => {
      stop()
      stopLayers()
      for (const event of stackEvents) undo.off(event, watch)
    }
  }

  /** Reactive. Every mark that can be read. */
  get marks(): ReadonlyMap<string, Annotation> {
    this.#all.read()
    return this.#marks
  }

  /** Reactive for this mark alone; null when it is gone. */
  mark(id: string): Annotation | null {
    const signal = this.#one.get(id) ?? new Signal()
    this.#one.set(id, signal)
    signal.read()
    return this.#marks.get(id) ?? null
  }

  /** Not reactive: for gestures and drawings. */
  peek(id: string): Annotation | null {
    return this.#marks.get(id) ?? null
  }

  peekAll(): Iterable<Annotation> {
    return this.#marks.values()
  }

  /** Not reactive: the marks on layers this person sees. What is hidden is neither hit nor selected. */
  peekSeen(): Iterable<Annotation> {
    const { layers } = this
    return layers.unseen.size === 0 ? this.#marks.values() : Array.from(this.#marks.values()).filter(({ layer }) => !layers.unseen.has(layers.idOf(layer)))
  }

  /** Hears every change once, with the ids it touched. */
  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The Yjs client id that made a mark. */
  makerOf(id: string): number | null {
    return this.#doc === null ? null : makerOf(this.#doc, id)
  }

  /** Whether this very browser tab made it. */
  isMine(id: string): boolean {
    return this.#doc !== null && this.makerOf(id) === this.#doc.clientID
  }

  select(ids: readonly string[]): void {
    this.selection = ids.filter((id) => this.#marks.has(id))
  }

  /** Puts a mark above all others, as one step of undo. Returns its id; null before a document is there, or when it is refused. */
  put(mark: NewMark): string | null {
    return this.putAll([mark])[0] ?? null
  }

  /** Puts several marks above all others, the last one topmost, as one step of undo. Returns the ids of those that were not refused. */
  putAll(marks: readonly NewMark[]): readonly string[] {
    if (this.#doc === null || this.#work === null || marks.length === 0) return []
    const name = newRecordId(this.#doc)
    let highest: string | null = null
    for (const { order } of this.#marks.values()) if (highest === null || order > highest) highest = order
    const made = marks.map((mark, index): Annotation => {
      highest = orderAbove(highest)
      return { ...mark, id: marks.length === 1 ? name : `${name}-${index}`, order: highest }
    })
    const allowed = made.filter((mark) => this.guard?.refusesMark(mark) !== true)
    if (allowed.length === 0) return []
    this.endStep()
    putAnnotations(this.#doc, allowed, this.#work.origin)
    this.endStep()
    return allowed.map(({ id }) => id)
  }

  /** Puts a mark as it once was, over what stands there now or anew where it is gone, as one step of undo. */
  putBack(mark: Annotation): void {
    if (this.#doc === null || this.#work === null || this.guard?.refusesMark(mark) === true) return
    this.endStep()
    putAnnotations(this.#doc, [mark], this.#work.origin)
    this.endStep()
  }

  /** Changes fields of one mark. Changes that follow quickly are one step of undo until `endStep`. False when it is refused. */
  change(id: string, change: AnnotationChange): boolean {
    if (!this.#allows(id, change)) return false
    if (this.#doc !== null && this.#work !== null) changeAnnotation(this.#doc, id, change, this.#work.origin)
    return true
  }

  /** Changes several marks in one write. One step of undo, or with what quickly goes before and after it when `flowing`. */
  changeAll(changes: readonly { readonly id: string; readonly change: AnnotationChange }[], flowing = false): void {
    const allowed = changes.filter(({ id, change }) => this.#allows(id, change))
    if (this.#doc === null || this.#work === null || allowed.length === 0) return
    if (!flowing) this.endStep()
    changeAnnotations(this.#doc, allowed, this.#work.origin)
    if (!flowing) this.endStep()
  }

  #allows(id: string, change: AnnotationChange): boolean {
    const mark = this.#marks.get(id)
    return mark === undefined || this.guard?.refusesChange(mark, change) !== true
  }

  /** A word nobody else can give, for a group to be; null before a document is there. */
  freshName(): string | null {
    return this.#doc === null ? null : newRecordId(this.#doc)
  }

  /** Moves marks one step up or down in the order; together they keep their own order. */
  restack(ids: readonly string[], up: boolean): void {
    const inOrder = Array.from(this.#marks.values()).sort(compareOrder)
    const moving = inOrder.filter(({ id }) => ids.includes(id))
    const edge = up ? moving.at(-1) : moving[0]
    if (edge === undefined) return
    const beyond = (up ? inOrder.slice(inOrder.indexOf(edge) + 1) : inOrder.slice(0, inOrder.indexOf(edge)).reverse()).slice(0, 2)
    const [next, after] = beyond
    if (next === undefined && moving.length === 1) return
    let near = next?.order ?? edge.order
    const far = after?.order ?? null
    this.changeAll((up ? moving : [...moving].reverse()).map(({ id }) => {
      const order = up ? orderOver(near, far) : orderUnder(near, far)
      near = order
      return { id, change: { order } }
    }))
  }

  /** Every mark of the same group, itself too; only itself when it is in none. */
  groupOf(id: string): readonly string[] {
    const group = this.#marks.get(id)?.group ?? ''
    if (group === '') return [id]
    return Array.from(this.#marks.values()).flatMap((mark) => (mark.group === group ? [mark.id] : []))
  }

  remove(ids: readonly string[]): void {
    if (this.#doc === null || this.#work === null || ids.length === 0) return
    this.endStep()
    removeAnnotations(this.#doc, ids, this.#work.origin)
    this.endStep()
  }

  /** The next change is a step of undo of its own. */
  endStep(): void {
    this.#work?.undo.stopCapturing()
  }

  undo(): void {
    this.#work?.undo.undo()
  }

  redo(): void {
    this.#work?.undo.redo()
  }

  #follow(doc: Y.Doc, change: AnnotationsChanged, by: ChangedBy): void {
    for (const id of [...change.added, ...change.changed]) {
      const mark = readAnnotation(doc, id)
      if (mark === null) this.#marks.delete(id)
      else this.#marks.set(id, Object.freeze(mark))
    }
    for (const id of change.removed) this.#marks.delete(id)
    this.#tell(change, by)
  }

  #tell(change: AnnotationsChanged, by: ChangedBy | null): void {
    if (this.selection.some((id) => !this.#marks.has(id))) this.selection = this.selection.filter((id) => this.#marks.has(id))
    for (const id of [...change.added, ...change.changed, ...change.removed]) this.#one.get(id)?.ring()
    for (const id of change.removed) this.#one.delete(id)
    this.#all.ring()
    for (const listener of this.#listeners) listener(change, by)
  }
}
