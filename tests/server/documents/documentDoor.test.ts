/** The document door of a running server, with standard providers as honest clients and hand-written ones as the others. */
import * as Y from 'yjs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { Editor } from '../../support/editor.ts'
import {
  awarenessFrame, deletion, forgedRun, gapUpdates, ghostCrowdFrame, hostileUpdates, nestedTypesUpdate, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame,
  anyStruct, unsafeKeyUpdate, updateFrame,
} from '../../support/hostileFrames.ts'
import type { OpenedDocument, Person } from '../../support/person.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const board = 'syndicate/s1/board@1'
const boardName = 'syndicate/s1/board'

let server: TestServer
let exercise: TestExercise
let amina: Person
let ada: Person
let bao: Person
let omar: Person
let editor: Editor
const opened: { close(): void }[] = []
let nextClient = 500_000

beforeAll(async () => {
  server = await startServer()
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  ada = await exercise.join('member', 'ada', { syndicate: 's1' })
  bao = await exercise.join('member', 'bao', { syndicate: 's2' })
  omar = await exercise.join('observer', 'omar')
  editor = new Editor(amina, board)
  await until(() => editor.isSynced, 'amina has her board')
})
afterAll(async () => {
  editor.close()
  await server.close()
})
beforeEach(() => () => { for (const each of opened.splice(0)) each.close() })

function raw(person: Person, wireName: string, options: ConstructorParameters<typeof RawSocket>[2] = {}): RawSocket {
  const socket = new RawSocket(person, wireName, options)
  opened.push(socket)
  return socket
}

/** A hand-written client that is in the room: the first state is there, and it was asked for its own. */
async function writer(person: Person, protocols: string[] = []): Promise<RawSocket> {
  const socket = await raw(person, board, { protocols }).opened()
  socket.send(syncStep1Frame())
  await until(() => socket.stepOnes.length > 0, 'the writer is asked')
  socket.send(syncStep2Frame(rawUpdate([])))
  return socket
}

function standard(person: Person, wireName: string, protocols: string[] = []): OpenedDocument {
  const document = person.open(wireName, protocols)
  opened.push(document)
  return document
}

function freshClient(): number {
  nextClient += 10
  return nextClient
}

async function rows(): Promise<number> {
  const after = exercise.runner.journal.head()
  await new Promise((resolve) => { setImmediate(resolve) })
  return (await exercise.runner.journal.readDocument(board, 0, after.sequence, 100_000)).length
}

const serverText = async (): Promise<string> => canonicalDocument(await exercise.runner.documents.document(boardName))

/** An honest officer can still draw, and everybody sees it. */
async function stillWorks(): Promise<void> {
  const id = `works${freshClient()}`
  const other = new Editor(ada, board)
  opened.push(other)
  await until(() => other.isSynced, 'ada has the board')
  editor.put(id, -5.9, -9.1)
  await until(() => other.ids().has(id), 'ada sees the mark')
  await until(() => editor.saved.has(id), 'the mark is saved')
  expect(editor.provider.wsconnected).toBe(true)
  expect(server.faults).toEqual([])
  expect(server.fatal).toEqual([])
}

