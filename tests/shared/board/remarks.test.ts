import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { putAnnotations, removeAnnotations } from '#shared/board/boardDocument.ts'
import { makeUndo } from '#shared/board/boardUndo.ts'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { addRemark, isResolved, remarkLength, remarksOn, removeRemark, threadsOf, turnThread } from '#shared/board/remarks.ts'

const board = { kind: 'board', syndicate: 's1' } as const
const [amina, bao] = [{ own: 'amina' }, { own: 'bao' }]
const pin: Annotation = { id: 'm1', kind: 'marker', symbol: 'comment', label: '', note: '', layer: 'default', group: '', order: 'V00001', locked: false, style: { colour: 'note', pattern: 'solid' }, geometry: [-5.9, -9] }

function boardWithPin(): Y.Doc {
  const doc = new Y.Doc()
  seedDocument(doc, board, { planSections: [], msel: [] })
  putAnnotations(doc, [pin], amina)
  return doc
}
const said = (doc: Y.Doc): string[] => remarksOn(doc, 'm1').map((remark) => (remark.kind === 'said' ? remark.text : remark.kind))

describe('remarks', () => {
  test('[MAP45] a thread reads oldest first, each remark with who made it', () => {
    const doc = boardWithPin()
    addRemark(doc, 'm1', '  Is this the right ford? ', amina)
    addRemark(doc, 'm1', 'No, the one at Dorrek.', amina)
    addRemark(doc, 'm2', 'Elsewhere', amina)
    expect(said(doc)).toEqual(['Is this the right ford?', 'No, the one at Dorrek.'])
    expect(remarksOn(doc, 'm1').map(({ maker }) => maker)).toEqual([doc.clientID, doc.clientID])
  })

  test('[MAP45] nothing, or more than a remark holds, is not said', () => {
    const doc = boardWithPin()
    expect([addRemark(doc, 'm1', ' \n ', amina), addRemark(doc, 'm1', 'a'.repeat(remarkLength + 1), amina)]).toEqual([null, null])
    expect(said(doc)).toEqual([])
  })

  test('[MAP46] two people who say something at the same time both keep it, in one order', () => {
    const [one, other] = [boardWithPin(), new Y.Doc()]
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    addRemark(one, 'm1', 'From Amina', amina)
    addRemark(other, 'm1', 'From Bao', bao)
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect(said(one)).toEqual(said(other))
    expect([...said(one)].sort()).toEqual(['From Amina', 'From Bao'])
  })

  test('[MAP46] taking back one\'s own step takes one\'s own remark alone', () => {
    const doc = boardWithPin()
    const undo = makeUndo(doc, amina)
    addRemark(doc, 'm1', 'Mine', amina)
    undo.stopCapturing()
    addRemark(doc, 'm1', 'Not mine', bao)
    undo.undo()
    expect(said(doc)).toEqual(['Not mine'])
  })

  test('[MAP49] words somebody else writes into a remark are never read as its maker\'s', () => {
    const [one, other] = [boardWithPin(), new Y.Doc()]
    const id = addRemark(one, 'm1', 'I am not sure', amina) ?? ''
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    const record = other.getMap('remarks').get(id)
    if (record instanceof Y.Map) record.set('text', 'I agree')
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect([said(one), said(other)]).toEqual([[], []])
    expect(repairDocument(one, board).unreadable).toEqual([id])
  })

  test('[MAP47] a thread outlives its mark, for the day it is put back', () => {
    const doc = boardWithPin()
    addRemark(doc, 'm1', 'Keep this', amina)
    removeAnnotations(doc, ['m1'], amina)
    expect(repairDocument(doc, board)).toEqual({ unreadable: [], protectedMarks: [] })
    putAnnotations(doc, [pin], amina)
    expect(said(doc)).toEqual(['Keep this'])
    removeRemark(doc, remarksOn(doc, 'm1')[0]?.id ?? '', amina)
    expect(said(doc)).toEqual([])
  })

  test('[MAP47] what nobody can read as a remark, and words that may not stand on a board, are taken away by the server', () => {
    const doc = boardWithPin()
    const remarks = doc.getMap('remarks')
    remarks.set('bare', 'words')
    remarks.set('long', new Y.Map(Object.entries({ mark: 'm1', text: 'a'.repeat(remarkLength + 1), order: 'V00001' })))
    remarks.set('nowhere', new Y.Map(Object.entries({ mark: 7, text: 'a', order: 'V00001' })))
    addRemark(doc, 'm1', 'Fine', amina)
    const refused = addRemark(doc, 'm1', 'hidden person', amina)
    const repaired = repairDocument(doc, board, ({ note }) => note === 'hidden person')
    expect({ ...repaired, unreadable: [...repaired.unreadable].sort() }).toEqual({ unreadable: ['bare', 'long', 'nowhere'], protectedMarks: [refused] })
    expect(said(doc)).toEqual(['Fine'])
  })

  test('[MAP50] a thread is resolved and reopened by turns that stand in it, each with who made it', () => {
    const doc = boardWithPin()
    expect(turnThread(doc, 'm1', 'resolved', amina)).toBeNull()
    addRemark(doc, 'm1', 'Which ford?', amina)
    expect(turnThread(doc, 'm1', 'reopened', amina)).toBeNull()
    turnThread(doc, 'm1', 'resolved', bao)
    expect([isResolved(remarksOn(doc, 'm1')), turnThread(doc, 'm1', 'resolved', amina)]).toEqual([true, null])
    addRemark(doc, 'm1', 'It rained.', amina)
    expect(threadsOf(doc).get('m1')).toEqual({ said: 2, isResolved: true })
    turnThread(doc, 'm1', 'reopened', amina)
    expect(said(doc)).toEqual(['Which ford?', 'resolved', 'It rained.', 'reopened'])
    expect([isResolved(remarksOn(doc, 'm1')), remarksOn(doc, 'm1').every(({ maker }) => maker === doc.clientID)]).toEqual([false, true])
    expect(repairDocument(doc, board)).toEqual({ unreadable: [], protectedMarks: [] })
  })

  test('[MAP50] who resolves while another speaks loses nobody a word, and all read the same state', () => {
    const [one, other] = [boardWithPin(), new Y.Doc()]
    addRemark(one, 'm1', 'Which ford?', amina)
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    turnThread(one, 'm1', 'resolved', amina)
    addRemark(other, 'm1', 'Wait', bao)
    turnThread(other, 'm1', 'resolved', bao)
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect(said(one)).toEqual(said(other))
    expect(said(one)).toContain('Wait')
    expect(threadsOf(one)).toEqual(threadsOf(other))
    expect(threadsOf(one).get('m1')).toEqual({ said: 2, isResolved: true })
  })

  test('[MAP50] taking back one\'s own turn gives the thread its state before', () => {
    const doc = boardWithPin()
    const undo = makeUndo(doc, amina)
    addRemark(doc, 'm1', 'Which ford?', bao)
    turnThread(doc, 'm1', 'resolved', amina)
    undo.undo()
    expect(isResolved(remarksOn(doc, 'm1'))).toBe(false)
  })

  test('[MAP50] a turn that also says something, or turns to what there is not, is taken away by the server', () => {
    const doc = boardWithPin()
    const remarks = doc.getMap('remarks')
    for (const [id, fields] of [['both', { turn: 'resolved', text: 'a' }], ['odd', { turn: 'deleted' }], ['neither', {}]] as const) {
      remarks.set(id, new Y.Map(Object.entries({ mark: 'm1', order: 'V00001', ...fields })))
    }
    expect([...repairDocument(doc, board).unreadable].sort()).toEqual(['both', 'neither', 'odd'])
  })
})
