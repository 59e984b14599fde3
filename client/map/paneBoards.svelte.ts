/** The boards a pane shows, by layer id: their marks and their drawings, once each is there. */
import type { BoardState } from '../state/boardState.svelte.ts'
import type { BoardDrawing } from './MapView.ts'

interface Shown { readonly state: BoardState; readonly drawing: BoardDrawing }

export class PaneBoards {
  #shown: ReadonlyMap<string, Shown> = $state.raw(new Map())

  set(id: string, state: BoardState | null, drawing: BoardDrawing | null): void {
    const next = new Map(this.#shown)
    if (state === null || drawing === null) next.delete(id)
    else next.set(id, { state, drawing })
    this.#shown = next
  }

  stateOf(id: string): BoardState | null {
    return this.#shown.get(id)?.state ?? null
  }

  drawingOf(id: string): BoardDrawing | null {
    return this.#shown.get(id)?.drawing ?? null
  }

  /** None or one: for flat lists. */
  refOf(id: string): readonly { readonly id: string; readonly state: BoardState }[] {
    const state = this.stateOf(id)
    return state === null ? [] : [{ id, state }]
  }
}
