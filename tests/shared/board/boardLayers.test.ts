import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { defaultLayer } from '../../../shared/board/annotation.ts'
import { addMarkLayer, layersAtMost, markLayersOf, moveMarkLayer, observeMarkLayers, removeMarkLayer, renameMarkLayer } from '../../../shared/board/boardLayers.ts'
import { putAnnotation, readAnnotation } from '../../../shared/board/boardDocument.ts'
import { makeUndo } from '../../../shared/board/boardUndo.ts'
import { newRecord } from '../../../shared/board/yjsRecord.ts'

const amina = { person: 'amina' }
const mark = (id: string, layer: string) => ({
  kind: 'marker', id, layer, label: id, note: '', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: [-5.88, -9], order: 'V00000', locked: false,
}) as const

function names(doc: Y.Doc): string[] {
  return markLayersOf(doc).map(({ name }) => name)
}

function threeLayers(): { doc: Y.Doc; north: string; south: string } {
  const doc = new Y.Doc()
  const north = addMarkLayer(doc, 'North', amina) ?? ''
  const south = addMarkLayer(doc, 'South', amina) ?? ''
  return { doc, north, south }
}

describe('[MAP40] the layers of a board', () => {
  test('[MAP40] a board always has its default layer, and a new one lies above the others', () => {
    expect(markLayersOf(new Y.Doc()).map(({ id }) => id)).toEqual([defaultLayer])
    expect(names(threeLayers().doc)).toEqual(['', 'North', 'South'])
  })

  test('[MAP40] a layer is moved one step at a time and stops at the ends', () => {
    const { doc, south } = threeLayers()
    expect(moveMarkLayer(doc, south, true, amina)).toBe(false)
    moveMarkLayer(doc, south, false, amina)
    expect(names(doc)).toEqual(['', 'South', 'North'])
    moveMarkLayer(doc, south, false, amina)
    expect(names(doc)).toEqual(['South', '', 'North'])
    expect(moveMarkLayer(doc, south, false, amina)).toBe(false)
    moveMarkLayer(doc, defaultLayer, true, amina)
    expect(names(doc)).toEqual(['South', 'North', ''])
  })

  test('[MAP40] a name is one line of at most sixty characters without what could make it say something else', () => {
    const { doc, north } = threeLayers()
    renameMarkLayer(doc, north, `  Routes\u202e\nnorth ${'x'.repeat(99)}`, amina)
    const name = names(doc)[1] ?? ''
    expect(name).toMatch(/^Routes north x+$/)
    expect(name.length).toBeLessThanOrEqual(60)
  })

  test('[MAP40] the marks of a layer that is taken away go to the default layer, and one undo brings both back', () => {
    const { doc, north } = threeLayers()
    const undo = makeUndo(doc, amina)
    putAnnotation(doc, mark('post', north), amina)
    undo.stopCapturing()
    let transactions = 0
    doc.on('afterTransaction', () => { transactions += 1 })
    removeMarkLayer(doc, north, amina)
    expect(transactions).toBe(1)
    expect([names(doc), readAnnotation(doc, 'post')?.layer]).toEqual([['', 'South'], defaultLayer])
    undo.undo()
    expect([names(doc), readAnnotation(doc, 'post')?.layer]).toEqual([['', 'North', 'South'], north])
  })

  test('[MAP40] the default layer cannot be taken away', () => {
    const { doc } = threeLayers()
    renameMarkLayer(doc, defaultLayer, 'Plan', amina)
    removeMarkLayer(doc, defaultLayer, amina)
    expect(names(doc)).toEqual(['Plan', 'North', 'South'])
  })

  test('[MAP40] records of another kind and records nobody can read are passed over and left alone', () => {
    const { doc, north } = threeLayers()
    const root = doc.getMap('layers')
    root.set('sheet', newRecord({ kind: 'reference', name: 'Roads', media: 'm1', order: 'V00000' }))
    root.set('number', 7)
    root.set('__proto__', newRecord({ name: 'Trap' }))
    root.set('spoilt', newRecord({ name: 12, order: {} }))
    expect(markLayersOf(doc).map(({ id }) => id)).not.toContain('sheet')
    expect(markLayersOf(doc).find(({ id }) => id === 'spoilt')).toEqual({ id: 'spoilt', name: '', order: 'V00000' })
    expect(markLayersOf(doc)).toHaveLength(4)
    removeMarkLayer(doc, 'sheet', amina)
    expect([renameMarkLayer(doc, 'sheet', 'Mine', amina), moveMarkLayer(doc, 'sheet', true, amina), root.has('sheet')]).toEqual([false, false, true])
    expect(moveMarkLayer(doc, north, true, amina)).toBe(true)
  })

  test('[MAP40] a board takes so many layers and no more, however many stand in the document', () => {
    const doc = new Y.Doc()
    for (let count = 0; count < 200; count += 1) doc.getMap('layers').set(`l${count}`, newRecord({ name: `Layer ${count}` }))
    expect(markLayersOf(doc)).toHaveLength(layersAtMost)
    expect(addMarkLayer(doc, 'One more', amina)).toBeNull()
  })

  test('[MAP40] each change of a layer is told once', () => {
    const { doc, north } = threeLayers()
    let heard = 0
    const stop = observeMarkLayers(doc, () => { heard += 1 })
    renameMarkLayer(doc, north, 'Elsewhere', amina)
    putAnnotation(doc, mark('post', north), amina)
    stop()
    removeMarkLayer(doc, north, amina)
    expect(heard).toBe(1)
  })
})
