import { describe, expect, test } from 'vitest'
import { limits } from '../../../shared/protocol/limits.ts'
import { labelLength, radiusKmAtMost, roundPosition } from '../../../shared/board/annotation.ts'
import { fieldsOf, parseAnnotation, unknownSidc } from '../../../shared/board/annotationParser.ts'
import { compareOrder, isOrder, middleOrder, orderAbove, orderBelow, orderBetween } from '../../../shared/board/order.ts'

const patrol = { kind: 'line', label: 'Night patrol', note: '', layer: 'default', group: '', colour: 'own', pattern: 'dashed', geometry: [[-5.88, -9], [-5.9, -9.1]], order: middleOrder, locked: false }

describe('[MAP1] an annotation is read defensively', () => {
  test('[MAP1] reads what it wrote', () => {
    const mark = parseAnnotation('a1', patrol)
    expect(mark).toMatchObject({ id: 'a1', kind: 'line', style: { colour: 'own', pattern: 'dashed' } })
    if (mark === null) throw new Error('unreadable')
    expect(parseAnnotation('a1', fieldsOf(mark))).toEqual(mark)
  })

  test.each([
    ['no fields', undefined], ['a number', 7], ['an array', [1, 2]], ['an unknown kind', { ...patrol, kind: 'spiral' }],
    ['a place that is no number', { ...patrol, kind: 'marker', geometry: [Number.NaN, 1] }],
    ['a place off the globe', { ...patrol, kind: 'marker', geometry: [91, 1] }],
    ['an endless place', { ...patrol, kind: 'marker', geometry: [Infinity, 1] }],
    ['a line of one point', { ...patrol, geometry: [[1, 1]] }],
    ['an area of two points', { ...patrol, kind: 'area' }],
    ['text for a place', { ...patrol, geometry: 'here' }],
    ['a photo without a picture', { ...patrol, kind: 'photo', geometry: [1, 1] }],
    ['a photo whose picture is an address', { ...patrol, kind: 'photo', geometry: [1, 1], media: '../house' }],
    ['a sheet of four corners', { ...patrol, kind: 'sheet', media: 'a', geometry: [[1, 1], [1, 2], [2, 2], [2, 1]] }],
    ['a circle without a radius', { ...patrol, kind: 'circle', geometry: [1, 1] }],
    ['a circle as wide as a country', { ...patrol, kind: 'circle', geometry: [1, 1], radiusKm: radiusKmAtMost + 1 }],
    ['a nested place', { ...patrol, geometry: [[[[1, 1]]], [[2, 2]]] }],
    ['too many points', { ...patrol, geometry: Array.from({ length: limits.annotationPoints + 1 }, () => [1, 1]) }],
  ])('[MAP1] skips %s', (_, fields) => {
    expect(parseAnnotation('a1', fields)).toBeNull()
  })

  test.each(['__proto__', 'constructor', 'toString', '', 'a b', 'x'.repeat(65), '../up'])('[MAP1] refuses the id %j', (id) => {
    expect(parseAnnotation(id, patrol)).toBeNull()
  })

  test('[MAP1] mends what can be mended', () => {
    const mark = parseAnnotation('a1', { kind: 'marker', geometry: [-5.88, -9], colour: 'pink', pattern: 7, label: 'x'.repeat(9999), symbol: {}, order: '', locked: 'yes' })
    expect(mark).toEqual({ id: 'a1', kind: 'marker', geometry: [-5.88, -9], style: { colour: 'note', pattern: 'solid' }, label: 'x'.repeat(labelLength), note: '', layer: 'default', group: '', symbol: 'note', order: middleOrder, locked: false })
  })

  test.each([
    { kind: 'circle', geometry: [-5.88, -9], radiusKm: 12.5, rings: 3 },
    { kind: 'note', geometry: [-5.88, -9], note: 'Ask the elder.' },
    { kind: 'unit', geometry: [-5.88, -9], sidc: '10031000151211000000', group: 'north' },
    { kind: 'line', geometry: [[-5.88, -9], [-5.9, -9.1]], graphic: 'displacement', quantity: 900 },
    { kind: 'photo', geometry: [-5.88, -9], media: 'aB3_-' },
    { kind: 'sheet', geometry: [[-5.8, -9.1], [-5.8, -9], [-5.9, -9.1]], media: 'aB3_-', opacity: 0.35 },
    { kind: 'area', geometry: [[-5.88, -9], [-5.9, -9.1], [-5.9, -9]], graphic: 'mined-area' },
  ])('[MAP1] reads a $kind as it was written', (fields) => {
    const mark = parseAnnotation('a1', fields)
    if (mark === null) throw new Error('unreadable')
    expect(mark).toMatchObject(fields)
    expect(parseAnnotation('a1', fieldsOf(mark))).toEqual(mark)
  })

  test('[MAP1] what a newer program wrote reads as the plain thing it is', () => {
    expect(parseAnnotation('a1', { ...patrol, graphic: 'tunnel', quantity: 1.5 })).toMatchObject({ kind: 'line', graphic: null, quantity: null })
    expect(parseAnnotation('a1', { kind: 'unit', geometry: [1, 1], sidc: 'SFGP' })).toMatchObject({ sidc: unknownSidc })
    expect(parseAnnotation('a1', { kind: 'circle', geometry: [1, 1], radiusKm: 1.23456, rings: 99 })).toMatchObject({ radiusKm: 1.235, rings: 1 })
  })

  test('[MAP1] reads own fields only, never inherited ones', () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"kind": "marker", "geometry": [1, 1]}}')
    expect(parseAnnotation('a1', hostile)).toBeNull()
    expect(parseAnnotation('a1', Object.create(patrol))).toBeNull()
  })

  test('[MAP1] drops characters that turn a label round', () => {
    const mark = parseAnnotation('a1', { ...patrol, label: 'safe\u202Eefas\u0000\u2066' })
    expect(mark?.label).toBe('safeefas')
  })

  test('[MAP1] keeps places to six decimals, never minus zero', () => {
    expect(roundPosition([-5.88000049, -0.0000001])).toEqual([-5.88, 0])
  })
})

describe('[MAP2] order keys', () => {
  test('[MAP2] a new mark lies above all, an old one can go below', () => {
    let top = orderAbove(null)
    for (let count = 0; count < 500; count += 1) {
      const next = orderAbove(top)
      expect(next > top && next.length === 6).toBe(true)
      top = next
    }
    expect(orderBelow(middleOrder) < middleOrder).toBe(true)
  })

  test('[MAP2] there is always room between two marks', () => {
    let low = middleOrder
    let high = orderAbove(low)
    for (let count = 0; count < 200; count += 1) {
      const between = orderBetween(low, high)
      expect(isOrder(between) && low < between && between < high).toBe(true)
      if (count % 3 === 0) low = between
      else high = between
    }
  })

  test('[MAP2] equal keys are told apart by id', () => {
    expect(compareOrder({ id: 'a', order: middleOrder }, { id: 'b', order: middleOrder })).toBe(-1)
    expect(compareOrder({ id: 'b', order: middleOrder }, { id: 'a', order: orderAbove(middleOrder) })).toBe(-1)
  })
})
