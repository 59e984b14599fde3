/** The document door of a running server: who comes in, what they are told, whose hands are shown, what happens to rights. */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { BoardPeople, board, boardName } from '../../support/boardPeople.ts'
import {
  anyStruct, awarenessFrame, ghostCrowdFrame, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame, unsafeKeyUpdate, updateFrame,
} from '../../support/hostileFrames.ts'
import type { Person } from '../../support/person.ts'
import type { RawSocket } from '../../support/rawSocket.ts'
import { until } from '../../support/startServer.ts'

let room: BoardPeople

beforeAll(async () => { room = await BoardPeople.open() })
afterEach(() => room.closeOpened())
afterAll(async () => { await room.close() })

describe('those who may only read', () => {
  const overlay = 'overlay@1'

  test('[DOC20] get the document and no question for their own', async () => {
    const staff = room.standard(room.exercise.chief, overlay)
    await until(() => staff.provider.synced, 'staff have the overlay')
    staff.doc.getMap('annotations').set('seen', new Y.Map([['kind', 'text']]))
    const socket = await room.raw(room.omar, overlay).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
    expect(socket.stepOnes).toEqual([])
    const reader = room.standard(room.omar, overlay)
    await until(() => reader.provider.synced, 'omar\'s standard client is synced')
  })

  test('[DOC105] a reader\'s copy that stood at a moment the server lost is begun anew; one that stood in the past comes in, and so does a writer\'s', async () => {
    const { journal } = room.exercise.runner
    const staff = room.standard(room.exercise.chief, overlay)
    await until(() => staff.provider.synced, 'staff have the overlay')
    staff.doc.getText('margin').insert(0, 'here')
    const first = await room.raw(room.omar, overlay, { protocols: [documentSubprotocol] }).opened()
    first.send(syncStep1Frame())
    await until(() => first.positions.length > 0, 'omar stands somewhere')
    const { sequence, recordedAt } = first.positions.at(-1) ?? journal.head()
    const from = (person: Person, stood: string): RawSocket => room.raw(person, overlay, { query: `seat=${person.seat}&stood=${stood}` })
    for (const stood of [`${sequence + 1000}.${recordedAt}`, `${sequence}.${recordedAt + 1}`]) {
      const lost = from(room.omar, stood)
      expect(await lost.closed()).toBe(closeCodes.wrongEpoch)
      const writer = await from(room.exercise.chief, stood).opened()
      writer.send(syncStep1Frame())
      await until(() => writer.stepOnes.length > 0, 'staff are asked for what they have')
    }
    for (const stood of [`${sequence}.${recordedAt}`, '0.0', '', 'x.y', '1.2.3', '9'.repeat(40)]) {
      const back = await from(room.omar, stood).opened()
      back.send(syncStep1Frame())
      await until(() => back.stepTwos.length === 1, `omar is back from ${stood}`)
    }
  })

  test('[DOC21] an observer\'s update and forged step 2 change nothing and end the visit', async () => {
    const before = canonicalDocument(await room.exercise.runner.documents.document('overlay'))
    for (const frame of [updateFrame, syncStep2Frame]) {
      const socket = await room.raw(room.omar, overlay).opened()
      socket.send(syncStep1Frame())
      await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
      socket.send(frame(rawUpdate([{ client: room.freshClient(), clock: 0, structs: [anyStruct([1], { key: 'forged' })] }])))
      expect(await socket.closed()).toBe(closeCodes.notAllowed)
    }
    expect(canonicalDocument(await room.exercise.runner.documents.document('overlay'))).toBe(before)
  })

  test('[DOC22] an unchanged reader that answers with everything it has is no attacker', async () => {
    const staff = room.standard(room.exercise.chief, overlay)
    await until(() => staff.provider.synced, 'staff have the overlay')
    for (let i = 0; i < 20; i += 1) staff.doc.getText('scribble').insert(0, 'word ')
    staff.doc.getText('scribble').delete(3, 40)
    const reader = room.standard(room.omar, overlay)
    await until(() => reader.doc.getText('scribble').length === 60, 'omar has the text')
    const sequence = room.exercise.runner.journal.head().sequence
    const socket = await room.raw(room.omar, overlay).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepTwos.length === 1, 'omar has the overlay')
    socket.send(syncStep2Frame(Y.encodeStateAsUpdate(reader.doc)))
    socket.send(updateFrame(Y.encodeStateAsUpdate(reader.doc)))
    const [first] = socket.awareness
    socket.send(new Uint8Array([3]))
    await until(() => socket.awareness.length > (first === undefined ? 0 : 1), 'omar is answered')
    expect(socket.isOpen).toBe(true)
    expect(room.exercise.runner.journal.head().sequence).toBe(sequence)
  })

  test('[DOC23] others\' boards are shut until the floor is given, and shut again when it is taken', async () => {
    expect(await room.raw(room.bao, board).closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(room.omar, board).closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(room.bao, 'control@1').closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(room.amina, 'syndicate/s1/nothing@1').closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(room.amina, 'constructor@1').closed()).toBe(closeCodes.notAllowed)
  })
})

