/**
 * What becomes of the refused and of the honest who look like attackers (decisions A1 … A5): a refusal is final and heals,
 * shape is mended, echoes are skipped, tickets work again, and a client id stays with its person.
 */
import * as Y from 'yjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { limits } from '#shared/protocol/limits.ts'
import { anyStruct, awarenessFrame, gcStruct, mapStruct, nestedTypesUpdate, rawUpdate, skipStruct, stringStruct, syncStep1Frame, syncStep2Frame, updateFrame } from '../../support/hostileFrames.ts'
import type { OpenedDocument } from '../../support/person.ts'
import { SharedBoard, sharedName, sharedWire } from '../../support/sharedBoard.ts'
import { until } from '../../support/startServer.ts'

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterEach(() => board.closeOpened())
afterAll(async () => { await board.close() })

describe('A1 a refusal', () => {
  test('[DOC80] is final: the standard client does not knock again, and its person opens the board afresh and works on', async () => {
    const ben = await board.member()
    const copy = board.keep(ben.open(sharedWire))
    await until(() => copy.provider.synced, 'ben has the board')
    let connects = 0
    const codes: number[] = []
    copy.provider.on('status', ({ status }: { status: string }) => { if (status === 'connecting') connects += 1 })
    copy.provider.on('connection-close', (event) => { codes.push(event?.code ?? 0) })
    copy.doc.getMap('annotations').set('__proto__', new Y.Map([['role', 'instructor']]))
    await until(() => codes.length > 0, 'ben is sent away')
    for (let i = 0; i < 20; i += 1) copy.doc.getText('plan/intro').insert(0, 'lost ')
    expect(await board.complaints([ben.seat])).toEqual([])
    expect(codes).toEqual([closeCodes.unacceptable])
    expect(connects).toBe(0)
    expect(copy.provider.shouldConnect).toBe(false)
    const fresh = board.keep(ben.open(sharedWire))
    await until(() => fresh.provider.synced, 'ben has the board afresh')
    record(fresh)
    fresh.doc.getText('plan/ben').insert(0, 'saved after all')
    await until(() => board.ada.doc.getText('plan/ben').length > 0, 'ada reads it')
    expect(await board.complaints([ben.seat])).toEqual([])
  })

  test('[DOC80] too fast is no reason for one: 400 changes at once all arrive, and nobody else waits for them', async () => {
    const ben = await board.member()
    const copy = board.keep(ben.open(sharedWire))
    await until(() => copy.provider.synced, 'ben has the board')
    record(copy)
    for (let i = 0; i < 400; i += 1) copy.doc.getText('plan/fast').insert(0, `${i} `)
    await board.exchange()
    await until(() => board.ada.doc.getText('plan/fast').toString().startsWith('399 '), 'ada reads the last')
    expect(copy.provider.wsconnected).toBe(true)
    expect(await board.complaints([ben.seat])).toEqual([])
  })
})

describe('A2 what Yjs takes and no reader can read', () => {
  const shapes: Readonly<Record<string, (client: number) => Uint8Array>> = {
    'a mark that is no record': (client) => rawUpdate([{ client, clock: 0, structs: [anyStruct(['text'], { key: 'odd' })] }]),
    'a record of foreign fields': (client) => rawUpdate([{ client, clock: 0, structs: [mapStruct({ key: 'odd' }), anyStruct([NaN], { parent: { client, clock: 0 }, key: 'geometry' })] }]),
    'types forty deep': (client) => nestedTypesUpdate(client, 40),
    'a root nobody reads': (client) => rawUpdate([{ client, clock: 0, structs: [stringStruct('x'.repeat(1000), { root: 'nobody/reads/this' })] }]),
  }

  test.each(Object.keys(shapes))('[DOC81] %s is mended, not refused', async (name) => {
    const ben = await board.member()
    const socket = await board.entered(ben)
    const client = board.freshClient()
    const before = await board.serverText()
    const heard = socket.updates.length
    socket.send(updateFrame(shapes[name]?.(client) ?? new Uint8Array()))
    await until(() => socket.updates.length > heard, 'the row comes back')
    const isMended = name !== 'a root nobody reads'
    if (isMended) await until(() => socket.updates.length > heard + 1, 'the mending follows')
    else Y.applyUpdate(board.written, shapes[name]?.(client) ?? new Uint8Array())
    if (isMended) expect(await board.serverText()).toBe(before)
    expect(socket.isOpen).toBe(true)
    expect(await board.complaints([ben.seat])).toEqual([])
  })
})

describe('A3 honest standard clients', () => {
  test('[DOC82] everybody\'s cursors sent back by a client are neither believed nor counted against it', async () => {
    const ben = await board.member()
    for (const [index, { provider }] of [board.amina, board.ada].entries()) provider.awareness.setLocalState({ pointer: { lat: -5.9, lng: -9.1 - index } })
    const echo = await board.entered(ben)
    await until(() => new Set(echo.awareness.flat().map(({ client }) => client)).size >= 2, 'the cursors are there')
    const shown = echo.awareness.flat()
    board.warnings.length = 0
    for (let i = 0; i < 300; i += 1) echo.send(awarenessFrame(shown))
    expect(await board.complaints()).toEqual([])
    expect(echo.isOpen).toBe(true)
    expect(board.warnings).toEqual([])
  })

  test('[DOC82] a cursor\'s clock is its client\'s own: one that begins high is shown, one that leaps beyond all clocks is not', async () => {
    const ben = await board.member()
    const socket = await board.entered(ben)
    const client = board.freshClient()
    const seen = (): string => JSON.stringify(board.omar.provider.awareness.getStates().get(client) ?? null)
    socket.send(awarenessFrame([{ client, clock: 500, state: { pointer: { lat: 1, lng: 1 } } }]))
    await until(() => seen().includes('"lat":1'), 'omar sees the hand')
    socket.send(awarenessFrame([{ client, clock: 2 ** 50, state: { pointer: { lat: 2, lng: 2 } } }]))
    socket.send(awarenessFrame([{ client, clock: 501, state: { pointer: { lat: 3, lng: 3 } } }]))
    await until(() => seen().includes('"lat":3'), 'the next honest move is shown')
    expect(await board.complaints([ben.seat])).toEqual([])
  })
})

