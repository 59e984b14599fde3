/**
 * kill -9 of the real server process under eight editing screens, all of which vanish with it, so that nobody can bring
 * anything back: what others had seen, or what was called saved, is there after the restart.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { Editor } from '../support/editor.ts'
import { Person } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { ServerProcess } from '../support/serverProcess.ts'
import { tell } from '../support/tell.ts'
import { Browser, until, valueOf } from '../support/startServer.ts'

const kills = sizeOf('kills')
const board = 'syndicate/s1/board@1'
let server: ServerProcess

beforeAll(async () => { server = await ServerProcess.start() }, 60_000)
afterAll(async () => { await server.stop() })

test(`[JRN30] ${kills} kills under eight editing screens lose nothing that was seen or called saved`, async () => {
  const random = seededRandom(seedOf(4711))
  const house = new Browser(server.origin)
  valueOf(await house.post('/api/house/enter', { token: server.token }))
  const wish: CreateExercise = { scenario: 'wenza-day', title: 'Kills', syndicates: 2, name: 'dana', roster: [], lobby: false }
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', wish))
  const chief = new Person(house, made.exercise, made.seat)
  const dana = await chief.live()
  const code = dana.view?.codes.find((each) => each.role === 'member' && each.syndicate === 's1')?.code ?? ''
  dana.close()
  const members: Person[] = []
  for (let index = 0; index < 8; index += 1) {
    const browser = new Browser(server.origin)
    const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code, name: `amina ${index}`, hat: null }))
    members.push(new Person(browser, taken.exercise, taken.seat))
  }

  let seen = 0
  let saved = 0
  const mustBeThere = new Set<string>()
  for (let round = 0; round < kills; round += 1) {
    const editors = members.map((person) => new Editor(person, board))
    await until(() => editors.every((editor) => editor.isSynced), 'all eight screens have the board', 20_000)
    const wanted = 60 + random.whole(240)
    let count = 0
    while (count < wanted) {
      for (const editor of editors) {
        if (random.chance(0.5)) continue
        editor.put(`r${round}e${count}`, -5.8 - random.next() * 0.3, -9 + random.next() * 0.4)
        count += 1
      }
      await new Promise((turn) => { setImmediate(turn) })
    }
    await until(() => editors.some((editor) => editor.saved.size > 0), 'something is called saved')
    await server.kill()
    for (const editor of editors) {
      for (const id of editor.seen) { mustBeThere.add(id); seen += 1 }
      for (const id of editor.saved) { mustBeThere.add(id); saved += 1 }
      editor.close()
    }
    await server.start()
    const reader = new Editor(chief, board)
    await until(() => reader.isSynced, 'directing staff have the board again', 20_000)
    const there = reader.ids()
    expect([...mustBeThere].filter((id) => !there.has(id))).toEqual([])
    reader.close()
  }
  tell(`${kills} kills: ${mustBeThere.size} edits seen or saved (${seen} sightings, ${saved} confirmations), 0 lost`)
}, 60_000 + kills * 20_000)