describe('hostile updates', () => {
  test('[DOC10] none changes anything, each costs its sender the socket, and nobody else anything', async () => {
    const victim = editor.doc.clientID
    editor.put('before', -5.8, -9.2)
    await until(() => editor.saved.has('before'), 'the mark is saved')
    const text = await serverText()
    const count = await rows()
    for (const [name, bytes] of Object.entries(hostileUpdates(freshClient(), victim))) {
      const socket = await writer(ada)
      socket.send(updateFrame(bytes))
      const code = await closedOrKnown(socket, bytes)
      expect([closeCodes.unacceptable, 'known'], name).toContain(code)
    }
    expect(await serverText()).toBe(text)
    expect(await rows()).toBe(count)
    await stillWorks()
  })

  test('[DOC10] M6 in the guise of a sync step 2 they fare no better', async () => {
    const text = await serverText()
    for (const [name, bytes] of Object.entries(hostileUpdates(freshClient(), editor.doc.clientID))) {
      const socket = await writer(ada)
      socket.send(syncStep2Frame(bytes))
      const code = await closedOrKnown(socket, bytes)
      expect([closeCodes.unacceptable, closeCodes.wrongEpoch, 'known'], name).toContain(code)
    }
    expect(await serverText()).toBe(text)
    await stillWorks()
  })

  test('[DOC11] M2 an attacker who knows every client id takes none of amina\'s edits away', async () => {
    const socket = await writer(ada)
    socket.send(updateFrame(forgedRun(editor.doc.clientID, 100_000)))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    for (let i = 0; i < 5; i += 1) editor.put(`kept${i}`, -5.8, -9.1)
    await until(() => editor.saved.has('kept4'), 'amina\'s marks are saved')
    expect(annotationsOf(await exercise.runner.documents.document(boardName)).has('kept4')).toBe(true)
  })

  test('[DOC12] M3 a member may delete what others made, and the journal says who did', async () => {
    editor.put('doomed', -5.8, -9.1)
    await until(() => editor.saved.has('doomed'), 'the mark is saved')
    const before = exercise.runner.journal.head().sequence
    const eraser = standard(ada, board)
    await until(() => eraser.doc.getMap('annotations').has('doomed'), 'ada has the mark')
    eraser.doc.getMap('annotations').delete('doomed')
    await until(() => !editor.ids().has('doomed'), 'amina sees it gone')
    const [row] = await exercise.runner.journal.readDocument(board, before, exercise.runner.journal.head().sequence, 10)
    expect(row?.author).toBe(ada.seat)
  })

  test('[DOC13] M5 100 gaps cost a socket each, and no time', async () => {
    const client = freshClient()
    const sockets = await Promise.all(Array.from({ length: 10 }, () => writer(ada)))
    const began = performance.now()
    for (const socket of sockets) for (const bytes of gapUpdates(client, 10)) socket.send(updateFrame(bytes))
    for (const socket of sockets) expect(await socket.closed()).toBe(closeCodes.unacceptable)
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await exercise.runner.documents.document(boardName)).store.pendingStructs).toBeNull()
  })

  test('[DOC14] types nested thousands deep do not enter; those nested too deep for readers are mended, and their author told', async () => {
    const socket = await writer(ada)
    socket.send(updateFrame(nestedTypesUpdate(freshClient(), 5000)))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    const live = await ada.live()
    const again = await writer(ada)
    again.send(updateFrame(nestedTypesUpdate(freshClient(), 40)))
    await until(() => live.notices.some(({ code }) => code === 'repaired'), 'ada is told')
    expect(again.isOpen).toBe(true)
    live.close()
    await stillWorks()
  })

  test('[DOC14] nesting that grows update by update never outgrows its mending', async () => {
    const client = freshClient()
    const socket = await writer(ada)
    for (let i = 0; i < 40; i += 1) {
      const clock = i * 50
      socket.send(updateFrame(nestedTypesUpdate(client, 50, clock, i === 0 ? undefined : { client, clock: clock - 1 })))
    }
    await until(() => !socket.isOpen || socket.updates.length >= 40, 'all 2,000 levels went through')
    const doc = await exercise.runner.documents.document(boardName)
    doc.getMap('annotations').delete('deep')
    expect(() => doc.getMap('annotations').toJSON()).not.toThrow()
    expect(server.faults).toEqual([])
  })

  test('[DOC15] a mark nobody can read is taken away, and too many of them end the visit', async () => {
    const live = await ada.live()
    const socket = await writer(ada)
    const client = freshClient()
    const bad = Array.from({ length: 25 }, (_, i) => anyStruct(['not a record'], { key: `bad${i}` }))
    socket.send(updateFrame(rawUpdate([{ client, clock: 0, structs: bad }])))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    await until(() => live.notices.some(({ code }) => code === 'repaired'), 'ada is told')
    expect((await exercise.runner.documents.document(boardName)).getMap('annotations').has('bad1')).toBe(false)
    live.close()
  })

  test('[DOC16] more new client ids in a minute than any honest person opens end the visit', async () => {
    const eve = await exercise.join('member', 'eve', { syndicate: 's1' })
    const socket = await writer(eve)
    for (let i = 0; i <= limits.newClientIdsPerMinute; i += 1) {
      socket.send(updateFrame(rawUpdate([{ client: freshClient(), clock: 0, structs: [stringStruct('a', { root: 'scribble' })] }])))
    }
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
  })

  test('[DOC17] sizes end in 4413: one update, and one message', async () => {
    const tooLong = await writer(ada)
    tooLong.send(updateFrame(rawUpdate([{ client: freshClient(), clock: 0, structs: [stringStruct('x'.repeat(limits.updateBytes), { root: 'scribble' })] }])))
    expect(await tooLong.closed()).toBe(closeCodes.tooLarge)
    const tooLate = await writer(ada)
    tooLate.send(syncStep2Frame(new Uint8Array(limits.syncStep2Bytes + 1)))
    expect(await tooLate.closed()).toBe(closeCodes.tooLarge)
  })

  test('[DOC18] a text frame, an unknown type and cut frames close their sender', async () => {
    for (const frame of ['hello', new Uint8Array([9, 1, 1]), new Uint8Array([0, 7, 0]), new Uint8Array([0, 2, 200, 1]), new Uint8Array(), new Uint8Array([2, 0, 1, 65])]) {
      const socket = await writer(ada)
      socket.send(frame)
      expect(await socket.closed()).toBe(closeCodes.unacceptable)
    }
    await stillWorks()
  })

  test('[DOC18] 5,000 mutated frames close only those who send them', async () => {
    const random = seededRandom(20_261_124)
    const honest = Y.encodeStateAsUpdate(editor.doc)
    const seeds = [updateFrame(honest), syncStep2Frame(honest), syncStep1Frame([{ client: 1, clock: 2 }]), awarenessFrame([{ client: 5, clock: 1, state: { pointer: { lat: 1, lng: 2 } } }])]
    const text = await serverText()
    let socket = await writer(omar === bao ? ada : bao === omar ? ada : ada)
    for (let i = 0; i < 5000; i += 1) {
      if (!socket.isOpen) socket = await raw(ada, board).opened()
      socket.send(mutated(random.pick(seeds).slice(), random))
      if (i % 100 === 0) await new Promise((resolve) => { setImmediate(resolve) })
    }
    socket.close()
    await stillWorks()
    expect((await exercise.runner.documents.document(boardName)).store.pendingStructs).toBeNull()
    expect((await serverText()).length).toBeGreaterThanOrEqual(text.length)
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

describe('those who may only read', () => {
  const overlay = 'overlay@1'

  test('[DOC20] get the document and no question for their own', async () => {
    const staff = standard(exercise.chief, overlay)
    await until(() => staff.provider.synced, 'staff have the overlay')
    staff.doc.getMap('annotations').set('seen', new Y.Map([['kind', 'text']]))
    const socket = await raw(omar, overlay).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
    expect(socket.stepOnes).toEqual([])
    const reader = standard(omar, overlay)
    await until(() => reader.provider.synced, 'omar\'s standard client is synced')
  })

  test('[DOC21] an observer\'s update and forged step 2 change nothing and end the visit', async () => {
    const before = canonicalDocument(await exercise.runner.documents.document('overlay'))
    for (const frame of [updateFrame, syncStep2Frame]) {
      const socket = await raw(omar, overlay).opened()
      socket.send(syncStep1Frame())
      await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
      socket.send(frame(rawUpdate([{ client: freshClient(), clock: 0, structs: [anyStruct([1], { key: 'forged' })] }])))
      expect(await socket.closed()).toBe(closeCodes.notAllowed)
    }
    expect(canonicalDocument(await exercise.runner.documents.document('overlay'))).toBe(before)
  })

  test('[DOC22] an unchanged reader that answers with everything it has is no attacker', async () => {
    const staff = standard(exercise.chief, overlay)
    await until(() => staff.provider.synced, 'staff have the overlay')
    for (let i = 0; i < 20; i += 1) staff.doc.getText('scribble').insert(0, 'word ')
    staff.doc.getText('scribble').delete(3, 40)
    const reader = standard(omar, overlay)
    await until(() => reader.doc.getText('scribble').length === 60, 'omar has the text')
    const sequence = exercise.runner.journal.head().sequence
    const socket = await raw(omar, overlay).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
    socket.send(syncStep2Frame(Y.encodeStateAsUpdate(reader.doc)))
    socket.send(updateFrame(Y.encodeStateAsUpdate(reader.doc)))
    const [first] = socket.awareness
    socket.send(new Uint8Array([3]))
    await until(() => socket.awareness.length > (first === undefined ? 0 : 1), 'omar is answered')
    expect(socket.isOpen).toBe(true)
    expect(exercise.runner.journal.head().sequence).toBe(sequence)
  })

  test('[DOC23] others\' boards are shut until the floor is given, and shut again when it is taken', async () => {
    expect(await raw(bao, board).closed()).toBe(closeCodes.notAllowed)
    expect(await raw(omar, board).closed()).toBe(closeCodes.notAllowed)
    expect(await raw(bao, 'control@1').closed()).toBe(closeCodes.notAllowed)
    expect(await raw(amina, 'syndicate/s1/nothing@1').closed()).toBe(closeCodes.notAllowed)
    expect(await raw(amina, 'constructor@1').closed()).toBe(closeCodes.notAllowed)
  })
})

describe('who knocks', () => {
  test('[DOOR40] a stranger is accepted and closed with 4401; a foreign page is refused', async () => {
    const stranger = { origin: amina.browser.origin }
    expect(await raw(amina, board, { headers: stranger }).closed()).toBe(closeCodes.notKnown)
    expect(await raw(amina, board, { headers: { cookie: amina.browser.cookieHeader, origin: 'http://evil.example' } }).closed()).toBe(403)
    expect(await raw(amina, board, { headers: { cookie: amina.browser.cookieHeader } }).closed()).toBe(403)
    expect(await raw(amina, board, { headers: { cookie: bao.browser.cookieHeader, origin: amina.browser.origin } }).closed()).toBe(closeCodes.notKnown)
  })

  test('[DOOR41] a ticket opens one document, as often as needed, without Origin', async () => {
    const { browser, exercise: id, seat } = amina
    const reply = await browser.get<{ ticket: string }>(`/x/${id}/ticket?seat=${seat}&document=${boardName}`)
    if (!reply.ok) throw new Error(reply.refusal.sentence)
    const options = { headers: {}, query: `ticket=${reply.value.ticket}` }
    for (let i = 0; i < 2; i += 1) {
      const socket = await raw(amina, board, options).opened()
      socket.send(syncStep1Frame())
      await until(() => socket.stepOnes.length === 1, 'the ticket lets in to write')
      socket.close()
    }
    expect(await raw(amina, 'overlay@1', options).closed()).toBe(closeCodes.notAllowed)
    expect(await raw(amina, `${boardName}@2`, options).closed()).toBe(closeCodes.wrongEpoch)
    expect(await raw(amina, board, { headers: {}, query: 'ticket=abcdefghijklmnopqrstuvwxyz' }).closed()).toBe(closeCodes.notKnown)
  })

  test('[DOC30] another epoch is closed with 4409', async () => {
    expect(await raw(amina, `${boardName}@2`).closed()).toBe(closeCodes.wrongEpoch)
  })
})

describe('what a client is told', () => {
  test('[DOC31] Position closes each batch, Saved counts write messages; others get pure y-websocket', async () => {
    const ours = await writer(ada, [documentSubprotocol])
    const theirs = await writer(ada)
    await until(() => ours.positions.length === 1, 'the first state is closed by a Position')
    const client = freshClient()
    ours.send(updateFrame(rawUpdate([{ client, clock: 0, structs: [stringStruct('a', { root: 'scribble' })] }])))
    ours.send(updateFrame(rawUpdate([{ client, clock: 1, structs: [stringStruct('b', { root: 'scribble' })] }])))
    await until(() => ours.saved.at(-1) === 3, 'the step 2 and both updates are saved')
    await until(() => ours.updates.length === 2 && theirs.updates.length === 2, 'both hear of both')
    const last = ours.positions.at(-1)
    const stored = await exercise.runner.journal.readDocument(board, 0, exercise.runner.journal.head().sequence, 100_000)
    expect(last?.sequence).toBe(stored.at(-1)?.sequence)
    expect(last?.recordedAt).toBe(stored.at(-1)?.recordedAt)
    expect(theirs.positions).toEqual([])
    expect(theirs.saved).toEqual([])
  })

  test('[DOC32] what was made offline comes back as one step 2, and only what is new is journaled', async () => {
    const away = standard(ada, board)
    await until(() => away.provider.synced, 'ada has the board')
    away.provider.disconnect()
    for (let i = 0; i < 50; i += 1) away.doc.getText('plan/offline').insert(0, 'word ')
    away.doc.getText('plan/offline').delete(0, 100)
    const before = await rows()
    away.provider.connect()
    await until(() => away.provider.synced, 'ada is back')
    await until(() => server.faults.length > 0 || editor.doc.getText('plan/offline').length === 150, 'amina sees the offline work')
    expect(await rows()).toBe(before + 1)
    away.provider.disconnect()
    away.provider.connect()
    await until(() => away.provider.synced, 'ada is back again')
    await stillWorks()
    const stored = await exercise.runner.journal.readDocument(board, 0, exercise.runner.journal.head().sequence, 100_000)
    expect(stored.slice(before + 1).filter(({ author }) => author === ada.seat)).toEqual([])
  })

  test('[DOC33] an edit made in the first moment of coming back, ahead of offline work, is not lost', async () => {
    const away = standard(ada, board)
    await until(() => away.provider.synced, 'ada has the board')
    away.provider.disconnect()
    away.doc.getText('plan/early').insert(0, 'offline ')
    away.provider.on('status', ({ status }: { status: string }) => {
      if (status === 'connected') away.doc.getText('plan/early').insert(8, 'early')
    })
    away.provider.connect()
    await until(() => editor.doc.getText('plan/early').toString() === 'offline early', 'amina sees both')
    expect(away.provider.shouldConnect).toBe(true)
  })

  test('[DOC34] joining while others write gives the same document', async () => {
    let count = 0
    const typing = setInterval(() => { editor.doc.getText('plan/busy').insert(0, `${(count += 1)} `) }, 2)
    const joiners = Array.from({ length: 8 }, (_, i) => {
      const document = standard(i % 2 === 0 ? ada : exercise.chief, board)
      return document
    })
    await until(() => joiners.every(({ provider }) => provider.synced) && count > 60, 'eight joined in the traffic')
    clearInterval(typing)
    const text = canonicalDocument(editor.doc)
    for (const { doc } of joiners) await until(() => canonicalDocument(doc) === text, 'a joiner has the same document')
    expect(await serverText()).toBe(text)
  })

  test('[DOC35] a copy that knows a past nobody recorded is told so', async () => {
    const socket = await raw(ada, board).opened()
    socket.send(syncStep1Frame([{ client: editor.doc.clientID, clock: 1_000_000 }]))
    expect(await socket.closed()).toBe(closeCodes.wrongEpoch)
    const own = await raw(ada, board).opened()
    own.send(syncStep1Frame([{ client: freshClient(), clock: 12 }]))
    await until(() => own.stepOnes.length === 1, 'offline work under an unknown id is asked for')
  })

  test('[DOC36] after a refusal the author opens the document afresh and works on', async () => {
    const socket = await writer(ada)
    socket.send(updateFrame(unsafeKeyUpdate(freshClient())))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    const again = new Editor(ada, board)
    opened.push(again)
    await until(() => again.isSynced, 'ada has the board again')
    again.put('afresh', -5.8, -9.1)
    await until(() => again.saved.has('afresh') && editor.ids().has('afresh'), 'ada\'s mark is saved and seen')
  })
})

describe('cursors', () => {
  const at = { lat: -5.9, lng: -9.1 }

  test('[DOC40] M14 a forged identity is not shown, and a foreign entry not believed', async () => {
    const watcher = await writer(ada, [documentSubprotocol])
    editor.provider.awareness.setLocalState({ pointer: at, user: { name: 'Instructor', seat: 'chief' } })
    await until(() => shownTo(watcher, editor.doc.clientID) !== undefined, 'ada sees amina\'s hand')
    expect(shownTo(watcher, editor.doc.clientID)).toMatchObject({ pointer: at, user: { name: 'amina', seat: amina.seat, syndicate: 's1' } })
    const forger = await writer(ada)
    forger.send(awarenessFrame([{ client: editor.doc.clientID, clock: 2 ** 40, state: { pointer: { lat: 1, lng: 1 }, user: { name: 'Instructor' } } }]))
    editor.provider.awareness.setLocalState({ pointer: { lat: -5.5, lng: -9.5 } })
    await until(() => JSON.stringify(shownTo(watcher, editor.doc.clientID)).includes('-5.5'), 'amina\'s own next move is seen')
    expect(forger.isOpen).toBe(true)
  })

  test('[DOC41] M15 a crowd of ghosts is at most one hand', async () => {
    const watcher = await writer(amina, [documentSubprotocol])
    const crowd = await writer(ada)
    crowd.send(awarenessFrame(Array.from({ length: 200 }, (_, i) => ({ client: 9_000_000 + i, clock: 1, state: { pointer: at } }))))
    crowd.send(ghostCrowdFrame(50_000))
    await until(() => shownTo(watcher, 9_000_000) !== undefined, 'one hand of ada is seen')
    const heard = new Set(watcher.awareness.flat().map(({ client }) => client).filter((client) => client >= 1_000_000 && client < 10_000_000))
    expect(heard).toEqual(new Set([9_000_000]))
    crowd.close()
    await until(() => shownTo(watcher, 9_000_000) === null, 'the hand goes with its socket')
  })

  test('[DOC42] nobody\'s own entry comes back, and whatever is not on the list is left out', async () => {
    const watcher = await writer(amina, [documentSubprotocol])
    const sender = await writer(ada, [documentSubprotocol])
    const client = freshClient()
    const draft = JSON.parse('[[[[[[[[[1]]]]]]]]]') as unknown
    sender.send(awarenessFrame([{ client, clock: 1, state: { pointer: at, selection: ['m1', 7, 'm2'], secret: 'x', draft, section: 'intro', cursor: { anchor: { type: null } } } }]))
    await until(() => shownTo(watcher, client) !== undefined, 'amina sees ada\'s hand')
    expect(shownTo(watcher, client)).toEqual({
      pointer: at, selection: ['m1', 'm2'], draft: null, section: 'intro', cursor: { anchor: { type: null } },
      user: { seat: ada.seat, name: 'ada', hat: null, syndicate: 's1', color: expect.stringMatching(/^#[0-9a-f]{6}$/) as string },
    })
    expect(shownTo(sender, client)).toBeUndefined()
  })

  test('[DOC43] an observer\'s hand is not shown and claims nothing', async () => {
    const watcher = await raw(exercise.chief, 'overlay@1').opened()
    watcher.send(syncStep1Frame())
    const ghost = await raw(omar, 'overlay@1').opened()
    ghost.send(syncStep1Frame())
    await until(() => ghost.stepTwos.length === 1 && watcher.stepTwos.length === 1, 'both have the overlay')
    ghost.send(awarenessFrame([{ client: 8_111_111, clock: 1, state: { pointer: at } }]))
    ghost.send(new Uint8Array([3]))
    await until(() => ghost.awareness.length >= 2, 'omar is answered')
    expect(exercise.state().documents['overlay']?.authors['8111111']).toBeUndefined()
    expect(watcher.awareness.flat().some(({ client }) => client === 8_111_111)).toBe(false)
  })
})

function shownTo(socket: RawSocket, client: number): unknown {
  return socket.awareness.flat().filter((entry) => entry.client === client).at(-1)?.state
}

describe('rights on open sockets', () => {
  test('[DOC50] freezing turns writers into readers: what they send then ends the visit; thawing asks them anew', async () => {
    const live = await exercise.chief.live()
    const frozen = await writer(ada)
    const waiting = await writer(ada)
    expect((await live.command({ type: 'boards:freeze' })).ok).toBe(true)
    const before = await rows()
    frozen.send(updateFrame(rawUpdate([{ client: freshClient(), clock: 0, structs: [stringStruct('late', { root: 'scribble' })] }])))
    expect(await frozen.closed()).toBe(closeCodes.notAllowed)
    expect(await rows()).toBe(before)
    expect(waiting.isOpen).toBe(true)
    expect((await live.command({ type: 'boards:thaw' })).ok).toBe(true)
    await until(() => waiting.stepOnes.length === 2, 'who waited is asked anew')
    live.close()
    await stillWorks()
  })

  test('[DOC51] who is removed is cut off at once', async () => {
    const gone = await exercise.join('member', 'gone', { syndicate: 's1' })
    const socket = await writer(gone)
    const live = await exercise.chief.live()
    expect((await live.command({ type: 'seat:remove', seat: gone.seat })).ok).toBe(true)
    expect(await socket.closed()).toBe(closeCodes.notAllowed)
    expect(await raw(gone, board).closed()).toBeGreaterThanOrEqual(4400)
    live.close()
  })

  test('[DOC52] a restore appends: a new epoch begins with the old state, old copies are told', async () => {
    editor.put('lasting', -5.8, -9.1)
    await until(() => editor.saved.has('lasting'), 'the mark is saved')
    const toSequence = exercise.runner.journal.head().sequence
    const vandal = standard(ada, board)
    await until(() => vandal.provider.synced, 'ada has the board')
    vandal.doc.getMap('annotations').clear()
    await until(() => editor.ids().size === 0, 'all marks are gone')
    const live = await exercise.chief.live()
    const reply = await live.command({ type: 'document:restore', document: boardName, toSequence })
    expect(reply.ok).toBe(true)
    await until(() => editor.closed.includes(closeCodes.wrongEpoch), 'amina\'s old copy is told')
    const fresh = new Editor(amina, `${boardName}@2`)
    opened.push(fresh)
    await until(() => fresh.ids().has('lasting'), 'the mark is back')
    fresh.put('afterwards', -5.8, -9.1)
    await until(() => fresh.saved.has('afterwards'), 'work goes on')
    expect(await raw(ada, board).closed()).toBe(closeCodes.wrongEpoch)
    expect(deletion(1)).toBeInstanceOf(Uint8Array)
    live.close()
    expect(server.faults).toEqual([])
  })
})
