import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../../shared/board/canonical.ts'
import { createReadingDoc } from '../../../shared/board/readingDoc.ts'
import { seededRandom } from '../../support/seededRandom.ts'

const rounds = 60

/** Two officers mark, strike out and take back in the same words, hearing of each other late: the rows, and what they hold at the end. */
function writeTogether(seed: number): { readonly rows: readonly Uint8Array[]; readonly written: string } {
  const random = seededRandom(seed)
  const rows: Uint8Array[] = []
  const writers = [1, 2].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    const own = {}
    doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== rows) rows.push(update) })
    return { doc, own, undo: new Y.UndoManager(doc.getText('plan'), { trackedOrigins: new Set([own]), captureTimeout: 0 }), heard: 0 }
  })
  const hear = (writer: (typeof writers)[number], upTo: number): void => {
    for (; writer.heard < upTo; writer.heard += 1) Y.applyUpdate(writer.doc, rows[writer.heard] ?? new Uint8Array(), rows)
  }
  for (let round = 0; round < rounds; round += 1) {
    const writer = random.pick(writers)
    if (random.chance(0.4)) hear(writer, rows.length)
    const text = writer.doc.getText('plan')
    const from = Math.floor(random.next() * text.length)
    const length = Math.min(text.length - from, 1 + Math.floor(random.next() * 4))
    const chance = random.next()
    writer.doc.transact(() => {
      if (text.length < 6 || chance < 0.3) text.insert(from, 'word')
      else if (chance < 0.7) text.format(from, length, { [random.pick(['bold', 'italic'])]: random.chance(0.5) ? true : null })
      else if (chance < 0.8) text.delete(from, length)
    }, writer.own)
    if (chance >= 0.8) writer.undo.undo()
  }
  // Tidying makes rows of its own.
  for (let before = -1; before < rows.length;) {
    before = rows.length
    for (const writer of writers) hear(writer, rows.length)
  }
  const [first, second] = writers.map(({ doc }) => canonicalDocument(doc))
  expect(first).toBe(second)
  return { rows, written: first ?? '' }
}

test('[DOC61] copies that only read show the same after every row, heard one by one or at once, and in the end what the writers see', () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const { rows, written } = writeTogether(seed)
    const live = createReadingDoc()
    rows.forEach((row, index) => {
      Y.applyUpdate(live, row)
      if (index % 7 !== 0) return
      const replayed = createReadingDoc()
      replayed.transact(() => { for (const each of rows.slice(0, index + 1)) Y.applyUpdate(replayed, each) })
      expect([seed, index, canonicalDocument(replayed)]).toEqual([seed, index, canonicalDocument(live)])
    })
    expect([seed, canonicalDocument(live)]).toEqual([seed, written])
  }
})
