/** Items that name neighbours in two lists, or the wrong way round: readers would not agree on where they stand. */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createReadingDoc } from '#shared/board/readingDoc.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { decodeUpdate } from '../../../server/documents/decodedUpdate.ts'
import { Follower } from '../../../server/documents/follower.ts'
import { neighbourProblem } from '../../../server/documents/neighbours.ts'
import { mapStruct, rawUpdate, stringStruct, syncStep2Frame, updateFrame, type WriteStruct } from '../../support/hostileFrames.ts'
import { seededRandom, type SeededRandom } from '../../support/seededRandom.ts'
import { SharedBoard } from '../../support/sharedBoard.ts'
import { until } from '../../support/startServer.ts'

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterEach(() => board.closeOpened())
afterAll(async () => { await board.close() })

/**
 * Under the client id: a type under a key (0), a letter in it (1), a letter in a text (2, 3), and another key (4). Then,
 * in the same way, what is tried on them.
 */
const lists = (client: number): WriteStruct[] => [
  mapStruct({ root: 'scribbles', key: `k${client}` }), stringStruct('a', { parent: { client, clock: 0 } }),
  stringStruct('bc', { root: 'scribble' }), stringStruct('d', { root: 'scribbles', key: `l${client}` }),
]
type Attempt = (client: number) => WriteStruct[]
const attempts: Readonly<Record<string, Attempt>> = {
  'a neighbour in another list': (client) => [stringStruct('x', { origin: { client, clock: 1 }, rightOrigin: { client, clock: 3 } })],
  'the same, seen from the other side': (client) => [stringStruct('x', { origin: { client, clock: 2 }, rightOrigin: { client, clock: 1 } })],
  'a neighbour under a key': (client) => [stringStruct('x', { origin: { client, clock: 2 }, rightOrigin: { client, clock: 4 } })],
  'neighbours the wrong way round': (client) => [stringStruct('x', { origin: { client, clock: 3 }, rightOrigin: { client, clock: 2 } })],
  'the same in its own message': (client) => [stringStruct('xyz', { origin: { client, clock: 3 } }), stringStruct('w', { origin: { client, clock: 7 }, rightOrigin: { client, clock: 5 } })],
  'a value under a key with another to its right': (client) => [stringStruct('e', { origin: { client, clock: 4 } }), stringStruct('f', { origin: { client, clock: 4 }, rightOrigin: { client, clock: 5 } })],
  'a neighbour of its own message': (client) => [stringStruct('x', { origin: { client, clock: 1 } }), stringStruct('yz', { origin: { client, clock: 5 }, rightOrigin: { client, clock: 3 } })],
  'a neighbour in a list of its own message': (client) => [mapStruct({ root: 'scribbles', key: `m${client}` }), stringStruct('x', { parent: { client, clock: 5 } }), stringStruct('y', { origin: { client, clock: 6 }, rightOrigin: { client, clock: 3 } })],
}
const cases = Object.entries(attempts).flatMap(([name, attempt]) => [false, true].flatMap((isDeleted) => [[name, attempt, isDeleted, updateFrame], [name, attempt, isDeleted, syncStep2Frame]] as const))

test.each(cases)('[DOC108] %s does not enter', async (_name, attempt, isDeleted, frame) => {
  const ben = await board.member()
  const client = board.freshClient()
  const line = await board.entered(ben)
  const heard = line.updates.length
  // Deleted: the letter is thrown away with the type it stands in.
  const first = rawUpdate([{ client, clock: 0, structs: lists(client) }], isDeleted ? [{ client, clock: 0, length: 1 }] : [])
  line.send(updateFrame(first))
  await until(() => line.updates.length > heard, 'it is taken')
  Y.applyUpdate(board.written, first)
  line.send(frame(rawUpdate([{ client, clock: 5, structs: attempt(client) }])))
  expect(await line.closed()).toBe(closeCodes.unacceptable)
  expect(await board.complaints([ben.seat])).toEqual([])
})