describe('A4 a ticket', () => {
  test('[DOC83] lets a standard client in again and again, and a final refusal ends its knocking', async () => {
    const ben = await board.member()
    const reply = await ben.browser.get<{ ticket: string }>(`/x/${ben.exercise}/ticket?seat=${ben.seat}&document=${sharedName}`)
    if (!reply.ok) throw new Error(reply.refusal.sentence)
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`${ben.browser.origin.replace('http', 'ws')}/x/${ben.exercise}/yjs`, sharedWire, doc, {
      params: { ticket: reply.value.ticket }, disableBc: true, WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, maxBackoffTime: 50,
    })
    board.keep({ close: () => { provider.destroy(); doc.destroy() } })
    for (let i = 0; i < 5; i += 1) {
      await until(() => provider.synced, 'the ticket lets in')
      provider.disconnect()
      provider.connect()
    }
    const codes: number[] = []
    provider.on('connection-close', (event) => { if (event !== null && event.code >= 4400) codes.push(event.code) })
    const live = await board.exercise.chief.live()
    expect(await live.command({ type: 'seat:remove', seat: ben.seat })).toMatchObject({ ok: true })
    live.close()
    await until(() => codes.length > 0, 'who was removed is sent away')
    expect(await board.complaints([ben.seat])).toEqual([])
    expect(codes).toEqual([closeCodes.notAllowed])
    expect(provider.shouldConnect).toBe(false)
  })
})

describe('A5 a client id', () => {
  test('[DOC84] is its person\'s for good: another window of the same person may bring its changes, nobody else', async () => {
    const ben = await board.member()
    const client = board.freshClient()
    const first = rawUpdate([{ client, clock: 0, structs: [stringStruct('one ', { root: 'plan/windows' })] }])
    const second = rawUpdate([{ client, clock: 4, structs: [stringStruct('two', { origin: { client, clock: 3 } })] }])
    const third = rawUpdate([{ client, clock: 7, structs: [stringStruct('!', { origin: { client, clock: 6 } })] }])
    for (const bytes of [first, second]) {
      const window = await board.entered(ben)
      const heard = window.updates.length
      window.send(updateFrame(bytes))
      await until(() => window.updates.length > heard, 'this window\'s change is taken')
      Y.applyUpdate(board.written, bytes)
    }
    for (const frame of [updateFrame, syncStep2Frame]) {
      const thief = await board.entered(await board.member())
      thief.send(frame(third))
      expect(await thief.closed()).toBe(closeCodes.unacceptable)
    }
    expect(board.exercise.state().documents[sharedName]?.authors[String(client)]).toBe(ben.seat)
    expect(await board.complaints([ben.seat])).toEqual([])
  })

  test('[DOC84] cannot be claimed for another by a cursor that is not its own', async () => {
    const ben = await board.member()
    const socket = await board.entered(ben)
    const own = board.freshClient()
    socket.send(awarenessFrame([{ client: own, clock: 1, state: {} }, { client: own + 1, clock: 1, state: {} }, { client: board.ada.doc.clientID, clock: 2 ** 30, state: {} }]))
    await until(() => board.exercise.state().documents[sharedName]?.authors[String(own)] === ben.seat, 'ben\'s own is his')
    expect(board.exercise.state().documents[sharedName]?.authors[String(own + 1)]).toBeUndefined()
    expect(await board.complaints([ben.seat])).toEqual([])
  })

  test('[DOC84] more than sixteen new ones in a minute end the visit; Skip structs, which only a parked copy sends, are refused', async () => {
    const ben = await board.member()
    const socket = await board.entered(ben)
    for (let i = 0; i <= limits.newClientIdsPerMinute; i += 1) {
      const bytes = rawUpdate([{ client: board.freshClient(), clock: 0, structs: [stringStruct('a', { root: 'plan/many' })] }])
      if (i < limits.newClientIdsPerMinute) Y.applyUpdate(board.written, bytes)
      socket.send(updateFrame(bytes))
    }
    expect(await socket.closed()).toBe(closeCodes.unacceptable)
    const parked = await board.entered(await board.member())
    parked.send(updateFrame(rawUpdate([{ client: board.freshClient(), clock: 0, structs: [skipStruct(3), gcStruct(1)] }])))
    expect(await parked.closed()).toBe(closeCodes.unacceptable)
    expect(await board.complaints([ben.seat])).toEqual([])
  })

  test('[DOC84] a copy that knows a past of somebody else\'s that nobody recorded is told at once', async () => {
    const socket = await board.raw(await board.member()).opened()
    socket.send(syncStep1Frame([{ client: board.amina.doc.clientID, clock: 2 ** 40 }]))
    expect(await socket.closed()).toBe(closeCodes.wrongEpoch)
    expect(await board.complaints()).toEqual([])
  })
})

/** What this hand writes is honest, too. */
function record({ doc, provider }: OpenedDocument): void {
  doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== provider) Y.applyUpdate(board.written, update) })
}
