import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readMsel, writeMsel } from '../../../shared/board/controlDocument.ts'
import type { MselItem } from '../../../shared/exercise/msel.ts'

const bridge: MselItem = {
  serial: 'INJ-08', move: 2, dueMinute: 20, contingency: false, storyline: 'Farrow Bridge', hat: null, visitor: false,
  content: {
    title: 'Bridge hit', text: 'EXERCISE. The north span is down.', channel: 'radio', from: 'A Company', grade: { source: 'B', information: 2 },
    place: { name: 'Farrow Bridge', at: [49, 51], precision: 'exact' }, scenarioMinute: 845,
    answer: { kind: 'choice', question: 'Which way now?', choices: ['Pelu', 'Wait'], acceptsRisk: true }, answerMinutes: 15, contentNotice: null, protected: false,
  },
  secrets: { serial: 'INJ-08', groundTruth: 'A charge.', dilemma: 'Time or weight', expected: [{ text: 'Re-route', key: true }], branches: ['INJ-12'], staffNotes: '', tags: ['route'] },
  effects: [
    { audience: 'all', change: { kind: 'crossing', thing: 'farrow', state: 'destroyed', note: 'North span down' } },
    { audience: 'reminder', text: 'Tell the role player' },
  ],
}
const later: MselItem = { ...bridge, serial: 'INJ-02', secrets: { ...bridge.secrets, serial: 'INJ-02' }, dueMinute: null, contingency: true }

describe('[INJ1] the MSEL in the control document', () => {
  test('[INJ1] reads back what was written, in the same order', () => {
    const doc = new Y.Doc()
    writeMsel(doc, [bridge, later])
    const msel = readMsel(doc)
    expect(msel).toEqual({ items: { 'INJ-08': bridge, 'INJ-02': later }, order: ['INJ-08', 'INJ-02'], unreadable: [] })
  })

  test('[INJ1] two of the staff change different fields at once and both stay', () => {
    const one = new Y.Doc()
    const other = new Y.Doc()
    writeMsel(one, [bridge])
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
    writeMsel(one, [{ ...bridge, dueMinute: 35 }])
    writeMsel(other, [{ ...bridge, content: { ...bridge.content, title: 'Bridge gone' } }])
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    expect(readMsel(one).items['INJ-08']).toMatchObject({ dueMinute: 35, content: { title: 'Bridge gone' } })
  })

  test('[INJ1] a row that cannot be read is named with its reason, the others stand', () => {
    const doc = new Y.Doc()
    writeMsel(doc, [bridge, later])
    const row = doc.getMap('msel').get('INJ-02')
    if (row instanceof Y.Map) row.set('effects', [{ audience: 'all', change: { kind: 'road', thing: 'GOLD-1', state: 'vanished', note: '' } }])
    doc.getMap('msel').set('note', 'scribble')
    doc.getMap('msel').set('__proto__', new Y.Map())
    const msel = readMsel(doc)
    expect(msel.order).toEqual(['INJ-08'])
    expect(msel.unreadable.map(({ serial }) => serial).sort()).toEqual(['INJ-02', '__proto__', 'note'])
    expect(msel.unreadable.find(({ serial }) => serial === 'INJ-02')?.why).toBe('effects, item 1: this is none of the kinds known here')
  })
})
