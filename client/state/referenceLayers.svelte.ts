/** The reference layers of one board: which there are, which are shown, and what is in them, fetched when first shown. */
import type * as Y from 'yjs'
import type { Piece } from '#shared/board/exchange/piece.ts'
import { observeReferenceLayers, referenceLayersOf, removeReferenceLayer, type ReferenceLayer } from '#shared/board/referenceLayers.ts'
import { fetchLayer } from '../connection/media.ts'
import { ownWorkOf } from './ownWork.ts'

export type LayerContent = { readonly status: 'loading' | 'missing' } | { readonly status: 'here'; readonly pieces: readonly Piece[] }

export class ReferenceLayers {
  /** Reactive. */
  list = $state.raw<readonly ReferenceLayer[]>([])
  /** Reactive. By media: a layer's content never changes. */
  contents = $state.raw<ReadonlyMap<string, LayerContent>>(new Map())
  /** Reactive. Ids of layers this person does not want to see. */
  hidden = $state.raw<ReadonlySet<string>>(new Set())
  #doc: Y.Doc | null = null
  readonly #address: (media: string) => string

  constructor(address: (media: string) => string) {
    this.#address = address
  }

  /** Follows this document until the returned function is called. */
  attach(doc: Y.Doc): () => void {
    this.#doc = doc
    const read = (): void => {
      this.list = referenceLayersOf(doc)
      for (const { media } of this.list) void this.#fetch(media)
    }
    read()
    return observeReferenceLayers(doc, read)
  }

  toggle(id: string): void {
    const next = new Set(this.hidden)
    if (!next.delete(id)) next.add(id)
    this.hidden = next
  }

  takeOff(id: string): void {
    if (this.#doc !== null) removeReferenceLayer(this.#doc, id, ownWorkOf(this.#doc).origin)
  }

  async #fetch(media: string): Promise<void> {
    const before = this.contents.get(media)
    // what could not be had may be there later: the floor may have been given since
    if (before !== undefined && before.status !== 'missing') return
    this.#keep(media, { status: 'loading' })
    const pieces = await fetchLayer(this.#address(media))
    this.#keep(media, pieces === null ? { status: 'missing' } : { status: 'here', pieces })
  }

  #keep(media: string, content: LayerContent): void {
    this.contents = new Map(this.contents).set(media, content)
  }
}
