import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '../../../shared/board/annotation.ts'
import {
  annotationsOf, changeAnnotation, highestOrder, makerOf, newRecordId, observeAnnotations, putAnnotation, putAnnotations, readAnnotation,
  removeAnnotations, unreadableAnnotations, type AnnotationsChanged,
} from '../../../shared/board/boardDocument.ts'
import { middleOrder } from '../../../shared/board/order.ts'
import { limits } from '../../../shared/protocol/limits.ts'

const amina = { person: 'amina' }
const bao = { person: 'bao' }

function checkpoint(id: string, label = 'Checkpoint'): Annotation {
  return { id, kind: 'marker', label, note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'checkpoint', geometry: [-5.88, -9], order: middleOrder, locked: false }
}

function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)))
}

describe('[DOC1] marks in a document', () => {
  test('[DOC1] two officers change different fields at once and both stay', () => {
    const hers = new Y.Doc()
    const his = new Y.Doc()
    putAnnotation(hers, checkpoint('m1'), amina)
    exchange(hers, his)
    changeAnnotation(hers, 'm1', { label: 'Veshk checkpoint' }, amina)
    changeAnnotation(his, 'm1', { geometry: [-5.9000001, -9.1], colour: 'state' }, bao)
    exchange(hers, his)
    expect(readAnnotation(hers, 'm1')).toMatchObject({ label: 'Veshk checkpoint', geometry: [-5.9, -9.1], style: { colour: 'state' } })
    expect(annotationsOf(hers)).toEqual(annotationsOf(his))
  })

  test('[DOC1] deleting wins over a concurrent edit', () => {
    const hers = new Y.Doc()
    const his = new Y.Doc()
    putAnnotation(hers, checkpoint('m1'), amina)
    exchange(hers, his)
    removeAnnotations(hers, ['m1', 'never-there'], amina)
    changeAnnotation(his, 'm1', { label: 'moved' }, bao)
    exchange(hers, his)
    expect(annotationsOf(hers).size).toBe(0)
    expect(annotationsOf(his).size).toBe(0)
    expect(changeAnnotation(hers, 'm1', { label: 'again' }, amina)).toBe(false)
  })

  test('[DOC1] writes only what differs', () => {
    const doc = new Y.Doc()
    putAnnotation(doc, checkpoint('m1'), amina)
    let updates = 0
    doc.on('update', () => { updates += 1 })
    expect(changeAnnotation(doc, 'm1', { label: 'Checkpoint', geometry: [-5.88, -9] }, amina)).toBe(false)
    putAnnotation(doc, checkpoint('m1'), amina)
    expect(updates).toBe(0)
  })

  test('[DOC1] keeps fields of a later version that it does not know', () => {
    const doc = new Y.Doc()
    putAnnotation(doc, checkpoint('m1'), amina)
    const record = doc.getMap('annotations').get('m1')
    if (!(record instanceof Y.Map)) throw new Error('no record')
    record.set('rotation', 45)
    putAnnotation(doc, checkpoint('m1', 'Gate'), amina)
    expect(record.get('rotation')).toBe(45)
  })

  test('[DOC1] writes at most 200 marks in one transaction, with its author', () => {
    const doc = new Y.Doc()
    const origins: unknown[] = []
    doc.on('afterTransaction', (transaction) => origins.push(transaction.origin))
    putAnnotations(doc, Array.from({ length: 450 }, (_, index) => checkpoint(`m${index}`)), amina)
    expect(origins).toEqual([amina, amina, amina])
    expect(annotationsOf(doc).size).toBe(450)
  })

  test('[DOC1] throws before writing a mark that nobody could read', () => {
    const doc = new Y.Doc()
    putAnnotation(doc, checkpoint('m1'), amina)
    expect(() => putAnnotation(doc, { ...checkpoint('m2'), kind: 'text', geometry: [Number.NaN, 0] }, amina)).toThrow(RangeError)
    expect(() => changeAnnotation(doc, 'm1', { geometry: [[1, 1], [2, 2]] }, amina)).toThrow(RangeError)
    expect(Array.from(annotationsOf(doc).keys())).toEqual(['m1'])
  })

  test('[DOC2] malformed records are skipped and counted, the others stand', () => {
    const doc = new Y.Doc()
    putAnnotation(doc, checkpoint('m1'), amina)
    const root = doc.getMap('annotations')
    root.set('flat', 7)
    root.set('array', Y.Array.from([1]))
    root.set('nested', new Y.Map([['kind', new Y.Map()], ['geometry', new Y.Array()]]))
    root.set('__proto__', new Y.Map(Object.entries({ kind: 'marker', geometry: [1, 1] })))
    expect(Array.from(annotationsOf(doc).keys())).toEqual(['m1'])
    expect([...unreadableAnnotations(doc)].sort()).toEqual(['__proto__', 'array', 'flat', 'nested'])
    expect(highestOrder(doc)).toBe(middleOrder)
  })

  test('[DOC1] new names never repeat, and a mark tells which copy made it', () => {
    const hers = new Y.Doc()
    const his = new Y.Doc()
    const ids = Array.from({ length: 50 }, () => {
      const id = newRecordId(hers)
      putAnnotation(hers, checkpoint(id), amina)
      return id
    })
    expect(new Set(ids).size).toBe(50)
    expect(newRecordId(his)).not.toBe(newRecordId(hers))
    exchange(hers, his)
    expect(makerOf(his, ids[0] ?? '')).toBe(hers.clientID)
    expect(makerOf(his, 'nobody')).toBeNull()
    expect(annotationsOf(his).size).toBe(50)
  })

  test('[DOC1] marks of many points are written in pieces that the door lets in', () => {
    const doc = new Y.Doc()
    const sizes: number[] = []
    doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    const geometry = Array.from({ length: limits.annotationPoints }, (_, index) => [-5.123456 - index / 1e4, -9.123456] as const)
    const lines = Array.from({ length: 100 }, (_, index): Annotation => {
      const { id, label, layer, group, style, order, locked } = checkpoint(`m${index}`)
      return { id, label, layer, group, style, order, locked, kind: 'line', graphic: null, quantity: null, geometry, note: '难'.repeat(limits.annotationText) }
    })
    putAnnotations(doc, lines, amina)
    expect(annotationsOf(doc).size).toBe(100)
    expect(Math.max(...sizes)).toBeLessThan(limits.updateBytes)
    sizes.length = 0
    putAnnotations(doc, Array.from({ length: 450 }, (_, index) => checkpoint(`n${index}`)), amina)
    expect(sizes.length).toBe(3)
  })

  test('[DOC3] says which records a transaction touched, once', () => {
    const doc = new Y.Doc()
    const heard: AnnotationsChanged[] = []
    const stop = observeAnnotations(doc, (change) => heard.push(change))
    putAnnotations(doc, [checkpoint('m1'), checkpoint('m2')], amina)
    doc.transact(() => {
      changeAnnotation(doc, 'm1', { label: 'Gate', note: 'closed at night' }, amina)
      removeAnnotations(doc, ['m2'], amina)
    })
    doc.getMap('meta').set('schemaVersion', 1)
    stop()
    removeAnnotations(doc, ['m1'], amina)
    expect(heard).toEqual([
      { added: ['m1', 'm2'], changed: [], removed: [] },
      { added: [], changed: ['m1'], removed: ['m2'] },
    ])
  })
})
