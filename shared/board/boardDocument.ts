/**
 * The marks of a board, the overlay or the plenary, as they lie in a Yjs document: root Y.Map `annotations`, one record
 * under each random id. Readers parse; what nobody can read is skipped. Deleting wins over concurrent edits, because a
 * record is one nested Y.Map. Prose is in proseDocument.ts, seeding and repair in documentShape.ts.
 */
import * as Y from 'yjs'
import { limits } from '../protocol/limits.ts'
import { roundGeometry, type Annotation, type AnnotationChange } from './annotation.ts'
import { fieldsOf, parseAnnotation } from './annotationParser.ts'
import { newRecord, readFields, writeFields, type Origin } from './yjsRecord.ts'

export type { Origin } from './yjsRecord.ts'

const fieldNames = [
  'kind', 'label', 'note', 'layer', 'group', 'colour', 'pattern', 'geometry', 'order', 'locked',
  'symbol', 'sidc', 'radiusKm', 'rings', 'graphic', 'quantity', 'media', 'opacity',
] as const

/** Ids of records, by what happened to them in one transaction. */
export interface AnnotationsChanged {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** Whose change it was. Taking away leaves no name behind: `clients` is empty when that was all. */
export interface ChangedBy {
  /** Done in this very copy: one's own hand, or one's own undo. */
  readonly here: boolean
  /** The Yjs client ids whose writing came with the change. */
  readonly clients: readonly number[]
}

/** Every mark that can be read, by id. Costs a walk over all: listen with observeAnnotations afterwards. */
export function annotationsOf(doc: Y.Doc): Map<string, Annotation> {
  const found = new Map<string, Annotation>()
  for (const id of root(doc).keys()) {
    const annotation = readAnnotation(doc, id)
    if (annotation !== null) found.set(id, annotation)
  }
  return found
}

/** Ids of records that no reader can read. */
export function unreadableAnnotations(doc: Y.Doc): readonly string[] {
  return faultyAnnotations(doc, () => false).unreadable
}

/** Ids of records that no reader can read, and of marks that are refused: one walk over all, or over those named, as far as they are there. */
export function faultyAnnotations(doc: Y.Doc, refuses: (mark: Annotation) => boolean, among: Iterable<string> = root(doc).keys()): { readonly unreadable: readonly string[]; readonly refused: readonly string[] } {
  const [unreadable, refused]: [string[], string[]] = [[], []]
  for (const id of among) {
    if (!root(doc).has(id)) continue
    const annotation = readAnnotation(doc, id)
    if (annotation === null) unreadable.push(id)
    else if (refuses(annotation)) refused.push(id)
  }
  return { unreadable, refused }
}

/** One mark; null when there is none, or none that can be read. */
export function readAnnotation(doc: Y.Doc, id: string): Annotation | null {
  return parseAnnotation(id, readFields(root(doc).get(id), fieldNames))
}

/** The greatest order key on the board, for putting a new mark above all; null on an empty board. */
export function highestOrder(doc: Y.Doc): string | null {
  let highest: string | null = null
  for (const { order } of annotationsOf(doc).values()) if (highest === null || order > highest) highest = order
  return highest
}

/**
 * A name for a new record that nobody else can give: this copy's random client id and how much it has written. Put the
 * record before asking again.
 */
export function newRecordId(doc: Y.Doc): string {
  return `${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
}

/** The client id that made a mark; whose it is, the exercise's `authors` say. Null when there is no such mark. */
export function makerOf(doc: Y.Doc, id: string): number | null {
  const item = root(doc)._map.get(id)
  return item === undefined || item.deleted ? null : item.id.client
}

/** Puts a mark, or all its fields over one that is there. Throws RangeError for a mark no reader could read. */
export function putAnnotation(doc: Y.Doc, annotation: Annotation, origin: Origin): void {
  putAnnotations(doc, [annotation], origin)
}

/** Puts several marks, at most limits.annotationsPerTransaction in each transaction, and none larger than an update may be. */
export function putAnnotations(doc: Y.Doc, annotations: readonly Annotation[], origin: Origin): void {
  const rows = annotations.map((annotation) => ({ id: annotation.id, fields: fieldsOf(annotation) }))
  const broken = rows.find(({ id, fields }) => parseAnnotation(id, fields) === null)
  if (broken !== undefined) throw new RangeError(`no reader could read the mark ${broken.id}`)
  inSlices(doc, rows, origin, weightOf, ({ id, fields }) => {
    const present = root(doc).get(id)
    if (present instanceof Y.Map) writeFields(present, fields)
    else root(doc).set(id, newRecord(fields))
  })
}

/**
 * Changes only the fields named. False when the mark is gone (deleting wins), or nothing differs. Throws RangeError
 * when no reader could read the mark afterwards.
 */
export function changeAnnotation(doc: Y.Doc, id: string, change: AnnotationChange, origin: Origin): boolean {
  const row = rowFor(doc, id, change)
  return row !== null && Y.transact(doc, () => writeFields(row.record, row.fields), origin)
}

/**
 * Changes several marks, at most limits.annotationsPerTransaction in each transaction. Marks that are gone are passed over;
 * throws RangeError, with nothing written, when no reader could read one of them afterwards.
 */
export function changeAnnotations(doc: Y.Doc, changes: readonly { readonly id: string; readonly change: AnnotationChange }[], origin: Origin): void {
  const rows = changes.flatMap(({ id, change }) => {
    const row = rowFor(doc, id, change)
    return row === null ? [] : [row]
  })
  inSlices(doc, rows, origin, weightOf, ({ record, fields }) => writeFields(record, fields))
}

/** Takes marks away; ids that are not there are passed over. */
export function removeAnnotations(doc: Y.Doc, ids: readonly string[], origin: Origin): void {
  const present = ids.filter((id) => root(doc).has(id))
  inSlices(doc, present, origin, () => 0, (id) => root(doc).delete(id))
}

/**
 * Tells which records a transaction touched, once for each transaction. The listener re-reads those and no others.
 * Returns the way to stop.
 */
export function observeAnnotations(doc: Y.Doc, listener: (change: AnnotationsChanged, by: ChangedBy) => void): () => void {
  const annotations = root(doc)
  const hear = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], { local, beforeState, afterState }: Y.Transaction): void => {
    const change = changeFrom(annotations, events)
    if (change.added.length + change.changed.length + change.removed.length === 0) return
    const clients = Array.from(afterState).flatMap(([client, clock]) => (clock > (beforeState.get(client) ?? 0) ? [client] : []))
    listener(change, { here: local, clients })
  }
  annotations.observeDeep(hear)
  return () => annotations.unobserveDeep(hear)
}

/** What is to be written where; null when the mark is gone. */
function rowFor(doc: Y.Doc, id: string, change: AnnotationChange): { readonly record: Y.Map<unknown>; readonly fields: Readonly<Record<string, unknown>> } | null {
  const record = root(doc).get(id)
  const present = readFields(record, fieldNames)
  if (!(record instanceof Y.Map) || present === null || parseAnnotation(id, present) === null) return null
  const fields = { ...change, ...(change.geometry === undefined ? {} : { geometry: roundGeometry(change.geometry) }) }
  if (parseAnnotation(id, { ...present, ...fields }) === null) throw new RangeError(`no reader could read the mark ${id}`)
  return { record, fields }
}

function changeFrom(annotations: Y.Map<unknown>, events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): AnnotationsChanged {
  const how = new Map<string, 'added' | 'changed' | 'removed'>()
  for (const event of events) {
    if (event.target === annotations) {
      event.changes.keys.forEach(({ action }, id) => how.set(id, action === 'add' ? 'added' : action === 'delete' ? 'removed' : 'changed'))
    }
  }
  for (const event of events) {
    const id = event.target === annotations ? undefined : event.path[0]
    if (typeof id === 'string' && !how.has(id)) how.set(id, 'changed')
  }
  const having = (what: string): string[] => Array.from(how).flatMap(([id, each]) => (each === what ? [id] : []))
  return { added: having('added'), changed: having('changed'), removed: having('removed') }
}

/** Bytes a record takes in an update, rather too many: a position is two numbers of nine bytes, a letter three. */
function weightOf({ fields }: { readonly fields: Readonly<Record<string, unknown>> }): number {
  return Object.values(fields).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length * 24 : typeof value === 'string' ? value.length * 3 : 16) + 32, 128)
}

function inSlices<Row>(doc: Y.Doc, rows: readonly Row[], origin: Origin, weigh: (row: Row) => number, write: (row: Row) => void): void {
  let slice: Row[] = []
  let weight = 0
  const flush = (): void => {
    const whole = slice
    if (whole.length > 0) doc.transact(() => whole.forEach(write), origin)
    slice = []
    weight = 0
  }
  for (const row of rows) {
    const heavier = weigh(row)
    if (slice.length === limits.annotationsPerTransaction || weight + heavier > limits.updateBytes) flush()
    slice.push(row)
    weight += heavier
  }
  flush()
}

function root(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('annotations')
}
