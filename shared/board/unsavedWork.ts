/**
 * What a set-aside copy of a document holds that the server does not: compared with a fresh document, record by record.
 * Yjs numbers everything a client writes, so what the server has never heard of is told exactly; what was merely
 * deleted is not listed. Nothing is merged here: people take over what they still need.
 */
import * as Y from 'yjs'
import { fieldsOf } from './annotationParser.ts'
import { readAnnotation } from './boardDocument.ts'
import { liveItems, rootTypes, typeOf, type SharedType } from './yjsTypes.ts'

export type UnsavedWork =
  /** `record` holds the flat fields as they stood in the set-aside copy: parseAnnotation(id, record) reads them. */
  | { readonly kind: 'annotation'; readonly id: string; readonly title: string; readonly text: string; readonly record: unknown }
  /** `id` is the root's name ('plan/risk'), `text` the paragraphs that hold unsaved words. */
  | { readonly kind: 'prose'; readonly id: string; readonly title: string; readonly text: string; readonly record: null }
  | { readonly kind: 'record'; readonly id: string; readonly title: string; readonly text: string; readonly record: unknown }

const deepest = 24
const longest = 20_000

/**
 * What was sent and not confirmed may have come to the server after others had taken its place away: a word in a removed
 * paragraph, a change of a removed mark. The server counts it, and nobody will ever see it.
 */
export interface Unconfirmed {
  /** What the server had confirmed of each client id. */
  readonly since: ReadonlyMap<number, number>
  /** The document as the server has it now. */
  readonly present: Y.Doc
}

/**
 * `known` is what the server has of each client id (stateVectorOf of a fresh document). `isMine` tells whose an id is:
 * what others wrote comes back with them, and is not listed.
 */
export function unsavedWork(aside: Y.Doc, known: ReadonlyMap<number, number>, isMine: (clientId: number) => boolean, unconfirmed: Unconfirmed | null = null): UnsavedWork[] {
  const isUnsaved = (item: Y.Item): boolean => isMine(item.id.client)
    && (item.id.clock + item.length > (known.get(item.id.client) ?? 0) || (unconfirmed !== null && cameTooLate(item, unconfirmed)))
  const found: UnsavedWork[] = []
  for (const [name, root] of rootTypes(aside)) {
    if (root._start !== null) {
      const text = unsavedBlocks(root, isUnsaved)
      if (text !== '') found.push({ kind: 'prose', id: name, title: name, text, record: null })
    }
    for (const [id, item] of root._map) {
      if (item.deleted || !holdsUnsaved(item, isUnsaved, 0)) continue
      found.push(name === 'annotations' ? annotationWork(aside, id) : recordWork(name, id, item))
    }
  }
  return found
}

/**
 * What a copy kept in a file holds that `present` does not, whatever became of the ids in between (a board that was restored has
 * others): what stands there word for word is left out.
 */
export function workOfFile(kept: Y.Doc, present: Y.Doc, isMine: (clientId: number) => boolean): UnsavedWork[] {
  const standing = new Map(unsavedWork(present, new Map(), () => true).map((each) => [`${each.kind} ${each.id}`, each]))
  return unsavedWork(kept, stateVectorOf(present), isMine).flatMap((work) => {
    const now = standing.get(`${work.kind} ${work.id}`)
    if (now === undefined) return [work]
    if (work.kind !== 'prose') return JSON.stringify([now.text, now.record]) === JSON.stringify([work.text, work.record]) ? [] : [work]
    const lines = new Set(now.text.split('\n'))
    const text = work.text.split('\n').filter((line) => !lines.has(line)).join('\n')
    return text === '' ? [] : [{ ...work, text }]
  })
}

/** Whether some of it is not confirmed, and deleted in the server's document. */
function cameTooLate({ id, length }: Y.Item, { since, present }: Unconfirmed): boolean {
  const structs = present.store.clients.get(id.client) ?? []
  const from = Math.max(id.clock, since.get(id.client) ?? 0)
  const to = Math.min(id.clock + length, Y.getState(present.store, id.client))
  if (from >= to) return false
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= to) return false
    if (struct.deleted) return true
  }
  return false
}

/** How much of each client's writing a document, or an encoded state, holds. */
export function stateVectorOf(from: Y.Doc | Uint8Array): Map<number, number> {
  return Y.decodeStateVector(from instanceof Y.Doc ? Y.encodeStateVector(from) : Y.encodeStateVectorFromUpdate(from))
}

/** Whether `doc` holds writing of any client that `known` lacks. */
export function isAhead(doc: Y.Doc, known: ReadonlyMap<number, number>): boolean {
  return Array.from(stateVectorOf(doc)).some(([client, clock]) => clock > (known.get(client) ?? 0))
}

function annotationWork(aside: Y.Doc, id: string): UnsavedWork {
  const annotation = readAnnotation(aside, id)
  if (annotation === null) return { kind: 'record', id, title: id, text: '', record: null }
  const text = [annotation.label, annotation.note].filter((each) => each !== '').join('\n')
  return { kind: 'annotation', id, title: annotation.label === '' ? annotation.kind : annotation.label, text, record: fieldsOf(annotation) }
}

function recordWork(root: string, id: string, item: Y.Item): UnsavedWork {
  const type = typeOf(item)
  const fields: Record<string, unknown> = {}
  for (const [name, field] of type?._map ?? []) {
    const value: unknown = field.deleted || typeOf(field) !== null ? undefined : field.content.getContent()[field.length - 1]
    if (value !== undefined) fields[name] = value
  }
  const words = Object.values(fields).filter((value) => typeof value === 'string')
  return { kind: 'record', id: `${root}/${id}`, title: root, text: words.join('\n').slice(0, longest), record: fields }
}

function holdsUnsaved(item: Y.Item, isUnsaved: (item: Y.Item) => boolean, depth: number): boolean {
  if (isUnsaved(item)) return true
  const type = typeOf(item)
  return type !== null && depth < deepest && liveItems(type).some((child) => holdsUnsaved(child, isUnsaved, depth + 1))
}

/** The top-level blocks that hold something unsaved, as plain text, one a line. */
function unsavedBlocks(root: SharedType, isUnsaved: (item: Y.Item) => boolean): string {
  const lines: string[] = []
  for (let item = root._start; item !== null; item = item.right) {
    if (!item.deleted && holdsUnsaved(item, isUnsaved, 0)) lines.push(plainText(item, 0))
  }
  return lines.filter((line) => line.trim() !== '').join('\n').slice(0, longest)
}

function plainText(item: Y.Item, depth: number): string {
  if (item.content instanceof Y.ContentString) return item.content.str
  const type = typeOf(item)
  if (type === null || depth > deepest) return ''
  const parts: string[] = []
  for (let child = type._start; child !== null; child = child.right) if (!child.deleted) parts.push(plainText(child, depth + 1))
  return parts.join(type instanceof Y.XmlElement && type.nodeName.toLowerCase().includes('list') ? '\n' : '')
}
