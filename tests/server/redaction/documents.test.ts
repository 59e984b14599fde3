/** Documents written by several hands by chance, a name among it: taken out, every document is at every entry what it was, without the name. */
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { createReadingDoc, createWholeDoc } from '#shared/board/readingDoc.ts'
import { decodeUpdate } from '../../../server/documents/decodedUpdate.ts'
import { firstChain, hashEntry, nextChain } from '../../../server/journal/hash.ts'
import { Runs } from '../../../server/redaction/runs.ts'
import { takingOut } from '../../../server/redaction/takingOut.ts'
import { deletionOf, encodeUpdate } from '../../../server/redaction/updateWithout.ts'
import { Words } from '../../../server/redaction/words.ts'
import type { StoredEntry } from '../../../server/storage/storage.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'
import { sizeOf, seedOf } from '../../sizes.ts'
import { tell } from '../../support/tell.ts'

const name = 'Müller'
const words = new Words([name])
const boards = sizeOf('redactions')
const seed = seedOf(20261128)

const docs: Y.Doc[] = []
afterEach(() => { for (const doc of docs.splice(0)) doc.destroy() })

/** Rows of one document as the journal has them, in one epoch after the other. */
class Written {
  readonly rows: StoredEntry[] = []
  epoch = 1

  add(bytes: Uint8Array): void {
    const last = this.rows.at(-1)
    const entry = { sequence: this.rows.length + 1, recordedAt: this.rows.length, kind: 'update', author: 'amina', document: { name: 'syndicate/s1/board', epoch: this.epoch }, bytes } as const
    const hash = hashEntry(entry)
    this.rows.push({ ...entry, bytesHash: null, hash, chain: nextChain(last?.chain ?? firstChain('x1'), hash) })
  }

  updatesOf(epoch: number): Uint8Array[] {
    return this.rows.filter(({ document }) => document?.epoch === epoch).map(({ bytes }) => bytes)
  }

  /** A new epoch, begun with the document as it stood. */
  restore(): void {
    const doc = kept(createReadingDoc())
    for (const update of this.updatesOf(this.epoch)) Y.applyUpdate(doc, update)
    this.epoch += 1
    this.add(Y.encodeStateAsUpdate(doc))
  }
}

function kept(doc: Y.Doc): Y.Doc {
  docs.push(doc)
  return doc
}

/** Hands that write at once: each sees the others' work only now and then, and some send a day's work as one update. */
function randomBoard(random: SeededRandom): Written {
  const written = new Written()
  for (let epoch = 0; epoch < 2; epoch += 1) {
    if (epoch > 0) written.restore()
    const hands = Array.from({ length: 3 }, () => {
      const doc = kept(new Y.Doc())
      for (const update of written.updatesOf(written.epoch)) Y.applyUpdate(doc, update)
      const sent: Uint8Array[] = []
      doc.on('update', (bytes: Uint8Array, origin: unknown) => { if (origin !== 'others') sent.push(bytes) })
      return { doc, sent, seen: written.rows.length }
    })
    for (let act = 0; act < 60; act += 1) {
      const hand = random.pick(hands)
      if (random.chance(0.3)) {
        for (const { bytes } of written.rows.slice(hand.seen)) Y.applyUpdate(hand.doc, bytes, 'others')
        hand.seen = written.rows.length
      }
      write(hand.doc, random)
      if (random.chance(0.2)) continue // goes on without a connection
      const sent = hand.sent.splice(0)
      if (sent.length > 0 && random.chance(0.5)) written.add(Y.mergeUpdates(sent))
      else for (const update of sent) written.add(update)
    }
  }
  return written
}

function write(doc: Y.Doc, random: SeededRandom): void {
  const prose = doc.getXmlFragment('prose')
  const marks = doc.getMap('annotations')
  const chance = random.next()
  if (chance < 0.15) return prose.insert(random.whole(prose.length + 1), [paragraph(random)])
  if (chance < 0.6) return writeProse(prose, random)
  if (chance < 0.7) return typeField(marks, random)
  if (chance < 0.8) { marks.set(`mark-${random.whole(5)}`, { label: random.chance(0.3) ? `by ${name.toUpperCase()}` : 'by nobody', at: [1, 2.5] }); return }
  if (chance < 0.9) { doc.getArray('remarks').push(random.chance(0.3) ? ['first', `${name}s`, 3] : ['none']); return }
  if (marks.size > 0) marks.delete(random.pick([...marks.keys()]))
}

