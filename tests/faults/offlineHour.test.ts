/**
 * An hour without the network: officers go on drawing and writing at one board, some of their tabs are killed and come back
 * from what their browser kept, and all return in the same second. The real server process behind a line that is cut; the
 * client's own connection code and copies. Two real browsers do the same at night (tests/e2e/offlineHour.test.ts).
 */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { annotationsOf } from '#shared/board/boardDocument.ts'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import type { Machine } from '../../client/state/machine.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { BrowserStore } from '../support/browserStore.ts'
import { CutLine } from '../support/cutLine.ts'
import { stubPage } from '../support/pageGlobals.ts'
import { Person } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { ServerProcess } from '../support/serverProcess.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'
import { tell } from '../support/tell.ts'
import { board, everybodysMarks, OfflineOfficer } from './offlineOfficer.ts'

const people = sizeOf('offline')
const editsEach = Number(process.env['OFFLINE_EDITS'] ?? 100)
const killedShare = 0.4
/** Tabs die within so long of their last edit: while five hundred edits are put together in the copy, before or after. */
const dyingMs = Math.min(1500, editsEach * 3)
const sameSecondMs = 700

const random = seededRandom(seedOf(5))
const store = new BrowserStore()
const cookies = new Map<string, string>()
const machine: Machine = {
  monotonicMs: () => performance.now(), wallMs: () => Date.now(), chance: () => random.next(),
  after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  every: (ms, act) => { const timer = setInterval(act, ms); return () => clearInterval(timer) },
}
let server: ServerProcess
let line: CutLine
let closing: (() => void)[] = []

beforeAll(async () => {
  server = await ServerProcess.start()
  line = await CutLine.to(server.port)
  stubPage(line.origin, cookies)
  vi.stubGlobal('indexedDB', store)
  vi.stubGlobal('IDBKeyRange', store.keyRange)
}, 60_000)
afterEach(() => {
  for (const close of closing) close()
  closing = []
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await line.close()
  await server.stop()
})

test(`[DOC102] an hour offline costs nothing: ${people} officers with ${editsEach} edits each, some tabs killed, come back in one second; nothing is lost, nothing is there twice, all screens are equal`, async () => {
  const { chief, officers } = await comeIn()
  const open = chief.open(`${board}@1`)
  closing.push(open.close)
  await until(() => open.provider.synced && officers.every((officer) => officer.isOnline), 'everybody is at the board', 60_000)
  officers[0]?.putEverybodysMarks()
  await until(() => officers.every(({ document }) => document.unsaved === 0 && annotationsOf(document.doc).size === everybodysMarks.length), 'everybody sees the same marks')

  line.cut()
  await until(() => officers.every(({ document }) => document.status === 'reconnecting'), 'everybody is offline')
  for (let edit = 0; edit < editsEach; edit += 1) {
    for (const officer of officers) officer.act()
    await new Promise((turn) => { setImmediate(turn) })
  }
  await until(() => store.isQuiet, 'every browser has kept what was done in it', 60_000)
  expect(officers.map(({ document }) => document.unsaved)).toEqual(officers.map(() => editsEach))
  const killed = shuffled(officers).slice(0, Math.ceil(people * killedShare))
  await Promise.all(killed.map((officer) => new Promise<void>((resolve) => machine.after(random.next() * dyingMs, () => { officer.killTab(); resolve() }))))

  line.mend()
  const mendedAt = performance.now()
  for (const officer of killed) closing.push(machine.after(random.next() * sameSecondMs, () => officer.openTab()))
  let equalAfterMs = Number.NaN
  await until(() => {
    equalAfterMs = performance.now() - mendedAt
    return officers.every(({ isBack }) => isBack) && areEqual([open.doc, ...officers.map(({ document }) => document.doc)])
  }, 'all are back and all screens are equal', 60_000)

  expect(officers.flatMap((officer) => officer.missedIn(open.doc))).toEqual([])
  expect(officers.flatMap(({ document }) => document.salvaged)).toEqual([])
  for (const officer of officers) officer.write()
  const fresh = chief.open(`${board}@1`)
  closing.push(fresh.close)
  await until(() => officers.every(({ isBack }) => isBack) && areEqual([open.doc, fresh.doc, ...officers.map(({ document }) => document.doc)]), 'they go on together')
  expect(officers.flatMap((officer) => officer.missedIn(fresh.doc))).toEqual([])
  tell(`${people} officers offline with ${editsEach} edits each, ${killed.length} tabs killed: ${people * editsEach} edits, 0 lost, 0 doubled, all screens equal ${Math.round(equalAfterMs)} ms after the line was mended (goal 3000; all officers in one process)`)
}, 120_000 + people * 10_000)

/** Dana opens an exercise of one syndicate; all officers sit at its board. */
async function comeIn(): Promise<{ readonly chief: Person; readonly officers: readonly OfflineOfficer[] }> {
  const house = new Browser(server.origin)
  valueOf(await house.post('/api/house/enter', { token: server.token }))
  const wish: CreateExercise = { scenario: 'wenza-day', title: 'Offline', syndicates: 1, name: 'Dana', roster: [], lobby: false }
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
  const chief = new Person(house, made.exercise, made.seat)
  const dana = await chief.live()
  const code = dana.view?.codes.find(({ role, syndicate }) => role === 'member' && syndicate === 's1')?.code ?? ''
  dana.close()
  const officers: OfflineOfficer[] = []
  for (let index = 0; index < people; index += 1) {
    const browser = new Browser(line.origin)
    const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name: `Officer ${index}`, hat: null }))
    cookies.set(taken.seat, browser.cookieHeader)
    const officer = new OfflineOfficer(`officer${index}`, new Person(browser, taken.exercise, taken.seat), { machine, store, random })
    officer.openTab()
    closing.push(() => officer.closeTab())
    officers.push(officer)
  }
  return { chief, officers }
}

/** To the eye of everybody; what is plainly on its way is not compared letter by letter. */
function areEqual(docs: readonly Y.Doc[]): boolean {
  const clocks = docs.map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([one], [other]) => one - other)))
  return new Set(clocks).size === 1 && new Set(docs.map(canonicalDocument)).size === 1
}

function shuffled<One>(all: readonly One[]): One[] {
  return all.map((one) => ({ one, at: random.next() })).sort((a, b) => a.at - b.at).map(({ one }) => one)
}
