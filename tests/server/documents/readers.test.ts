/**
 * Those who may only read, on a board that is on the floor: nothing they send changes anything, and an honest standard
 * client that comes back, with all the deletions it knows, is never taken for an attacker.
 */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { anyStruct, awarenessFrame, deletion, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame, updateFrame } from '../../support/hostileFrames.ts'
import type { OpenedDocument } from '../../support/person.ts'
import { SharedBoard, sharedName, sharedWire } from '../../support/sharedBoard.ts'
import { until } from '../../support/startServer.ts'

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterEach(() => board.closeOpened())
afterAll(async () => { await board.close() })

describe('a reader who writes by hand', () => {
  const forged = (client: number) => rawUpdate([{ client, clock: 0, structs: [stringStruct('forged', { root: 'plan/intro' })] }])
  const writes: Readonly<Record<string, () => Uint8Array>> = {
    'a word in the plan': () => forged(board.freshClient()),
    'a mark': () => rawUpdate([{ client: board.freshClient(), clock: 0, structs: [anyStruct([1], { root: 'annotations', key: 'forged' })] }]),
    'a word under amina\'s client id': () => rawUpdate([{ client: board.amina.doc.clientID, clock: Y.getState(board.amina.doc.store, board.amina.doc.clientID), structs: [stringStruct('x', { root: 'plan/intro' })] }]),
    'a deletion of amina\'s first word': () => deletion(board.amina.doc.clientID, firstLive(board.amina.doc), 1),
    'everything of a copy that has one word more': () => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.amina.doc))
      copy.getText('plan/intro').insert(0, 'forged')
      return Y.encodeStateAsUpdate(copy)
    },
    'everything of a copy that has one mark less': () => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.amina.doc))
      copy.getMap('annotations').delete('mark-amina')
      return Y.encodeStateAsUpdate(copy)
    },
  }

  test.each(Object.keys(writes))('[DOC70] %s, as update and as step 2, changes nothing, ends the visit, and is logged once', async (name) => {
    const eve = await board.observer()
    for (const frame of [updateFrame, syncStep2Frame]) {
      const socket = await board.entered(eve)
      board.warnings.length = 0
      socket.send(frame(writes[name]?.() ?? new Uint8Array()))
      expect(await socket.closed()).toBe(closeCodes.notAllowed)
      expect(board.warnings.filter((line) => line.includes(eve.seat))).toHaveLength(1)
      expect(await board.complaints()).toEqual([])
    }
  })

  test('[DOC71] a cursor of a reader, under his own id or another\'s, is shown to nobody and claims nothing', async () => {
    board.amina.provider.awareness.setLocalState({ pointer: { lat: -5.9, lng: -9.1 } })
    await until(() => board.omar.provider.awareness.getStates().has(board.amina.doc.clientID), 'omar sees amina\'s hand')
    const eve = await board.entered(await board.observer())
    const own = board.freshClient()
    for (const client of [own, board.amina.doc.clientID, board.ada.doc.clientID]) {
      eve.send(awarenessFrame([{ client, clock: 2 ** 20, state: { pointer: { lat: 1, lng: 1 }, user: { name: 'Instructor' } } }]))
      eve.send(awarenessFrame([{ client, clock: 2 ** 20 + 1, state: null }]))
    }
    eve.send(new Uint8Array([3]))
    await until(() => eve.awareness.length > 1, 'eve is answered')
    expect(await board.complaints()).toEqual([])
    expect(eve.isOpen).toBe(true)
    for (const { provider } of [board.ada, board.omar]) {
      expect(provider.awareness.getStates().has(own)).toBe(false)
      expect(JSON.stringify(provider.awareness.getStates().get(board.amina.doc.clientID))).toContain('"name":"amina"')
    }
    expect(board.exercise.state().documents[sharedName]?.authors[String(own)]).toBeUndefined()
  })
})

