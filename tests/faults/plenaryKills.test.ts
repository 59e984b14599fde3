/**
 * kill -9 of the real server process in the middle of a briefing: thirty screens and the projector come back by themselves, with
 * the page's own code for documents and its own pauses between tries, to the same stage and the same boards.
 */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { putAnnotation } from '#shared/board/boardDocument.ts'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { controlComesBack } from '../../client/connection/comingBack.ts'
import { LiveDocument } from '../../client/connection/liveDocument.svelte.ts'
import type { Machine } from '../../client/state/machine.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { markerAt } from '../support/editor.ts'
import { stubPage } from '../support/pageGlobals.ts'
import { Person, type LiveClient } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { ServerProcess } from '../support/serverProcess.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'
import { tell } from '../support/tell.ts'

const kills = sizeOf('blinks')
const [everySyndicate, perSyndicate] = [5, 5]
/** Of these, the presenter writes the last; the others read all three. */
const onStage = ['overlay', 'syndicate/s1/board', 'plenary'] as const
const origin = {}

interface Screen { readonly name: string; readonly live: LiveClient; readonly documents: readonly LiveDocument[] }

let server: ServerProcess
const cookies = new Map<string, string>()
let closing: (() => void)[] = []
beforeAll(async () => { server = await ServerProcess.start() }, 60_000)
afterEach(() => {
  for (const close of closing) close()
  closing = []
  vi.unstubAllGlobals()
})
afterAll(() => server.stop())

test(`[JRN60] ${kills} kills in a briefing: thirty screens and the projector are back on the same stage, with all that was drawn, once`, async () => {
  const random = seededRandom(seedOf(12))
  const machine: Machine = {
    monotonicMs: () => performance.now(), wallMs: () => Date.now(), chance: () => random.next(),
    after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
    every: (ms, act) => { const timer = setInterval(act, ms); return () => clearInterval(timer) },
  }
  stubPage(server.origin, cookies)
  const { chief, others } = await comeIn()
  const screens = await Promise.all([chief, ...others].map((person, index) => screenOf(person, index === 0 ? 'Dana' : `screen ${index}`, machine)))
  const [dana] = screens
  const amina = screens[1]?.documents.at(-1)
  if (dana === undefined || amina === undefined) throw new Error('nobody is here')
  await begins(dana.live)
  for (const { live, name } of screens) await until(() => live.view?.floor?.syndicate === 's1', `${name} sees who has the floor`)
  await until(() => amina.access === 'write' && amina.status === 'live', 'the presenter may draw')

  const waits: number[] = []
  let drawn = 0
  const draw = (): void => putAnnotation(amina.doc, markerAt(`m${drawn += 1}`, -5.8 - random.next() * 0.3, -9 + random.next() * 0.4), origin)
  for (let round = 0; round < kills; round += 1) {
    const before = screens.map(({ live }) => shownOf(live))
    for (let mark = 0; mark < 5; mark += 1) draw()
    const views = screens.map(({ live }) => live.views.length)
    const killedAt = performance.now()
    await server.kill()
    draw()
    const restarted = server.start()
    const back = new Map<string, number>()
    await until(() => {
      for (const [index, { name, live, documents }] of screens.entries()) {
        const isBack = live.socket.connected && live.views.length > (views[index] ?? 0) && documents.every(({ status }) => status === 'live')
        if (isBack && !back.has(name)) back.set(name, performance.now() - killedAt)
      }
      return back.size === screens.length
    }, 'all are back', 30_000)
    await restarted
    waits.push(...back.values())
    expect(screens.map(({ live }) => shownOf(live))).toEqual(before)
    await until(() => amina.unsaved === 0, 'all that was drawn is saved')
    for (const { name, documents } of screens.slice(1)) {
      const plenary = documents.at(-1)
      await until(() => plenary !== undefined && plenary.doc.getMap('annotations').size === drawn, `${name} sees all ${drawn} marks, once`)
      expect(canonicalDocument(plenary?.doc ?? amina.doc)).toEqual(canonicalDocument(amina.doc))
    }
  }
  const sorted = waits.toSorted((one, other) => one - other)
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN
  tell(`${kills} kills, ${screens.length} screens: back after ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? NaN)} ms (median), p95 ${Math.round(p95)} ms, most ${Math.round(sorted.at(-1) ?? NaN)} ms; ${drawn} marks, none lost, none twice`)
  expect(sorted.at(-1)).toBeLessThan(30_000)
}, 60_000 + kills * 40_000)

