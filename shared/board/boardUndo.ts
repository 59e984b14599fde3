/**
 * Undo and redo of one person's own work in one document: marks and prose in one order. It never takes back what
 * somebody else did, and never takes back a mark of one's own that somebody else has since worked on.
 */
import * as Y from 'yjs'
import type { Origin } from './yjsRecord.ts'

/**
 * One manager for each opened document and person. `origin` is the author of one's own tools; the prose editor adds its
 * own with `addTrackedOrigin`. Call `stopCapturing` when a gesture ends, so that the next one is a step of its own.
 * The whole document is in scope, because sections of prose may appear later: whose work it is, the origin says.
 * The owner calls `destroy`.
 */
export function makeUndo(doc: Y.Doc, origin: Origin): Y.UndoManager {
  return new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), deleteFilter: (item) => mayTakeBack(doc, item) })
}

/** Refuses to take back the making of a record that holds somebody else's field. Fields changed later may be. */
function mayTakeBack(doc: Y.Doc, item: Y.Item): boolean {
  const annotations = doc.getMap('annotations')
  if (item.parent === annotations) return !hasForeignField(item)
  const record = item.parent instanceof Y.AbstractType ? item.parent._item : null
  const madeWithRecord = item.parentSub !== null && item.left === null
  if (record === null || record.parent !== annotations || !madeWithRecord) return true
  return !hasForeignField(record)
}

function hasForeignField(record: Y.Item): boolean {
  if (!(record.content instanceof Y.ContentType)) return false
  for (const field of record.content.type._map.values()) {
    if (field.id.client !== record.id.client) return true
  }
  return false
}