test.each(Array.from({ length: 40 }, (_, index) => index + 1))('[DOC108] is not what honest hands send, late, after undo, beside what others deleted: seed %i', (seed) => {
  const random = seededRandom(seed)
  const server = createReadingDoc()
  const follower = new Follower(server, { sequence: 0, recordedAt: 0 }, { trouble: (_row, error) => { throw error }, now: () => 0, worked: () => undefined })
  const hands = Array.from({ length: 3 }, () => new Hand(random))
  for (let act = 0; act < 300; act += 1) {
    const hand = random.pick(hands)
    hand.act()
    if (random.chance(0.6)) continue
    for (const bytes of hand.sends()) {
      const update = decodeUpdate(bytes)
      if (update === null) throw new Error('no update')
      expect(neighbourProblem(follower, bytes, update, Y.decodeStateVector(Y.encodeStateVector(server)))).toBe(null)
      Y.applyUpdate(server, bytes)
    }
    if (random.chance(0.5)) Y.applyUpdate(hand.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(hand.doc)))
  }
})

/** Somebody who writes prose and lists, moves and removes records, and takes back. */
class Hand {
  readonly doc = new Y.Doc()
  readonly #random: SeededRandom
  readonly #undo: Y.UndoManager
  #unsent: Uint8Array[] = []

  constructor(random: SeededRandom) {
    this.#random = random
    this.doc.clientID = random.whole(2 ** 31)
    const { doc } = this
    this.#undo = new Y.UndoManager([doc.getText('words'), doc.getMap('records'), doc.getXmlFragment('plan')], { captureTimeout: 0, trackedOrigins: new Set([this]) })
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => { if (local) this.#unsent.push(update) })
  }

  sends(): Uint8Array[] {
    return this.#unsent.splice(0)
  }

  act(): void {
    const { doc } = this
    const random = this.#random
    const chance = random.next()
    if (chance < 0.12) this.#undo.undo()
    else if (chance < 0.2) this.#undo.redo()
    else doc.transact(() => random.pick([() => this.#write(doc.getText('words')), () => this.#record(doc.getMap('records')), () => this.#paragraph(doc.getXmlFragment('plan'))])(), this)
  }

  #write(text: Y.Text | Y.XmlText): void {
    const random = this.#random
    const at = random.whole(text.length + 1)
    if (random.chance(0.6)) text.insert(at, 'ford')
    else if (random.chance(0.5)) text.delete(at, Math.min(3, text.length - at))
    else text.format(at, Math.min(3, text.length - at), { bold: random.pick([true, null]) })
  }

  #record(records: Y.Map<unknown>): void {
    const random = this.#random
    const id = `r${random.whole(4)}`
    const record = records.get(id)
    if (!(record instanceof Y.Map)) records.set(id, new Y.Map<unknown>([['at', 1], ['notes', new Y.Array()]]))
    else if (random.chance(0.2)) records.delete(id)
    else if (random.chance(0.4)) record.set('at', random.whole(9))
    else {
      const notes: unknown = record.get('notes')
      if (!(notes instanceof Y.Array)) return
      if (random.chance(0.7) || notes.length === 0) notes.insert(random.whole(notes.length + 1), [random.whole(9)])
      else notes.delete(random.whole(notes.length), 1)
    }
  }

  #paragraph(plan: Y.XmlFragment): void {
    const random = this.#random
    const at = random.whole(plan.length + 1)
    const present = plan.length === 0 ? null : plan.get(random.whole(plan.length))
    const words: unknown = present instanceof Y.XmlElement ? present.get(0) : null
    if (words instanceof Y.XmlText && random.chance(0.6)) this.#write(words)
    else if (random.chance(0.7) || plan.length === 0) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('line')])
      plan.insert(at, [paragraph])
    } else plan.delete(random.whole(plan.length), 1)
  }
}
