/** What is known of a whole record without folding it again: where something happened, its chapters, its entries. */
import { parseDocumentName } from '../board/documentName.ts'
import type { DocumentName, SyndicateId } from '../exercise/names.ts'
import { Chapters, type Chapter } from './chapters.ts'
import { Density } from './density.ts'
import { EntrySteps } from './entrySteps.ts'
import type { Marker } from './markers.ts'
import type { ReplayLine } from './seatJournal.ts'

export class ReplayIndex {
  readonly density = new Density()
  readonly steps = new EntrySteps()
  readonly #chapters = new Chapters()
  /** Asked for every change of a day: the few names there are are read once. */
  readonly #syndicates = new Map<DocumentName, SyndicateId | null>()
  #markers = 0

  /** The lines that were appended to a timeline, and all the markers it has by now. */
  append(lines: readonly ReplayLine[], markers: readonly Marker[]): void {
    for (const line of lines) {
      this.steps.add(line)
      if (line.kind === 'update') this.density.add(line.t, this.#syndicateOf(line.document))
    }
    for (; this.#markers < markers.length; this.#markers += 1) {
      const marker = markers[this.#markers]
      if (marker === undefined) continue
      this.density.add(marker.t, marker.syndicate)
      this.#chapters.add(marker)
    }
  }

  get chapters(): readonly Chapter[] {
    return this.#chapters.list()
  }

  #syndicateOf(document: DocumentName): SyndicateId | null {
    const known = this.#syndicates.get(document)
    if (known !== undefined) return known
    const scope = parseDocumentName(document)
    const syndicate = scope !== null && 'syndicate' in scope ? scope.syndicate : null
    this.#syndicates.set(document, syndicate)
    return syndicate
  }
}