describe('who knocks', () => {
  test('[DOOR40] a stranger is accepted and closed with 4401; a foreign page is refused', async () => {
    const stranger = { origin: room.amina.browser.origin }
    expect(await room.raw(room.amina, board, { headers: stranger }).closed()).toBe(closeCodes.notKnown)
    expect(await room.raw(room.amina, board, { headers: { cookie: room.amina.browser.cookieHeader, origin: 'http://evil.example' } }).closed()).toBe(403)
    expect(await room.raw(room.amina, board, { headers: { cookie: room.amina.browser.cookieHeader } }).closed()).toBe(403)
    expect(await room.raw(room.amina, board, { headers: { cookie: room.bao.browser.cookieHeader, origin: room.amina.browser.origin } }).closed()).toBe(closeCodes.notKnown)
  })

  test('[DOOR41] a ticket opens one document, as often as needed, without Origin', async () => {
    const { browser, exercise: id, seat } = room.amina
    const reply = await browser.get<{ ticket: string }>(`/x/${id}/ticket?seat=${seat}&document=${boardName}`)
    if (!reply.ok) throw new Error(reply.refusal.sentence)
    const options = { headers: {}, query: `ticket=${reply.value.ticket}` }
    for (let i = 0; i < 2; i += 1) {
      const socket = await room.raw(room.amina, board, options).opened()
      socket.send(syncStep1Frame())
      await until(() => socket.stepOnes.length === 1, 'the ticket lets in to write')
      socket.close()
    }
    expect(await room.raw(room.amina, 'overlay@1', options).closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(room.amina, `${boardName}@2`, options).closed()).toBe(closeCodes.wrongEpoch)
    expect(await room.raw(room.amina, board, { headers: {}, query: 'ticket=abcdefghijklmnopqrstuvwxyz' }).closed()).toBe(closeCodes.notKnown)
  })

  test('[DOC30] another epoch is closed with 4409', async () => {
    expect(await room.raw(room.amina, `${boardName}@2`).closed()).toBe(closeCodes.wrongEpoch)
  })
})

