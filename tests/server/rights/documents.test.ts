/**
 * Who may read and write which document, in every situation of a day: every cell asked of the running server, on sockets
 * opened for it and on those that were open already, and over HTTP. What is expected is read from page.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allDocumentNames, parseDocumentName } from '#shared/board/documentName.ts'
import { closeCodes } from '#shared/protocol/closeCodes.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { anyStruct, rawUpdate, syncStep1Frame, syncStep2Frame, updateFrame } from '../../support/hostileFrames.ts'
import { png } from '../../support/pictures.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { until } from '../../support/startServer.ts'
import { documentRight, type Right } from './page.ts'
import { names, people, RightsRoom, situations, type Name, type Situation } from './room.ts'

/** Everything of Alpha, and what is common; the other syndicates' are asked about by those who sit elsewhere. */
const documents = allDocumentNames(['s1'])
/** A picture is asked for and brought so often in one day that this board alone is tried. */
const board = 'syndicate/s1/board'

let room: RightsRoom
let cells = 0
const wrong: string[] = []
/** Open since an earlier situation, by name and document. */
const held = new Map<string, RawSocket>()
/** The client id each person writes with in one life of a document, and how far they have come. */
const hands = new Map<string, { readonly client: number; clock: number }>()
/** Changes that were taken, for replay: who wrote, what, and who could read it in that situation. */
const written: { readonly document: string; readonly sequence: number; readonly readers: readonly Name[] }[] = []

beforeAll(async () => { room = await RightsRoom.open() })
afterAll(async () => {
  for (const socket of held.values()) socket.close()
  await room.close()
})

function check(cell: string, found: unknown, wanted: unknown): void {
  cells += 1
  if (found !== wanted) wrong.push(`${cell}: ${String(found)}, the page says ${String(wanted)}`)
}

const rightOf = (name: Name, when: Situation, document: string): Right => {
  const scope = parseDocumentName(document)
  return scope === null ? '–' : documentRight(people[name], when, scope)
}
const wireOf = (document: string): string => `${document}@${room.state.documents[document]?.epoch ?? 0}`
const refusals: readonly number[] = [closeCodes.notAllowed, closeCodes.notKnown]

/** Opens a socket and begins to read: 'reads' once the first state is there, '–' when it is closed for want of a right. */
async function knock(name: Name, document: string): Promise<RawSocket> {
  const socket = await new RawSocket(room.persons[name], wireOf(document), { protocols: [documentSubprotocol] }).opened()
  if (socket.isOpen) socket.send(syncStep1Frame())
  await until(() => socket.closedWith !== null || socket.positions.length > 0, `${name} is answered by ${document}`)
  return socket
}

const seen = (socket: RawSocket): Right => (socket.closedWith === null ? 'reads' : refusals.includes(socket.closedWith) && socket.stepTwos.length + socket.updates.length === 0 ? '–' : 'writes')

function hand(name: Name, document: string): { readonly client: number; clock: number } {
  const key = `${name} ${wireOf(document)}`
  const present = hands.get(key) ?? { client: 1_000_000 + hands.size, clock: 0 }
  hands.set(key, present)
  return present
}

/** Writes, every second time in the guise of an answer (M6). Right or not is seen by Saved and the close. */
async function write(name: Name, document: string, socket: RawSocket, asStepTwo: boolean): Promise<boolean> {
  const own = hand(name, document)
  const bytes = rawUpdate([{ client: own.client, clock: own.clock, structs: [anyStruct([`${name} was here`], { root: 'meta', key: `${name}${own.clock}` })] }])
  const before = socket.saved.at(-1) ?? 0
  socket.send(asStepTwo ? syncStep2Frame(bytes) : updateFrame(bytes))
  await until(() => socket.closedWith !== null || (socket.saved.at(-1) ?? 0) > before, `${name} is answered for what they wrote to ${wireOf(document)}`)
  if (socket.closedWith !== null) return false
  own.clock += 1
  return true
}

/** Those whose socket was open: it is closed when the right is gone, and hears what is written when it is not. */
async function openSockets(when: Situation, document: string): Promise<void> {
  const mine = names.flatMap((name) => {
    const socket = held.get(`${name} ${document}`)
    return socket === undefined ? [] : [{ name, socket }]
  })
  for (const { name, socket } of mine) {
    const isLost = rightOf(name, when, document) === '–'
    if (isLost) await until(() => socket.closedWith !== null, `the open socket of ${name} on ${document} is closed in "${when.name}"`, 1000)
  }
  const heard = mine.map(({ socket }) => socket.updates.length)
  await room.exercise.runner.documents.change(document, 'server', (doc) => { doc.getMap('meta').set('checked', when.name) })
  for (const [index, { name, socket }] of mine.entries()) {
    const mayRead = rightOf(name, when, document) !== '–'
    if (mayRead && socket.closedWith === null) await until(() => socket.updates.length > (heard[index] ?? 0), `${name} hears of ${document} in "${when.name}"`)
    const epochWent = socket.closedWith === closeCodes.wrongEpoch
    check(`open socket, ${when.name}, ${name}, ${document}`, epochWent ? mayRead : socket.closedWith === null, mayRead)
    if (socket.closedWith !== null) held.delete(`${name} ${document}`)
  }
}

