/** A document as screens hold it, over a real server: saved, kept while away, and listed when the server refuses it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { annotationsOf, putAnnotation } from '../../../shared/board/boardDocument.ts'
import { LiveDocument } from '../../../client/connection/liveDocument.svelte.ts'
import type { Machine } from '../../../client/state/machine.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import { markerAt } from '../../support/editor.ts'
import type { LiveClient, Person } from '../../support/person.ts'
import { exerciseOn, openExercise, startServer, until, type TestExercise, type TestServer } from '../../support/startServer.ts'

const board = 'syndicate/s1/board'
const origin = {}
/** 0 = come back at once, 1 = as late as chance has it. */
let retryLate = 0
const machine: Machine = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  every: (ms, act) => { const timer = setInterval(act, ms); return () => clearInterval(timer) },
  chance: () => retryLate,
}

const storage = new MemoryStorage()
let server: TestServer
let exercise: TestExercise
let cookies = new Map<string, string>()
const closing: (() => void)[] = []

beforeEach(async () => {
  retryLate = 0
  cookies = new Map()
  server = await startServer({ storage })
  exercise = await openExercise(server)
  const fetchIt = globalThis.fetch
  // A page's own addresses and cookies, which Node's fetch and ws do not have of themselves.
  const cookieOf = (address: string): string => cookies.get(new URL(address, server.origin).searchParams.get('seat') ?? '') ?? ''
  vi.stubGlobal('fetch', (path: string, options: RequestInit = {}) => path.startsWith('/')
    ? fetchIt(server.origin + path, { ...options, headers: { ...options.headers, cookie: cookieOf(path) } })
    : fetchIt(path, options))
  vi.stubGlobal('WebSocket', class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie: cookieOf(url), origin: server.origin } })
    }
  })
})

afterEach(async () => {
  closing.splice(0).forEach((close) => close())
  vi.unstubAllGlobals()
  await server.close()
})

/** A person's screen: a live view and one open document that follows it. */
async function screenOf(person: Person, name = board): Promise<{ live: LiveClient; document: LiveDocument }> {
  cookies.set(person.seat, person.browser.cookieHeader)
  const live = await person.live()
  const document = new LiveDocument({
    machine, exercise: person.exercise, seat: person.seat, name, socketAddress: person.browser.origin.replace('http', 'ws'),
    view: () => live.view, onIdle: () => undefined,
  })
  document.use()
  live.socket.on('view', () => document.viewChanged())
  live.socket.on('event', () => document.viewChanged())
  closing.push(() => { document.close(false); live.close() })
  await until(() => document.status === 'live', `${name} is open`)
  return { live, document }
}

const marksOf = (document: LiveDocument): string[] => [...annotationsOf(document.doc).keys()].sort()

test('[DOC42] what one draws is counted until the server has it on disk, and the others see it', async () => {
  const amina = await screenOf(await exercise.join('member', 'amina', { syndicate: 's1' }))
  const ada = await screenOf(await exercise.join('member', 'ada', { syndicate: 's1' }))
  expect([amina.document.access, amina.document.unsaved]).toEqual(['write', 0])
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  putAnnotation(amina.document.doc, markerAt('m2', -5.8, -9), origin)
  expect(amina.document.unsaved).toBe(2)
  await until(() => amina.document.unsaved === 0, 'both are saved')
  await until(() => marksOf(ada.document).length === 2, 'ada sees them')
  expect(ada.document.unsaved).toBe(0)
})

test('[DOC43] each sees where the others point, by the name the server gives, and nobody oneself', async () => {
  const amina = await screenOf(await exercise.join('member', 'amina', { syndicate: 's1', hat: 'operations' }))
  const ada = await screenOf(await exercise.join('member', 'ada', { syndicate: 's1' }))
  amina.document.tell({ pointer: { lat: -5.9, lng: -9 }, section: 'risk' })
  await until(() => ada.document.peers.some((peer) => peer.pointer !== null), 'ada sees amina’s pointer')
  expect(ada.document.peers.filter((peer) => peer.pointer !== null)).toMatchObject([{ name: 'amina', hat: expect.stringMatching(/^operations$/i), pointer: { lat: -5.9, lng: -9 }, section: 'risk' }])
  expect(amina.document.peers.every((peer) => peer.name === 'ada')).toBe(true)
})

