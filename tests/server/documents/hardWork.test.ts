/**
 * Small messages that would make every reader work for seconds or minutes: they do not get in, or their sender waits for
 * what they cost. The server and these clients share one event loop, so a held loop shows here.
 */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { crowdingOf } from '../../../server/documents/crowding.ts'
import { decodeUpdate, encodeStateVector } from '../../../server/documents/decodedUpdate.ts'
import { guardUpdate } from '../../../server/documents/updateGuard.ts'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { piecemealDeletion, rawUpdate, scatteredAnchors, scatteredItems, stringStruct, syncStep2Frame, updateFrame } from '../../support/hostileFrames.ts'
import type { Person } from '../../support/person.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { SharedBoard } from '../../support/sharedBoard.ts'
import { until } from '../../support/startServer.ts'

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterEach(() => board.closeOpened())
afterAll(async () => { await board.close() })

/** Sends what is lawful; it becomes part of the board. */
async function write(person: Person, bytes: Uint8Array): Promise<void> {
  const socket = await board.entered(person)
  const heard = socket.updates.length
  socket.send(updateFrame(bytes))
  await until(() => socket.updates.length > heard, 'it is taken')
  Y.applyUpdate(board.written, bytes)
}

describe('items whose neighbours are far apart', () => {
  test('[DOC92] do not enter, in one message, after their list, or as a step 2', async () => {
    const ben = await board.member()
    const one = board.freshClient()
    const joint = decodeUpdate(scatteredAnchors(one, 8000))
    const scan = decodeUpdate(scatteredItems(one, 8000))
    if (joint === null || scan === null) throw new Error('no updates')
    const both = { sections: new Map([[one, [...joint.sections.get(one) ?? [], ...scan.sections.get(one) ?? []]]]), deletes: new Map() }
    expect(guardUpdate(both, { stateVector: new Map(), owners: new Map() }, 'ben', limits)).toMatchObject({ kind: 'refuse', code: closeCodes.unacceptable })
    for (const how of ['before', 'after'] as const) {
      const client = board.freshClient()
      await write(ben, scatteredAnchors(client, 6000))
      for (const frame of [updateFrame, syncStep2Frame]) {
        const socket = await board.entered(ben)
        const began = performance.now()
        socket.send(frame(scatteredItems(client, 6000, how)))
        expect(await socket.closed()).toBe(closeCodes.unacceptable)
        expect(performance.now() - began).toBeLessThan(4000)
      }
    }
    expect(await board.complaints([ben.seat])).toEqual([])
  })

  test('[DOC92] are not what honest hands make: typing at the front, pasting, moving about, undoing, an hour offline', () => {
    const random = seededRandom(20_261_127)
    const doc = new Y.Doc()
    const undo = new Y.UndoManager([doc.getText('plan/a'), doc.getMap('annotations')], { captureTimeout: 0 })
    const text = doc.getText('plan/a')
    for (let i = 0; i < 4000; i += 1) {
      const chance = random.next()
      if (chance < 0.2) text.insert(0, 'first ')
      else if (chance < 0.5) text.insert(random.whole(text.length + 1), 'word ')
      else if (chance < 0.6) text.format(random.whole(text.length), Math.min(4, text.length), { bold: true })
      else if (chance < 0.75 && text.length > 20) text.delete(random.whole(text.length - 10), 8)
      else if (chance < 0.9) doc.getMap('annotations').set(`m${random.whole(40)}`, new Y.Map([['geometry', [1, random.next()]]]))
      else if (chance < 0.95) undo.undo()
      else undo.redo()
    }
    const update = decodeUpdate(Y.encodeStateAsUpdate(doc))
    if (update === null) throw new Error('no update')
    const crowding = crowdingOf(update.sections, new Map())
    expect(crowding.strays).toBeLessThan(64)
  })
})

describe('a great honest change', () => {
  test('[DOC92] of a thousand places at once, by the standard client, is taken like any other', async () => {
    const text = board.amina.doc.getText('plan/long')
    text.insert(0, 'the ford at Farrow is passable. '.repeat(1000))
    await until(() => board.ada.doc.getText('plan/long').length === text.length, 'ada has the text')
    for (let i = 0; i < 300; i += 1) board.ada.doc.getText('plan/long').insert(i * 90, '!')
    await until(() => text.toString() === board.ada.doc.getText('plan/long').toString(), 'amina has ada\'s marks')
    const undo = new Y.UndoManager(text, { captureTimeout: 0 })
    board.amina.doc.transact(() => { for (let i = 600; i > 0; i -= 1) text.insert(i * 40, 'now ') })
    board.amina.doc.transact(() => { for (let i = 500; i > 0; i -= 1) text.format(i * 50, 5, { bold: true }) })
    board.amina.doc.transact(() => { for (let i = 700; i > 0; i -= 1) text.delete(i * 30, 3) })
    for (let i = 0; i < 3; i += 1) undo.undo()
    for (let i = 0; i < 3; i += 1) undo.redo()
    expect(await board.complaints()).toEqual([])
    undo.destroy()
  })
})

describe('deletes in many pieces', () => {
  test('[DOC93] backwards, or more than any board has, do not enter; a lawful many still do', async () => {
    const ben = await board.member()
    const client = board.freshClient()
    await write(ben, rawUpdate([{ client, clock: 0, structs: [stringStruct('x'.repeat(50_000), { root: 'scribble' })] }]))
    for (const frame of [updateFrame, syncStep2Frame]) {
      for (const [count, backwards] of [[5000, true], [25_000, false]] as const) {
        const socket = await board.entered(ben)
        socket.send(frame(piecemealDeletion(client, count, backwards)))
        expect(await socket.closed()).toBe(closeCodes.unacceptable)
      }
    }
    await write(ben, piecemealDeletion(client, 5000, false))
    expect(await board.complaints([ben.seat])).toEqual([])
  })
})

describe('work', () => {
  test('[DOC94] who makes the server work waits for it; amina and ada, and a new window of theirs, do not', async () => {
    const eve = await board.observer()
    const large = encodeSync(syncTypes.step1, encodeStateVector(Array.from({ length: 150_000 }, (_, i) => [i + 1_000_000, 1] as const)))
    const lines = await Promise.all(Array.from({ length: 4 }, () => board.entered(eve)))
    const heard = lines.map(({ stepTwos }) => stepTwos.length)
    for (let i = 0; i < 30; i += 1) for (const line of lines) line.send(large)
    const began = performance.now()
    expect(await board.complaints()).toEqual([])
    const again = board.keep(board.amina.person.open('syndicate/s1/board@1'))
    await until(() => again.provider.synced, 'amina\'s second window has the board')
    expect(performance.now() - began).toBeLessThan(8000)
    const answered = lines.reduce((sum, { stepTwos }, i) => sum + stepTwos.length - (heard[i] ?? 0), 0)
    expect(answered).toBeLessThan(120)
    expect(lines.every(({ isOpen }) => isOpen)).toBe(true)
  })
})
