/** What people do in a document: marks put, changed, moved, removed; prose written, formatted, struck out; undo and redo. */
import * as Y from 'yjs'
import { annotationsOf, changeAnnotation, newRecordId, putAnnotation, removeAnnotations, type Origin } from '#shared/board/boardDocument.ts'
import { areaGraphics, colourRoles, isPosition, lineGraphics, type Annotation, type AnnotationKind, type Position } from '#shared/board/annotation.ts'
import { unknownSidc } from '#shared/board/annotationParser.ts'
import { markerSymbols } from '#shared/board/markerSymbols.ts'
import { newRecord } from '#shared/board/yjsRecord.ts'
import { sectionFragment } from '#shared/board/proseDocument.ts'
import type { SeededRandom } from '../support/seededRandom.ts'

export interface Desk {
  readonly doc: Y.Doc
  readonly origin: Origin
  readonly undo: Y.UndoManager
  readonly random: SeededRandom
  /** Kinds of marks that are drawn. */
  readonly kinds: readonly AnnotationKind[]
  /** A word nobody wrote before; from then on it must not be lost silently. */
  word(): string
}

type Edit = (desk: Desk) => string

const sections = ['risk', 'cannot'] as const

/** One random change of a board, the overlay or the plenary; says what was done. */
export function editMap(desk: Desk): string {
  const marks = [...annotationsOf(desk.doc).values()]
  const mark = marks.length === 0 ? null : desk.random.pick(marks)
  const chance = desk.random.next()
  if (mark === null || chance < 0.35) return put(desk)
  if (chance < 0.6) return relabel(desk, mark)
  if (chance < 0.75) return move(desk, mark)
  if (chance < 0.85) return remove(desk, mark)
  return chance < 0.94 ? undo(desk) : redo(desk)
}

/** One random change of the plan's prose. */
export function editProse(desk: Desk): string {
  const { random } = desk
  const section = random.pick(sections)
  const fragment = sectionFragment(desk.doc, section)
  const texts = textsOf(fragment)
  const text = texts.length === 0 ? null : random.pick(texts)
  const chance = random.next()
  const edit: Edit = text === null || chance < 0.25 ? addBlock(fragment)
    : chance < 0.55 ? writeWord(text)
    : chance < 0.72 ? format(text)
    : chance < 0.82 ? strikeOut(text)
    : chance < 0.88 ? removeBlock(fragment)
    : chance < 0.95 ? undo : redo
  return `${edit(desk)} in ${section}`
}

/** One card in a discussion. */
export function writeCard(desk: Desk): string {
  const word = desk.word()
  desk.doc.transact(() => desk.doc.getMap('cards').set(newRecordId(desk.doc), newRecord({ text: word })), desk.origin)
  return `card ${word}`
}

function put(desk: Desk): string {
  const { random } = desk
  const kind = random.pick(desk.kinds)
  const common = {
    id: newRecordId(desk.doc), label: desk.word(), note: '', layer: 'default', group: random.chance(0.1) ? 'pair' : '', order: 'V00000', locked: random.chance(0.1),
    style: { colour: random.pick(colourRoles), pattern: 'solid' as const },
  }
  const annotation = madeOf(random, kind, common)
  putAnnotation(desk.doc, annotation, desk.origin)
  return `put ${kind} ${annotation.label}`
}

function madeOf(random: SeededRandom, kind: AnnotationKind, common: Omit<Annotation, 'kind' | 'geometry'>): Annotation {
  switch (kind) {
    case 'marker': return { ...common, kind, symbol: random.pick(markerSymbols), geometry: place(random) }
    case 'text': case 'note': return { ...common, kind, geometry: place(random) }
    case 'unit': return { ...common, kind, sidc: unknownSidc, geometry: place(random) }
    case 'circle': return { ...common, kind, radiusKm: 1 + Math.floor(random.next() * 20), rings: 1, geometry: place(random) }
    case 'line': return { ...common, kind, graphic: random.pick([null, ...lineGraphics]), quantity: null, geometry: [place(random), place(random), place(random)] }
    case 'photo': return { ...common, kind, media: 'p1', geometry: place(random) }
    case 'sheet': return { ...common, kind, media: 's1', opacity: 1, geometry: [place(random), place(random), place(random)] }
    case 'area': return { ...common, kind, graphic: random.pick([null, ...areaGraphics]), geometry: [place(random), place(random), place(random)] }
  }
}