function paragraph(random: SeededRandom): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.insert(0, random.chance(0.3) ? `With ${name} at the ford. ` : 'Nobody at the ford. ')
  element.insert(0, [text])
  return element
}

function writeProse(prose: Y.XmlFragment, random: SeededRandom): void {
  const elements = prose.toArray().filter((each) => each instanceof Y.XmlElement)
  if (elements.length === 0) return
  const text = random.pick(elements).get(0)
  if (!(text instanceof Y.XmlText)) return
  const chance = random.next()
  const at = random.whole(text.length + 1)
  if (chance < 0.45) typeLetters(text, at, random)
  else if (chance < 0.6) text.insert(at, random.pick(['mü', 'ller', 'crossing ', 'x']))
  else if (chance < 0.7 && text.length > 4) text.format(random.whole(text.length - 3), 3, { bold: random.chance(0.5) ? true : null })
  else if (chance < 0.75) text.applyDelta([{ insert: { of: random.chance(0.5) ? name : 'none' } }])
  else if (text.length > 0) text.delete(Math.min(at, text.length - 1), Math.min(1 + random.whole(4), text.length - Math.min(at, text.length - 1)))
}

/** Letter by letter, each an update of its own; now and then with a slip that is mended. */
function typeLetters(text: Y.XmlText, at: number, random: SeededRandom): void {
  const letters = [...random.pick([name, 'mu\u0308ller', 'patrol', 'MÜLLER'])]
  letters.forEach((letter, index) => text.insert(at + letters.slice(0, index).join('').length, letter))
  if (random.chance(0.4)) {
    text.insert(at + 3, 'k')
    text.delete(at + 3, 1)
  }
}

function typeField(marks: Y.Map<unknown>, random: SeededRandom): void {
  const id = `note-${random.whole(3)}`
  const note = marks.get(id)
  const fields: Y.Map<unknown> = note instanceof Y.Map ? note : new Y.Map<unknown>()
  if (fields !== note) marks.set(id, fields)
  const typed = random.chance(0.5) ? `near ${name}` : 'near the mill'
  for (let length = 1; length <= typed.length; length += 1) fields.set('label', typed.slice(0, length))
  if (random.chance(0.5)) fields.set('label', 'near nobody')
}

/** Any text in any value or run, deleted or not, as Yjs holds it. */
function everything(updates: readonly Uint8Array[]): string {
  return updates.flatMap((bytes) => [...decodeUpdate(bytes)?.sections.values() ?? []].flat())
    .map((struct) => (struct instanceof Y.Item && !(struct.content instanceof Y.ContentType) ? JSON.stringify(struct.content) : '')).join('\n')
}

/** What stands in the one and not in the other, by clock. */
function runsTakenOut(rows: readonly StoredEntry[], after: readonly StoredEntry[]): Runs {
  const runs = new Runs()
  for (const [at, { bytes }] of after.entries()) {
    const before = itemsIn(rows[at]?.bytes ?? new Uint8Array()).filter(({ content }) => content instanceof Y.ContentDeleted)
    for (const { id, length, content } of itemsIn(bytes)) {
      if (content instanceof Y.ContentDeleted && !before.some((item) => item.id.client === id.client && item.id.clock === id.clock)) runs.add(id.client, id.clock, length)
    }
  }
  return runs
}

function itemsIn(bytes: Uint8Array): Y.Item[] {
  return [...decodeUpdate(bytes)?.sections.values() ?? []].flat().filter((struct) => struct instanceof Y.Item)
}

