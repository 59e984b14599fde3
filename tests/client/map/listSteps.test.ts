import { expect, test } from 'vitest'
import { stepIn } from '../../../client/map/listSteps.ts'
import { nameWords } from '../../../client/map/markWords.ts'
import type { Annotation } from '../../../shared/board/annotation.ts'

const common = { id: 'm', label: '', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, order: 'V00000', locked: false } as const

test('[MAP19] the list is walked with arrows, Home and End; its ends hold', () => {
  expect([stepIn(3, 0, 'ArrowDown'), stepIn(3, 2, 'ArrowDown'), stepIn(3, 0, 'ArrowUp'), stepIn(3, 2, 'Home'), stepIn(3, 0, 'End')]).toEqual([1, 2, 0, 0, 2])
  expect([stepIn(0, -1, 'ArrowDown'), stepIn(3, 1, 'a')]).toEqual([null, null])
})

test('[MAP19] every kind has its words: what it is, what it stands for, how many people', () => {
  const marks: readonly Annotation[] = [
    { ...common, kind: 'unit', sidc: '10031000161211000000', label: 'A Coy', geometry: [1, 1] },
    { ...common, kind: 'circle', radiusKm: 5, rings: 1, geometry: [1, 1] },
    { ...common, kind: 'note', note: 'Ask the elders\nat dawn', geometry: [1, 1] },
    { ...common, kind: 'area', graphic: 'no-go', geometry: [[1, 1], [1, 2], [2, 2]] },
    { ...common, kind: 'line', graphic: 'displacement', quantity: 12_000, label: 'From Adrun', geometry: [[1, 1], [1, 2]] },
    { ...common, kind: 'line', graphic: null, quantity: null, geometry: [[1, 1], [1, 2]] },
  ]
  expect(marks.map(nameWords)).toEqual(['A Coy · Unit', 'Circle', 'Ask the elders · Sticky note', 'No-go area', 'From Adrun · Displacement · 12\u202f000 people', 'Line'])
})
