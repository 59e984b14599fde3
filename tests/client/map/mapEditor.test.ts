import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../../shared/board/annotation.ts'
import { compareOrder } from '../../../shared/board/order.ts'
import { groundDistance } from '../../../shared/geo/ring.ts'
import { HandOnMap, toPlace } from '../../support/handOnMap.ts'

function amina(): HandOnMap {
  return new HandOnMap(1)
}
function only(hand: HandOnMap): Annotation {
  const [mark, ...more] = Array.from(hand.board.peekAll())
  if (mark === undefined || more.length > 0) throw new Error('not one mark')
  return mark
}
/** How many writes reach the document while something is done. */
function writes(hand: HandOnMap, act: () => void): number {
  let count = 0
  const hear = (): void => { count += 1 }
  hand.doc.on('update', hear)
  act()
  hand.doc.off('update', hear)
  return count
}

describe('[MAP16] the hand on the map', () => {
  test('[MAP16] a gesture is one write and one step of undo, however many moves it had', () => {
    const hand = amina()
    hand.take('rectangle')
    expect(writes(hand, () => hand.drag([100, 100], [300, 200]))).toBe(1)
    expect(only(hand)).toMatchObject({ kind: 'area', graphic: null })
    expect(hand.editor.tool).toBe('select')
    expect(writes(hand, () => hand.drag([200, 150], [260, 150]))).toBe(1)
    expect(only(hand).geometry).toMatchObject({ 0: toPlace([160, 100]) })
    hand.board.undo()
    expect(only(hand).geometry).toMatchObject({ 0: toPlace([100, 100]) })
    hand.board.undo()
    expect(hand.ids()).toEqual([])
  })

  test('[MAP16] a circle is as large as it was dragged, and its edge takes hold of it again', () => {
    const hand = amina()
    hand.take('circle')
    hand.drag([400, 400], [500, 400])
    const circle = only(hand)
    if (circle.kind !== 'circle') throw new Error('no circle')
    expect(circle.radiusKm).toBeCloseTo(groundDistance({ utmZone: 29, south: true, easting: 440_000, northing: 9_305_000 }, toPlace([400, 400]), toPlace([500, 400])), 2)
    hand.drag([500, 400], [600, 400])
    expect(only(hand)).toMatchObject({ radiusKm: expect.closeTo(circle.radiusKm * 2, 0) as number })
  })

  test('[MAP16] points snap to corners and places of the zone, and with Alt they do not', () => {
    const hand = new HandOnMap(1, [toPlace([700, 700])])
    hand.path('line', [[100, 100], [200, 100]])
    hand.take('marker')
    hand.click([204, 103], { free: false })
    expect(Array.from(hand.board.peekAll()).at(-1)?.geometry).toEqual(toPlace([200, 100]))
    hand.take('marker')
    hand.click([705, 696], { free: false })
    expect(Array.from(hand.board.peekAll()).at(-1)?.geometry).toEqual(toPlace([700, 700]))
    hand.take('marker')
    hand.click([205, 104])
    expect(Array.from(hand.board.peekAll()).at(-1)?.geometry).toEqual(toPlace([205, 104]))
  })

  test('[MAP16] Delete takes the chosen corner, and the whole mark when none is chosen', () => {
    const hand = amina()
    hand.path('area', [[100, 100], [300, 100], [300, 300], [100, 300]])
    hand.click([300, 300])
    expect(hand.editor.picture.chosen).toBe(2)
    hand.editor.key({ kind: 'delete' })
    expect(only(hand).geometry).toEqual([[100, 100], [300, 100], [100, 300]].map(([x = 0, y = 0]) => toPlace([x, y])))
    hand.editor.key({ kind: 'delete' })
    expect(hand.ids()).toEqual([])
  })

  test('[MAP16] a graphic keeps its own colour until another is chosen, and its tool when asked', () => {
    const hand = amina()
    hand.path('mined-area', [[100, 100], [200, 100], [200, 200]])
    expect(only(hand)).toMatchObject({ kind: 'area', graphic: 'mined-area', style: { colour: 'threat', pattern: 'solid' } })
    hand.editor.key({ kind: 'keep' })
    hand.take('note')
    hand.click([500, 500])
    hand.click([600, 600])
    expect(hand.ids()).toHaveLength(3)
    expect(hand.editor.tool).toBe('note')
  })
})

