/** The slides of a board and their notes, live; and the one that stands there now. */
import { createSubscriber } from 'svelte/reactivity'
import type * as Y from 'yjs'
import type { StageView } from '#shared/exercise/plenary.ts'
import { observeSlides, slideNote, slidesOf, type Slide } from '#shared/board/slides.ts'
import type { Presenting } from '../../state/presenting.svelte.ts'

export class SlideDeck {
  readonly #board: Y.Doc
  readonly #discussion: Y.Doc
  readonly #presenting: Presenting
  readonly #subscribe: () => void

  constructor(board: Y.Doc, discussion: Y.Doc, presenting: Presenting) {
    this.#board = board
    this.#discussion = discussion
    this.#presenting = presenting
    this.#subscribe = createSubscriber((update) => {
      const stops = [observeSlides(board, update), observeSlides(discussion, update)]
      return () => stops.forEach((stop) => stop())
    })
  }

  get slides(): readonly Slide[] {
    this.#subscribe()
    return slidesOf(this.#board)
  }

  noteOf(slide: string): string {
    this.#subscribe()
    return slideNote(this.#discussion, slide)
  }

  /** The slide shown now; null = none. */
  get current(): string | null {
    return this.#presenting.slideId
  }

  /** Where the current slide stands; -1 when there is none, or it was removed. */
  get index(): number {
    return this.slides.findIndex(({ id }) => id === this.current)
  }

  show(slide: Slide): void {
    const { slides } = this
    this.#presenting.turnToSlide(viewOf(slide, slides.findIndex(({ id }) => id === slide.id) + 1, slides.length), slide.id)
  }

  /** To the next or the one before; from nowhere to the first. False at the ends. */
  step(by: -1 | 1): boolean {
    const slide = this.slides[this.index < 0 ? 0 : this.index + by]
    if (slide === undefined || slide.id === this.current) return false
    this.show(slide)
    return true
  }

  leave(): void {
    this.#presenting.turnToSlide(null)
  }
}

function viewOf({ bounds, section, hiddenLayers, highlight, title }: Slide, number: number, of: number): StageView {
  return { bounds, section, hiddenLayers, highlight, slide: { number, of, title } }
}
