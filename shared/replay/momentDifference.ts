/** What differs between two moments of one board: marks that came, changed and went, and sections of the plan that read otherwise. */
import type * as Y from 'yjs'
import type { Annotation } from '../board/annotation.ts'
import { annotationsOf } from '../board/boardDocument.ts'
import { proseText, readProse, sectionFragment } from '../board/proseDocument.ts'
import { sameValue } from '../board/yjsRecord.ts'

export interface MomentDifference {
  readonly made: readonly Annotation[]
  readonly changed: readonly Annotation[]
  /** As they last were. */
  readonly removed: readonly Annotation[]
  /** Ids of sections. */
  readonly plan: readonly string[]
}

export function momentDifference(before: Y.Doc, after: Y.Doc, sections: readonly string[]): MomentDifference {
  const [old, now] = [annotationsOf(before), annotationsOf(after)]
  const marks = Array.from(now.values())
  return {
    made: marks.filter(({ id }) => !old.has(id)),
    changed: marks.filter((mark) => {
      const was = old.get(mark.id)
      return was !== undefined && !sameValue(was, mark)
    }),
    removed: Array.from(old.values()).filter(({ id }) => !now.has(id)),
    plan: sections.filter((section) => textOf(before, section) !== textOf(after, section)),
  }
}

function textOf(doc: Y.Doc, section: string): string {
  return proseText(readProse(sectionFragment(doc, section)))
}
