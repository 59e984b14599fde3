/** Hostile clients at the document door: what they send changes nothing, stops nothing, and costs only them. */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { BoardPeople, board, boardName } from '../../support/boardPeople.ts'
import {
  anyStruct, awarenessFrame, forgedRun, gapUpdates, hostileUpdates, nestedTypesUpdate, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame, updateFrame,
} from '../../support/hostileFrames.ts'
import type { RawSocket } from '../../support/rawSocket.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { until } from '../../support/startServer.ts'

let room: BoardPeople

beforeAll(async () => { room = await BoardPeople.open() })
afterEach(() => room.closeOpened())
afterAll(async () => { await room.close() })

describe('hostile updates', () => {
  test('[DOC10] none changes anything, each costs its sender the socket, and nobody else anything', async () => {
    const victim = room.editor.doc.clientID
    room.editor.put('before', -5.8, -9.2)
    await until(() => room.editor.saved.has('before'), 'the mark is saved')
    const text = await room.serverText()
    const count = (await room.rows()).length
    for (const [name, bytes] of Object.entries(hostileUpdates(room.freshClient(), victim))) {
      const socket = await room.writer(room.ada)
      socket.send(updateFrame(bytes))
      const code = await closedOrKnown(socket, bytes)
      expect([closeCodes.unacceptable, 'known'], name).toContain(code)
    }
    expect(await room.serverText()).toBe(text)
    expect((await room.rows()).length).toBe(count)
    expect(await room.stillWorks()).toEqual([])
  })

  test('[DOC10] M6 in the guise of a sync step 2 they fare no better', async () => {
    const text = await room.serverText()
    for (const [name, bytes] of Object.entries(hostileUpdates(room.freshClient(), room.editor.doc.clientID))) {
      const socket = await room.writer(room.ada)
      socket.send(syncStep2Frame(bytes))
      const code = await closedOrKnown(socket, bytes)
      expect([closeCodes.unacceptable, closeCodes.wrongEpoch, 'known'], name).toContain(code)
    }
    expect(await room.serverText()).toBe(text)
    expect(await room.stillWorks()).toEqual([])
  })

  test('[DOC11] M2 an attacker who knows every client id takes none of amina\'s edits away', async () => {
    const socket = await room.writer(room.ada)
    socket.send(updateFrame(forgedRun(room.editor.doc.clientID, 100_000)))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    for (let i = 0; i < 5; i += 1) room.editor.put(`kept${i}`, -5.8, -9.1)
    await until(() => room.editor.saved.has('kept4'), 'amina\'s marks are saved')
    expect(annotationsOf(await room.exercise.runner.documents.document(boardName)).has('kept4')).toBe(true)
  })

  test('[DOC12] M3 a member may delete what others made, and the journal says who did', async () => {
    room.editor.put('doomed', -5.8, -9.1)
    await until(() => room.editor.saved.has('doomed'), 'the mark is saved')
    const before = room.exercise.runner.journal.head().sequence
    const eraser = room.standard(room.ada, board)
    await until(() => eraser.doc.getMap('annotations').has('doomed'), 'ada has the mark')
    eraser.doc.getMap('annotations').delete('doomed')
    await until(() => !room.editor.ids().has('doomed'), 'amina sees it gone')
    const [row] = await room.exercise.runner.journal.readDocument(board, before, room.exercise.runner.journal.head().sequence, 10)
    expect(row?.author).toBe(room.ada.seat)
  })

  test('[DOC13] M5 100 gaps cost a socket each, and no time', async () => {
    const client = room.freshClient()
    const sockets = await Promise.all(Array.from({ length: 10 }, () => room.writer(room.ada)))
    const began = performance.now()
    for (const socket of sockets) for (const bytes of gapUpdates(client, 10)) socket.send(updateFrame(bytes))
    for (const socket of sockets) expect(await socket.closed()).toBe(closeCodes.unacceptable)
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await room.exercise.runner.documents.document(boardName)).store.pendingStructs).toBeNull()
  })

  test('[DOC14] types nested thousands deep do not enter; those nested too deep for readers are mended, and their author told', async () => {
    const socket = await room.writer(room.ada)
    socket.send(updateFrame(nestedTypesUpdate(room.freshClient(), 5000)))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    const live = await room.ada.live()
    const again = await room.writer(room.ada)
    again.send(updateFrame(nestedTypesUpdate(room.freshClient(), 40)))
    await until(() => live.notices.some(({ code }) => code === 'repaired'), 'ada is told')
    expect(again.isOpen).toBe(true)
    live.close()
    expect(await room.stillWorks()).toEqual([])
  })

  test('[DOC14] nesting that grows update by update never outgrows its mending', async () => {
    const client = room.freshClient()
    const socket = await room.writer(room.ada)
    for (let i = 0; i < 40; i += 1) {
      const clock = i * 50
      socket.send(updateFrame(nestedTypesUpdate(client, 50, clock, i === 0 ? undefined : { client, clock: clock - 1 })))
    }
    await until(() => !socket.isOpen || socket.updates.length >= 40, 'all 2,000 levels went through')
    const doc = await room.exercise.runner.documents.document(boardName)
    doc.getMap('annotations').delete('deep')
    expect(() => doc.getMap('annotations').toJSON()).not.toThrow()
    expect(room.server.faults).toEqual([])
  })

  test('[DOC15] a mark nobody can read is taken away, and too many of them end the visit', async () => {
    const live = await room.ada.live()
    const socket = await room.writer(room.ada)
    const client = room.freshClient()
    const bad = Array.from({ length: 25 }, (_, i) => anyStruct(['not a record'], { key: `bad${i}` }))
    socket.send(updateFrame(rawUpdate([{ client, clock: 0, structs: bad }])))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    await until(() => live.notices.some(({ code }) => code === 'repaired'), 'ada is told')
    expect((await room.exercise.runner.documents.document(boardName)).getMap('annotations').has('bad1')).toBe(false)
    live.close()
  })

  test('[DOC16] more new client ids in a minute than any honest person opens end the visit', async () => {
    const eve = await room.exercise.join('member', 'eve', { syndicate: 's1' })
    const socket = await room.writer(eve)
    for (let i = 0; i <= limits.newClientIdsPerMinute; i += 1) {
      socket.send(updateFrame(rawUpdate([{ client: room.freshClient(), clock: 0, structs: [stringStruct('a', { root: 'scribble' })] }])))
    }
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
  })

  test('[DOC17] sizes end in 4413: one update, and one message', async () => {
    const tooLong = await room.writer(room.ada)
    tooLong.send(updateFrame(rawUpdate([{ client: room.freshClient(), clock: 0, structs: [stringStruct('x'.repeat(limits.updateBytes), { root: 'scribble' })] }])))
    expect(await tooLong.closed()).toBe(closeCodes.tooLarge)
    const tooLate = await room.writer(room.ada)
    tooLate.send(syncStep2Frame(new Uint8Array(limits.syncStep2Bytes + 1)))
    expect(await tooLate.closed()).toBe(closeCodes.tooLarge)
  })

  test('[DOC18] a text frame, an unknown type and cut frames close their sender', async () => {
    for (const frame of ['hello', new Uint8Array([9, 1, 1]), new Uint8Array([0, 7, 0]), new Uint8Array([0, 2, 200, 1]), new Uint8Array(), new Uint8Array([2, 0, 1, 65])]) {
      const socket = await room.writer(room.ada)
      socket.send(frame)
      expect(await socket.closed()).toBe(closeCodes.unacceptable)
    }
    expect(await room.stillWorks()).toEqual([])
  })

  test('[DOC18] 5,000 mutated frames close only those who send them', async () => {
    const random = seededRandom(20_261_124)
    const honest = Y.encodeStateAsUpdate(room.editor.doc)
    const seeds = [updateFrame(honest), syncStep2Frame(honest), syncStep1Frame([{ client: 1, clock: 2 }]), awarenessFrame([{ client: 5, clock: 1, state: { pointer: { lat: 1, lng: 2 } } }])]
    const text = await room.serverText()
    const vandal = await room.anotherMember()
    let socket = await room.writer(vandal)
    for (let i = 0; i < 5000; i += 1) {
      if (!socket.isOpen) socket = await room.raw(vandal, board).opened()
      socket.send(mutated(random.pick(seeds).slice(), random))
      if (i % 100 === 0) await new Promise((resolve) => { setImmediate(resolve) })
    }
    socket.close()
    expect(await room.stillWorks()).toEqual([])
    expect((await room.exercise.runner.documents.document(boardName)).store.pendingStructs).toBeNull()
    expect((await room.serverText()).length).toBeGreaterThanOrEqual(text.length)
  }, 60_000)
})

function mutated(bytes: Uint8Array, random: ReturnType<typeof seededRandom>): Uint8Array {
  const cut = random.chance(0.3) ? bytes.slice(0, random.whole(bytes.length + 1)) : bytes
  for (let i = 0; i < 1 + random.whole(4) && cut.length > 0; i += 1) cut[random.whole(Math.min(cut.length, 400))] = random.whole(256)
  return cut
}

async function closedOrKnown(socket: RawSocket, bytes: Uint8Array): Promise<number | 'known'> {
  const isEmpty = bytes.length > 0 && bytes.every((byte) => byte === 0)
  if (!isEmpty) {
    await until(() => socket.closedWith !== null || socket.updates.length > 0, 'the update is answered')
    return socket.closedWith ?? 'known'
  }
  return 'known'
}
