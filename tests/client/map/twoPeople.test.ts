/**
 * Two people at one board who drag, bend, undo and erase at the same time, over a wire that is late and uneven. What they did
 * is counted in acts, not minutes: 3000 acts are more than two people do in two minutes.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { ScreenPoint } from '../../../client/map/MapView.ts'
import { toolIds } from '../../../client/map/tools/tool.ts'
import { kindMadeBy } from '../../../client/map/tools/toolGroups.ts'
import { isPosition } from '../../../shared/board/annotation.ts'
import { unreadableAnnotations } from '../../../shared/board/boardDocument.ts'
import { canonicalDocument } from '../../../shared/board/canonical.ts'
import { HandOnMap, toPixel } from '../../support/handOnMap.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'

const acts = 3000
const drawing = toolIds.filter((tool) => kindMadeBy(tool) !== null)

let complaints: unknown[][] = []
beforeEach(() => {
  complaints = []
  vi.spyOn(console, 'error').mockImplementation((...words) => { complaints.push(words) })
})
afterEach(() => { vi.restoreAllMocks() })

/** What one wrote and the other has not heard yet. */
class Wire {
  readonly #waiting: Uint8Array[] = []
  readonly #to: HandOnMap

  constructor(from: HandOnMap, to: HandOnMap) {
    this.#to = to
    from.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'wire') this.#waiting.push(update) })
  }

  /** Delivers so many, in the order they were written. */
  deliver(count: number): void {
    for (const update of this.#waiting.splice(0, count)) Y.applyUpdate(this.#to.doc, update, 'wire')
  }
}

function actOnce(hand: HandOnMap, chance: SeededRandom): void {
  const spot = (): ScreenPoint => [chance.whole(1000), chance.whole(1000)]
  const { editor, board } = hand
  const marks = Array.from(board.peekAll())
  switch (chance.whole(12)) {
    case 0: {
      const tool = chance.pick(drawing)
      hand.take(tool)
      if (chance.chance(0.5)) hand.drag(spot(), spot(), { free: chance.chance(0.5) })
      else for (let points = 0; points < 4; points += 1) hand.click(spot(), { free: false })
      editor.key({ kind: 'enter' })
      editor.key({ kind: 'escape' })
      return
    }
    case 1: case 2: case 3: {
      // a mark is taken by the first of its places, dragged and let go
      if (marks.length === 0) return
      const { geometry } = chance.pick(marks)
      hand.take('select')
      hand.drag(toPixel(isPosition(geometry) ? geometry : (geometry[0] ?? [-5.5, -9.5])), spot(), { adding: chance.chance(0.2) })
      return
    }
    case 4: case 5: {
      // a corner or a middle of the one selected mark
      if (marks.length === 0) return
      const mark = chance.pick(marks)
      hand.take('select')
      board.select([mark.id])
      editor.redraw()
      const handles = [...editor.picture.corners, ...editor.picture.middles]
      if (handles.length === 0) return
      const handle = toPixel(chance.pick(handles))
      if (chance.chance(0.3)) {
        hand.click(handle)
        editor.key({ kind: 'delete' })
      } else hand.drag(handle, spot())
      return
    }
    case 6: return void editor.key({ kind: 'undo' })
    case 7: return void editor.key({ kind: chance.chance(0.6) ? 'undo' : 'redo' })
    case 8: {
      if (marks.length === 0) return
      board.select(chance.some(marks).slice(0, 4).map(({ id }) => id))
      editor.key({ kind: chance.pick(['group', 'ungroup', 'lock', 'forward', 'back', 'duplicate', 'copy-style', 'paste-style'] as const) })
      return
    }
    case 9: {
      if (marks.length < 25) return
      hand.take('eraser')
      hand.drag(spot(), spot())
      return
    }
    case 10: {
      if (marks.length === 0) return
      board.change(chance.pick(marks).id, { label: `label ${chance.whole(100)}`, note: chance.chance(0.5) ? '' : 'seen' })
      return
    }
    default: {
      if (marks.length < 40) return
      board.select(chance.some(marks).map(({ id }) => id))
      editor.key({ kind: 'delete' })
    }
  }
}

test.each([1, 20_261_127, 77])('[MAP17] two people draw, bend and undo at once, %s: copies equal, no dangling corner, no complaint', (seed) => {
  const chance = seededRandom(seed)
  const [amina, ada] = [new HandOnMap(11), new HandOnMap(22)]
  const wires = [new Wire(amina, ada), new Wire(ada, amina)]
  for (let act = 0; act < acts; act += 1) {
    actOnce(chance.chance(0.5) ? amina : ada, chance)
    if (chance.chance(0.4)) chance.pick(wires).deliver(1 + chance.whole(6))
    if (act % 300 === 0) {
      for (const wire of wires) wire.deliver(Infinity)
      expect(canonicalDocument(amina.doc)).toBe(canonicalDocument(ada.doc))
    }
  }
  for (const wire of wires) wire.deliver(Infinity)
  expect(canonicalDocument(amina.doc)).toBe(canonicalDocument(ada.doc))
  for (const hand of [amina, ada]) {
    expect(unreadableAnnotations(hand.doc)).toEqual([])
    for (const mark of hand.board.peekAll()) {
      if (mark.kind === 'line' || mark.kind === 'area') expect([mark.id, mark.geometry.length >= (mark.kind === 'area' ? 3 : 2)]).toEqual([mark.id, true])
    }
    expect(hand.ids().sort()).toEqual(Array.from(amina.board.marks.keys()).sort())
    expect(hand.board.selection.filter((id) => hand.board.peek(id) === null)).toEqual([])
  }
  expect(amina.ids().length).toBeGreaterThan(5)
  expect(complaints).toEqual([])
})