async function askDocument(when: Situation, document: string, turn: number): Promise<void> {
  await openSockets(when, document)
  const from = room.exercise.runner.journal.head().sequence
  const writers = new Set<string>()
  await Promise.all(names.map(async (name, index) => {
    const right = rightOf(name, when, document)
    const key = `${name} ${document}`
    const socket = held.get(key) ?? await knock(name, document)
    check(`read, ${when.name}, ${name}, ${document}`, seen(socket), right === '–' ? '–' : 'reads')
    const didWrite = socket.closedWith === null && await write(name, document, socket, (turn + index) % 2 === 1)
    check(`write, ${when.name}, ${name}, ${document}`, didWrite, right === 'writes')
    if (didWrite) writers.add(room.persons[name].seat)
    if (socket.closedWith === null) held.set(key, socket)
    else held.delete(key)
    // Writing cost the readers their socket: they read on with a new one.
    if (socket.closedWith !== null && right === 'reads') held.set(key, await knock(name, document))
  }))
  const readers = names.filter((name) => rightOf(name, when, document) !== '–')
  const rows = await room.exercise.runner.journal.readDocument(wireOf(document), from, room.exercise.runner.journal.head().sequence, 1000)
  check(`recorded, ${when.name}, ${document}`, rows.map(({ author }) => author).sort().join(), [...writers].sort().join())
  for (const { sequence } of rows) written.push({ document, sequence, readers })
}

/** The same over HTTP: the first state, a ticket, and a picture of the board. */
async function askOverHttp(when: Situation, picture: string): Promise<void> {
  await Promise.all(names.flatMap((name) => {
    const { browser, seat } = room.persons[name]
    const at = `/x/${room.exercise.id}`
    const answered = async (path: string): Promise<boolean> => {
      const response = await browser.fetch(path)
      const bytes = (await response.arrayBuffer()).byteLength
      return response.status === 200 && bytes > 0
    }
    return documents.map(async (document) => {
      const mayRead = rightOf(name, when, document) !== '–'
      check(`state over HTTP, ${when.name}, ${name}, ${document}`, await answered(`${at}/documents/${wireOf(document)}?seat=${seat}`), mayRead)
      check(`ticket, ${when.name}, ${name}, ${document}`, await answered(`${at}/ticket?seat=${seat}&document=${document}`), mayRead)
      if (document !== board) return
      check(`picture, ${when.name}, ${name}`, await answered(`${at}/media/${picture}?seat=${seat}`), mayRead)
      const brought = await browser.fetch(`${at}/media?seat=${seat}&document=${document}`, { method: 'POST', body: new Uint8Array(png()), headers: { 'content-type': 'application/octet-stream' } })
      check(`bringing a picture, ${when.name}, ${name}`, brought.status === 200, rightOf(name, when, document) === 'writes')
    })
  }))
}

test('[DOC1] every seat reads and writes exactly the documents the page of rights gives it, in every situation of a day', async () => {
  const { persons: { member }, exercise } = room
  const kept = await member.browser.fetch(`/x/${exercise.id}/media?seat=${member.seat}&document=${board}`, { method: 'POST', body: new Uint8Array(png()), headers: { 'content-type': 'application/octet-stream' } })
  const picture = (await kept.json() as { value: { id: string } }).value.id
  for (const [turn, when] of situations.entries()) {
    await room.arrange(when)
    for (const document of documents) await askDocument(when, document, turn)
    await askOverHttp(when, picture)
  }
  expect(wrong).toEqual([])
  expect(room.server.faults).toEqual([])
  console.log(`${cells} cells of documents: ${names.length} seats × ${documents.length} documents × ${situations.length} situations, read and written on sockets and over HTTP, 0 wrong`)
  expect(cells).toBeGreaterThan(600)
}, 60_000)

test('[RPL2] replay holds of every change what its reader could read then: own work and staff all of it, others what was open', async () => {
  const last = situations.at(-1)
  if (last === undefined) throw new Error('there are situations')
  let looked = 0
  const faults: string[] = []
  for (const name of names) {
    const lines = await room.persons[name].replay().catch(() => [])
    const has = new Set(lines.flatMap((line) => (line.kind === 'update' ? [line.s] : [])))
    const { kind, syndicate } = people[name]
    for (const { document, sequence, readers } of written) {
      const isOwn = (kind === 'LE' || kind === 'ME') && syndicate === 's1' && (document === board || document === 'syndicate/s1/discussion')
      const isStaff = kind === 'CH' || kind === 'DS'
      const wanted = kind !== '–' && (isStaff || isOwn || readers.includes(name))
      looked += 1
      if (has.has(sequence) !== wanted) faults.push(`${name}, ${document}, entry ${sequence}: ${has.has(sequence) ? 'there' : 'not there'}`)
    }
  }
  expect(faults).toEqual([])
  console.log(`${looked} cells of replay: ${written.length} changes × ${names.length} seats, 0 wrong`)
  expect(looked).toBeGreaterThan(600)
})