test('[DOC44] work done while the server is away arrives when it is back', async () => {
  const person = await exercise.join('member', 'amina', { syndicate: 's1' })
  const amina = await screenOf(person)
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the first is saved')
  const { port } = server
  await server.close()
  await until(() => amina.document.status === 'reconnecting', 'the line is known to be cut')
  for (const id of ['m2', 'm3', 'm4']) putAnnotation(amina.document.doc, markerAt(id, -5.8, -9), origin)
  expect(amina.document.unsaved).toBe(3)
  server = await startServer({ storage, port })
  exercise = exerciseOn(server, exercise.id, exercise.chief, exercise.house)
  await until(() => amina.document.unsaved === 0, 'everything is saved')
  const ada = await screenOf(await exercise.join('member', 'ada', { syndicate: 's1' }))
  expect(marksOf(ada.document)).toEqual(['m1', 'm2', 'm3', 'm4'])
  expect(amina.document.salvaged).toEqual([])
})

test('[DOC45] work that comes too late is not merged: the document is opened afresh and the work is listed', async () => {
  const person = await exercise.join('member', 'amina', { syndicate: 's1' })
  const amina = await screenOf(person)
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the first is saved')
  const { port } = server
  retryLate = 1 // the freeze comes before amina's laptop does
  await server.close()
  await until(() => amina.document.status === 'reconnecting', 'the line is known to be cut')
  const before = amina.document.doc
  putAnnotation(before, markerAt('late', -5.8, -9), origin)
  server = await startServer({ storage, port })
  exercise = exerciseOn(server, exercise.id, exercise.chief, exercise.house)
  const dana = await exercise.chief.live()
  closing.push(() => dana.close())
  expect((await dana.command({ type: 'boards:freeze' })).ok).toBe(true)
  await until(() => amina.document.salvaged.length > 0, 'the late mark is offered')
  expect(amina.document.salvaged).toMatchObject([{ id: 'late', kind: 'annotation', title: 'late', document: board }])
  expect(amina.document.doc).not.toBe(before)
  await until(() => amina.document.status === 'live', 'the board is open again')
  expect(marksOf(amina.document)).toEqual(['m1'])
  expect(amina.document.unsaved).toBe(0)
  amina.document.dismissSalvaged('late')
  expect(amina.document.salvaged).toEqual([])
})

test('[DOC46] a board one may no longer write is read on with the same copy, one that closes is emptied', async () => {
  const amina = await screenOf(await exercise.join('member', 'amina', { syndicate: 's1' }))
  const dana = await exercise.chief.live()
  closing.push(() => dana.close())
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'it is saved')
  const { doc } = amina.document
  await dana.command({ type: 'boards:freeze' })
  await until(() => amina.live.view?.boards.frozen === true, 'amina knows')
  expect([amina.document.access, amina.document.doc === doc]).toEqual(['read', true])
  await dana.command({ type: 'boards:thaw' })
  await until(() => amina.live.view?.boards.frozen === false, 'amina knows')
  await until(() => amina.document.status === 'live', 'it is open again')
  putAnnotation(doc, markerAt('m2', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'it is saved again')
  await dana.command({ type: 'seat:move', seat: amina.live.views[0]?.seat ?? '', syndicate: 's2', hat: null })
  await until(() => amina.live.view?.seats[amina.live.views[0]?.seat ?? '']?.syndicate === 's2', 'amina was moved')
  expect([amina.document.access, amina.document.status, marksOf(amina.document).length]).toEqual(['none', 'closed', 0])
})

test('[DOC47] a change the server refuses costs that change only: the next one is taken on a fresh document', async () => {
  const amina = await screenOf(await exercise.join('member', 'amina', { syndicate: 's1' }))
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the first is saved')
  const refused = amina.document.doc
  refused.getMap('tasks').set('t1', 'x'.repeat(300_000))
  await until(() => amina.document.doc !== refused && amina.document.status === 'live', 'the board is open afresh')
  expect(amina.document.salvaged).toMatchObject([{ kind: 'record', id: 'tasks/t1' }])
  putAnnotation(amina.document.doc, markerAt('m2', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the next is saved')
  expect(marksOf(amina.document)).toEqual(['m1', 'm2'])
})

test('[DOC48] whoever loses the seat while writing can write no more, and is offered what was not saved', async () => {
  const person = await exercise.join('member', 'amina', { syndicate: 's1' })
  const amina = await screenOf(person)
  putAnnotation(amina.document.doc, markerAt('m1', -5.9, -9), origin)
  await until(() => amina.document.unsaved === 0, 'the first is saved')
  putAnnotation(amina.document.doc, markerAt('m2', -5.8, -9), origin)
  amina.document.shut()
  expect([amina.document.access, amina.document.status, amina.document.unsaved]).toEqual(['none', 'closed', 0])
  expect(amina.document.salvaged).toMatchObject([{ id: 'm2', kind: 'annotation' }])
  amina.document.viewChanged()
  expect(amina.document.access).toBe('none')
})
