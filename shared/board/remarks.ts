/**
 * Remarks: what people of a board say about a mark, as a thread below its card, and the turns by which the thread is
 * resolved or reopened; a comment pin is a marker that is there for its remarks. Root Y.Map `remarks`, one record under each
 * random id. Who made one comes from the journal, by its client id. A thread outlives its mark: when the mark is put back,
 * it is there again. Turns are entries like what is said, so that two at once both stay, and undo takes back one's own.
 */
import * as Y from 'yjs'
import { readAnnotation } from './boardDocument.ts'
import type { Annotation } from './annotation.ts'
import { compareOrder, isOrder, orderAbove } from './order.ts'
import { newRecord, readFields, type Origin } from './yjsRecord.ts'

export const remarkLength = 600

export type Turn = 'resolved' | 'reopened'

interface Entry {
  readonly id: string
  readonly mark: string
  readonly order: string
  /** The Yjs client id that made it, and every word of it. */
  readonly maker: number
}
export type Remark = Entry & ({ readonly kind: 'said'; readonly text: string } | { readonly kind: Turn })

/** What a list tells of a thread. */
export interface ThreadSummary { readonly said: number; readonly isResolved: boolean }

const recordShape = /^[A-Za-z0-9_-]{1,64}$/

/** A marker put for its remarks: it is neither printed nor taken out unasked. */
export function isComment(mark: Annotation): boolean {
  return mark.kind === 'marker' && mark.symbol === 'comment'
}

/** The thread of one mark, oldest first. What cannot be read is passed over. */
export function remarksOn(doc: Y.Doc, mark: string): Remark[] {
  return allRemarks(doc).filter((remark) => remark.mark === mark)
}

/** As its last turn says. */
export function isResolved(thread: readonly Remark[]): boolean {
  return thread.findLast(({ kind }) => kind !== 'said')?.kind === 'resolved'
}

/** Of each mark that has one. */
export function threadsOf(doc: Y.Doc): ReadonlyMap<string, ThreadSummary> {
  const threads = new Map<string, ThreadSummary>()
  for (const { mark, kind } of allRemarks(doc)) {
    const { said, isResolved: before } = threads.get(mark) ?? { said: 0, isResolved: false }
    threads.set(mark, kind === 'said' ? { said: said + 1, isResolved: before } : { said, isResolved: kind === 'resolved' })
  }
  return threads
}

/** Returns its id; null when there is nothing to say, or too much. */
export function addRemark(doc: Y.Doc, mark: string, words: string, origin: Origin): string | null {
  const text = words.trim()
  return text === '' || text.length > remarkLength ? null : addEntry(doc, mark, { text }, origin)
}

/** Resolves or reopens a thread. Returns the turn's id; null when nothing was said yet, or it is so already. */
export function turnThread(doc: Y.Doc, mark: string, turn: Turn, origin: Origin): string | null {
  const thread = remarksOn(doc, mark)
  const isSo = isResolved(thread) === (turn === 'resolved')
  return isSo || thread.length === 0 ? null : addEntry(doc, mark, { turn }, origin)
}

export function removeRemark(doc: Y.Doc, id: string, origin: Origin): void {
  if (root(doc).has(id)) doc.transact(() => root(doc).delete(id), origin)
}

/** Calls back after each change of any remark, with the ids of those it made. Returns the way to stop. */
export function observeRemarks(doc: Y.Doc, changed: (made: readonly string[]) => void): () => void {
  const remarks = root(doc)
  const hear = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    changed(events.flatMap((event) => (event.target === remarks ? Array.from(event.changes.keys).flatMap(([id, { action }]) => (action === 'delete' ? [] : [id])) : [])))
  }
  remarks.observeDeep(hear)
  return () => remarks.unobserveDeep(hear)
}

/** Ids of every record, readable or not. */
export function remarkIdsOf(doc: Y.Doc): string[] {
  return Array.from(root(doc).keys())
}

/** Ids of records that no reader can read. */
export function unreadableRemarks(doc: Y.Doc): string[] {
  return Array.from(root(doc)).flatMap(([id, record]) => (readRemark(doc, id, record) === null ? [id] : []))
}

/** Ids of remarks whose words may not stand on this board, as if they were the note of their mark. */
export function refusedRemarks(doc: Y.Doc, refuses: (mark: Annotation) => boolean): string[] {
  return allRemarks(doc).flatMap((remark) => {
    const about = remark.kind === 'said' ? readAnnotation(doc, remark.mark) : null
    return about !== null && remark.kind === 'said' && refuses({ ...about, label: '', note: remark.text }) ? [remark.id] : []
  })
}

function addEntry(doc: Y.Doc, mark: string, content: { readonly text: string } | { readonly turn: Turn }, origin: Origin): string {
  const id = `${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
  const order = orderAbove(remarksOn(doc, mark).at(-1)?.order ?? null)
  doc.transact(() => root(doc).set(id, newRecord({ mark, order, ...content })), origin)
  return id
}

function allRemarks(doc: Y.Doc): Remark[] {
  return Array.from(root(doc)).flatMap(([id, record]) => readRemark(doc, id, record) ?? []).sort(compareOrder)
}

function readRemark(doc: Y.Doc, id: string, record: unknown): Remark | null {
  const fields = readFields(record, ['mark', 'order', 'text', 'turn'])
  const maker = root(doc)._map.get(id)?.id.client
  if (fields === null || maker === undefined || !recordShape.test(id) || !isOrder(fields['order']) || !isWhollyBy(record, maker)) return null
  const { mark, order, text, turn } = fields
  if (typeof mark !== 'string' || !recordShape.test(mark)) return null
  const entry = { id, mark, order, maker }
  if (turn === 'resolved' || turn === 'reopened') return text === undefined ? { ...entry, kind: turn } : null
  if (turn !== undefined || typeof text !== 'string' || text.trim() === '' || text.length > remarkLength) return null
  return { ...entry, kind: 'said', text }
}

/** The guard vouches for the client id of each item alone: words somebody else set in a record would be read as its maker's. */
function isWhollyBy(record: unknown, maker: number): boolean {
  return record instanceof Y.Map && Array.from(record._map.values()).every((item) => item.id.client === maker)
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('remarks')
}