describe('what a client is told', () => {
  test('[DOC31] Position closes each batch, Saved counts write messages; others get pure y-websocket', async () => {
    const ours = await room.writer(await room.anotherMember(), [documentSubprotocol])
    const theirs = await room.writer(room.ada)
    await until(() => ours.positions.length === 1, 'the first state is closed by a Position')
    const client = room.freshClient()
    const heard = [ours.updates.length, theirs.updates.length]
    ours.send(updateFrame(rawUpdate([{ client, clock: 0, structs: [stringStruct('a', { root: 'scribble' })] }])))
    ours.send(updateFrame(rawUpdate([{ client, clock: 1, structs: [stringStruct('b', { root: 'scribble' })] }])))
    await until(() => ours.saved.at(-1) === 3, 'the step 2 and both updates are saved')
    await until(() => ours.updates.length === (heard[0] ?? 0) + 2 && theirs.updates.length === (heard[1] ?? 0) + 2, 'both hear of both')
    const last = ours.positions.at(-1)
    const stored = await room.exercise.runner.journal.readDocument(board, 0, room.exercise.runner.journal.head().sequence, 100_000)
    expect(last?.sequence).toBe(stored.at(-1)?.sequence)
    expect(last?.recordedAt).toBe(stored.at(-1)?.recordedAt)
    expect(theirs.positions).toEqual([])
    expect(theirs.saved).toEqual([])
  })

  test('[DOC32] what was made offline comes back as one step 2, and only what is new is journaled', async () => {
    const away = room.standard(room.ada, board)
    await until(() => away.provider.synced, 'ada has the board')
    away.provider.disconnect()
    for (let i = 0; i < 50; i += 1) away.doc.getText('plan/offline').insert(0, 'word ')
    away.doc.getText('plan/offline').delete(0, 100)
    const before = (await room.rows()).length
    away.provider.connect()
    await until(() => away.provider.synced, 'ada is back')
    await until(() => room.server.faults.length > 0 || room.editor.doc.getText('plan/offline').length === 150, 'amina sees the offline work')
    expect((await room.rows()).length).toBe(before + 1)
    away.provider.disconnect()
    away.provider.connect()
    await until(() => away.provider.synced, 'ada is back again')
    expect(await room.stillWorks()).toEqual([])
    const stored = await room.exercise.runner.journal.readDocument(board, 0, room.exercise.runner.journal.head().sequence, 100_000)
    expect(stored.slice(before + 1).filter(({ author }) => author === room.ada.seat)).toEqual([])
  })

  test('[DOC33] an edit made in the first moment of coming back, ahead of offline work, is not lost', async () => {
    const away = room.standard(room.ada, board)
    await until(() => away.provider.synced, 'ada has the board')
    away.provider.disconnect()
    away.doc.getText('plan/early').insert(0, 'offline ')
    away.provider.on('status', ({ status }: { status: string }) => {
      if (status === 'connected') away.doc.getText('plan/early').insert(8, 'early')
    })
    away.provider.connect()
    await until(() => room.editor.doc.getText('plan/early').toString() === 'offline early', 'amina sees both')
    expect(away.provider.shouldConnect).toBe(true)
  })

  test('[DOC34] joining while others write gives the same document', async () => {
    let count = 0
    const typing = setInterval(() => { room.editor.doc.getText('plan/busy').insert(0, `${(count += 1)} `) }, 2)
    const joiners = Array.from({ length: 8 }, (_, i) => {
      const document = room.standard(i % 2 === 0 ? room.ada : room.exercise.chief, board)
      return document
    })
    await until(() => joiners.every(({ provider }) => provider.synced) && count > 60, 'eight joined in the traffic')
    clearInterval(typing)
    const text = canonicalDocument(room.editor.doc)
    for (const { doc } of joiners) await until(() => canonicalDocument(doc) === text, 'a joiner has the same document')
    expect(await room.serverText()).toBe(text)
  })

  test('[DOC35] a copy that knows a past nobody recorded is told so', async () => {
    const socket = await room.raw(room.ada, board).opened()
    socket.send(syncStep1Frame([{ client: room.editor.doc.clientID, clock: 1_000_000 }]))
    expect(await socket.closed()).toBe(closeCodes.wrongEpoch)
    const own = await room.raw(room.ada, board).opened()
    own.send(syncStep1Frame([{ client: room.freshClient(), clock: 12 }]))
    await until(() => own.stepOnes.length === 1, 'offline work under an unknown id is asked for')
  })

  test('[DOC36] after a refusal the author opens the document afresh and works on', async () => {
    const author = await room.anotherMember()
    const socket = await room.writer(author)
    socket.send(updateFrame(unsafeKeyUpdate(room.freshClient())))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    const again = room.editorOf(author)
    await until(() => again.isSynced, 'ada has the board again')
    again.put('afresh', -5.8, -9.1)
    await until(() => again.saved.has('afresh') && room.editor.ids().has('afresh'), 'ada\'s mark is saved and seen')
  })
})

