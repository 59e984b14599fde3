import { expect, test } from 'vitest'
import type { Annotation } from '../../../../shared/board/annotation.ts'
import { middleOrder } from '../../../../shared/board/order.ts'
import { legendOf } from '../../../../client/components/print/legend.ts'

const common = { label: '', note: '', layer: 'default', group: '', order: middleOrder, locked: false } as const
const own = { colour: 'own', pattern: 'solid' } as const
const threat = { colour: 'threat', pattern: 'dashed' } as const

test('[PRT2] the legend explains each look on the board once, and no words', () => {
  const marks: Annotation[] = [
    { ...common, id: 't', kind: 'text', style: own, geometry: [1, 1] },
    { ...common, id: 'a', kind: 'area', style: threat, graphic: 'no-go', geometry: [[1, 1], [1, 2], [2, 2]] },
    { ...common, id: 'm1', kind: 'marker', style: own, symbol: 'base', geometry: [1, 1] },
    { ...common, id: 'm2', kind: 'marker', style: { ...own, pattern: 'dotted' }, symbol: 'base', geometry: [2, 2] },
    { ...common, id: 'm3', kind: 'marker', style: threat, symbol: 'base', geometry: [2, 2] },
    { ...common, id: 'l', kind: 'line', style: threat, graphic: null, quantity: null, geometry: [[1, 1], [1, 2]] },
    { ...common, id: 'p', kind: 'photo', style: own, media: 'x', geometry: [1, 1] },
    { ...common, id: 'p2', kind: 'photo', style: threat, media: 'y', geometry: [1, 1] },
  ]
  expect(legendOf(marks).map(({ key }) => key)).toEqual(['marker base own', 'marker base threat', 'line  threat dashed', 'area no-go threat dashed', 'photo'])
  expect(legendOf([])).toEqual([])
})