function relabel(desk: Desk, mark: Annotation): string {
  const word = desk.word()
  const field = desk.random.chance(0.5) ? 'label' : 'note'
  changeAnnotation(desk.doc, mark.id, { [field]: word }, desk.origin)
  return `${field} of ${mark.id} is ${word}`
}

function move(desk: Desk, mark: Annotation): string {
  const { random } = desk
  changeAnnotation(desk.doc, mark.id, {
    geometry: isPosition(mark.geometry) ? place(random) : [place(random), place(random), place(random)],
    ...(random.chance(0.3) ? { colour: random.pick(colourRoles) } : {}),
  }, desk.origin)
  return `moved ${mark.id}`
}

function remove(desk: Desk, mark: Annotation): string {
  removeAnnotations(desk.doc, [mark.id], desk.origin)
  return `removed ${mark.id}`
}

function undo(desk: Desk): string {
  desk.undo.undo()
  return 'undo'
}

function redo(desk: Desk): string {
  desk.undo.redo()
  return 'redo'
}

function addBlock(fragment: Y.XmlFragment): Edit {
  return ({ doc, origin, random, word }) => {
    const kind = random.pick(['paragraph', 'paragraph', 'heading', 'bulletList'] as const)
    const said = word()
    const text = new Y.XmlText()
    text.insert(0, `${said} `)
    const block = new Y.XmlElement(kind === 'bulletList' ? 'paragraph' : kind)
    block.insert(0, [text])
    if (kind === 'heading') block.setAttribute('level', '2')
    doc.transact(() => fragment.insert(random.whole(fragment.length + 1), [kind === 'bulletList' ? listOf(block) : block]), origin)
    return `${kind} ${said}`
  }
}

function writeWord(text: Y.XmlText): Edit {
  return ({ doc, origin, random, word }) => {
    const said = word()
    const at = random.pick(boundaries(text))
    const attributes = random.chance(0.2) ? { bold: true } : {}
    doc.transact(() => text.insert(at, `${said} `, attributes), origin)
    return `wrote ${said}`
  }
}

/** Whole words only: a word cut in two could not be found again. */
function format(text: Y.XmlText): Edit {
  return ({ doc, origin, random }) => {
    const [from, to] = stretch(text, random)
    const mark = random.pick(['bold', 'italic'] as const)
    doc.transact(() => text.format(from, to - from, { [mark]: random.chance(0.6) ? true : null }), origin)
    return `${mark} ${from}-${to}`
  }
}

function strikeOut(text: Y.XmlText): Edit {
  return ({ doc, origin, random }) => {
    const [from, to] = stretch(text, random)
    doc.transact(() => text.delete(from, to - from), origin)
    return `struck out ${from}-${to}`
  }
}

function removeBlock(fragment: Y.XmlFragment): Edit {
  return ({ doc, origin, random }) => {
    const at = random.whole(fragment.length)
    doc.transact(() => fragment.delete(at, 1), origin)
    return `removed block ${at}`
  }
}

function listOf(paragraph: Y.XmlElement): Y.XmlElement {
  const item = new Y.XmlElement('listItem')
  item.insert(0, [paragraph])
  const list = new Y.XmlElement('bulletList')
  list.insert(0, [item])
  return list
}

function textsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : []))
}

/** Where words begin, and the end. */
function boundaries(text: Y.XmlText): number[] {
  const delta: { readonly insert?: unknown }[] = text.toDelta()
  const plain = delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
  return [0, ...Array.from(plain.matchAll(/ /g), ({ index }) => index + 1)]
}

function stretch(text: Y.XmlText, random: SeededRandom): readonly [number, number] {
  const ends = [random.pick(boundaries(text)), random.pick(boundaries(text))]
  return [Math.min(...ends), Math.max(...ends)]
}

function place(random: SeededRandom): Position {
  return [-6 + random.whole(1000) / 1000, -9 + random.whole(1000) / 1000]
}