function folded(updates: readonly Uint8Array[]): Y.Doc {
  const doc = kept(createReadingDoc())
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

describe('[RED2] a name taken out of a document', () => {
  test(`is gone from ${boards} boards written by chance, which are at every entry what they were without it`, () => {
    let entries = 0
    for (let board = 0; board < boards; board += 1) {
      const { rows } = randomBoard(seededRandom(seed + board))
      const taking = takingOut(rows, words)
      expect(taking.hindrances, `seed ${seed + board}`).toEqual([])
      const after = rows.map((row) => ({ ...row, bytes: taking.changed.get(row.sequence) ?? row.bytes }))
      expect(taking.changed.size, `seed ${seed + board}`).toBeGreaterThan(0)
      entries += taking.changed.size
      expect(takingOut(after, words).changed.size, `seed ${seed + board}`).toBe(0)
      for (const epoch of [1, 2]) {
        const [was, is] = [rows, after].map((list) => list.filter(({ document }) => document?.epoch === epoch).map(({ bytes }) => bytes))
        if (was === undefined || is === undefined) throw new Error('no rows')
        expect(words.isIn(everything(is)), `seed ${seed + board}`).toBe(false)
        const out = deletionOf(runsTakenOut(rows, after))
        const [before, now] = [kept(createReadingDoc()), kept(createReadingDoc())]
        was.forEach((update, at) => {
          Y.applyUpdate(before, update)
          Y.applyUpdate(now, is[at] ?? new Uint8Array())
          if (at % 7 !== 0 && at !== was.length - 1) return
          // as if somebody had deleted just that, then
          const without = kept(createReadingDoc())
          Y.applyUpdate(without, Y.encodeStateAsUpdate(before))
          Y.applyUpdate(without, out)
          expect(canonicalDocument(now), `seed ${seed + board}, row ${at}`).toBe(canonicalDocument(without))
          expect(words.isIn(canonicalDocument(now).replaceAll('"', ''))).toBe(false)
        })
        expect(Y.encodeStateVector(now)).toEqual(Y.encodeStateVector(before))
      }
    }
    tell(`${boards} boards from seed ${seed}: the name taken out of ${entries} entries, none left, none else touched`)
  }, 60_000 + boards * 3000)

  test('typed letter by letter and deleted again, it is found in each of its letters and nowhere else', () => {
    const written = new Written()
    const doc = kept(new Y.Doc())
    doc.on('update', (bytes: Uint8Array) => written.add(bytes))
    const text = doc.getText('note')
    text.insert(0, 'seen by  today')
    ;[...name].forEach((letter, at) => text.insert(8 + at, letter))
    text.delete(8, name.length)
    text.insert(8, 'nobody')
    const { changed } = takingOut(written.rows, words)
    expect([...changed.keys()]).toEqual([2, 3, 4, 5, 6, 7])
    const without = folded(written.rows.map((row) => changed.get(row.sequence) ?? row.bytes))
    expect(without.getText('note').toString()).toBe('seen by nobody today')
  })

  test('what others wrote beside it and into it later keeps its place', () => {
    const written = new Written()
    const amina = kept(new Y.Doc())
    amina.getText('note').insert(0, `ask ${name} first`)
    written.add(Y.encodeStateAsUpdate(amina))
    const bao = folded([written.rows[0]?.bytes ?? new Uint8Array()])
    bao.on('update', (bytes: Uint8Array) => written.add(bytes))
    bao.getText('note').insert(7, '-and-')
    bao.getText('note').insert(0, 'Please ')
    const { changed } = takingOut(written.rows, words)
    expect(changed.size).toBe(1)
    const without = folded(written.rows.map((row) => changed.get(row.sequence) ?? row.bytes))
    expect(without.getText('note').toString()).toBe('Please ask -and- first')
  })

  test('a laptop that comes back with a copy of its own ends with the same as all', () => {
    const { rows } = randomBoard(seededRandom(seed))
    const { changed } = takingOut(rows, words)
    const last = rows.filter(({ document }) => document?.epoch === 2)
    const laptop = folded(last.map(({ bytes }) => bytes))
    const house = folded(last.map(({ sequence, bytes }) => changed.get(sequence) ?? bytes))
    expect(Y.encodeStateAsUpdate(laptop, Y.encodeStateVector(house))[0]).toBe(0)
    Y.applyUpdate(laptop, Y.encodeStateAsUpdate(house, Y.encodeStateVector(laptop)))
    expect(canonicalDocument(laptop)).toBe(canonicalDocument(house))
  })

  test('an update written anew without a change is the same update', () => {
    const { rows } = randomBoard(seededRandom(seed + 1))
    for (const { bytes } of rows) {
      const update = decodeUpdate(bytes)
      if (update === null) throw new Error('no update')
      const [one, other] = [bytes, encodeUpdate(update)].map((each) => {
        const doc = kept(createWholeDoc())
        Y.applyUpdate(doc, each)
        return Y.encodeStateAsUpdate(doc)
      })
      expect(other).toEqual(one)
    }
  })
})
