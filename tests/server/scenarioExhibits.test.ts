/** Exhibits a scenario brings along: read and judged with it, and on the shelf of every exercise made from it. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadScenarios } from '../../server/scenarios.ts'
import { layOut } from '../../server/scenarioExhibits.ts'
import type { SeatTaken } from '#shared/protocol/http.ts'
import { createSystemIds } from '../../server/time/systemClock.ts'
import { pdf } from '../support/exhibits.ts'
import { png } from '../support/pictures.ts'
import { Person } from '../support/person.ts'
import { exerciseOn, startServer, valueOf, type TestServer } from '../support/startServer.ts'

const house = new URL('../../maps', import.meta.url).pathname
const folders: string[] = []
let server: TestServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

interface Told { file: string; serial: string | null; title: string; words: string; notice: string | null; hat: string | null; pages: number | null }

/** The house's own zone, with other exhibits. */
async function mapsWith(told: Partial<Told>, file: Buffer | null): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maps-'))
  folders.push(folder)
  await cp(join(house, 'wenza'), join(folder, 'wenza'), { recursive: true })
  const day = join(folder, 'wenza/scenarios/wenza-day')
  await rm(join(day, 'media'), { recursive: true })
  const exhibit: Told = { file: 'thing.png', serial: 'INJ-01', title: 'Thing', words: '', notice: null, hat: null, pages: null, ...told }
  if (file !== null) await cp(join(day, 'scenario.json'), join(day, 'media', exhibit.file)).then(() => writeFile(join(day, 'media', exhibit.file), file))
  await writeFile(join(day, 'exhibits.json'), JSON.stringify({ exhibits: [exhibit] }))
  const { refused } = await loadScenarios(folder)
  return refused.flatMap(({ why }) => why)
}

test('[SCN40] the sample day brings a picture, a sound, a PDF and a film, each with its words', async () => {
  const { exhibits, refused } = await loadScenarios(house)
  expect(refused).toEqual([])
  const brought = exhibits?.get('wenza-day') ?? []
  expect(brought.map(({ kind }) => kind).sort()).toEqual(['audio', 'pdf', 'picture', 'video'])
  for (const { told, kind } of brought) if (kind !== 'pdf') expect(told.words).not.toBe('')
})

test.each<readonly [string, Partial<Told>, Buffer | null, string]>([
  ['a file that is not there', {}, null, 'exhibits.json, thing.png: the file is missing in media/ or cannot be read'],
  ['a page that calls itself a picture', {}, Buffer.from('<svg onload="x()"/>'), 'exhibits.json, thing.png: this is no picture, sound, PDF or video that can be kept'],
  ['a PDF without its pages', { file: 'thing.pdf' }, pdf(), 'exhibits.json, thing.pdf: a PDF says how many pages it has, and nothing else does'],
  ['an inject nobody plans', { serial: 'INJ-99' }, png(), 'exhibits.json at thing.png, serial: there is no inject "INJ-99"'],
  ['a hat nobody wears', { hat: 'pilot' }, png(), 'exhibits.json at thing.png, hat: there is no hat "pilot"'],
  ['a path that leads elsewhere', { file: '../scenario.png' }, null, 'exhibits.json at INJ-01, file: a file in media/ is named like "radio-message.ogg"'],
])('[SCN41] %s is refused with its reason', async (_name, told, file, reason) => {
  expect(await mapsWith(told, file)).toEqual([reason])
})

test('[SCN42] every exercise has copies of its own on the shelf, open to the directing staff alone', async () => {
  const { ready, exhibits } = await loadScenarios(house)
  server = await startServer({ scenarios: ready, exhibits: exhibits ?? new Map() })
  const browser = await server.instructor()
  const shelves = []
  for (const title of ['One', 'Two']) {
    const taken = valueOf(await browser.post<SeatTaken>('/api/exercises', { scenario: 'wenza-day', title, syndicates: 1, name: 'dana', roster: [], lobby: false }))
    const exercise = exerciseOn(server, taken.exercise, new Person(browser, taken.exercise, taken.seat), browser)
    const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
    const { shelf } = exercise.state().directing
    const call = shelf.find(({ serial }) => serial === 'INJ-06')?.exhibit.media ?? ''
    const see = async (person: Person): Promise<Response> => person.browser.fetch(`/x/${exercise.id}/media/${call}?seat=${person.seat}`)
    expect([(await see(exercise.chief)).status, (await see(amina)).status]).toEqual([200, 404])
    expect(Buffer.from(await (await see(exercise.chief)).arrayBuffer()).equals(await readFile(join(house, 'wenza/scenarios/wenza-day/media/call-sign.wav')))).toBe(true)
    shelves.push(shelf.map(({ exhibit }) => exhibit.media))
  }
  expect(new Set(shelves.flat()).size).toBe(8)
  expect(server.faults).toEqual([])
})

test('[SCN42] what is laid out names nothing of its file', () => {
  const { shelf, media } = layOut([{ kind: 'picture', type: 'image/png', bytes: png(), told: { file: 'secret-name.png', serial: 'INJ-01', title: 'Thing', words: '', notice: null, hat: null, pages: null } }], () => createSystemIds().next())
  expect(JSON.stringify([shelf, media.map(({ id, document, type }) => [id, document, type])])).not.toContain('secret-name')
})
