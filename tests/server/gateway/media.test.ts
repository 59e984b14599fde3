/** Pictures and layers on the whole server: who may bring, who may see, and what is turned away. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MediaKept } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { MemoryStorage } from '../../../server/storage/memory.ts'
import type { Person } from '../../support/person.ts'
import { jpeg, png, secretPlace, webp } from '../../support/pictures.ts'
import { openExercise, startServer, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'
import { fillable, type FullDisk } from '../../support/storages.ts'

let disk: FullDisk
let server: TestServer
let exercise: TestExercise
let amina: Person
let bao: Person
let omar: Person
const board = 'syndicate/s1/board'

beforeEach(async () => {
  disk = fillable(new MemoryStorage())
  server = await startServer({ storage: disk.storage })
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  bao = await exercise.join('member', 'bao', { syndicate: 's2' })
  omar = await exercise.join('observer', 'omar')
})
afterEach(async () => {
  expect(server.faults).toEqual([])
  await server.close()
})

async function bring(person: Person, bytes: Uint8Array | string, options: { document?: string; seat?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; reply: Reply<MediaKept> }> {
  const response = await person.browser.fetch(`/x/${exercise.id}/media?seat=${options.seat ?? person.seat}&document=${encodeURIComponent(options.document ?? board)}`, {
    method: 'POST', body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream', ...options.headers },
  })
  return { status: response.status, reply: await response.json() as Reply<MediaKept> }
}

async function brought(person: Person, bytes: Uint8Array | string, document = board): Promise<string> {
  return valueOf((await bring(person, bytes, { document })).reply).id
}

async function see(person: Person, id: string, seat = person.seat): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await person.browser.fetch(`/x/${exercise.id}/media/${id}?seat=${seat}`)
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

async function staff(command: unknown): Promise<void> {
  const live = await exercise.chief.live()
  valueOf(await live.command(command))
  live.close()
}

describe('bringing', () => {
  test('[MED4] a member brings a picture, and everybody of the board gets it clean, as what it is, and nothing more', async () => {
    for (const [bytes, type] of [[png(6, 4, true), 'image/png'], [jpeg(true), 'image/jpeg'], [webp(true), 'image/webp']] as const) {
      const { status, reply } = await bring(amina, bytes)
      expect([status, valueOf(reply).type]).toEqual([200, type])
      const seen = await see(exercise.chief, valueOf(reply).id)
      expect([seen.status, seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([200, type, 'nosniff'])
      expect(seen.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(seen.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
      expect(seen.bytes.includes(secretPlace)).toBe(false)
      expect(seen.bytes.length).toBe(valueOf(reply).bytes)
    }
  })

  test('[MED4] a reference layer is kept as what was read of it, and goes out as a file', async () => {
    const layer = { type: 'FeatureCollection', evil: '<script>', features: [{ type: 'Feature', evil: 1, properties: { name: 'A', secret: { a: 1 } }, geometry: { type: 'Point', coordinates: [1.23456789, 2, 3], evil: [] } }] }
    const seen = await see(amina, await brought(amina, JSON.stringify(layer)))
    expect([seen.headers.get('content-type'), seen.headers.get('content-disposition')]).toEqual(['application/geo+json', 'attachment'])
    expect(JSON.parse(seen.bytes.toString())).toEqual({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'A', description: '', stroke: '#55606a' }, geometry: { type: 'Point', coordinates: [1.234568, 2] } }] })
  })

  test.each([
    ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'], ['a page', '<!doctype html><b>x</b>'], ['a page under a picture’s type', '<html>'],
    ['a PDF', '%PDF-1.7 x'], ['a GIF', 'GIF89a'], ['bare JSON', '{"type":"Topology"}'], ['JSON nested deep', `{"type":"FeatureCollection","features":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['half a picture', png(6, 4).subarray(0, 40)], ['a picture that moves', webp(false, '', true)], ['an empty layer', '{"type":"FeatureCollection","features":[]}'],
  ])('[MED5] %s is turned away with a sentence', async (_, bytes) => {
    const { status, reply } = await bring(amina, bytes, { headers: { 'content-type': 'image/png' } })
    expect(status).toBe(400)
    expect(reply).toMatchObject({ ok: false, refusal: { code: 'unreadable' } })
  })

  test('[MED5] what hides behind a picture’s end is gone: a file that is two things becomes one', async () => {
    const seen = await see(amina, await brought(amina, png(6, 4, false, '<html><script>alert(1)</script>PK\u0003\u0004')))
    expect(seen.bytes.equals(png(6, 4))).toBe(true)
  })

  test('[MED5] too many bytes, pixels or objects are refused before they are held', async () => {
    expect(await bring(amina, Buffer.alloc(10 * 1024 * 1024, 1)).catch(() => ({ status: 413 }))).toMatchObject({ status: 413 })
    expect(await bring(amina, png(30_000, 30_000))).toMatchObject({ status: 413, reply: { refusal: { code: 'too-large' } } })
    const point = '{"type":"Point","coordinates":[1,2]}'
    expect(await bring(amina, `{"type":"FeatureCollection","features":[${`${point},`.repeat(limits.referenceObjects)}${point}]}`)).toMatchObject({ status: 413 })
  })

  test('[MED5] a body whose length is not said, or that is packed, is not read', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = request(`${server.origin}/x/${exercise.id}/media?seat=${amina.seat}&document=${board}`, {
        method: 'POST', headers: { cookie: amina.browser.cookieHeader, origin: server.origin, 'transfer-encoding': 'chunked' },
      }, (response) => { response.resume(); resolve(response.statusCode) })
      post.once('error', reject)
      post.end(png())
    })
    expect(status).toBe(400)
    expect(await bring(amina, png(), { headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 400 })
  })

  test('[MED6] nobody brings anything to a board they may not write', async () => {
    const rows: [Person, string, number][] = [
      [bao, board, 403], [omar, board, 403], [exercise.chief, board, 403], [amina, 'syndicate/s2/board', 403], [amina, 'overlay', 403], [amina, 'control', 403],
      [amina, '', 403], [amina, '../house', 403], [amina, 'syndicate/__proto__/board', 403], [exercise.chief, 'overlay', 200],
    ]
    for (const [person, document, status] of rows) expect([person.seat, document, (await bring(person, png(), { document })).status]).toEqual([person.seat, document, status])
    expect((await bring(bao, png(), { seat: amina.seat })).status).toBe(401)
    const foreign = await amina.browser.fetch(`/x/${exercise.id}/media?seat=${amina.seat}&document=${board}`, { method: 'POST', body: new Uint8Array(png()), headers: { origin: 'http://elsewhere.example' } })
    expect(foreign.status).toBe(403)
    await staff({ type: 'boards:freeze' })
    expect((await bring(amina, png())).status).toBe(403)
  })

  test('[MED7] a full disk is a sentence, and the next try is kept', async () => {
    disk.fullFor = 1
    expect(await bring(amina, png())).toMatchObject({ status: 503, reply: { refusal: { code: 'journal-unavailable' } } })
    expect((await bring(amina, png())).status).toBe(200)
  })

  test('[MED7] whoever brings too many too fast waits, and nobody else', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 25; count += 1) statuses.push((await bring(amina, png())).status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20)
    expect(statuses.at(-1)).toBe(429)
    expect((await bring(bao, png(), { document: 'syndicate/s2/board' })).status).toBe(200)
  })
})

describe('seeing', () => {
  test('[MED8] a picture is seen by those who may read its board, at that moment', async () => {
    const id = await brought(amina, png())
    const statuses = async (): Promise<number[]> => Promise.all([amina, exercise.chief, bao, omar].map(async (person) => (await see(person, id)).status))
    expect(await statuses()).toEqual([200, 200, 404, 404])
    await staff({ type: 'stage:begin', index: exercise.state().agenda.findIndex(({ stage }) => stage === 'plenary') })
    await staff({ type: 'floor:give', syndicate: 's1' })
    expect(await statuses()).toEqual([200, 200, 200, 200])
    await staff({ type: 'floor:take' })
    expect(await statuses()).toEqual([200, 200, 404, 404])
    await staff({ type: 'board:withhold', syndicate: 's1' })
    await staff({ type: 'stage:begin', index: exercise.state().agenda.findIndex(({ stage }) => stage === 'debrief') })
    expect(await statuses()).toEqual([200, 200, 404, 404])
    await staff({ type: 'board:release', syndicate: 's1', history: 'result' })
    expect(await statuses()).toEqual([200, 200, 200, 200])
  })

  test('[MED8] names lead nowhere else: no paths, no other seat’s eyes, no other exercise', async () => {
    const id = await brought(amina, png())
    for (const trick of ['..%2f..%2fhouse', '%2e%2e', `${id}%00`, `${id}'--`, 'x'.repeat(300), '__proto__', `${id}/..`, `${id}.svg`]) {
      expect([trick, (await see(amina, trick)).status]).toEqual([trick, 404])
    }
    expect((await see(bao, id, amina.seat)).status).toBe(401)
    expect((await server.browser().fetch(`/x/${exercise.id}/media/${id}`)).status).toBe(401)
    const other = await openExercise(server, { title: 'Other' })
    const stranger = await other.join('member', 'ada', { syndicate: 's1' })
    expect((await stranger.browser.fetch(`/x/${exercise.id}/media/${id}?seat=${stranger.seat}`)).status).toBe(401)
    expect((await stranger.browser.fetch(`/x/${other.id}/media/${id}?seat=${stranger.seat}`)).status).toBe(404)
  })

  test('[MED8] whoever was removed sees nothing more', async () => {
    const id = await brought(amina, png())
    await staff({ type: 'seat:remove', seat: amina.seat })
    expect([401, 403]).toContain((await see(amina, id)).status)
  })
})
