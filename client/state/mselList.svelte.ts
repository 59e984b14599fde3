/** The MSEL as it stands in the control document, live: read again when the document changed, once for all who look. */
import { createSubscriber } from 'svelte/reactivity'
import type * as Y from 'yjs'
import { readMsel } from '#shared/board/controlDocument.ts'
import type { Msel } from '#shared/exercise/msel.ts'

export class MselList {
  readonly #doc: Y.Doc
  readonly #subscribe: () => void
  #heard = false
  #msel: Msel | null = null

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#subscribe = createSubscriber((update) => {
      const hear = (): void => {
        this.#msel = null
        update()
      }
      this.#msel = null
      this.#heard = true
      doc.on('update', hear)
      return () => {
        this.#heard = false
        doc.off('update', hear)
      }
    })
  }

  get msel(): Msel {
    this.#subscribe()
    if (!this.#heard || this.#msel === null) this.#msel = readMsel(this.#doc)
    return this.#msel
  }
}
