import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mayEditProse, proseVersionOf } from '../../../shared/board/proseSchema.ts'
import { proseVersion } from '../../../shared/protocol/version.ts'

test('[PLN4] a board that says nothing holds prose of the first version', () => {
  expect(proseVersionOf(new Y.Doc())).toBe(1)
  expect(mayEditProse(new Y.Doc())).toBe(true)
})

test('[PLN4] no editor is mounted on prose of a later version', () => {
  const doc = new Y.Doc()
  doc.getMap('meta').set('proseVersion', proseVersion + 1)
  expect(mayEditProse(doc)).toBe(false)
})

test.each([['two'], [Number.NaN], [-1], [{ v: 1 }]])('[PLN4] a spoilt version %j reads as the first', (spoilt) => {
  const doc = new Y.Doc()
  doc.getMap('meta').set('proseVersion', spoilt)
  expect(proseVersionOf(doc)).toBe(1)
})
