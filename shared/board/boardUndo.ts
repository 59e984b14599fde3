/**
 * Undo and redo of one person's own work in one document: marks and prose in one order. It never takes back what
 * somebody else did, and never takes back a mark of one's own that somebody else has since worked on.
 */
import * as Y from 'yjs'
import { unreadableAnnotations } from './boardDocument.ts'
import { planRoots } from './planRows.ts'
import type { Origin } from './yjsRecord.ts'

/**
 * One manager for each opened document and person. `origin` is the author of one's own tools; the prose editor adds its
 * own with `addTrackedOrigin`. Call `stopCapturing` when a gesture ends, so that the next one is a step of its own.
 * The whole document is in scope, because sections of prose may appear later: whose work it is, the origin says.
 * The owner calls `destroy`.
 */
export function makeUndo(doc: Y.Doc, origin: Origin): Y.UndoManager {
  const undo = new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), deleteFilter: (item) => mayTakeBack(doc, item) })
  undo.on('stack-item-popped', ({ stackItem }) => mendHalves(doc, stackItem.deletions))
  return undo
}

const mending: Origin = { own: 'mending' }

/** Roots whose records are made and worked on by several: marks, planned injects, rows of a plan. */
const recordRoots = ['annotations', 'msel', 'mselColumns', ...Object.values(planRoots)] as const

/** The name of the root this type is; null when it is none of records. Asks for no root that is not there. */
function recordRootOf(doc: Y.Doc, type: unknown): (typeof recordRoots)[number] | null {
  return recordRoots.find((name) => type !== null && doc.share.get(name) === type) ?? null
}

/**
 * Bringing a record back leaves out a field that somebody else gave a value while it was gone: without its place, nobody could
 * read the mark. Such a field gets the value it was taken away with. Nothing is written over a value that stands.
 * A mark has fields it may do without, and only one that cannot be read is mended; a planned inject has none, and of a row of a plan
 * no value is lost that way either.
 */
function mendHalves(doc: Y.Doc, broughtBack: Y.UndoManager['undoStack'][number]['deletions']): void {
  const halves = new Set(doc.share.has('annotations') ? unreadableAnnotations(doc) : [])
  if (halves.size === 0 && !recordRoots.some((name) => name !== 'annotations' && doc.share.has(name))) return
  doc.transact((transaction) => {
    Y.iterateDeletedStructs(transaction, broughtBack, (item) => {
      if (!(item instanceof Y.Item) || item.parentSub === null || !(item.parent instanceof Y.AbstractType)) return
      const former = item.parent._item
      const root = former === null ? null : recordRootOf(doc, former.parent)
      if (former === null || root === null || former.parentSub === null || (root === 'annotations' && !halves.has(former.parentSub))) return
      const record = doc.getMap(root).get(former.parentSub)
      if (record instanceof Y.Map && !record.has(item.parentSub) && item.content instanceof Y.ContentAny) record.set(item.parentSub, item.content.arr.at(-1))
    })
  }, mending)
}

/**
 * Refuses to take back the making of a record that holds somebody else's field. A field by itself is taken back by putting its
 * former value back, which has happened when this is asked: a value still standing has none that may be put back, because
 * somebody else gave another at the same time. Taking it away would leave half a mark that nobody can read. Only a field its
 * record was made without goes again: one of another's record, or a word in a free column of the MSEL.
 */
function mayTakeBack(doc: Y.Doc, item: Y.Item): boolean {
  if (recordRootOf(doc, item.parent) !== null) return !hasForeignField(item)
  const record = item.parent instanceof Y.AbstractType ? item.parent._item : null
  if (record === null || recordRootOf(doc, record.parent) === null || item.parentSub === null) return true
  return item.deleted || (item.left === null && (item.id.client !== record.id.client || item.parentSub.startsWith('free/')))
}

/** Former values count, too: who worked on a mark at the same time and was passed over has worked on it all the same. */
function hasForeignField(record: Y.Item): boolean {
  if (!(record.content instanceof Y.ContentType)) return false
  for (const field of record.content.type._map.values()) {
    for (let value: Y.Item | null = field; value !== null; value = value.left) if (value.id.client !== record.id.client) return true
  }
  return false
}
