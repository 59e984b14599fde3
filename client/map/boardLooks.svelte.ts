/** The looks on one board, counted once and followed from then on. */
import type { BoardState } from '../state/boardState.svelte.ts'
import { Signal } from '../state/signal.ts'
import { MarkLooks, type MarkLook } from './markLooks.ts'

export class BoardLooks {
  readonly #looks = new MarkLooks()
  readonly #bell = new Signal()
  readonly #board: BoardState
  readonly #stop: () => void

  constructor(board: BoardState) {
    this.#board = board
    for (const mark of board.peekAll()) this.#looks.put(mark)
    this.#stop = board.listen(({ added, changed, removed }) => {
      let differs = false
      for (const id of [...removed, ...added, ...changed]) {
        const mark = board.peek(id)
        differs = (mark === null ? this.#looks.remove(id) : this.#looks.put(mark)) || differs
      }
      if (differs) this.#bell.ring()
    })
  }

  /** Reactive. */
  looks(isShown: (layer: string) => boolean): ReadonlyMap<string, MarkLook> {
    this.#bell.read()
    return this.#looks.looks((layer) => isShown(this.#board.layers.idOf(layer)))
  }

  stop(): void {
    this.#stop()
  }
}
