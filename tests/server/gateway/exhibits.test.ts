/** Exhibits on the whole server: who brings them, who is let in, by ranges, and what is turned away. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Exhibit } from '#shared/exercise/exhibit.ts'
import type { MediaKept } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { mp3, mp4, ogg, pdf, wav, webm } from '../../support/exhibits.ts'
import type { LiveClient, Person } from '../../support/person.ts'
import { png, secretPlace } from '../../support/pictures.ts'
import { openExercise, startServer, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'

let server: TestServer
let exercise: TestExercise
let dana: LiveClient
let ops: Person
let adviser: Person
let bao: Person
let omar: Person
let projector: Person

beforeEach(async () => {
  server = await startServer()
  exercise = await openExercise(server)
  dana = await exercise.chief.live()
  ops = await exercise.join('member', 'amina', { syndicate: 's1', hat: 'operations' })
  adviser = await exercise.join('member', 'ada', { syndicate: 's1', hat: 'protection' })
  bao = await exercise.join('member', 'bao', { syndicate: 's2' })
  omar = await exercise.join('observer', 'omar')
  projector = await exercise.join('screen', '')
  valueOf(await dana.command({ type: 'msel:automatic', on: false }))
  valueOf(await dana.command({ type: 'stage:begin', index: 2 }))
})
afterEach(async () => {
  dana.close()
  expect(server.faults).toEqual([])
  await server.close()
})

async function bring(person: Person, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<{ status: number; reply: Reply<MediaKept> }> {
  const response = await person.browser.fetch(`/x/${exercise.id}/exhibits?seat=${person.seat}`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'image/png', ...headers } })
  return { status: response.status, reply: await response.json() as Reply<MediaKept> }
}

async function shelve(bytes: Uint8Array, more: Partial<Exhibit>, serial: string | null = null): Promise<string> {
  const { id } = valueOf((await bring(exercise.chief, bytes)).reply)
  const exhibit: Exhibit = { media: id, kind: 'picture', title: 'Span', words: 'The span is gone.', notice: null, hat: null, pages: null, ...more }
  valueOf(await dana.command({ type: 'exhibit:add', exhibit, serial }))
  return id
}

async function see(person: Person, id: string, range?: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await person.browser.fetch(`/x/${exercise.id}/media/${id}?seat=${person.seat}`, range === undefined ? {} : { headers: { range } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

async function statuses(id: string): Promise<number[]> {
  return Promise.all([exercise.chief, ops, adviser, bao, omar, projector].map(async (person) => (await see(person, id)).status))
}

describe('bringing', () => {
  test('[MED44] directing staff bring what the bytes say it is, cleaned, and nobody else brings anything', async () => {
    for (const [bytes, type] of [[png(6, 4, true), 'image/png'], [wav(0.1, true), 'audio/wav'], [mp3(4, true), 'audio/mpeg'], [ogg(), 'audio/ogg'], [mp4(['soun'], true), 'audio/mp4'], [mp4(['vide'], true), 'video/mp4'], [webm(), 'video/webm'], [pdf(), 'application/pdf']] as const) {
      const { status, reply } = await bring(exercise.chief, bytes)
      expect([status, valueOf(reply).type]).toEqual([200, type])
      expect(valueOf(reply).id).toMatch(/^[A-Za-z0-9_-]{20,}$/)
      const seen = await see(exercise.chief, valueOf(reply).id)
      expect([seen.headers.get('content-type'), seen.bytes.includes(secretPlace)]).toEqual([type, false])
    }
    for (const person of [ops, omar, projector]) expect((await bring(person, png())).status).toBe(403)
    expect((await server.browser().fetch(`/x/${exercise.id}/exhibits?seat=${exercise.chief.seat}`, { method: 'POST', body: new Uint8Array(png()) })).status).toBe(401)
  })

  test.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'], ['a page', '<!doctype html>'], ['a program', 'MZ\u0090'], ['a layer', '{"type":"FeatureCollection","features":[]}'], ['a locked PDF', pdf(['x'], true).toString('latin1')],
  ])('[MED44] %s is turned away with a sentence, whatever it calls itself', async (_name, content) => {
    expect(await bring(exercise.chief, Buffer.from(content, 'latin1'))).toMatchObject({ status: 400, reply: { ok: false, refusal: { code: 'unreadable' } } })
  })

  const padded: Readonly<Record<keyof typeof limits.exhibitBytes, (size: number) => Buffer>> = {
    picture: (size) => Buffer.concat([png(6, 4), Buffer.alloc(size - png(6, 4).length)]),
    audio: (size) => { const frames = mp3(4); return Buffer.concat([frames, Buffer.alloc(size - frames.length)]) },
    pdf: (size) => { const small = pdf(); return Buffer.concat([small.subarray(0, 9), Buffer.alloc(size - small.length, 0x20), small.subarray(9)]) },
    video: (size) => { const small = mp4(); const free = Buffer.alloc(size - small.length); free.writeUInt32BE(free.length, 0); free.write('free', 4, 'latin1'); return Buffer.concat([small, free]) },
  }
  test.each(['picture', 'audio', 'pdf', 'video'] as const)('[MED45] %s: as many bytes are taken as the limit says, and not one more', async (kind) => {
    const most = limits.exhibitBytes[kind]
    const answers: string[] = []
    for (const size of [most - 1, most, most + 1]) {
      const reply = await exercise.runner.media.keepExhibit(exercise.chief.seat, padded[kind](size))
      answers.push(reply.ok ? 'kept' : reply.refusal.code)
    }
    expect(answers).toEqual(['kept', 'kept', 'too-large'])
  })

  test('[MED45] what is larger than any exhibit is refused before it is held', async () => {
    expect(await bring(exercise.chief, Buffer.alloc(limits.exhibitBytes.video + 1)).catch(() => ({ status: 413 }))).toMatchObject({ status: 413 })
  })
})

describe('opening', () => {
  test('[MED46] a planned exhibit is nobody’s but the staff’s; released it opens to those who were sent it, and to no other syndicate', async () => {
    const id = await shelve(png(), {}, 'INJ-01')
    expect(await statuses(id)).toEqual([200, 404, 404, 404, 404, 404])
    valueOf(await dana.command({ type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] }))
    expect(await statuses(id)).toEqual([200, 200, 200, 404, 404, 404])
    const [inject] = Object.keys(exercise.state().injects)
    valueOf(await dana.command({ type: 'inject:withdraw', inject, syndicates: ['s1'] }))
    expect(await statuses(id)).toEqual([200, 404, 404, 404, 404, 404])
  })

  test('[MED47] what is sealed for one hat opens to its wearer in that syndicate alone', async () => {
    const id = await shelve(pdf(), { kind: 'pdf', pages: 1, hat: 'protection' }, 'INJ-01')
    valueOf(await dana.command({ type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] }))
    expect(await statuses(id)).toEqual([200, 404, 200, 404, 404, 404])
  })

  test('[MED48] on the stage it opens to the room, once the staff have opened it', async () => {
    const id = await shelve(mp4(), { kind: 'video', notice: 'It shows people who are hurt.' })
    valueOf(await dana.command({ type: 'exhibit:show', media: id }))
    expect(await statuses(id)).toEqual([200, 404, 404, 404, 404, 404])
    valueOf(await dana.command({ type: 'exhibit:uncover' }))
    expect(await statuses(id)).toEqual([200, 200, 200, 200, 200, 200])
    valueOf(await dana.command({ type: 'exhibit:take' }))
    expect(await statuses(id)).toEqual([200, 200, 200, 200, 200, 200])
  })

  test('[MED48] an exhibit on the shelf opens no picture of a board, whoever names it', async () => {
    const response = await ops.browser.fetch(`/x/${exercise.id}/media?seat=${ops.seat}&document=syndicate/s1/board`, { method: 'POST', body: new Uint8Array(png()), headers: { 'content-type': 'application/octet-stream' } })
    const { id } = valueOf(await response.json() as Reply<MediaKept>)
    valueOf(await dana.command({ type: 'exhibit:add', exhibit: { media: id, kind: 'picture', title: 'x', words: '', notice: null, hat: null, pages: null }, serial: null }))
    valueOf(await dana.command({ type: 'exhibit:show', media: id }))
    expect((await see(bao, id)).status).toBe(404)
  })

  test('[MED49] it goes out as what it is, runs nothing, and no cache keeps it', async () => {
    const id = await shelve(pdf(), { kind: 'pdf', pages: 1 })
    const { headers } = await see(exercise.chief, id)
    expect(['content-type', 'x-content-type-options', 'content-security-policy', 'cache-control', 'content-disposition', 'accept-ranges'].map((name) => headers.get(name)))
      .toEqual(['application/pdf', 'nosniff', "default-src 'none'; sandbox", 'no-store', 'attachment', 'bytes'])
  })

  test('[MED50] sound and video come by ranges, and a range outside is told so', async () => {
    const sound = wav(1)
    const id = await shelve(sound, { kind: 'audio' })
    const parts = await Promise.all(['bytes=0-99', 'bytes=100-', 'bytes=-50'].map((range) => see(exercise.chief, id, range)))
    expect(parts.map(({ status, headers }) => [status, headers.get('content-range')])).toEqual([[206, `bytes 0-99/${sound.length}`], [206, `bytes 100-${sound.length - 1}/${sound.length}`], [206, `bytes ${sound.length - 50}-${sound.length - 1}/${sound.length}`]])
    expect(Buffer.concat(parts.slice(0, 2).map(({ bytes }) => bytes)).equals(sound)).toBe(true)
    const outside = await see(exercise.chief, id, `bytes=${sound.length}-`)
    expect([outside.status, outside.headers.get('content-range'), outside.bytes.length]).toEqual([416, `bytes */${sound.length}`, 0])
    expect((await see(bao, id, 'bytes=0-9')).status).toBe(404)
  })

  test('[MED46] in a seat’s own journal stands what it was sent, and nothing of the shelf', async () => {
    const id = await shelve(png(), {}, 'INJ-01')
    valueOf(await dana.command({ type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] }))
    await shelve(png(), { title: 'KEPT-BACK' })
    expect(exercise.state().directing.shelf.map(({ exhibit }) => exhibit.media)).toContain(id)
    const [his, hers] = [await replayOf(bao), await replayOf(ops)]
    expect([his.includes(id), hers.includes(id), hers.includes('KEPT-BACK')]).toEqual([false, true, false])
  })
})

async function replayOf(person: Person): Promise<string> {
  return (await person.browser.fetch(`/x/${exercise.id}/replay?seat=${person.seat}`)).text()
}
