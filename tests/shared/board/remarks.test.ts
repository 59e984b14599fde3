import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Annotation } from '#shared/board/annotation.ts'
import { putAnnotations, removeAnnotations } from '#shared/board/boardDocument.ts'
import { makeUndo } from '#shared/board/boardUndo.ts'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { addRemark, remarkLength, remarksOn, removeRemark } from '#shared/board/remarks.ts'

const board = { kind: 'board', syndicate: 's1' } as const
const [amina, bao] = [{ own: 'amina' }, { own: 'bao' }]
const pin: Annotation = { id: 'm1', kind: 'marker', symbol: 'comment', label: '', note: '', layer: 'default', group: '', order: 'V00001', locked: false, style: { colour: 'note', pattern: 'solid' }, geometry: [-5.9, -9] }

function boardWithPin(): Y.Doc {
  const doc = new Y.Doc()
  seedDocument(doc, board, { planSections: [], msel: [] })
  putAnnotations(doc, [pin], amina)
  return doc
}
const said = (doc: Y.Doc): string[] => remarksOn(doc, 'm1').map(({ text }) => text)

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
})
