/**
 * Remarks: what people of a board say about a mark, as a thread below its card; a comment pin is a marker that is there for
 * its remarks. Root Y.Map `remarks`, one record under each random id. Who made one comes from the journal, by its client id.
 * A remark outlives its mark: when the mark is put back, the thread is there again.
 */
import * as Y from 'yjs'
import { readAnnotation } from './boardDocument.ts'
import type { Annotation } from './annotation.ts'
import { compareOrder, isOrder, orderAbove } from './order.ts'
import { newRecord, readFields, type Origin } from './yjsRecord.ts'

export const remarkLength = 600

export interface Remark {
  readonly id: string
  readonly mark: string
  readonly text: string
  readonly order: string
  /** The Yjs client id that made it. */
  readonly maker: number
}

const recordShape = /^[A-Za-z0-9_-]{1,64}$/

/** The thread of one mark, oldest first. What cannot be read is passed over. */
export function remarksOn(doc: Y.Doc, mark: string): Remark[] {
  return allRemarks(doc).filter((remark) => remark.mark === mark)
}

/** Returns its id; null when there is nothing to say, or too much. */
export function addRemark(doc: Y.Doc, mark: string, words: string, origin: Origin): string | null {
  const text = words.trim()
  if (text === '' || text.length > remarkLength) return null
  const id = `${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
  const order = orderAbove(remarksOn(doc, mark).at(-1)?.order ?? null)
  doc.transact(() => root(doc).set(id, newRecord({ mark, text, order })), origin)
  return id
}

export function removeRemark(doc: Y.Doc, id: string, origin: Origin): void {
  if (root(doc).has(id)) doc.transact(() => root(doc).delete(id), origin)
}

/** Calls back after each change of any remark. Returns the way to stop. */
export function observeRemarks(doc: Y.Doc, changed: () => void): () => void {
  const remarks = root(doc)
  remarks.observeDeep(changed)
  return () => remarks.unobserveDeep(changed)
}

/** Ids of records that no reader can read. */
export function unreadableRemarks(doc: Y.Doc): string[] {
  return Array.from(root(doc)).flatMap(([id, record]) => (readRemark(doc, id, record) === null ? [id] : []))
}

/** Ids of remarks whose words may not stand on this board, as if they were the note of their mark. */
export function refusedRemarks(doc: Y.Doc, refuses: (mark: Annotation) => boolean): string[] {
  return allRemarks(doc).flatMap(({ id, mark, text }) => {
    const about = readAnnotation(doc, mark)
    return about !== null && refuses({ ...about, label: '', note: text }) ? [id] : []
  })
}

function allRemarks(doc: Y.Doc): Remark[] {
  return Array.from(root(doc)).flatMap(([id, record]) => readRemark(doc, id, record) ?? []).sort(compareOrder)
}

function readRemark(doc: Y.Doc, id: string, record: unknown): Remark | null {
  const fields = readFields(record, ['mark', 'text', 'order'])
  const maker = root(doc)._map.get(id)?.id.client
  if (fields === null || maker === undefined || !recordShape.test(id) || !isOrder(fields['order'])) return null
  const { mark, text, order } = fields
  if (typeof mark !== 'string' || !recordShape.test(mark) || typeof text !== 'string' || text.trim() === '' || text.length > remarkLength) return null
  return { id, mark, text, order, maker }
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('remarks')
}
