/** The prose of one section as blocks, live: hears the document and re-reads only this section. */
import { createSubscriber } from 'svelte/reactivity'
import type * as Y from 'yjs'
import { countWords, observeSection, proseText, readProse, sectionFragment, type ProseBlock } from '#shared/board/proseDocument.ts'

export class SectionText {
  readonly #doc: Y.Doc
  readonly #section: string
  readonly #subscribe: () => void
  #heard = false
  #blocks: readonly ProseBlock[] | null = null
  #words: number | null = null

  constructor(doc: Y.Doc, section: string) {
    this.#doc = doc
    this.#section = section
    this.#subscribe = createSubscriber((update) => {
      this.#forget()
      this.#heard = true
      const stop = observeSection(doc, section, () => {
        this.#forget()
        update()
      })
      return () => {
        this.#heard = false
        stop()
      }
    })
  }

  get blocks(): readonly ProseBlock[] {
    this.#subscribe()
    if (!this.#heard || this.#blocks === null) this.#blocks = readProse(sectionFragment(this.#doc, this.#section))
    return this.#blocks
  }

  get words(): number {
    const { blocks } = this
    if (!this.#heard || this.#words === null) this.#words = countWords(proseText(blocks))
    return this.#words
  }

  #forget(): void {
    this.#blocks = null
    this.#words = null
  }
}
