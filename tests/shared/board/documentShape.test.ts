import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { annotationsOf, putAnnotation } from '../../../shared/board/boardDocument.ts'
import { canonicalDocument } from '../../../shared/board/canonical.ts'
import { planSectionsOf, repairDocument, seedDocument } from '../../../shared/board/documentShape.ts'
import { middleOrder } from '../../../shared/board/order.ts'
import { readSchemaVersion, upgradeDocument } from '../../../shared/board/upgrade.ts'

const board = { kind: 'board', syndicate: 's1' } as const
const seed = {
  planSections: [
    { id: 'risk', title: 'Risk analysis', prompt: 'Who threatens whom?', starters: ['We fear that …'] },
    { id: 'gaps', title: 'What we cannot protect', prompt: '', starters: [] },
  ],
  msel: [],
}

function seeded(): Y.Doc {
  const doc = new Y.Doc()
  seedDocument(doc, board, seed)
  return doc
}

function nest(parent: Y.Map<unknown>, key: string, levels: number): void {
  parent.doc?.transact(() => {
    let map = parent
    for (let level = 0; level < levels; level += 1) {
      const inner = new Y.Map<unknown>()
      map.set(level === 0 ? key : 'in', inner)
      map = inner
    }
  })
}

describe('[DOC4] seeding', () => {
  test('[DOC4] a board begins with its version and its sections, and no prose', () => {
    const doc = seeded()
    expect(readSchemaVersion(doc)).toBe(1)
    expect(planSectionsOf(doc)).toEqual(seed.planSections)
    expect(Array.from(doc.share.keys()).filter((name) => name.startsWith('plan/'))).toEqual([])
  })

  test('[DOC4] seeding twice changes nothing', () => {
    const doc = seeded()
    const before = Y.encodeStateAsUpdate(doc)
    seedDocument(doc, board, { ...seed, planSections: [] })
    expect(upgradeDocument(doc)).toBe(false)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})

describe('[DOC5] repair', () => {
  test('[DOC5] an unspoilt board needs none', () => {
    const doc = seeded()
    putAnnotation(doc, { id: 'm1', kind: 'text', label: 'Here', note: '', layer: 'default', group: '', style: { colour: 'note', pattern: 'solid' }, geometry: [1, 1], order: middleOrder, locked: false }, {})
    let updates = 0
    doc.on('update', () => { updates += 1 })
    expect(repairDocument(doc, board).unreadable).toEqual([])
    expect(updates).toBe(0)
  })

  test('[DOC5] takes malformed records and keeps the rest', () => {
    const doc = seeded()
    putAnnotation(doc, { id: 'm1', kind: 'text', label: 'Here', note: '', layer: 'default', group: '', style: { colour: 'note', pattern: 'solid' }, geometry: [1, 1], order: middleOrder, locked: false }, {})
    doc.getMap('annotations').set('bad', new Y.Map([['kind', 'marker']]))
    doc.getMap('annotations').set('worse', 'text')
    doc.getMap('meta').set('schemaVersion', 'nine')
    expect([...repairDocument(doc, board).unreadable].sort()).toEqual(['bad', 'worse'])
    expect(Array.from(annotationsOf(doc).keys())).toEqual(['m1'])
    expect(Array.from(doc.getMap('annotations').keys())).toEqual(['m1'])
    expect(readSchemaVersion(doc)).toBe(1)
  })

  test('[DOC5] takes apart 5,000 nested maps without overflowing, here and in every copy', () => {
    const doc = seeded()
    const copy = new Y.Doc()
    nest(doc.getMap('annotations'), 'deep', 5_000)
    nest(doc.getMap('anything'), 'else', 5_000)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    doc.on('update', (update: Uint8Array) => Y.applyUpdate(copy, update))
    expect(canonicalDocument(doc)).toContain('…')
    expect([...repairDocument(doc, board).unreadable].sort()).toEqual(['deep', 'else'])
    expect(doc.getMap('annotations').size).toBe(0)
    expect(canonicalDocument(copy)).toBe(canonicalDocument(doc))
    expect(repairDocument(doc, board).unreadable).toEqual([])
  })

  test('[DOC5] cuts prose that is nested too deep and keeps the writing above it', () => {
    const doc = seeded()
    const fragment = doc.getXmlFragment('plan/risk')
    doc.transact(() => {
      let parent: Y.XmlFragment = fragment
      for (let level = 0; level < 3_000; level += 1) {
        const inner = new Y.XmlElement('bulletList')
        parent.insert(0, [inner])
        parent = inner
      }
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('kept')])
      fragment.insert(1, [paragraph])
    })
    expect(repairDocument(doc, board).unreadable).toEqual(['plan/risk'])
    expect(canonicalDocument(doc)).toContain('"kept"')
    expect(fragment.length).toBe(2)
  })
})
