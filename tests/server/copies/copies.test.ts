/** Whole exercises as files: carried away, brought in, backed up, put back, deleted; through the door, on a real disk. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { BroughtIn, HouseInfo } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { pickEngine } from '../../../server/storage/pickEngine.ts'
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts'
import type { Ids } from '../../../server/time/clock.ts'
import { createSystemIds } from '../../../server/time/systemClock.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { exerciseOn, openExercise, startServer, until, valueOf, type Browser, type ServerOptions, type TestExercise, type TestServer } from '../../support/startServer.ts'
import { png } from '../../support/pictures.ts'
import { makeFolder, type Folder } from '../../support/sqliteFolder.ts'

let folders: Folder[]
let servers: TestServer[]
beforeEach(() => { folders = []; servers = [] })
afterEach(async () => {
  for (const server of servers) await server.close()
  for (const folder of folders) folder.remove()
})

interface Laptop { readonly server: TestServer; readonly folder: string; readonly house: Browser }

async function laptop(options: ServerOptions = {}, folder = newFolder()): Promise<Laptop> {
  const server = await startServer({ storage: await openSqliteStorage({ folder }), ...options })
  servers.push(server)
  return { server, folder, house: await server.instructor() }
}

function newFolder(): string {
  const folder = makeFolder()
  folders.push(folder)
  return folder.path
}

/** A day with a member, a mark on his board and a picture beside it. */
async function begun(server: TestServer): Promise<TestExercise> {
  const exercise = await openExercise(server, { title: 'Zebra valley' })
  const amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  await (await exercise.chief.live()).command({ type: 'stage:begin', index: 0 })
  const board = amina.open('syndicate/s1/board@1')
  await until(() => board.provider.synced, 'the board is there')
  board.doc.getMap('prose-note').set('word', 'ZEBRA-WORK')
  await amina.browser.fetch(`/x/${exercise.id}/media?seat=${amina.seat}&document=syndicate/s1/board`, { method: 'POST', body: new Uint8Array(png()), headers: { 'content-type': 'application/octet-stream' } })
  await until(() => (exercise.runner.journal.head().sequence) > 5, 'the work is in the journal')
  board.close()
  return exercise
}

async function copyOf({ house }: Laptop, exercise: string): Promise<Uint8Array> {
  const response = await house.fetch(`/api/exercises/${exercise}/copy`)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function bring(house: Browser, bytes: Uint8Array): Promise<Reply<BroughtIn>> {
  return await (await house.fetch('/api/house/bring', { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } })).json() as Reply<BroughtIn>
}

const sentenceOf = (reply: Reply<unknown>): string => (reply.ok ? '' : reply.refusal.sentence)

