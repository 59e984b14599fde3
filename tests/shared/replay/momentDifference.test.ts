/** Two moments of one board, in words. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { putAnnotations, removeAnnotations } from '#shared/board/boardDocument.ts'
import { middleOrder } from '#shared/board/order.ts'
import { momentDifference } from '#shared/replay/momentDifference.ts'

const mark = (id: string, label: string): Annotation => ({
  id, kind: 'marker', symbol: 'hotspot', geometry: [-5.5, -8.5], label, note: '', layer: 'default', group: '', order: middleOrder, locked: false, style: { colour: 'own', pattern: 'solid' },
})

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

test('[RPL43] tells which marks came, changed and went, and which sections of the plan read otherwise', () => {
  const doc = new Y.Doc()
  putAnnotations(doc, [mark('kept', 'Kept'), mark('moved', 'Before'), mark('gone', 'Gone')], doc)
  const before = copyOf(doc)
  putAnnotations(doc, [mark('moved', 'After'), mark('new', 'New')], doc)
  removeAnnotations(doc, ['gone'], doc)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('We cannot protect the ferry.')])
  doc.getXmlFragment('plan/risk').insert(0, [paragraph])
  const { made, changed, removed, plan } = momentDifference(before, doc, ['risk', 'tasks'])
  expect([made, changed, removed].map((marks) => marks.map(({ id }) => id))).toEqual([['new'], ['moved'], ['gone']])
  expect(removed[0]?.label).toBe('Gone')
  expect(plan).toEqual(['risk'])
  expect(momentDifference(doc, copyOf(doc), ['risk'])).toEqual({ made: [], changed: [], removed: [], plan: [] })
})
