/**
 * One person's undo stack in one opened document, shared by everything that writes it: the map's tools and the prose
 * editor, so that Ctrl+Z takes back the last thing done, wherever it was. It lives and ends with its Y.Doc.
 */
import type * as Y from 'yjs'
import { makeUndo } from '#shared/board/boardUndo.ts'
import type { Origin } from '#shared/board/yjsRecord.ts'

export interface OwnWork {
  /** The author of every transaction of one's own tools. */
  readonly origin: Origin
  /** The prose editor adds its own origin with `addTrackedOrigin`. Ended by the document's own end. */
  readonly undo: Y.UndoManager
}

const works = new WeakMap<Y.Doc, OwnWork>()

export function ownWorkOf(doc: Y.Doc): OwnWork {
  const present = works.get(doc)
  if (present !== undefined) return present
  const origin: Origin = { own: 'tools' }
  const work: OwnWork = { origin, undo: makeUndo(doc, origin) }
  works.set(doc, work)
  return work
}
