import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../../shared/board/canonical.ts'

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

test('[RPL1] equal documents give equal text, however they came to be', () => {
  const one = new Y.Doc()
  const other = new Y.Doc()
  one.getMap('annotations').set('b', new Y.Map(Object.entries({ kind: 'text', geometry: [1, 2] })))
  one.getMap('annotations').set('a', new Y.Map(Object.entries({ label: 'x' })))
  other.getMap('annotations').set('a', new Y.Map(Object.entries({ label: 'before' })))
  const record = other.getMap('annotations').get('a')
  if (record instanceof Y.Map) record.set('label', 'x')
  other.getMap('annotations').set('gone', 1)
  other.getMap('annotations').delete('gone')
  other.getMap('annotations').set('b', new Y.Map(Object.entries({ geometry: [1, 2], kind: 'text' })))
  other.getMap('never used')
  expect(canonicalDocument(one)).toBe(canonicalDocument(other))
})

test('[RPL1] a copy that was never asked for its types gives the same text', () => {
  const doc = new Y.Doc()
  doc.getMap('annotations').set('a', new Y.Map(Object.entries({ label: 'x' })))
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('plan/risk').insert(0, [paragraph])
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  text.insert(0, 'We cannot protect Ommel')
  text.format(3, 6, { bold: true })
  const copy = copyOf(doc)
  expect(canonicalDocument(copy)).toBe(canonicalDocument(doc))
  copy.getXmlFragment('plan/risk')
  copy.getMap('annotations')
  expect(canonicalDocument(copy)).toBe(canonicalDocument(doc))
})

test('[RPL1] redundant marks of text do not show', () => {
  const doc = new Y.Doc()
  const text = doc.getText('plan/x')
  text.insert(0, 'abc')
  const plain = canonicalDocument(doc)
  const copy = copyOf(doc)
  copy.getText('plan/x').format(0, 3, { bold: true })
  expect(canonicalDocument(copy)).not.toBe(plain)
  copy.getText('plan/x').format(0, 3, { bold: null })
  expect(canonicalDocument(copy)).toBe(plain)
})

test.each([
  ['a value', (doc: Y.Doc) => doc.getMap('annotations').set('a', 2)],
  ['a key', (doc: Y.Doc) => doc.getMap('annotations').set('b', 1)],
  ['prose', (doc: Y.Doc) => doc.getXmlFragment('plan/risk').insert(0, [new Y.XmlElement('paragraph')])],
])('[RPL1] a difference of %s shows', (_, change) => {
  const doc = new Y.Doc()
  doc.getMap('annotations').set('a', 1)
  const before = canonicalDocument(doc)
  change(doc)
  expect(canonicalDocument(doc)).not.toBe(before)
})
