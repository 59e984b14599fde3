/**
 * Every measured attack (M1 … M17 of the table beside this file), sent by hand over real sockets while amina and ada write
 * the same board with the standard client and omar reads it. After each: nothing is changed, nobody honest is disturbed.
 */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { protocolVersion } from '#shared/protocol/version.ts'
import {
  awarenessFrame, deletion, deletionAhead, forgedRun, gapUpdates, ghostCrowdFrame, hostileUpdates, rawUpdate, runLengthBomb, stringStruct, syncStep1Frame, syncStep2Frame,
  updateFrame,
} from '../../support/hostileFrames.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { SharedBoard, sharedName, sharedWire } from '../../support/sharedBoard.ts'
import { until } from '../../support/startServer.ts'

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterEach(() => board.closeOpened())
afterAll(async () => { await board.close() })

describe('an update no honest client sends', () => {
  const names = Object.keys(hostileUpdates(1, 2))

  test.each(names)('[DOC60] %s, by a member and by an observer, as update and as step 2', async (name) => {
    const people = [await board.member(), await board.observer()]
    for (const person of people) {
      for (const frame of [updateFrame, syncStep2Frame]) {
        const bytes = hostileUpdates(board.freshClient(), board.amina.doc.clientID)[name] ?? new Uint8Array()
        const socket = await board.entered(person)
        socket.send(frame(bytes))
        const final = [closeCodes.unacceptable, closeCodes.wrongEpoch, closeCodes.notAllowed]
        expect(final, `${name} as ${frame.name}`).toContain(await socket.closed())
        expect(await board.complaints()).toEqual([])
      }
    }
  })

  test('[DOC60] M1 a run-length bomb in the V2 encoding ends its sender within a second', async () => {
    const socket = await board.entered(await board.member())
    const began = performance.now()
    socket.send(updateFrame(runLengthBomb()))
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    expect(performance.now() - began).toBeLessThan(1000)
    expect(await board.complaints()).toEqual([])
  })

  test('[DOC61] M2 a forged run under amina\'s name, at any clock, takes none of her later words', async () => {
    const mallory = await board.member()
    const victim = board.amina.doc.clientID
    const next = Y.getState((await board.serverDoc()).store, victim)
    for (const clock of [0, 1, next - 1, next, next + 1, 2 ** 31, 2 ** 50]) {
      const socket = await board.entered(mallory)
      socket.send(updateFrame(forgedRun(victim, clock)))
      expect(await socket.closed()).toBe(closeCodes.unacceptable)
      expect(await board.complaints()).toEqual([])
    }
  })

  test('[DOC62] M3 a delete set empties nothing for an observer; by a member it is lawful, and the journal says whose it was', async () => {
    const words = (await board.serverDoc()).getText('plan/intro')
    const item = Array.from(words.toDelta()).length > 0 ? words._start : null
    if (item === null) throw new Error('there are no words')
    const { client, clock } = item.id
    for (const frame of [updateFrame, syncStep2Frame]) {
      const omar = await board.entered(await board.observer())
      omar.send(frame(deletion(client, clock, 1)))
      expect(await omar.closed()).toBe(closeCodes.notAllowed)
      expect(await board.complaints()).toEqual([])
    }
    const member = await board.member()
    const socket = await board.entered(member)
    const heard = socket.updates.length
    socket.send(updateFrame(deletion(client, clock, 1)))
    await until(() => socket.updates.length > heard, 'the deletion comes back as a row')
    Y.applyUpdate(board.written, deletion(client, clock, 1))
    expect(socket.isOpen).toBe(true)
    expect(await board.complaints([member.seat])).toEqual([])
    const { journal } = board.exercise.runner
    const rows = await journal.readDocument(sharedWire, 0, journal.head().sequence, 100_000)
    expect(rows.filter(({ author }) => author === member.seat)).toHaveLength(1)
  })

  test('[DOC63] M4 a delete of what is to come does not delete the first words of one who has yet to write', async () => {
    const newcomer = await board.member()
    const quiet = board.keep(newcomer.open(sharedWire))
    await until(() => quiet.provider.synced, 'the newcomer has the board')
    for (const length of [2 ** 50, 1, 1000]) {
      const socket = await board.entered(await board.member())
      socket.send(updateFrame(length === 2 ** 50 ? deletionAhead(quiet.doc.clientID) : deletion(quiet.doc.clientID, 0, length)))
      expect(await socket.closed()).toBe(closeCodes.unacceptable)
    }
    quiet.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== quiet.provider) Y.applyUpdate(board.written, update) })
    quiet.doc.getText('plan/first').insert(0, 'first words')
    await until(() => board.amina.doc.getText('plan/first').toString() === 'first words', 'amina reads the first words')
    expect(await board.complaints([newcomer.seat])).toEqual([])
  })

  test('[DOC64] M5 3,000 gaps cost their senders the socket, and nobody a second', async () => {
    const mallory = await board.member()
    const sockets = await Promise.all(Array.from({ length: 30 }, () => board.entered(mallory)))
    const client = board.freshClient()
    const watch = longestTurn()
    for (const socket of sockets) for (const bytes of gapUpdates(client, 100)) socket.send(updateFrame(bytes))
    for (const socket of sockets) expect(await socket.closed()).toBe(closeCodes.unacceptable)
    expect(watch.stop()).toBeLessThan(2000)
    expect(await board.complaints()).toEqual([])
  })

  test('[DOC64] M5 gaps of one who never answers for his own are let lie, slowed down, and parked nowhere', async () => {
    const socket = await board.raw(await board.member()).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepOnes.length > 0, 'the writer is asked')
    for (const bytes of gapUpdates(board.freshClient(), 3000)) socket.send(updateFrame(bytes))
    expect(await board.complaints()).toEqual([])
    expect(socket.closedWith).toBeNull()
  })

  test('[DOC65] M6 a write in every other guise changes nothing', async () => {
    const bytes = rawUpdate([{ client: board.freshClient(), clock: 0, structs: [stringStruct('forged', { root: 'plan/intro' })] }])
    for (const type of [2, 4, 5, 6, 100, 101, 127]) {
      for (const person of [await board.member(), await board.observer()]) {
        const socket = await board.entered(person)
        socket.send(new Uint8Array([type, bytes.length, ...bytes]))
        expect(await socket.closed(), `type ${type}`).toBe(closeCodes.unacceptable)
      }
    }
    for (const kind of [3, 4, 100]) {
      const socket = await board.entered(await board.member())
      socket.send(new Uint8Array([0, kind, bytes.length, ...bytes]))
      expect(await socket.closed()).toBe(closeCodes.unacceptable)
    }
    const member = await board.member()
    for (const person of [member, await board.observer()]) (await board.entered(person)).send(new Uint8Array([1, bytes.length, ...bytes]))
    const asked = await board.entered(await board.observer())
    asked.send(new Uint8Array([0, 0, bytes.length, ...bytes]))
    asked.send(new Uint8Array([3]))
    await until(() => !asked.isOpen || asked.stepTwos.length > 1, 'a state vector is all it is taken for')
    // As awareness its bytes name a client id: that becomes the member's, and shows nothing.
    expect(await board.complaints([member.seat])).toEqual([])
  })
})

