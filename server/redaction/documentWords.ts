/**
 * Finds words in a document, in one epoch, from all its updates: in what stands there now, in what stood there after any
 * update and was deleted since, in what one hand typed, and in values. Nothing is thrown away while it looks, so deleted text is seen, too.
 */
import * as Y from 'yjs'
import { createWholeDoc } from '#shared/board/readingDoc.ts'
import { rootTypes, typeOf, type SharedType } from '#shared/board/yjsTypes.ts'
import type { Runs } from './runs.ts'
import { hasWords } from './values.ts'
import type { Words } from './words.ts'

/**
 * Puts what it finds into `runs`; gives how many names of fields and elements hold the same letters: those cannot be taken
 * out. An update Yjs does not take is passed over, as it is when a document is opened.
 */
export function seekInDocument(updates: readonly Uint8Array[], words: Words, runs: Runs): number {
  const doc = createWholeDoc()
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    for (const type of transaction.changed.keys()) seekInText(piecesOf(type, false), words, runs)
  })
  for (const update of updates) applyOrPass(doc, update)
  for (const type of allTypes(doc)) seekOverDeleted(piecesOf(type, true), words, runs)
  for (const structs of doc.store.clients.values()) for (const typed of typedAtOnce(structs)) seekInText(typed, words, runs)
  seekInFields(doc, words, runs)
  const names = namesWith(doc, words)
  doc.destroy()
  return names
}

export function applyOrPass(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return
  }
}

/** Text and whose it is; what is no text stands between as one unit that no word holds. */
interface Piece { readonly text: string; readonly client: number; readonly clock: number; readonly isDeleted: boolean; readonly isText: boolean }

function piecesOf(type: SharedType, withDeleted: boolean): Piece[] {
  const pieces: Piece[] = []
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted && !withDeleted) continue
    const { content, id, deleted } = item
    if (content instanceof Y.ContentString) pieces.push({ text: content.str, ...id, isDeleted: deleted, isText: true })
    else if (item.countable) pieces.push({ text: '\u{FFFC}', ...id, isDeleted: deleted, isText: false })
  }
  return pieces
}

/** What one hand typed letter after letter, whatever was put between the letters before anybody else saw it. */
function* typedAtOnce(structs: readonly (Y.Item | Y.GC)[]): Generator<Piece[]> {
  let pieces: Piece[] = []
  for (const struct of structs) {
    const last = pieces.at(-1)
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const { id, origin, content, deleted } = struct
    const goesOn = last !== undefined && origin !== null && origin.client === id.client && origin.clock === last.clock + last.text.length - 1 && origin.clock === id.clock - 1
    if (!goesOn && pieces.length > 0) {
      yield pieces
      pieces = []
    }
    pieces.push({ text: content.str, ...id, isDeleted: deleted, isText: true })
  }
  if (pieces.length > 0) yield pieces
}

function seekInText(pieces: readonly Piece[], words: Words, runs: Runs): void {
  if (!pieces.some(({ isText }) => isText)) return
  addSpans(pieces, words.find(pieces.map(({ text }) => text).join('')), runs)
}

function seekOverDeleted(pieces: readonly Piece[], words: Words, runs: Runs): void {
  if (!pieces.some(({ isText }) => isText)) return
  const deleted = pieces.flatMap(({ text, isDeleted }) => Array.from({ length: text.length }, () => isDeleted))
  addSpans(pieces, words.findOverDeleted(pieces.map(({ text }) => text).join(''), (at) => deleted[at] === true), runs)
}

function addSpans(pieces: readonly Piece[], spans: ReturnType<Words['find']>, runs: Runs): void {
  if (spans.length === 0) return
  let at = 0
  for (const { text, client, clock, isText } of pieces) {
    for (const span of isText ? spans : []) {
      const from = Math.max(span.from, at)
      const to = Math.min(span.to, at + text.length)
      if (from < to) runs.add(client, clock + from - at, to - from)
    }
    at += text.length
  }
}

/**
 * Values go whole: part of a value cannot be deleted. A field is written anew with every letter typed into it, so in one
 * that held the words its values with a beginning of them go as well.
 */
function seekInFields(doc: Y.Doc, words: Words, runs: Runs): void {
  const fields = new Map<SharedType, Map<string, Y.Item[]>>()
  for (const item of itemsOf(doc)) {
    const values = valuesOf(item.content)
    values.forEach((value, at) => { if (hasWords(value, (text) => words.isIn(text))) runs.add(item.id.client, item.id.clock + at, 1) })
    if (values.length === 0 || item.parentSub === null || !(item.parent instanceof Y.AbstractType)) continue
    const ofType = fields.get(item.parent) ?? new Map<string, Y.Item[]>()
    fields.set(item.parent, ofType)
    const ofField = ofType.get(item.parentSub) ?? []
    ofType.set(item.parentSub, ofField)
    ofField.push(item)
  }
  for (const items of Array.from(fields.values(), (ofType) => [...ofType.values()]).flat()) {
    if (!items.some(({ id, length }) => runs.within(id.client, id.clock, length).length > 0)) continue
    for (const { id, content } of items) {
      valuesOf(content).forEach((value, at) => { if (hasWords(value, (text) => words.isBegunIn(text))) runs.add(id.client, id.clock + at, 1) })
    }
  }
}

/** One for each unit of length. */
function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return [content.embed]
  if (content instanceof Y.ContentFormat) return [{ [content.key]: content.value }]
  return content instanceof Y.ContentBinary ? [content.content] : []
}

function namesWith(doc: Y.Doc, words: Words): number {
  const names = rootTypes(doc).map(([name]) => name)
  for (const item of itemsOf(doc)) {
    if (item.parentSub !== null) names.push(item.parentSub)
    const type = typeOf(item)
    if (type instanceof Y.XmlElement) names.push(type.nodeName)
  }
  return new Set(names.filter((name) => words.isIn(name))).size
}

function* itemsOf(doc: Y.Doc): Generator<Y.Item> {
  for (const structs of doc.store.clients.values()) for (const struct of structs) if (struct instanceof Y.Item) yield struct
}

function allTypes(doc: Y.Doc): SharedType[] {
  const types = rootTypes(doc).map(([, type]) => type)
  for (const item of itemsOf(doc)) {
    const type = typeOf(item)
    if (type !== null) types.push(type)
  }
  return types
}
