/** Slides of a briefing: prepared views in the board, the speaker's notes apart from it. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { addSlide, changeSlide, hasSlides, mostSlides, moveSlide, removeSlide, slideNote, slidesOf, writeSlideNote, type SlideView } from '#shared/board/slides.ts'

const view: SlideView = { bounds: [-6.2, -9.4, -5.6, -8.6], section: 'risk', hiddenLayers: ['notes'], highlight: ['post'] }
const hand = {}

function deck(...titles: string[]) {
  const board = new Y.Doc()
  const ids = titles.map((title) => addSlide(board, title, view, hand) ?? '')
  return { board, ids, titles: () => slidesOf(board).map(({ title }) => title) }
}

test('[PLE60] a slide keeps what was seen: the map, what was hidden and lit, and the part of the plan', () => {
  const { board, ids } = deck('Hotspots')
  expect(slidesOf(board)).toEqual([{ id: ids[0], title: 'Hotspots', order: expect.any(String), ...view }])
  changeSlide(board, ids[0] ?? '', { section: null, title: 'Our forces ' }, hand)
  expect(slidesOf(board)[0]).toMatchObject({ title: 'Our forces ', section: null, bounds: view.bounds })
})

test('[PLE61] slides are moved up and down, and two who move at once agree', () => {
  const { board, ids, titles } = deck('One', 'Two', 'Three')
  const [one = '', , three = ''] = ids
  expect(moveSlide(board, three, -1, hand)).toBe(true)
  expect(titles()).toEqual(['One', 'Three', 'Two'])
  expect(moveSlide(board, one, -1, hand)).toBe(false)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(board))
  moveSlide(board, one, 1, hand)
  moveSlide(other, three, -1, hand)
  Y.applyUpdate(other, Y.encodeStateAsUpdate(board))
  Y.applyUpdate(board, Y.encodeStateAsUpdate(other))
  expect(slidesOf(other)).toEqual(slidesOf(board))
  removeSlide(board, three, hand)
  expect(titles()).not.toContain('Three')
})

test('[PLE62] what the speaker means to say never lies in the board', () => {
  const { board, ids } = deck('Hotspots')
  const discussion = new Y.Doc()
  writeSlideNote(discussion, ids[0] ?? '', 'Say nothing of the informant.', hand)
  expect(slideNote(discussion, ids[0] ?? '')).toBe('Say nothing of the informant.')
  expect(JSON.stringify(slidesOf(board))).not.toContain('informant')
  expect(slideNote(discussion, 'constructor')).toBe('')
})

test('[PLE63] a briefing holds thirty slides', () => {
  const { board } = deck(...Array.from({ length: mostSlides }, (_, index) => `Slide ${index}`))
  expect(addSlide(board, 'One more', view, hand)).toBeNull()
})

test('[PLE64] a slide nobody can read is passed over, and taken away by the server', () => {
  const { board } = deck('Hotspots')
  seedDocument(board, { kind: 'board', syndicate: 's1' }, { planSections: [], msel: [] })
  board.getMap('slides').set('broken', new Y.Map([['title', 7], ['bounds', 'everywhere']]))
  board.getMap('slides').set('flat', 'no record')
  board.getMap('slides').set('turned', new Y.Map<unknown>([['title', 'Upside down'], ['bounds', [1, 1, -1, -1]], ['order', 'V00000']]))
  expect(slidesOf(board)).toHaveLength(1)
  expect([...repairDocument(board, { kind: 'board', syndicate: 's1' }).unreadable].sort()).toEqual(['broken', 'flat', 'turned'])
  expect([...board.getMap('slides').keys()]).toHaveLength(1)
  expect(hasSlides(board)).toBe(true)
})