/** All of a view but its clock, which a server that was away has stopped, and who wrote under which id. */
function shownOf({ view }: LiveClient): string {
  return JSON.stringify({ ...view, clock: null, documents: null })
}

/** Dana opens five syndicates; 25 officers, five observers and the projector come in. */
async function comeIn(): Promise<{ readonly chief: Person; readonly others: readonly Person[] }> {
  const house = new Browser(server.origin)
  valueOf(await house.post('/api/house/enter', { token: server.token }))
  const wish: CreateExercise = { scenario: 'wenza-day', title: 'Kills', syndicates: everySyndicate, name: 'Dana', roster: [], lobby: false }
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
  const chief = new Person(house, made.exercise, made.seat)
  cookies.set(chief.seat, house.cookieHeader)
  const dana = await chief.live()
  const codeOf = (role: string, syndicate: string | null): string => dana.view?.codes.find((each) => each.role === role && each.syndicate === syndicate)?.code ?? ''
  const wishes = [
    ...Array.from({ length: everySyndicate * perSyndicate }, (_, index) => [codeOf('member', `s${(index % everySyndicate) + 1}`), `Officer ${index}`] as const),
    ...Array.from({ length: 5 }, (_, index) => [codeOf('observer', null), `Observer ${index}`] as const),
    [codeOf('screen', null), 'Projector'] as const,
  ]
  const others: Person[] = []
  for (const [code, name] of wishes) {
    const browser = new Browser(server.origin)
    const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name, hat: null }))
    others.push(new Person(browser, taken.exercise, taken.seat))
    cookies.set(taken.seat, browser.cookieHeader)
  }
  const waiting = Object.values(dana.view?.seats ?? {}).filter(({ status }) => status === 'waiting').map(({ id }) => id)
  if (waiting.length > 0) valueOf(await dana.command({ type: 'seat:admit', seats: waiting }))
  dana.close()
  return { chief, others }
}

async function screenOf(person: Person, name: string, machine: Machine): Promise<Screen> {
  const live = person.connect({ comesBack: controlComesBack })
  await until(() => live.view !== null, `${name} has a view (${live.errors.join()})`)
  const documents = name === 'Dana' ? [] : onStage.map((document) => new LiveDocument({
    machine, exercise: person.exercise, seat: person.seat, name: document, socketAddress: person.browser.origin.replace('http', 'ws'),
    view: () => live.view, onIdle: () => undefined,
  }))
  const viewChanged = (): void => { for (const each of documents) each.viewChanged() }
  for (const each of documents) each.use()
  live.socket.on('view', viewChanged)
  live.socket.on('event', viewChanged)
  closing.push(() => { for (const each of documents) each.close(false); live.close() })
  return { name, live, documents }
}

async function begins(dana: LiveClient): Promise<void> {
  const { view } = dana
  const index = view?.agenda.findIndex(({ stage }) => stage === 'plenary') ?? -1
  valueOf(await dana.command({ type: 'msel:automatic', on: false }))
  valueOf(await dana.command({ type: 'stage:begin', index }))
  valueOf(await dana.command({ type: 'floor:give', syndicate: 's1' }))
  const seat = Object.values(view?.seats ?? {}).find(({ name }) => name === 'Officer 0')?.id ?? ''
  if (dana.view?.floor?.presenter !== seat) valueOf(await dana.command({ type: 'presenter:name', seat }))
}
