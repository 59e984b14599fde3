/** The MSEL read from the control document, once for every change of it: the scheduler asks for it every second. */
import type * as Y from 'yjs'
import { readMsel } from '#shared/board/controlDocument.ts'
import type { Msel } from '#shared/exercise/msel.ts'

export class MselReader {
  #doc: Y.Doc | null = null
  #msel: Msel | null = null
  readonly #forget = (): void => { this.#msel = null }

  /** What stands in this document now; a restore brings another document. */
  read(doc: Y.Doc): Msel {
    if (doc !== this.#doc) {
      this.#doc?.off('update', this.#forget)
      doc.on('update', this.#forget)
      this.#doc = doc
      this.#msel = null
    }
    this.#msel ??= readMsel(doc)
    return this.#msel
  }
}
