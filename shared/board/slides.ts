/**
 * Slides of a briefing: prepared views of the map with a part of the plan beside it. They lie in the syndicate's board, root
 * Y.Map `slides`, one record under each random id. What the speaker means to say lies in the discussion, root `slideNotes`
 * under the same ids: a floor or a release opens the board, never the notes.
 */
import * as Y from 'yjs'
import { compareOrder, isOrder, orderAbove, orderBetween, orderBelow } from './order.ts'
import { newRecord, readFields, writeFields, type Origin } from './yjsRecord.ts'

export const slideTitleLength = 120
export const slideNoteLength = 2000
export const mostSlides = 30
const mostHidden = 64

export interface SlideView {
  /** WGS84 [south, west, north, east]. */
  readonly bounds: readonly [number, number, number, number]
  /** The part of the plan beside the map; null = none. */
  readonly section: string | null
  readonly hiddenLayers: readonly string[]
  /** Ids of marks that are lit. */
  readonly highlight: readonly string[]
}

export interface Slide extends SlideView {
  readonly id: string
  readonly title: string
  readonly order: string
}

const idShape = /^[A-Za-z0-9_-]{1,64}$/

/** In their order. What cannot be read is passed over. */
export function slidesOf(board: Y.Doc): Slide[] {
  return Array.from(slideRoot(board)).flatMap(([id, record]) => readSlide(id, record) ?? []).sort(compareOrder)
}

/** Whether anything is prepared. */
export function hasSlides(board: Y.Doc): boolean {
  return slidesOf(board).length > 0
}

/** Returns its id; null when there are as many as a briefing holds. */
export function addSlide(board: Y.Doc, title: string, view: SlideView, origin: Origin): string | null {
  const slides = slidesOf(board)
  if (slides.length >= mostSlides) return null
  const id = `${board.clientID.toString(36)}-${Y.getState(board.store, board.clientID).toString(36)}`
  const order = orderAbove(slides.at(-1)?.order ?? null)
  board.transact(() => slideRoot(board).set(id, newRecord({ title: title.trim().slice(0, slideTitleLength), ...plainPart(view), order })), origin)
  return id
}

/** Changes only what is named. False when the slide is gone, or nothing differs. */
export function changeSlide(board: Y.Doc, id: string, change: Partial<SlideView & { readonly title: string }>, origin: Origin): boolean {
  const record = slideRoot(board).get(id)
  if (!(record instanceof Y.Map) || readSlide(id, record) === null) return false
  const { title, ...view } = change
  const fields = { ...plainPart(view), ...(title === undefined ? {} : { title: title.slice(0, slideTitleLength) }) }
  return Y.transact(board, () => writeFields(record, fields), origin)
}

/** One place up (-1) or down (1). */
export function moveSlide(board: Y.Doc, id: string, by: -1 | 1, origin: Origin): boolean {
  const slides = slidesOf(board)
  const from = slides.findIndex((slide) => slide.id === id)
  const others = slides.filter((slide) => slide.id !== id)
  const to = from + by
  const record = slideRoot(board).get(id)
  if (from < 0 || to < 0 || to > others.length || !(record instanceof Y.Map)) return false
  const [low, high] = [others[to - 1]?.order, others[to]?.order]
  const order = low === undefined ? orderBelow(high ?? null) : high === undefined ? orderAbove(low) : orderBetween(low, high)
  return Y.transact(board, () => writeFields(record, { order }), origin)
}

export function removeSlide(board: Y.Doc, id: string, origin: Origin): void {
  if (slideRoot(board).has(id)) board.transact(() => slideRoot(board).delete(id), origin)
}

/** What the speaker means to say; '' when nothing is written. */
export function slideNote(discussion: Y.Doc, slide: string): string {
  const note = readFields(noteRoot(discussion).get(slide), ['text'])?.['text']
  return typeof note === 'string' ? note.slice(0, slideNoteLength) : ''
}

export function writeSlideNote(discussion: Y.Doc, slide: string, words: string, origin: Origin): void {
  const text = words.slice(0, slideNoteLength)
  if (slideNote(discussion, slide) === text) return
  discussion.transact(() => {
    const record = noteRoot(discussion).get(slide)
    if (record instanceof Y.Map) writeFields(record, { text })
    else noteRoot(discussion).set(slide, newRecord({ text }))
  }, origin)
}

/** Calls back after each change of slides, or of notes. Returns the way to stop. */
export function observeSlides(doc: Y.Doc, changed: () => void): () => void {
  const roots = [slideRoot(doc), noteRoot(doc)]
  for (const root of roots) root.observeDeep(changed)
  return () => { for (const root of roots) root.unobserveDeep(changed) }
}

/** Ids of slides no reader can read. */
export function unreadableSlides(board: Y.Doc): string[] {
  return Array.from(slideRoot(board)).flatMap(([id, record]) => (readSlide(id, record) === null ? [id] : []))
}

function readSlide(id: string, record: unknown): Slide | null {
  const fields = readFields(record, ['title', 'bounds', 'section', 'hiddenLayers', 'highlight', 'order'])
  if (fields === null || !idShape.test(id)) return null
  const { title, section, order } = fields
  const bounds = readBounds(fields['bounds'])
  if (typeof title !== 'string' || title.length > slideTitleLength || bounds === null || !isOrder(order)) return null
  return {
    id, title, bounds, order,
    section: typeof section === 'string' && section !== '' && section.length <= 64 ? section : null,
    hiddenLayers: words(fields['hiddenLayers']), highlight: words(fields['highlight']),
  }
}

function readBounds(value: unknown): SlideView['bounds'] | null {
  if (!Array.isArray(value) || value.length !== 4) return null
  const [south, west, north, east] = value.map((each: unknown) => (typeof each === 'number' && Math.abs(each) <= 180 ? each : Number.NaN))
  if (south === undefined || west === undefined || north === undefined || east === undefined) return null
  return south < north && west < east ? [south, west, north, east] : null
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string' && each.length <= 64).slice(0, mostHidden) : []
}

function plainPart({ bounds, section, hiddenLayers, highlight }: Partial<SlideView>): Record<string, unknown> {
  return {
    ...(bounds === undefined ? {} : { bounds: [...bounds] }),
    ...(section === undefined ? {} : { section: section ?? '' }),
    ...(hiddenLayers === undefined ? {} : { hiddenLayers: [...hiddenLayers].slice(0, mostHidden) }),
    ...(highlight === undefined ? {} : { highlight: [...highlight].slice(0, mostHidden) }),
  }
}

function slideRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('slides')
}

function noteRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('slideNotes')
}
