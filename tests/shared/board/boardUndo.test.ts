import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '../../../shared/board/annotation.ts'
import { annotationsOf, changeAnnotation, putAnnotation, readAnnotation, removeAnnotations } from '../../../shared/board/boardDocument.ts'
import { makeUndo } from '../../../shared/board/boardUndo.ts'
import { middleOrder } from '../../../shared/board/order.ts'

const amina = { person: 'amina' }
const bao = { person: 'bao' }
const post: Annotation = { id: 'm1', kind: 'marker', label: 'Post', note: '', layer: 'default', group: '', style: { colour: 'own', pattern: 'solid' }, symbol: 'base', geometry: [-5.88, -9], order: middleOrder, locked: false }

function pair() {
  const hers = new Y.Doc()
  const his = new Y.Doc()
  const undo = makeUndo(hers, amina)
  const share = (): void => {
    Y.applyUpdate(his, Y.encodeStateAsUpdate(hers, Y.encodeStateVector(his)), bao)
    Y.applyUpdate(hers, Y.encodeStateAsUpdate(his, Y.encodeStateVector(hers)), bao)
  }
  const step = (act: () => void): void => {
    act()
    undo.stopCapturing()
    share()
  }
  return { hers, his, undo, share, step }
}

describe('[MAP3] undo takes back own work only', () => {
  test('[MAP3] undo and redo of putting, changing and removing', () => {
    const { hers, undo, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    step(() => { changeAnnotation(hers, 'm1', { label: 'North post' }, amina) })
    step(() => removeAnnotations(hers, ['m1'], amina))
    undo.undo()
    expect(readAnnotation(hers, 'm1')?.label).toBe('North post')
    undo.undo()
    expect(readAnnotation(hers, 'm1')).toEqual(post)
    undo.undo()
    expect(annotationsOf(hers).size).toBe(0)
    undo.redo()
    undo.redo()
    expect(readAnnotation(hers, 'm1')?.label).toBe('North post')
  })

  test("[MAP3] never touches another officer's later edit of the same field", () => {
    const { hers, his, undo, share, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    step(() => { changeAnnotation(hers, 'm1', { label: 'North post' }, amina) })
    changeAnnotation(his, 'm1', { label: 'South post' }, bao)
    share()
    undo.undo()
    share()
    expect(readAnnotation(hers, 'm1')?.label).toBe('South post')
    expect(annotationsOf(his)).toEqual(annotationsOf(hers))
  })

  test('[MAP3] never takes away a mark another officer has worked on since', () => {
    const { hers, his, undo, share, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    changeAnnotation(his, 'm1', { note: 'two platoons from 18:00' }, bao)
    share()
    undo.undo()
    share()
    expect(readAnnotation(his, 'm1')).toEqual({ ...post, note: 'two platoons from 18:00' })
  })

  test('[MAP3] leaves no half of such a mark: moved, put back, worked on by another, then undone', () => {
    const { hers, his, undo, share, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    step(() => { changeAnnotation(hers, 'm1', { geometry: [-5, -8] }, amina) })
    undo.undo()
    changeAnnotation(his, 'm1', { note: 'seen' }, bao)
    share()
    undo.undo()
    share()
    expect(readAnnotation(hers, 'm1')).toEqual({ ...post, note: 'seen' })
    expect(readAnnotation(his, 'm1')).toEqual({ ...post, note: 'seen' })
  })

  test('[MAP3] leaves no half of a mark that two officers moved at the same time', () => {
    const { hers, his, undo, share, step } = pair()
    his.clientID = 1
    hers.clientID = 2
    step(() => putAnnotation(hers, post, amina))
    changeAnnotation(his, 'm1', { geometry: [-5.5, -8.5] }, bao)
    step(() => { changeAnnotation(hers, 'm1', { geometry: [-5, -8] }, amina) })
    undo.undo()
    share()
    expect(readAnnotation(hers, 'm1')).toMatchObject({ geometry: [-5, -8] })
    expect(annotationsOf(his)).toEqual(annotationsOf(hers))
  })

  test('[MAP3] still takes back a field that an older mark of another did not have', () => {
    const { hers, his, undo, share, step } = pair()
    putAnnotation(his, post, bao)
    share()
    step(() => { changeAnnotation(hers, 'm1', { graphic: 'cordon' }, amina) })
    undo.undo()
    share()
    const after = his.getMap('annotations').get('m1')
    expect(after instanceof Y.Map && after.has('graphic')).toBe(false)
  })

  test('[MAP3] still takes back own later changes of such a mark', () => {
    const { hers, his, undo, share, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    step(() => { changeAnnotation(hers, 'm1', { label: 'North post' }, amina) })
    changeAnnotation(his, 'm1', { note: 'seen' }, bao)
    share()
    undo.undo()
    expect(readAnnotation(hers, 'm1')).toMatchObject({ label: 'Post', note: 'seen' })
  })

  test('[MAP3] never brings back what another officer deleted', () => {
    const { hers, his, undo, share, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    step(() => { changeAnnotation(hers, 'm1', { label: 'North post' }, amina) })
    removeAnnotations(his, ['m1'], bao)
    share()
    undo.undo()
    undo.redo()
    share()
    expect(annotationsOf(hers).size).toBe(0)
  })

  test("[MAP3] others' work is never on the stack", () => {
    const { hers, his, undo, share } = pair()
    putAnnotation(his, post, bao)
    share()
    expect(undo.canUndo()).toBe(false)
    undo.undo()
    expect(annotationsOf(hers).size).toBe(1)
  })

  test('[MAP3] covers prose that appears later', () => {
    const { hers, undo, step } = pair()
    step(() => putAnnotation(hers, post, amina))
    const paragraph = new Y.XmlElement('paragraph')
    step(() => hers.transact(() => hers.getXmlFragment('plan/risk').insert(0, [paragraph]), amina))
    undo.undo()
    expect(hers.getXmlFragment('plan/risk').length).toBe(0)
    expect(annotationsOf(hers).size).toBe(1)
  })
})
