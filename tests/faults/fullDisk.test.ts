/**
 * A disk that fills up under a room of four officers who go on drawing, and is freed again: nothing is called saved that is
 * not, directing staff are told, the server stays, and all that waited is saved when there is room.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { canonicalDocument } from '#shared/board/canonical.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { smallDisk, type SmallDisk } from '../support/durable/smallDisk.ts'
import { Editor } from '../support/editor.ts'
import { type LiveClient, Person } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'
import { tell } from '../support/tell.ts'

const fillings = sizeOf('fillings')
const seed = seedOf(20261127)
/** Forty marks a second, among four. */
const drawEveryMs = 25
const boards = ['syndicate/s1/board@1', 'syndicate/s2/board@1'] as const
let disk: SmallDisk
let dana: LiveClient
let chief: Person
let officers: { readonly person: Person; readonly board: string }[] = []

beforeAll(async () => {
  disk = await smallDisk()
  const house = new Browser(disk.origin)
  valueOf(await house.post('/api/house/enter', { token: disk.token }))
  const scenario = valueOf(await house.get<{ readonly scenarios: readonly { readonly id: string }[] }>('/api/house')).scenarios[0]?.id ?? ''
  const wish: CreateExercise = { scenario, title: 'Full disk', syndicates: 2, name: 'dana', roster: [], lobby: false }
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
  chief = new Person(house, made.exercise, made.seat)
  dana = await chief.live()
  for (const [index, board] of [...boards, ...boards].entries()) {
    const code = dana.view?.codes.find((each) => each.role === 'member' && each.syndicate === `s${index % 2 + 1}`)?.code ?? ''
    const browser = new Browser(disk.origin)
    const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name: `officer ${index}`, hat: null }))
    officers = [...officers, { person: new Person(browser, taken.exercise, taken.seat), board }]
  }
}, 60_000)
afterAll(async () => {
  dana.close()
  await disk.stop()
})

/** The slowest, and the one in the middle, in whole milliseconds. */
function slowest(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms in the middle, ${Math.round(sorted.at(-1) ?? 0)} ms at most`
}

test(`[JRN44] ${fillings} times the disk fills up under a room: no false word, no exit, and all is saved when there is room`, async () => {
  const toldMs: number[] = []
  const drainedMs: number[] = []
  let [waited, refused] = [0, 0]
  for (let time = 0; time < fillings; time += 1) {
    const random = seededRandom(seed + time)
    const editors = officers.map(({ person, board }) => new Editor(person, board))
    await until(() => editors.every(({ isSynced }) => isSynced), 'all have their board', 20_000)
    let count = 0
    const draw = (): void => {
      count += 1
      random.pick(editors).put(`t${time}e${count}`, -5.8 - random.next() * 0.3, -9 + random.next() * 0.4)
    }
    for (let each = 0; each < 40; each += 1) draw()
    await until(() => editors.every(({ made, saved }) => made.size === saved.size), 'the first are saved')

    const news = dana.notices.length
    disk.fill()
    // The log has some room of its own yet, where it was moved into the file before: what is written there is saved, and said so.
    const madeAt = new Map<string, number>()
    const isTold = (): boolean => dana.notices.slice(news).some(({ code }) => code === 'journal-stalled')
    const filledAt = performance.now()
    for (let each = 0; !isTold() && performance.now() < filledAt + 30_000; each += 1) {
      await until(() => performance.now() > filledAt + each * drawEveryMs, 'the next hand draws')
      draw()
      madeAt.set(`t${time}e${count}`, performance.now())
    }
    expect(isTold(), 'directing staff are told').toBe(true)
    const toldAt = performance.now()
    await Promise.all(editors.map((editor) => editor.heardAll()))
    // What was written just before is flushed, and called saved, a moment after it is seen.
    const isSaved = (id: string): boolean => editors.some(({ saved }) => saved.has(id))
    await until(() => editors.every(({ seen }) => [...seen].every((id) => !madeAt.has(id) || isSaved(id))), 'what others saw is called saved')
    const savedThen = editors.map(({ saved }) => saved.size)
    const late = new Set([...madeAt.keys()].filter((id) => !isSaved(id)))
    toldMs.push(toldAt - Math.min(toldAt, ...[...late].map((id) => madeAt.get(id) ?? toldAt)))
    // A full disk stays full for a while; the room goes on as a room does, and asks for things.
    const fullSince = performance.now()
    for (let each = 0; each < 40 + random.whole(60); each += 1) {
      await until(() => performance.now() > fullSince + each * drawEveryMs, 'the next hand draws')
      draw()
      late.add(`t${time}e${count}`)
      if (each % 10 !== 0) continue
      const reply = await dana.command({ type: 'message:send', text: 'Now?', syndicates: [] })
      if (!reply.ok && reply.refusal.code === 'journal-unavailable') refused += 1
    }
    expect(editors.map(({ saved }) => saved.size), 'nothing is called saved on a full disk').toEqual(savedThen)
    expect(editors.some(({ seen }) => [...late].some((id) => seen.has(id))), 'nobody is shown what is not written').toBe(false)
    waited += late.size

    disk.free()
    const freedAt = performance.now()
    await until(() => editors.every(({ made, saved }) => made.size === saved.size), 'all that waited is saved', 10_000)
    drainedMs.push(performance.now() - freedAt)
    await until(() => dana.notices.at(-1)?.code === 'journal-well', 'directing staff are told that it is well')
    expect(disk.isAlive()).toBe(true)
    for (const board of boards) {
      const copies = editors.filter((_, index) => officers[index]?.board === board)
      await until(() => new Set(copies.map(({ doc }) => canonicalDocument(doc))).size === 1, `all copies of ${board} are one`)
      // What was written since the first state was made follows it in messages of its own: synced is said before them.
      const reader = new Editor(chief, board)
      await until(() => reader.isSynced && canonicalDocument(reader.doc) === canonicalDocument(copies[0]?.doc ?? reader.doc), 'the chief reads it, and all of it')
      reader.close()
    }
    expect(editors.flatMap(({ closed }) => closed), 'nobody was sent away').toEqual([])
    for (const editor of editors) editor.close()
  }
  tell(`${fillings} times full (${disk.kind}): 0 false acks, 0 exits; ${waited} changes waited and were saved, ${refused} commands refused; staff told after ${slowest(toldMs)}; drained after ${slowest(drainedMs)} (seed ${seed})`)
  expect(Math.max(...toldMs)).toBeLessThan(2000)
  expect(Math.max(...drainedMs)).toBeLessThan(5000)
}, 60_000 + fillings * 30_000)