describe('an honest reader who comes back', () => {
  test('[DOC72] twenty times, with all the deletions of others, is never cut off, counted or written down', async () => {
    const eve = await board.observer()
    const reader = board.keep(eve.open(sharedWire))
    const ends = closesOf(reader)
    await until(() => reader.provider.synced, 'eve has the board')
    board.warnings.length = 0
    for (let i = 0; i < 20; i += 1) {
      board.ada.doc.getText('plan/drafts').insert(0, 'a draft that goes ')
      if (i % 2 === 1) board.ada.doc.getText('plan/drafts').delete(3, 20)
      if (i % 5 === 4) board.ada.doc.getMap('annotations').delete('mark-amina')
      await comeBack(reader)
    }
    // What the standard client answers when it is asked, by hand, twenty times more: the whole of what it knows.
    const socket = await board.entered(eve)
    for (let i = 0; i < 20; i += 1) socket.send((i % 2 === 0 ? syncStep2Frame : updateFrame)(Y.encodeStateAsUpdate(reader.doc)))
    socket.send(new Uint8Array([3]))
    await until(() => socket.awareness.length > 1, 'eve is answered')
    expect(socket.isOpen).toBe(true)
    expect(ends).toEqual([])
    expect(board.warnings).toEqual([])
    expect(await board.complaints()).toEqual([])
  })

  test('[DOC73] who wrote before and was moved away reads on, and comes back as a reader', async () => {
    const zoe = await board.member()
    const copy = board.keep(zoe.open(sharedWire))
    await until(() => copy.provider.synced, 'zoe has the board')
    record(copy)
    copy.doc.getText('plan/zoe').insert(0, 'written while she might, and not ')
    copy.doc.getText('plan/zoe').delete(24, 9)
    await until(() => board.omar.doc.getText('plan/zoe').toString() === 'written while she might,', 'omar reads it')
    expect(await board.complaints([zoe.seat])).toEqual([])
    await order({ type: 'seat:move', seat: zoe.seat, syndicate: 's2', hat: null })
    board.warnings.length = 0
    const ends = closesOf(copy)
    for (let i = 0; i < 5; i += 1) {
      board.amina.doc.getText('plan/zoe').delete(0, 2)
      await comeBack(copy)
      expect(copy.doc.getText('plan/zoe').toString()).toBe(board.amina.doc.getText('plan/zoe').toString())
    }
    expect(ends).toEqual([])
    expect(board.warnings).toEqual([])
    expect(await board.complaints()).toEqual([])
  })

  test('[DOC74] members whose board is frozen come back as readers, and write again when it thaws', async () => {
    const eve = await board.member()
    const copy = board.keep(eve.open(sharedWire))
    await until(() => copy.provider.synced, 'eve has the board')
    record(copy)
    copy.doc.getText('plan/eve').insert(0, 'before the freeze')
    await until(() => board.ada.doc.getText('plan/eve').length > 0, 'ada reads it')
    expect(await board.complaints([eve.seat])).toEqual([])
    board.warnings.length = 0
    await order({ type: 'boards:freeze' })
    const ends = closesOf(copy)
    const before = board.exercise.runner.journal.head().sequence
    for (let i = 0; i < 5; i += 1) await comeBack(copy)
    expect(board.exercise.runner.journal.head().sequence).toBe(before)
    await order({ type: 'boards:thaw' })
    copy.doc.getText('plan/eve').insert(0, 'and after: ')
    await until(() => board.ada.doc.getText('plan/eve').toString() === 'and after: before the freeze', 'ada reads on')
    expect(ends).toEqual([])
    expect(board.warnings).toEqual([])
    expect(await board.complaints([eve.seat])).toEqual([])
  })

  test('[DOC75] a reader\'s standard client that tidies marks of text by itself is no attacker', async () => {
    const text = board.amina.doc.getText('plan/marked')
    text.insert(0, 'the ford at Farrow is passable for carriers')
    for (let i = 0; i < 6; i += 1) text.format(i * 5, 9, i % 2 === 0 ? { bold: true } : { bold: null })
    text.delete(4, 20)
    const reader = board.keep((await board.observer()).open(sharedWire))
    await until(() => reader.provider.synced, 'the reader has the board')
    const ends = closesOf(reader)
    board.warnings.length = 0
    for (let i = 0; i < 8; i += 1) {
      board.ada.doc.getText('plan/marked').format(i, 6, { bold: i % 3 === 0 ? null : true })
      if (i % 2 === 0) await comeBack(reader)
    }
    expect(await board.complaints()).toEqual([])
    expect(ends).toEqual([])
    expect(board.warnings).toEqual([])
  })

  test('[DOC109] our own client tidies marks only while it may write: when that comes after its right went, it is told, and begins anew', async () => {
    const text = board.amina.doc.getText('plan/tidied')
    text.insert(0, 'the ford at Farrow')
    text.format(4, 4, { bold: true })
    await until(() => board.omar.doc.getText('plan/tidied').toDelta().length === 3, 'omar sees it bold')
    const mark = deletion(board.amina.doc.clientID, Y.getState(board.amina.doc.store, board.amina.doc.clientID) - 1)
    const eve = await board.observer()
    for (const frame of [updateFrame, syncStep2Frame]) {
      const standard = await board.entered(eve)
      const ours = await board.raw(eve, sharedWire, { protocols: [documentSubprotocol] }).opened()
      ours.send(syncStep1Frame())
      await until(() => ours.stepTwos.length > 0, 'it has the board')
      for (const line of [standard, ours]) line.send(frame(mark))
      expect(await ours.closed()).toBe(closeCodes.notAllowed)
      expect(standard.isOpen).toBe(true)
    }
    expect(await board.complaints()).toEqual([])
  })
})

async function order(command: unknown): Promise<void> {
  const live = await board.exercise.chief.live()
  expect(await live.command(command)).toMatchObject({ ok: true })
  live.close()
}

/** The line breaks and the standard client comes back by itself. */
async function comeBack({ provider }: OpenedDocument): Promise<void> {
  provider.disconnect()
  provider.connect()
  await until(() => provider.synced, 'it has come back')
}

/** Codes with which the server ended this client's visits. */
function closesOf({ provider }: OpenedDocument): number[] {
  const codes: number[] = []
  provider.on('connection-close', (event) => { if (event !== null && event.code !== 1005) codes.push(event.code) })
  return codes
}

/** What this hand writes is honest, too. */
function record({ doc, provider }: OpenedDocument): void {
  doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== provider) Y.applyUpdate(board.written, update) })
}

/** The clock of the first word of this document's own hand that still stands. */
function firstLive(doc: Y.Doc): number {
  for (const struct of doc.store.clients.get(doc.clientID) ?? []) if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) return struct.id.clock
  throw new Error('nothing stands')
}