describe('[MAP16] several marks at once', () => {
  function three(): HandOnMap {
    const hand = amina()
    for (const x of [100, 200, 300]) {
      hand.take('marker')
      hand.click([x, 100])
    }
    hand.editor.key({ kind: 'select-all' })
    return hand
  }
  const order = (hand: HandOnMap): string[] => Array.from(hand.board.peekAll()).sort(compareOrder).map(({ id }) => id)

  test('[MAP16] are moved, coloured and taken away in one write each', () => {
    const hand = three()
    expect(writes(hand, () => hand.drag([100, 100], [100, 150]))).toBe(1)
    expect(writes(hand, () => hand.editor.acts.change({ colour: 'civilian' }))).toBe(1)
    expect(Array.from(hand.board.peekAll(), ({ style }) => style.colour)).toEqual(['civilian', 'civilian', 'civilian'])
    expect(writes(hand, () => hand.editor.key({ kind: 'nudge', by: [1, 0] }))).toBe(1)
    expect(writes(hand, () => hand.editor.key({ kind: 'delete' }))).toBe(1)
    hand.board.undo()
    expect(hand.ids()).toHaveLength(3)
  })

  test('[MAP16] a box with Shift selects them, a locked one stays where it is', () => {
    const hand = three()
    hand.board.select(hand.ids().slice(0, 1))
    hand.editor.key({ kind: 'lock' })
    hand.editor.key({ kind: 'escape' })
    hand.drag([50, 50], [350, 150], { adding: true })
    expect(hand.board.selection).toHaveLength(3)
    hand.drag([200, 100], [200, 200])
    expect(Array.from(hand.board.peekAll(), ({ geometry }) => geometry)).toEqual([toPlace([100, 100]), toPlace([200, 200]), toPlace([300, 200])])
    hand.editor.key({ kind: 'delete' })
    expect(hand.ids()).toHaveLength(1)
  })

  test('[MAP16] a group is selected by one of it; its copy is a group of its own, in one step', () => {
    const hand = three()
    hand.editor.key({ kind: 'group' })
    hand.editor.key({ kind: 'escape' })
    hand.click([200, 100])
    expect(hand.board.selection).toHaveLength(3)
    expect(writes(hand, () => hand.editor.key({ kind: 'duplicate' }))).toBe(1)
    const groups = new Set(Array.from(hand.board.peekAll(), ({ group }) => group))
    expect(groups.size).toBe(2)
    expect(groups.has('')).toBe(false)
    hand.board.undo()
    expect(hand.ids()).toHaveLength(3)
    hand.board.select(hand.ids())
    hand.editor.key({ kind: 'ungroup' })
    hand.editor.key({ kind: 'escape' })
    hand.click([200, 100])
    expect(hand.board.selection).toHaveLength(1)
  })

  test('[MAP16] one step forward and back passes one neighbour, and together they keep their order', () => {
    const hand = three()
    const [low = '', middle = '', high = ''] = order(hand)
    hand.board.select([low])
    hand.editor.key({ kind: 'forward' })
    expect(order(hand)).toEqual([middle, low, high])
    hand.editor.key({ kind: 'forward' })
    hand.editor.key({ kind: 'forward' })
    expect(order(hand)).toEqual([middle, high, low])
    hand.board.select([high, low])
    hand.editor.key({ kind: 'back' })
    expect(order(hand)).toEqual([high, low, middle])
  })

  test('[MAP16] style is copied from one to all, and an arrow head to no area', () => {
    const hand = amina()
    hand.path('area', [[500, 500], [600, 500], [600, 600]])
    hand.editor.look = { ...hand.editor.look, colour: 'threat' }
    hand.path('line', [[100, 100], [200, 200]])
    hand.board.change(hand.board.selection[0] ?? '', { pattern: 'arrow' })
    hand.editor.key({ kind: 'copy-style' })
    hand.editor.key({ kind: 'select-all' })
    hand.editor.key({ kind: 'paste-style' })
    expect(Array.from(hand.board.peekAll(), ({ style }) => style)).toEqual([{ colour: 'threat', pattern: 'solid' }, { colour: 'threat', pattern: 'arrow' }])
  })

  test('[MAP16] copies lie beside what was copied, each further on', () => {
    const hand = amina()
    hand.take('marker')
    hand.click([100, 100])
    hand.editor.key({ kind: 'copy' })
    hand.editor.key({ kind: 'paste' })
    hand.editor.key({ kind: 'paste' })
    expect(Array.from(hand.board.peekAll(), ({ geometry }) => geometry)).toEqual([toPlace([100, 100]), toPlace([124, 124]), toPlace([148, 148])])
    hand.editor.key({ kind: 'cut' })
    expect(hand.ids()).toHaveLength(2)
  })
})
