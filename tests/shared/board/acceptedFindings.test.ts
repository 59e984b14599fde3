/** Findings a syndicate accepts with a reason: in the document, whoever reads it, whatever lies there. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { acceptedFindingsOf, acceptedReasonLength, acceptFinding, mostAccepted, takeBackAcceptance } from '#shared/board/acceptedFindings.ts'
import { makeUndo } from '#shared/board/boardUndo.ts'
import { repairDocument, seedDocument } from '#shared/board/documentShape.ts'
import { protectedBy } from '#shared/board/protectedMarks.ts'
import { wenza } from '../../support/wenzaFiles.ts'

const hand = { own: 'hand' }
const scope = { kind: 'board', syndicate: 's1' } as const
const finding = { key: 'too-far t1 600', reason: 'The mayor knows and accepts it.', sentence: 'A1 comes 40 minutes late.' }

function board(): Y.Doc {
  const doc = new Y.Doc()
  seedDocument(doc, scope, { planSections: [], msel: [] })
  return doc
}

describe('findings that are accepted', () => {
  test('[REA62] the reason stands in the board with the sentence it answers, and goes again when it is taken back', () => {
    const doc = board()
    expect(acceptFinding(doc, finding, hand)).toBe(true)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    expect(acceptedFindingsOf(copy).get(finding.key)).toEqual(finding)
    takeBackAcceptance(doc, finding.key, hand)
    expect(acceptedFindingsOf(doc).size).toBe(0)
  })

  test('[REA62] nothing is accepted without a reason', () => {
    const doc = board()
    expect(acceptFinding(doc, { ...finding, reason: '  ' }, hand)).toBe(false)
    expect(acceptedFindingsOf(doc).size).toBe(0)
  })

  test('[REA62] two who answer at once agree on one answer', () => {
    const [one, other] = [board(), new Y.Doc()]
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    acceptFinding(one, { ...finding, reason: 'One' }, hand)
    acceptFinding(other, { ...finding, reason: 'Other' }, hand)
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect([...acceptedFindingsOf(one).values()]).toEqual([...acceptedFindingsOf(other).values()])
    expect(acceptedFindingsOf(one).size).toBe(1)
  })

  test('[REA62] undo takes back one\'s own answer', () => {
    const doc = board()
    const undo = makeUndo(doc, hand)
    acceptFinding(doc, finding, hand)
    undo.undo()
    expect(acceptedFindingsOf(doc).size).toBe(0)
    undo.redo()
    expect(acceptedFindingsOf(doc).get(finding.key)?.reason).toBe(finding.reason)
    undo.destroy()
  })

  test('[REA62] what nobody can read is passed over and taken away by the server; so are words that may not stand on a board', () => {
    const doc = board()
    doc.getMap('planAccepted').set('a', 7)
    doc.getMap('planAccepted').set('b', new Y.Map([['reason', 'x']]))
    doc.getMap('planAccepted').set('c', { reason: 'y'.repeat(acceptedReasonLength + 50) })
    acceptFinding(doc, finding, hand)
    expect([...acceptedFindingsOf(doc).keys()].sort()).toEqual(['c', finding.key])
    expect(acceptedFindingsOf(doc).get('c')?.reason).toHaveLength(acceptedReasonLength)
    expect([...repairDocument(doc, scope).unreadable].sort()).toEqual(['a', 'b'])
    const { zone } = wenza()
    acceptFinding(doc, { ...finding, key: 'd', reason: 'A survivor of rape sleeps in the transit house.' }, hand)
    const refuses = (mark: Parameters<typeof protectedBy>[0]): boolean => protectedBy(mark, zone) !== null
    expect(repairDocument(doc, scope, refuses).protectedMarks).toEqual(['d'])
    expect([...acceptedFindingsOf(doc).keys()].sort()).toEqual(['c', finding.key])
  })

  test('[REA62] a plan accepts so many at most', () => {
    const doc = board()
    for (let index = 0; index < mostAccepted; index += 1) acceptFinding(doc, { ...finding, key: `k${index}` }, hand)
    expect(acceptFinding(doc, finding, hand)).toBe(false)
    expect(acceptFinding(doc, { ...finding, key: 'k0', reason: 'Better' }, hand)).toBe(true)
  })
})
