import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../../../shared/board/annotation.ts'
import { hitTest, middlesOf, type HitScene } from '../../../../client/map/tools/hitTest.ts'

const common = { label: 'Post', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' } as const, order: 'V00000', locked: false }
const field: Annotation = { ...common, id: 'field', kind: 'area', graphic: null, geometry: [[0, 0], [0, 200], [200, 200], [200, 0]] }
const route: Annotation = { ...common, id: 'route', kind: 'line', graphic: null, quantity: null, geometry: [[100, 0], [100, 200]] }
const post: Annotation = { ...common, id: 'post', kind: 'marker', symbol: 'base', geometry: [100, 100] }
const words: Annotation = { ...common, id: 'words', kind: 'text', geometry: [300, 300] }

function scene(selection: readonly string[] = [], marks: readonly Annotation[] = [field, route, post, words]): HitScene {
  return { marks, selection, toScreen: ([lat, lng]) => [lng, lat], textHalf: (label) => [label.length * 5, 8], edgeOf: ([lat, lng], km) => [lat, lng + km] }
}

describe('[MAP10] what lies under the pointer', () => {
  test('[MAP10] symbols before lines, lines before areas, ground when there is nothing', () => {
    expect(hitTest(scene(), [100, 100], 12)?.id).toBe('post')
    expect(hitTest(scene(), [30, 104], 12)?.id).toBe('route')
    expect(hitTest(scene(), [40, 40], 12)?.id).toBe('field')
    expect(hitTest(scene(), [310, 305], 12)?.id).toBe('words')
    expect(hitTest(scene(), [260, 100], 12)).toBeNull()
  })

  test('[MAP10] a finger reaches farther than a mouse', () => {
    expect(hitTest(scene([], [route]), [100, 120], 12)).toBeNull()
    expect(hitTest(scene([], [route]), [100, 120], 26)?.id).toBe('route')
  })

  test('[MAP10] handles of the selected mark come first; a locked mark has none', () => {
    expect(hitTest(scene(['route']), [2, 99], 12)).toEqual({ id: 'route', part: 'corner', index: 0 })
    expect(hitTest(scene(['route']), [101, 101], 12)).toEqual({ id: 'route', part: 'middle', index: 0 })
    expect(hitTest(scene(['route'], [{ ...route, locked: true }]), [2, 99], 12)?.part).toBe('body')
  })

  test('[MAP10] of two marks at one place the upper one is hit', () => {
    expect(hitTest(scene([], [post, { ...post, id: 'upper', order: 'V00001' }]), [100, 100], 12)?.id).toBe('upper')
  })

  test('[MAP10] an area has a middle on its closing edge, a line has not', () => {
    expect(middlesOf(field)).toHaveLength(4)
    expect(middlesOf(route)).toEqual([[100, 100]])
    expect(middlesOf(post)).toEqual([])
  })
})
