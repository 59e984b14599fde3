/**
 * What people do on a board, made beforehand: the board they find and, for each of them, a row of real edits as our editor
 * writes them. The same bytes go to every server. Every author's edits rest on the found board and on his own earlier
 * ones alone, so that they may arrive in any mixture.
 */
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { changeAnnotation, putAnnotation, putAnnotations } from '#shared/board/boardDocument.ts'
import { orderAbove } from '#shared/board/order.ts'
import { appendParagraph, sectionFragment } from '#shared/board/proseDocument.ts'
import { seededRandom, type SeededRandom } from '../../../support/seededRandom.ts'
import { markerOf } from './marker.ts'

export interface BoardWish {
  readonly authors: number
  readonly editsPerAuthor: number
  /** Marks on the board that is found (authors move none but their own: of two who move one at once, one is overruled and never shown), and edits made on it before anybody measures: a long day leaves many. */
  readonly marks: number
  readonly editsBefore: number
}

export interface Edit {
  readonly update: Uint8Array
  /** The author's clock after it: whether a board holds it is seen by that, whatever was written over it since. */
  readonly clockAfter: number
}

export interface BoardWork {
  /** The board that is found, change by change, as it was made. */
  readonly pieces: readonly Uint8Array[]
  readonly stateBytes: number
  readonly foundVector: Uint8Array
  readonly clientIds: readonly number[]
  readonly edits: readonly (readonly Edit[])[]
}

const section = 'intent'
const paragraphs = 12
const firstClientId = 1001
const makerId = 1000
const origin = {}

export function makeBoardWork(wish: BoardWish): BoardWork {
  const random = seededRandom(20261127)
  const found = new Y.Doc()
  found.clientID = makerId
  const changes: Uint8Array[] = []
  found.on('update', (update: Uint8Array) => changes.push(update))
  for (let index = 0; index < paragraphs; index += 1) appendParagraph(found, section, `Paragraph ${index}. `)
  const marks = Array.from({ length: wish.marks }, (_, index) => markAt(`m${index}`, random, 'A post'))
  for (let at = 0; at < marks.length; at += 100) putAnnotations(found, marks.slice(at, at + 100), origin)
  const before = new Author(found, marks.map(({ id }) => id), random)
  for (let index = 0; index < wish.editsBefore; index += 1) before.edit('kept as it was found')
  const state = Y.encodeStateAsUpdate(found)
  const clientIds = Array.from({ length: wish.authors }, (_, author) => firstClientId + author)
  return {
    pieces: changes,
    stateBytes: state.length,
    foundVector: Y.encodeStateVector(found),
    clientIds,
    edits: clientIds.map((clientId, author) => editsOf({ clientId, author, state, count: wish.editsPerAuthor, marks: marks.flatMap(({ id }, index) => (index % wish.authors === author ? [id] : [])) })),
  }
}

/** The number an edit goes by in its marker. */
export function editId(author: number, index: number, editsPerAuthor: number): number {
  return author * editsPerAuthor + index
}

function editsOf({ clientId, author, state, count, marks }: { clientId: number; author: number; state: Uint8Array; count: number; marks: readonly string[] }): Edit[] {
  if (count === 0) return []
  const doc = new Y.Doc()
  doc.clientID = clientId
  Y.applyUpdate(doc, state)
  const edits: Edit[] = []
  doc.on('update', (update: Uint8Array) => edits.push({ update, clockAfter: Y.getState(doc.store, clientId) }))
  const hand = new Author(doc, marks, seededRandom(author + 1))
  for (let index = 0; index < count; index += 1) hand.edit(markerOf('edit', editId(author, index, count)))
  doc.destroy()
  if (edits.length !== count) throw new Error(`${count} edits made ${edits.length} changes`)
  return edits
}

/** Of ten edits six move a mark, one puts a new one, three write into the plan. Each carries the word it is given. */
class Author {
  readonly #doc: Y.Doc
  readonly #marks: readonly string[]
  readonly #random: SeededRandom
  #order: string | null = null
  #made = 0

  constructor(doc: Y.Doc, marks: readonly string[], random: SeededRandom) {
    this.#doc = doc
    this.#marks = marks
    this.#random = random
  }

  edit(word: string): void {
    const dice = this.#random.next()
    if (dice < 0.6) this.#move(word)
    else if (dice < 0.7) this.#put(word)
    else this.#write(word)
  }

  #move(word: string): void {
    changeAnnotation(this.#doc, this.#random.pick(this.#marks), { geometry: placeBy(this.#random), note: word }, origin)
  }

  #put(word: string): void {
    this.#made += 1
    this.#order = orderAbove(this.#order)
    putAnnotation(this.#doc, { ...markAt(`${this.#doc.clientID.toString(36)}-${this.#made}`, this.#random, word), order: this.#order }, origin)
  }

  #write(word: string): void {
    const paragraph: unknown = sectionFragment(this.#doc, section).get(this.#random.whole(paragraphs))
    const text: unknown = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('a paragraph without its text')
    text.insert(text.length, `${word} `)
  }
}

/** Circles: they may stand anywhere, where a pin on a protected place would be taken away by the server. */
function markAt(id: string, random: SeededRandom, label: string): Annotation {
  return {
    id, kind: 'circle', radiusKm: 0.5, rings: 1, label, note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' },
    order: 'a0', locked: false, geometry: placeBy(random),
  }
}

function placeBy(random: SeededRandom): readonly [number, number] {
  return [-5.8 - random.next() * 0.3, -9 + random.next() * 0.4]
}
