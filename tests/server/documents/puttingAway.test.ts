/** A document is put away some seconds after the last who had it open; somebody comes, or the server writes, in that very moment. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { annotationsOf, putAnnotation } from '#shared/board/boardDocument.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import type { DocumentSocket, SocketListener } from '../../../server/documents/documentSocket.ts'
import { markerAt } from '../../support/editor.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import type { Person } from '../../support/person.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const board = 'syndicate/s1/board'
const stepsMost = 60
let clock: FakeClock
let server: TestServer
let exercise: TestExercise

beforeEach(async () => {
  clock = new FakeClock()
  server = await startServer({ clock })
  exercise = await openExercise(server)
})
afterEach(() => server.close())

/** So many steps of everything that is under way. */
async function steps(count: number): Promise<void> {
  for (let step = 0; step < count; step += 1) await Promise.resolve()
}

/** What the rows of the board make, all of them. */
async function recorded(): Promise<string> {
  const { journal } = exercise.runner
  await until(() => journal.written().sequence === journal.head().sequence, 'all is written')
  const doc = new Y.Doc()
  for (const { bytes } of await journal.readDocument(`${board}@1`, 0, journal.head().sequence, 10_000)) Y.applyUpdate(doc, bytes)
  return canonicalDocument(doc)
}

/** Acts so many steps after the board was to be put away; for every second number, so many steps before. */
async function around<T>(number: number, act: () => Promise<T>): Promise<{ readonly done: Promise<T> }> {
  const isBefore = number % 2 === 0
  if (!isBefore) clock.turn(10_000)
  if (!isBefore) await steps(number / 2)
  const done = act()
  if (isBefore && number > 0) await steps(number / 2)
  if (isBefore) clock.turn(10_000)
  return { done }
}

interface Looking { readonly told: number; leave(): void }

/** Somebody who opens the board, hears what is told there, and leaves. */
async function lookIn(person: Person): Promise<Looking> {
  const listeners: SocketListener[] = []
  let isOpen = false
  let told = 0
  const socket: DocumentSocket = {
    waitingBytes: 0, listen: (listener) => { listeners.push(listener) }, send: () => { told += 1 }, close: () => undefined, pause: () => undefined, resume: () => { isOpen = true },
  }
  exercise.runner.documents.join(socket, { seat: person.seat }, `${board}@1`, { sandtable: true })
  await until(() => isOpen, 'the board is open')
  for (const listener of listeners) listener.frame({ kind: 'step1', vector: new Uint8Array([0]) })
  await until(() => told > 0, 'it is shown')
  return { get told() { return told }, leave: () => { for (const listener of listeners) listener.closed() } }
}

/** The board lies open, and nobody is there any more; for some numbers with changes of which no state is kept yet. */
async function leaveBoardOpen(number: number): Promise<void> {
  const { documents } = exercise.runner
  const first = await lookIn(exercise.chief)
  first.leave()
  clock.turn(10_000)
  await new Promise((turn) => { setImmediate(turn) })
  const second = await lookIn(exercise.chief)
  if (number % 4 > 1) await documents.change(board, 'server', (doc) => putAnnotation(doc, markerAt(`before-${number}`, -5.9, -9), {}))
  second.leave()
}

test(`[DOC101] what the server writes in any of the ${stepsMost} steps around putting a board away is on the board`, async () => {
  const { documents } = exercise.runner
  const put = (id: string): Promise<void> => documents.change(board, 'server', (doc) => putAnnotation(doc, markerAt(id, -5.9, -9), {}))
  const missing: string[] = []
  for (let step = 0; step < stepsMost; step += 1) {
    await leaveBoardOpen(step)
    const act = (): Promise<void> => put(`at-${step}`)
    const written = await around(step, act)
    await written.done
    if (!annotationsOf(await documents.document(board)).has(`at-${step}`)) missing.push(`at-${step}`)
  }
  expect(missing).toEqual([])
  expect(canonicalDocument(await documents.document(board))).toBe(await recorded())
  expect(server.faults).toEqual([])
}, 60_000)

test(`[DOC101] whoever comes in any of the ${stepsMost} steps around putting a board away is in the room of all others`, async () => {
  const { documents } = exercise.runner
  const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  const bao = await exercise.join('member', 'bao', { syndicate: 's1' })
  const apart: number[] = []
  for (let step = 0; step < stepsMost; step += 1) {
    await leaveBoardOpen(step)
    const first = await (await around(step, () => lookIn(amina))).done
    const second = await lookIn(bao)
    const before = [first.told, second.told]
    await documents.change(board, 'server', (doc) => putAnnotation(doc, markerAt(`at-${step}`, -5.9, -9), {}))
    await until(() => first.told > (before[0] ?? 0) && second.told > (before[1] ?? 0), 'both are told', 500).catch(() => { apart.push(step) })
    first.leave()
    second.leave()
  }
  expect(apart).toEqual([])
  expect(server.faults).toEqual([])
}, 60_000)
