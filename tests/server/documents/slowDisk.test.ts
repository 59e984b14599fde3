/** Documents on a disk that takes its time: whoever comes meanwhile misses nothing, and a power cut turns nobody into somebody else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { annotationsOf, removeAnnotations } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { Editor } from '../../support/editor.ts'
import { syncStep1Frame } from '../../support/hostileFrames.ts'
import type { Person } from '../../support/person.ts'
import { RawSocket } from '../../support/rawSocket.ts'
import { SimulatedDisk } from '../../support/simulatedDisk.ts'
import { exerciseOn, openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const board = 'syndicate/s1/board@1'
let disk: SimulatedDisk
let server: TestServer
let exercise: TestExercise
let amina: Person
let editor: Editor

beforeEach(async () => {
  disk = new SimulatedDisk()
  server = await startServer({ storage: disk.storage() })
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  editor = new Editor(amina, board)
  editor.put('first', -5.9, -9)
  await until(() => editor.saved.has('first'), 'her first mark is saved')
})
afterEach(async () => {
  disk.release()
  editor.close()
  await server.close()
})

/** What was sent on this socket before has been read. */
function wasRead({ socket }: RawSocket): Promise<void> {
  return new Promise((resolve) => { socket.once('pong', () => resolve()); socket.ping() })
}

test.each([3, 4, 6])('[DOC59] a guest who opens the board while %i changes wait for the disk gets every one of them', async (count) => {
  const dana = await exercise.chief.live()
  await dana.command({ type: 'board:release', syndicate: 's1', history: 'result' })
  const socket = await new RawSocket(await exercise.join('member', 'bao', { syndicate: 's2' }), board).opened()
  disk.hold('writes')
  const waiting = async (number: number): Promise<void> => {
    const before = exercise.runner.journal.head().sequence
    editor.put(`mark${number}`, -5.9, -9)
    await until(() => exercise.runner.journal.head().sequence > before, 'the server has it')
  }
  await waiting(0)
  await waiting(1)
  // Somebody decides on the whole document: the server's copy is ahead of the disk now.
  await exercise.runner.documents.document('syndicate/s1/board')
  socket.send(syncStep1Frame())
  await wasRead(socket)
  for (let number = 2; number < count; number += 1) await waiting(number)
  disk.release()
  await until(() => editor.saved.has(`mark${count - 1}`), 'all are saved')
  editor.put('last', -5.9, -9)
  await until(() => editor.saved.has('last') && socket.updates.length > 0, 'work goes on')
  const guest = new Y.Doc()
  for (const update of [...socket.stepTwos, ...socket.updates]) Y.applyUpdate(guest, update)
  expect(canonicalDocument(guest)).toBe(canonicalDocument(await exercise.runner.documents.document('syndicate/s1/board')))
  socket.close()
  dana.close()
})

test('[DOC96] a guest let in while the disk is slow begins no earlier than he was let in, and sees nothing taken away before', async () => {
  const bao = await exercise.join('member', 'bao', { syndicate: 's2' })
  const seen = await bao.live()
  const dana = await exercise.chief.live()
  disk.hold('flushes')
  // The name of a second window waits for the disk, and what it writes waits for its name.
  const second = new Editor(amina, board)
  await until(() => second.isSynced, 'amina has it in a second window')
  second.put('new', -5.9, -9)
  await until(() => Object.keys(exercise.state().documents['syndicate/s1/board']?.authors ?? {}).includes(String(second.doc.clientID)), 'the server knows whose it is')
  removeAnnotations(editor.doc, ['first'], editor)
  await until(() => exercise.runner.journal.written().sequence === exercise.runner.journal.head().sequence, 'all is written')
  const released = dana.command({ type: 'board:release', syndicate: 's1', history: 'result' })
  await until(() => seen.view?.boards.released['s1'] === 'result', 'bao is let in')
  const letInAt = Math.max(...[...seen.views, ...seen.events].map(({ moment }) => moment.sequence))
  const fetched = exercise.runner.documents.firstState('syndicate/s1/board', bao.seat)
  const socket = await new RawSocket(bao, board, { protocols: [documentSubprotocol] }).opened()
  socket.send(syncStep1Frame())
  await wasRead(socket)
  disk.release()
  await Promise.all([released, until(() => socket.positions.length > 0, 'bao has the board')])
  expect(socket.positions[0]?.sequence).toBeGreaterThanOrEqual(letInAt)
  for (const state of [(await fetched)?.state, socket.stepTwos[0]]) {
    const guest = new Y.Doc()
    Y.applyUpdate(guest, state ?? new Uint8Array())
    expect([...annotationsOf(guest).keys()]).toEqual(['new'])
  }
  for (const each of [socket, second, dana, seen]) each.close()
})

test('[DOC60] after a power cut nobody takes over the client id of whoever wrote what they saw', async () => {
  const ada = new Editor(await exercise.join('member', 'ada', { syndicate: 's1' }), board)
  await until(() => ada.isSynced, 'ada has the board')
  disk.hold('flushes')
  const second = new Editor(amina, board)
  await until(() => second.isSynced, 'amina has it in a second window')
  const authorOf = (client: number): string | undefined => exercise.state().documents['syndicate/s1/board']?.authors[String(client)]
  second.put('seen', -5.9, -9)
  await until(() => authorOf(second.doc.clientID) === amina.seat, 'the server knows whose it is')
  // A turn each for writing the row and for telling it.
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => { setImmediate(resolve) })
  await ada.heardAll()
  second.provider.disconnect()
  editor.provider.disconnect()
  const { port } = server
  const left = disk.afterPowerCut()
  disk.release()
  ada.provider.disconnect()
  await server.close()
  disk = left
  server = await startServer({ storage: disk.storage(), port })
  exercise = exerciseOn(server, exercise.id, exercise.chief, exercise.house)
  ada.provider.connect()
  await until(() => ada.isSynced || ada.closed.length > 0, 'ada is back first')
  await ada.heardAll()
  second.provider.connect()
  await until(() => second.saved.has('seen') || second.closed.length > 0, 'amina brings it again')
  expect([authorOf(second.doc.clientID), second.closed]).toEqual([amina.seat, []])
  ada.close()
  second.close()
})