/** Every file under a folder whose bytes hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile() && readFileSync(file).includes(text))
}

describe('a whole exercise as one file', () => {
  test('[CPY1] it is carried away while it runs, and goes on elsewhere with boards, history, pictures and people', async () => {
    const here = await laptop()
    const exercise = await begun(here.server)
    const response = await here.house.fetch(`/api/exercises/${exercise.id}/copy`)
    expect(response.headers.get('content-disposition')).toMatch(/filename="Zebra valley \d{4}-\d\d-\d\d\.sandtable"/)
    const bytes = new Uint8Array(await response.arrayBuffer())
    await until(() => readdirSync(join(here.folder, 'passing')).length === 0, 'the passing copy is gone')

    const there = await laptop()
    const brought = valueOf(await bring(there.house, bytes))
    expect(brought).toEqual({ exercise: exercise.id, title: 'Zebra valley' })
    const now = exerciseOn(there.server, exercise.id, exercise.chief, there.house)
    expect(Object.values(now.state().seats).map(({ name }) => name).sort()).toEqual(['amina', 'dana'])
    expect(now.state().stage).toEqual(exercise.state().stage)
    // who sat there comes in by the code and finds the board of before, in a new epoch
    const bao = await now.join('member', 'bao', { syndicate: 's1' })
    const epoch = now.state().documents['syndicate/s1/board']?.epoch ?? 0
    expect(epoch).toBe((exercise.state().documents['syndicate/s1/board']?.epoch ?? 0) + 1)
    const first = new Y.Doc()
    Y.applyUpdate(first, new Uint8Array(await (await bao.browser.fetch(`/x/${exercise.id}/documents/syndicate/s1/board@${epoch}?seat=${bao.seat}`)).arrayBuffer()))
    expect([here.server.faults, there.server.faults]).toEqual([[], []])
    expect(readdirSync(join(there.folder, 'passing'))).toEqual([])
    expect(valueOf(await there.house.get<HouseInfo>('/api/house')).exercises.map(({ title }) => title)).toEqual(['Zebra valley'])
  })

  test('[CPY2] what is here already is not brought in twice, and after deleting it may come back', async () => {
    const here = await laptop()
    const exercise = await begun(here.server)
    const bytes = await copyOf(here, exercise.id)
    expect(sentenceOf(await bring(here.house, bytes))).toMatch(/on this laptop already/)
    expect((await here.house.post(`/api/exercises/${exercise.id}/delete`, { title: 'Zebra valley' })).ok).toBe(true)
    expect((await bring(here.house, bytes)).ok).toBe(true)
    expect(here.server.faults).toEqual([])
  })

  test('[CPY3] codes that another exercise here uses are made new', async () => {
    const counting = (): Ids => {
      let last = 10_000_000
      return { ...createSystemIds(), code: () => String(last += 1) }
    }
    const here = await laptop({ ids: counting() })
    const exercise = await begun(here.server)
    const there = await laptop({ ids: counting() })
    const other = await openExercise(there.server, { title: 'Other day' })
    const taken = other.state().codes.map(({ code }) => code)
    expect(taken).toEqual(exercise.state().codes.map(({ code }) => code))
    valueOf(await bring(there.house, await copyOf(here, exercise.id)))
    const codes = there.server.app.registry.get(exercise.id)?.state.codes.map(({ code }) => code) ?? []
    expect(codes.length).toBe(taken.length)
    expect(codes.filter((code) => taken.includes(code))).toEqual([])
    expect(other.state().codes.map(({ code }) => code)).toEqual(taken)
  })

  test('[CPY4] files that are none, torn, changed or dressed up are refused in a sentence; nothing of them stays', async () => {
    const here = await laptop()
    const exercise = await begun(here.server)
    const bytes = await copyOf(here, exercise.id)
    const there = await laptop()
    const engine = await pickEngine()
    const made = (change: (file: string) => void): Uint8Array => {
      const file = join(newFolder(), 'made.sqlite')
      writeFileSync(file, bytes)
      change(file)
      return new Uint8Array(readFileSync(file))
    }
    const sql = (text: string) => made((file) => {
      const connection = engine.open(file, { readOnly: false })
      connection.exec(text)
      connection.close()
    })
    const cases: readonly [string, Uint8Array][] = [
      ['words', new TextEncoder().encode('no exercise at all')],
      ['half of it', bytes.slice(0, Math.floor(bytes.length / 2))],
      ['a changed row', sql("UPDATE rows SET bytes = x'00' WHERE sequence = 3")],
      ['a row less', sql('DELETE FROM rows WHERE sequence = 3')],
      ['another author', sql("UPDATE rows SET author = 'server' WHERE sequence = (SELECT max(sequence) FROM rows)")],
      ['a changed picture', sql("UPDATE media SET bytes = x'89504e47'")],
      ['a name that leads elsewhere', sql("UPDATE meta SET value = '../../house' WHERE name = 'exercise'")],
      ['no rows', sql('DELETE FROM rows')],
    ]
    for (const [what, file] of cases) {
      const reply = await bring(there.house, file)
      expect(reply.ok, what).toBe(false)
      expect(sentenceOf(reply), what).toMatch(/^[A-Z].{20,}\.$/s)
      expect(there.server.app.registry.all(), what).toEqual([])
    }
    expect(readdirSync(join(there.folder, 'exercises')).filter((name) => name.endsWith('.sqlite'))).toEqual([])
    expect(readdirSync(join(there.folder, 'passing'))).toEqual([])
    // what else lies in the file is left where it is
    const dressed = sql("CREATE TABLE sessions (secret TEXT); INSERT INTO sessions VALUES ('STOLEN'); CREATE TRIGGER t AFTER INSERT ON rows BEGIN DELETE FROM media; END; UPDATE meta SET value = '9e15' WHERE name = 'fence'; INSERT INTO meta VALUES ('token', 'STOLEN')")
    expect((await bring(there.house, dressed)).ok).toBe(true)
    expect(filesWith(there.folder, 'STOLEN')).toEqual([])
    expect(there.server.faults).toEqual([])
  })

  test('[CPY5] only the instructor\'s own machine may carry, bring, put back or delete', async () => {
    const here = await laptop()
    const exercise = await begun(here.server)
    const omar = await exercise.join('observer', 'omar')
    for (const browser of [omar.browser, here.server.browser()]) {
      expect((await browser.fetch(`/api/exercises/${exercise.id}/copy`)).status).toBe(403)
      expect((await bring(browser, new Uint8Array(10))).ok).toBe(false)
      expect((await browser.post(`/api/exercises/${exercise.id}/delete`, { title: 'Zebra valley' })).ok).toBe(false)
      expect((await browser.post(`/api/exercises/${exercise.id}/back`, { wallMs: 1 })).ok).toBe(false)
    }
    expect(here.server.app.registry.get(exercise.id)).not.toBeNull()
  })
})

describe('an exercise that is deleted', () => {
  test('[CPY6] its title is typed first; then nothing of it is left, and whoever was in it is told', async () => {
    const second = newFolder()
    const here = await laptop({ secondFolder: second })
    const exercise = await begun(here.server)
    const other = await openExercise(here.server, { title: 'Other day' })
    const amina = Object.values(exercise.state().seats).find(({ name }) => name === 'amina')
    const live = await exercise.chief.live()
    await until(() => existsSync(join(second, 'backups', exercise.id)), 'the second disk has a backup')
    expect(sentenceOf(await here.house.post(`/api/exercises/${exercise.id}/delete`, { title: 'Zebra' }))).toMatch(/not the title/)
    valueOf(await here.house.post(`/api/exercises/${exercise.id}/delete`, { title: ' Zebra valley ' }))
    await until(() => live.notices.some(({ code }) => code === 'deleted'), 'the room is told')
    expect(filesWith(here.folder, 'ZEBRA-WORK')).toEqual([])
    for (const text of ['Zebra valley', exercise.id, amina?.id ?? '?']) expect([...filesWith(here.folder, text), ...filesWith(second, text)], text).toEqual([])
    for (const folder of [here.folder, second]) expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(exercise.id))).toEqual([])
    expect(here.server.app.registry.all().map(({ id }) => id)).toEqual([other.id])
    expect((await exercise.chief.browser.fetch(`/x/${exercise.id}/replay?seat=${exercise.chief.seat}`)).status).toBe(401)
    expect(here.server.faults).toEqual([])
  })
})

describe('backups', () => {
  test('[CPY7] one as each stage begins, one every five minutes in which something happened; each sound, the second disk too', async () => {
    const clock = new FakeClock()
    const second = newFolder()
    const here = await laptop({ clock, secondFolder: second })
    const exercise = await openExercise(here.server, { title: 'Zebra valley' })
    const chief = await exercise.chief.live()
    const kept = (folder: string): string[] => { try { return readdirSync(join(folder, 'backups', exercise.id)).filter((name) => name.endsWith('.sandtable')).sort() } catch { return [] } }
    await chief.command({ type: 'stage:begin', index: 0 })
    await until(() => kept(second).length === 1, 'the stage is backed up')
    // nothing happens for an hour
    clock.turn(60 * 60_000)
    await chief.command({ type: 'message:send', text: 'Something happened', syndicates: [] })
    clock.turn(5 * 60_000)
    await until(() => kept(second).length === 2, 'what happened is backed up')
    expect(kept(here.folder)).toEqual(kept(second))
    expect(kept(second).map((name) => /-(time|stage)\.sandtable$/.exec(name)?.[1])).toEqual(['stage', 'time'])
    expect(here.server.faults).toEqual([])
  })

  test('[CPY8] a second disk that is gone stops nothing, and directing staff read it', async () => {
    const second = join(newFolder(), 'stick')
    mkdirSync(second)
    writeFileSync(join(second, 'backups'), 'a file where a folder should be')
    const here = await laptop({ secondFolder: second })
    const exercise = await begun(here.server)
    await until(() => here.server.app.registry.backupsOf(exercise.id)?.lastWallMs !== null, 'the backup is made')
    expect(here.server.app.registry.backupsOf(exercise.id)).toMatchObject({ failed: null })
    expect(here.server.app.registry.backupsOf(exercise.id)?.secondFailed).toMatch(/\w/)
    expect(here.server.faults).toEqual([])
  })

  test('[CPY9] an exercise whose file is spoilt is put back from its last backup, and the spoilt file is kept', async () => {
    const first = await laptop()
    const exercise = await begun(first.server)
    await until(() => first.server.app.registry.backupsOf(exercise.id)?.lastWallMs !== null, 'the stage is backed up')
    await first.server.close()
    const file = join(first.folder, 'exercises', `${exercise.id}.sqlite`)
    writeFileSync(file, Buffer.alloc(20_000, 7))

    const again = await laptop({}, first.folder)
    const house = valueOf(await again.house.get<HouseInfo>('/api/house'))
    expect(house.exercises).toEqual([])
    expect(house.broken).toMatchObject([{ id: exercise.id, title: 'Zebra valley' }])
    const newest = house.broken[0]?.backups[0] ?? 0
    expect((await again.house.post(`/api/exercises/${exercise.id}/back`, { wallMs: 1 })).ok).toBe(false)
    expect(valueOf(await again.house.post<BroughtIn>(`/api/exercises/${exercise.id}/back`, { wallMs: newest }))).toEqual({ exercise: exercise.id, title: 'Zebra valley' })
    expect(valueOf(await again.house.get<HouseInfo>('/api/house')).broken).toEqual([])
    expect(readdirSync(join(first.folder, 'exercises')).filter((name) => name.includes('.damaged-')).length).toBeGreaterThan(0)
    // whoever sat there still does, and the next start finds the exercise
    const before = again.server.browser()
    for (const cookie of exercise.chief.browser.cookies) before.cookies.set(...cookie)
    expect((await before.fetch(`/x/${exercise.id}/replay?seat=${exercise.chief.seat}`)).status).toBe(200)
    await again.server.close()
    const third = await laptop({}, first.folder)
    expect(valueOf(await third.house.get<HouseInfo>('/api/house')).exercises.map(({ title }) => title)).toEqual(['Zebra valley'])
  })

  test('[CPY10] copies broken off by a killed server are cleared at the next start', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'passing'), { recursive: true })
    writeFileSync(join(folder, 'passing', 'half.sqlite.part'), 'half')
    await laptop({}, folder)
    expect(existsSync(join(folder, 'passing', 'half.sqlite.part'))).toBe(false)
  })
})
