/** The past of the board a pane comes back to, kept while that board is on show. */
import { untrack } from 'svelte'
import type { ExerciseSource, OpenDocument } from '../state/source.ts'
import { BoardPast } from './boardPast.svelte.ts'

export class PanePast {
  current: BoardPast | null = $state.raw(null)

  /** Make it while a component is being made. `remembered` is reactive. */
  constructor(source: ExerciseSource, exercise: () => string, remembered: () => OpenDocument | null) {
    const name = $derived(remembered()?.name ?? null)
    $effect(() => {
      if (name === null) return
      const made = untrack(() => new BoardPast(source, exercise(), name))
      this.current = made
      return () => {
        this.current = null
        made.close()
      }
    })
    // told once when the board is there, and again at each return to it; in between everything is looked at as it happens
    $effect(() => {
      const sequence = remembered()?.position?.sequence
      const looked = this.current
      if (sequence !== undefined && looked !== null) untrack(() => looked.stands(sequence, !document.hidden))
    })
  }
}