describe('cursors', () => {
  const at = { lat: -5.9, lng: -9.1 }

  test('[DOC40] M14 a forged identity is not shown, and a foreign entry not believed', async () => {
    const watcher = await room.writer(room.ada, [documentSubprotocol])
    room.editor.provider.awareness.setLocalState({ pointer: at, user: { name: 'Instructor', seat: 'chief' } })
    await until(() => JSON.stringify(shownTo(watcher, room.editor.doc.clientID) ?? '').includes('-5.9'), 'ada sees amina\'s hand')
    expect(shownTo(watcher, room.editor.doc.clientID)).toMatchObject({ pointer: at, user: { name: 'amina', seat: room.amina.seat, syndicate: 's1' } })
    const forger = await room.writer(room.ada)
    forger.send(awarenessFrame([{ client: room.editor.doc.clientID, clock: 2 ** 40, state: { pointer: { lat: 1, lng: 1 }, user: { name: 'Instructor' } } }]))
    room.editor.provider.awareness.setLocalState({ pointer: { lat: -5.5, lng: -9.5 } })
    await until(() => JSON.stringify(shownTo(watcher, room.editor.doc.clientID)).includes('-5.5'), 'amina\'s own next move is seen')
    expect(forger.isOpen).toBe(true)
  })

  test('[DOC41] M15 a crowd of ghosts is at most one hand', async () => {
    const watcher = await room.writer(room.amina, [documentSubprotocol])
    const crowd = await room.writer(await room.anotherMember())
    crowd.send(awarenessFrame(Array.from({ length: 200 }, (_, i) => ({ client: 9_000_000 + i, clock: 1, state: { pointer: at } }))))
    crowd.send(ghostCrowdFrame(50_000))
    await until(() => shownTo(watcher, 9_000_000) !== undefined, 'one hand is seen')
    const heard = new Set(watcher.awareness.flat().map(({ client }) => client).filter((client) => client >= 1_000_000 && client < 10_000_000))
    expect(heard).toEqual(new Set([9_000_000]))
    crowd.close()
    await until(() => shownTo(watcher, 9_000_000) === null, 'the hand goes with its socket')
  })

  test('[DOC42] nobody\'s own entry comes back, and whatever is not on the list is left out', async () => {
    const watcher = await room.writer(room.amina, [documentSubprotocol])
    const member = await room.anotherMember()
    const sender = await room.writer(member, [documentSubprotocol])
    const client = room.freshClient()
    const draft = JSON.parse('[[[[[[[[[1]]]]]]]]]') as unknown
    sender.send(awarenessFrame([{ client, clock: 1, state: { pointer: at, selection: ['m1', 7, 'm2'], secret: 'x', draft, section: 'intro', cursor: { anchor: { type: null } }, laser: [[-5.8, -9], [-5.9, -9.1]], ping: { at: [-5.8, -9], count: 3, note: 'x' } } }]))
    await until(() => shownTo(watcher, client) !== undefined, 'amina sees ada\'s hand')
    expect(shownTo(watcher, client)).toEqual({
      pointer: at, selection: ['m1', 'm2'], draft: null, section: 'intro', cursor: { anchor: { type: null } },
      laser: [[-5.8, -9], [-5.9, -9.1]], ping: { at: [-5.8, -9], count: 3 }, view: null, follows: null, call: null,
      user: { seat: member.seat, name: room.exercise.state().seats[member.seat]?.name, hat: null, syndicate: 's1', color: expect.stringMatching(/^#[0-9a-f]{6}$/) as string },
    })
    expect(shownTo(sender, client)).toBeUndefined()
  })

  test('[DOC43] an observer\'s hand is not shown and claims nothing', async () => {
    const watcher = await room.raw(room.exercise.chief, 'overlay@1').opened()
    watcher.send(syncStep1Frame())
    const ghost = await room.raw(room.omar, 'overlay@1').opened()
    ghost.send(syncStep1Frame())
    await until(() => ghost.stepTwos.length === 1 && watcher.stepTwos.length === 1, 'both have the overlay')
    ghost.send(awarenessFrame([{ client: 8_111_111, clock: 1, state: { pointer: at } }]))
    ghost.send(new Uint8Array([3]))
    await until(() => ghost.awareness.length >= 2, 'omar is answered')
    expect(room.exercise.state().documents['overlay']?.authors['8111111']).toBeUndefined()
    expect(watcher.awareness.flat().some(({ client }) => client === 8_111_111)).toBe(false)
  })
})

function shownTo(socket: RawSocket, client: number): unknown {
  return socket.awareness.flat().filter((entry) => entry.client === client).at(-1)?.state
}

describe('rights on open sockets', () => {
  test('[DOC50] freezing turns writers into readers: what they send then ends the visit; thawing asks them anew', async () => {
    const live = await room.exercise.chief.live()
    const frozen = await room.writer(room.ada)
    const waiting = await room.writer(room.ada)
    expect((await live.command({ type: 'boards:freeze' })).ok).toBe(true)
    const before = (await room.rows()).length
    frozen.send(updateFrame(rawUpdate([{ client: room.freshClient(), clock: 0, structs: [stringStruct('late', { root: 'scribble' })] }])))
    expect(await frozen.closed()).toBe(closeCodes.notAllowed)
    expect((await room.rows()).length).toBe(before)
    expect(waiting.isOpen).toBe(true)
    expect((await live.command({ type: 'boards:thaw' })).ok).toBe(true)
    await until(() => waiting.stepOnes.length === 2, 'who waited is asked anew')
    live.close()
    expect(await room.stillWorks()).toEqual([])
  })

  test('[DOC51] who is removed is cut off at once', async () => {
    const gone = await room.exercise.join('member', 'gone', { syndicate: 's1' })
    const socket = await room.writer(gone)
    const live = await room.exercise.chief.live()
    expect((await live.command({ type: 'seat:remove', seat: gone.seat })).ok).toBe(true)
    expect(await socket.closed()).toBe(closeCodes.notAllowed)
    expect(await room.raw(gone, board).closed()).toBeGreaterThanOrEqual(4400)
    live.close()
  })

  test('[DOC52] a restore appends: a new epoch begins with the old state, old copies are told', async () => {
    room.editor.put('lasting', -5.8, -9.1)
    await until(() => room.editor.saved.has('lasting'), 'the mark is saved')
    const toSequence = room.exercise.runner.journal.head().sequence
    const vandal = room.standard(room.ada, board)
    await until(() => vandal.provider.synced, 'ada has the board')
    vandal.doc.getMap('annotations').clear()
    await until(() => room.editor.ids().size === 0, 'all marks are gone')
    const live = await room.exercise.chief.live()
    const reply = await live.command({ type: 'document:restore', document: boardName, toSequence })
    expect(reply.ok).toBe(true)
    await until(() => room.editor.closed.includes(closeCodes.wrongEpoch), 'amina\'s old copy is told')
    const fresh = room.editorOf(room.amina, `${boardName}@2`)
    await until(() => fresh.ids().has('lasting'), 'the mark is back')
    fresh.put('afterwards', -5.8, -9.1)
    await until(() => fresh.saved.has('afterwards'), 'work goes on')
    expect(await room.raw(room.ada, board).closed()).toBe(closeCodes.wrongEpoch)
    live.close()
    expect(room.server.faults).toEqual([])
  })
})
