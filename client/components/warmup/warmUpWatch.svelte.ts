/** Sees on the board what this laptop's own hand does for the warm-up: a marker on the place, a line of the plan. */
import type * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { annotationsOf, makerOf } from '#shared/board/boardDocument.ts'
import { countWords, proseText, readProse, sectionFragment } from '#shared/board/proseDocument.ts'
import { nearKm } from './warmUpTasks.ts'

/** Words that make a line. */
const lineWords = 3

export interface WatchParts {
  readonly sections: readonly string[]
  /** From the place to a mark; null for marks that are no markers. */
  kmTo(mark: Annotation): number | null
  /** Whether this seat wrote under this Yjs client id, here or on a page before. */
  isOwn(clientId: number): boolean
}

export class WarmUpWatch {
  /** A marker of one's own stands on the place. */
  marked = $state(false)
  /** How far one's own nearest marker is from it, while none stands there. */
  missedKm = $state<number | null>(null)
  /** One's own hand wrote where a line of the plan stands. */
  written = $state(false)
  readonly #parts: WatchParts

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  /** Looks at a document and follows it; returns the way to let it go. */
  follow(doc: Y.Doc): () => void {
    this.#lookAtMarks(doc)
    const hear = (transaction: Y.Transaction): void => {
      if (!transaction.local) return
      this.#lookAtMarks(doc)
      if (this.#parts.sections.some((section) => this.#wroteLine(doc, section, transaction))) this.written = true
    }
    doc.on('afterTransaction', hear)
    return () => doc.off('afterTransaction', hear)
  }

  #lookAtMarks(doc: Y.Doc): void {
    const own = [...annotationsOf(doc)].filter(([id]) => {
      const maker = makerOf(doc, id)
      return maker !== null && (maker === doc.clientID || this.#parts.isOwn(maker))
    })
    const distances = own.flatMap(([, mark]) => this.#parts.kmTo(mark) ?? [])
    const nearest = distances.length === 0 ? null : Math.min(...distances)
    if (nearest !== null && nearest <= nearKm) this.marked = true
    this.missedKm = this.marked ? null : nearest
  }

  #wroteLine(doc: Y.Doc, section: string, { changedParentTypes }: Y.Transaction): boolean {
    const fragment = sectionFragment(doc, section)
    for (const type of changedParentTypes.keys()) if (Object.is(type, fragment)) return countWords(proseText(readProse(fragment))) >= lineWords
    return false
  }
}