describe('identities', () => {
  test('[DOC66] M8 a second hand under amina\'s client id is refused, though its clocks fit; no id is on the wire before it is somebody\'s', async () => {
    const newcomer = await board.member()
    const quiet = board.keep(newcomer.open(sharedWire))
    await until(() => quiet.provider.synced, 'a quiet one has the board')
    const member = await board.member()
    const mallory = await board.entered(member)
    const watcher = await board.entered(member)
    const victim = board.amina.doc.clientID
    const next = Y.getState((await board.serverDoc()).store, victim)
    mallory.send(updateFrame(rawUpdate([{ client: victim, clock: next, structs: [stringStruct('twin', { root: 'plan/intro' })] }])))
    expect(await mallory.closed()).toBe(closeCodes.unacceptable)
    await until(() => watcher.awareness.flat().some(({ client }) => client === quiet.doc.clientID), 'the quiet one\'s hand is seen')
    const authors = board.exercise.state().documents[sharedName]?.authors ?? {}
    for (const { client } of watcher.awareness.flat()) expect(authors[String(client)]).toBeDefined()
    expect(authors[String(quiet.doc.clientID)]).toBe(newcomer.seat)
    expect(await board.complaints([newcomer.seat])).toEqual([])
  })

  test('[DOC67] M14 amina\'s cursor cannot be taken over by a leap of its clock', async () => {
    board.amina.provider.awareness.setLocalState({ pointer: { lat: -5.9, lng: -9.1 } })
    await until(() => nameShown(board) === 'amina', 'omar sees amina\'s hand')
    const mallory = await board.entered(await board.member())
    for (const clock of [1, 1000, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      mallory.send(awarenessFrame([{ client: board.amina.doc.clientID, clock, state: { pointer: { lat: 1, lng: 1 }, user: { name: 'Instructor', seat: 'chief' } } }]))
    }
    mallory.send(awarenessFrame([{ client: board.amina.doc.clientID, clock: 2 ** 40, state: null }]))
    expect(await board.complaints()).toEqual([])
    board.amina.provider.awareness.setLocalState({ pointer: { lat: -5.5, lng: -9.5 } })
    await until(() => JSON.stringify(board.omar.provider.awareness.getStates().get(board.amina.doc.clientID)).includes('-5.5'), 'her next move is seen')
    expect(nameShown(board)).toBe('amina')
    expect(mallory.isOpen).toBe(true)
  })

  test('[DOC67] M15 50,000 ghosts in one frame are at most one hand, and it goes with its socket', async () => {
    const member = await board.member()
    const crowd = await board.entered(member)
    const before = board.omar.provider.awareness.getStates().size
    for (const count of [50_000, 20_000, 5000]) crowd.send(ghostCrowdFrame(count))
    await until(() => board.omar.provider.awareness.getStates().size === before + 1, 'omar sees one hand more')
    expect(await board.complaints([member.seat])).toEqual([])
    crowd.close()
    await until(() => board.omar.provider.awareness.getStates().size === before, 'and sees it go')
    const silent = await board.entered(await board.observer())
    silent.send(ghostCrowdFrame(5000))
    expect(await board.complaints()).toEqual([])
    expect(board.omar.provider.awareness.getStates().size).toBe(before)
  })
})

describe('other doors', () => {
  test('[DOC68] M16 a page from elsewhere gets into neither channel, though the cookie is right', async () => {
    const { person } = board.amina
    for (const origin of ['http://evil.example', 'null', 'http://good.lan']) {
      const headers = { cookie: person.browser.cookieHeader, origin }
      expect(await board.raw(person, sharedWire, { headers }).closed()).toBe(403)
      const live = new WebSocket(`${person.browser.origin.replace('http', 'ws')}/x/${person.exercise}/live/?EIO=4&transport=websocket&seat=${person.seat}&protocol=${protocolVersion}`, { headers })
      expect(await new Promise((resolve) => {
        live.on('open', () => resolve('open'))
        live.on('error', () => resolve('shut'))
      })).toBe('shut')
    }
    expect(await board.complaints()).toEqual([])
  })

  test('[DOC68] M17 an event nested 10,000 deep, and events without acknowledgement, stop nothing', async () => {
    const mallory = await board.member()
    const live = await mallory.live()
    const nest = '['.repeat(10_000) + ']'.repeat(10_000)
    for (const event of ['command', 'pointer', 'relay', 'clock']) {
      live.socket.io.engine.send(`2["${event}",${nest}]`)
      live.socket.io.engine.send(`2["${event}"]`)
      live.socket.io.engine.send(`21["${event}",${nest}]`)
    }
    expect(await board.complaints()).toEqual([])
    live.close()
  })
})

describe('coming back', () => {
  test('[DOC69] M11 M12 400 drags by two hands leave a first state of a few kilobytes, and the replay still ends at what is live', async () => {
    for (let i = 0; i < 200; i += 1) {
      for (const { doc } of [board.amina, board.ada]) {
        const mark = doc.getMap<Y.Map<unknown>>('annotations').get('mark-amina')
        mark?.set('geometry', [-5.8 - i / 10_000, -9.1])
      }
    }
    expect(await board.complaints()).toEqual([])
    const { person } = board.amina
    const response = await person.browser.fetch(`/x/${person.exercise}/documents/${sharedWire}?seat=${person.seat}`)
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(32 * 1024)
  }, 40_000)

  test('[DOC69] M9 a server that comes back doubles nothing; M10 a restore is not undone by old copies', async () => {
    const storage = new MemoryStorage()
    const own = await SharedBoard.open({ storage })
    try {
      expect(await own.complaints()).toEqual([])
      const marks = own.amina.doc.getMap('annotations').size
      const text = await own.serverText()
      own.amina.provider.disconnect()
      own.amina.provider.connect()
      await until(() => own.amina.provider.synced, 'amina is back')
      expect(await own.serverText()).toBe(text)
      const toSequence = own.exercise.runner.journal.head().sequence
      own.ada.doc.getMap('annotations').clear()
      await until(() => own.amina.doc.getMap('annotations').size === 0, 'all marks are gone')
      const live = await own.exercise.chief.live()
      expect(await live.command({ type: 'document:restore', document: sharedName, toSequence })).toMatchObject({ ok: true })
      live.close()
      // Both old copies come back at once with all they know, the deletion among it.
      for (const { provider } of [own.amina, own.ada]) await until(() => !provider.wsconnected, 'an old copy is sent away')
      for (const { provider } of [own.amina, own.ada]) provider.connect()
      const old = own.raw(own.ada.person, `${sharedName}@1`)
      expect(await old.closed()).toBe(closeCodes.wrongEpoch)
      const fresh = own.keep(own.ada.person.open(`${sharedName}@2`))
      await until(() => fresh.provider.synced, 'ada opens it afresh')
      expect(fresh.doc.getMap('annotations').size).toBe(marks)
      expect(own.server.faults).toEqual([])
    } finally {
      await own.close()
    }
  })
})

function nameShown(shared: SharedBoard): unknown {
  const state = shared.omar.provider.awareness.getStates().get(shared.amina.doc.clientID)
  return (state?.['user'] as { name?: unknown } | undefined)?.name
}

/** How long the event loop was held at most, in milliseconds: server and test share one loop here. */
function longestTurn(): { stop(): number } {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  return { stop() { clearInterval(timer); return Math.max(longest, performance.now() - last) } }
}
