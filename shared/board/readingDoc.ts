/**
 * Copies that hold exactly what they are given. Yjs tidies redundant marks of text away when somebody else's change
 * arrives. In a copy that only reads, that is a change nobody wrote and no row holds; and once a later change makes the
 * mark count again, that copy shows other text than everybody else's, for good. Writers' copies may tidy: what they take
 * away comes to all as rows.
 */
import * as Y from 'yjs'

export function createReadingDoc(): Y.Doc {
  const doc = new Y.Doc()
  keepMarks(doc, () => true)
  return doc
}

/** The same, in which what was deleted stays to be looked at. */
export function createWholeDoc(): Y.Doc {
  const doc = new Y.Doc({ gc: false })
  keepMarks(doc, () => true)
  return doc
}

/** Keeps a copy from tidying while it only reads. */
export function keepMarks(doc: Y.Doc, onlyReads: () => boolean): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (onlyReads()) transaction._needFormattingCleanup = false
  })
}
