import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seedDocument } from '../../../shared/board/documentShape.ts'
import { addReferenceLayer, observeReferenceLayers, referenceLayersOf, removeReferenceLayer } from '../../../shared/board/referenceLayers.ts'

const amina = { person: 'amina' }
const wells = { id: 'l1', name: 'Wells', media: 'aB3_-', objects: 9000 }

test('[MED10] a board lists its reference layers, and the plain layer of its marks is none', () => {
  const doc = new Y.Doc()
  seedDocument(doc, { kind: 'board', syndicate: 's1' }, { planSections: [], msel: [] })
  let heard = 0
  const stop = observeReferenceLayers(doc, () => { heard += 1 })
  addReferenceLayer(doc, wells, amina)
  addReferenceLayer(doc, { ...wells, id: 'l0', name: 'Villages' }, amina)
  expect(referenceLayersOf(doc).map(({ name }) => name)).toEqual(['Villages', 'Wells'])
  removeReferenceLayer(doc, 'default', amina)
  removeReferenceLayer(doc, 'l0', amina)
  stop()
  expect(referenceLayersOf(doc)).toEqual([wells])
  expect(heard).toBe(3)
  expect(doc.getMap('layers').has('default')).toBe(true)
})

test.each([
  ['no record', 7], ['no media', { kind: 'reference', name: 'x' }], ['an address for a media', { kind: 'reference', media: '../house' }],
  ['another kind', { kind: 'tiles', media: 'a' }], ['a shared type for a media', { kind: 'reference', media: new Y.Map() }],
])('[MED10] a layer that is %s is passed over', (_, fields) => {
  const doc = new Y.Doc()
  doc.getMap('layers').set('l1', typeof fields === 'object' ? new Y.Map(Object.entries(fields)) : fields)
  expect(referenceLayersOf(doc)).toEqual([])
})

test('[MED10] a name or count that cannot be read is mended', () => {
  const doc = new Y.Doc()
  doc.getMap('layers').set('l1', new Y.Map(Object.entries({ kind: 'reference', media: 'm', name: 3, objects: -1 })))
  expect(referenceLayersOf(doc)).toEqual([{ id: 'l1', media: 'm', name: '', objects: 0 }])
})
