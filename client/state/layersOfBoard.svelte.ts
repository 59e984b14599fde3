/** The layers of one opened board, lowest first, and which of them new marks come to. Every act is one step of undo. */
import type * as Y from 'yjs'
import { defaultLayer } from '#shared/board/annotation.ts'
import { addMarkLayer, markLayersOf, moveMarkLayer, observeMarkLayers, removeMarkLayer, renameMarkLayer, type MarkLayer } from '#shared/board/boardLayers.ts'
import type { OwnWork } from './ownWork.ts'

export class LayersOfBoard {
  /** Reactive. */
  list = $state.raw<readonly MarkLayer[]>([{ id: defaultLayer, name: '', order: '' }])
  /** Not reactive. Layers this person hid: their marks are neither hit nor selected. */
  unseen: ReadonlySet<string> = new Set()
  #wanted = $state(defaultLayer)
  #doc: Y.Doc | null = null
  #work: OwnWork | null = null

  attach(doc: Y.Doc, work: OwnWork): () => void {
    this.#doc = doc
    this.#work = work
    const read = (): void => { this.list = markLayersOf(doc) }
    read()
    return observeMarkLayers(doc, read)
  }

  /** Reactive. New marks come here. */
  get active(): string {
    return this.idOf(this.#wanted)
  }

  activate(id: string): void {
    this.#wanted = id
  }

  /** Where a mark lies that names this layer: a layer that is gone is the default layer. */
  idOf(layer: string): string {
    return this.list.some(({ id }) => id === layer) ? layer : defaultLayer
  }

  /** Adds a layer above the others, for the next marks. */
  add(name: string): string | null {
    const id = this.#act((doc, work) => addMarkLayer(doc, name, work.origin)) ?? null
    if (id !== null) this.activate(id)
    return id
  }

  rename(id: string, name: string): void {
    this.#act((doc, work) => renameMarkLayer(doc, id, name, work.origin))
  }

  move(id: string, up: boolean): void {
    this.#act((doc, work) => moveMarkLayer(doc, id, up, work.origin))
  }

  remove(id: string): void {
    this.#act((doc, work) => removeMarkLayer(doc, id, work.origin))
  }

  #act<Answer>(act: (doc: Y.Doc, work: OwnWork) => Answer): Answer | undefined {
    if (this.#doc === null || this.#work === null) return undefined
    this.#work.undo.stopCapturing()
    const answer = act(this.#doc, this.#work)
    this.#work.undo.stopCapturing()
    return answer
  }
}
