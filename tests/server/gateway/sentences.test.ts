/** Whoever asks wrongly is told so in a sentence to act on: every route, every command, every kind of bad input. */
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import * as z from 'zod/mini'
import { commandParser } from '#shared/exercise/commands.ts'
import { commandTable } from '#shared/exercise/permissionTable.ts'
import { refusalCodes } from '#shared/exercise/refusal.ts'
import type { Browser, TestExercise, TestServer } from '../../support/startServer.ts'
import { openExercise, startServer, until } from '../../support/startServer.ts'
import type { Person } from '../../support/person.ts'

let server: TestServer
/** Of its own: wrong codes asked over HTTP would keep people out of the control door's tests. */
let control: TestServer
let day: TestExercise
let exercise: TestExercise
let amina: Person

beforeAll(async () => {
  server = await startServer()
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
  control = await startServer()
  day = await openExercise(control)
})
afterAll(async () => {
  await server.close()
  await control.close()
})

/** What is wrong with how something was refused; empty when it is well said. */
function faultsOf(answer: unknown): string[] {
  const parsed = z.safeParse(z.strictObject({ ok: z.literal(false), refusal: z.strictObject({ code: z.enum(refusalCodes), sentence: z.string() }) }), answer)
  if (!parsed.success) return [`no refusal: ${JSON.stringify(answer).slice(0, 200)}`]
  const { sentence } = parsed.data.refusal
  const faults: string[] = []
  if (!/^[A-Z0-9]/.test(sentence) || !sentence.endsWith('.')) faults.push('no whole sentence')
  if (sentence.length > 200) faults.push('longer than 200 characters')
  if (/\bat \/|Error\b|node_modules|\.[jt]s\b|\/(work|home|usr|tmp)\b|\\u|\[object|undefined|NaN|\bnull\b/.test(sentence)) faults.push('speaks of the inside')
  if (/zod|invalid input|invalid_|expected (string|number|object|array|boolean)|received|unrecognized|discriminator|schema|JSON|stack/i.test(sentence)) faults.push('speaks like a parser')
  return faults.map((fault) => `${fault}: ${sentence}`)
}

const oddBodies: readonly (string | undefined)[] = [
  undefined, '', '{', '[]', 'null', '7', '"text"', '{}', '{"__proto__":{"code":"1"}}', '{"constructor":1}', '{"code":null,"token":7,"role":"chief","scenario":[],"name":{}}',
  `{"code":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, JSON.stringify({ code: 'x'.repeat(100_000) }), JSON.stringify({ token: 'x'.repeat(400_000) }),
  '{"token":"wrong"}', '{"role":"observer"}', '{"code":"00000000"}', '{"scenario":"none","title":"t","syndicates":3,"name":"n","roster":[],"lobby":false}', '{"scenario":"none","title":"","syndicates":99,"name":"","roster":[7],"lobby":0}',
]

/** Every route as the gateway writes it, with bad ways to ask for it. */
const routes: Readonly<Record<string, readonly string[]>> = {
  'get /api/house': [],
  'post /api/house/enter': ['/api/house/enter'],
  'post /api/exercises': ['/api/exercises'],
  'post /api/exercises/:exercise/chief': ['/api/exercises/nothing/chief', '/api/exercises/__proto__/chief', '/api/exercises/%00/chief'],
  'post /api/exercises/:exercise/seats': ['/api/exercises/nothing/seats', '/api/exercises/constructor/seats'],
  'get /api/exercises/:exercise/copy': ['/api/exercises/nothing/copy', '/api/exercises/__proto__/copy', '/api/exercises/%00/copy'],
  'post /api/exercises/:exercise/back': ['/api/exercises/nothing/back', '/api/exercises/__proto__/back'],
  'post /api/exercises/:exercise/delete': ['/api/exercises/nothing/delete', '/api/exercises/__proto__/delete', '/api/exercises/%00/delete'],
  'post /api/house/bring': ['/api/house/bring'],
  'get /api/exercises/:exercise/laptop': ['/api/exercises/nothing/laptop', '/api/exercises/__proto__/laptop', '/api/exercises/%00/laptop'],
  'post /api/join/look': ['/api/join/look'],
  'post /api/join/take': ['/api/join/take'],
  'get /api/seat/:seat': ['/api/seat/nobody', '/api/seat/__proto__', '/api/seat/%E0%A4%A', '/api/seat/a%2fb'],
  'post /api/seat/:seat/leave': [],
  'get /x/:exercise/documents/*name': ['/x/EX/documents/nothing@1?seat=ME', '/x/EX/documents/control@1?seat=ME', '/x/EX/documents/syndicate/s1/board@7?seat=ME', '/x/EX/documents/syndicate/s1/board@1', '/x/nothing/documents/control@1?seat=ME', '/x/EX/documents/%00@x?seat=ME', '/x/EX/documents/control@99999999999999999999?seat=ME'],
  'post /x/:exercise/media': ['/x/EX/media?seat=ME&document=syndicate/s1/board', '/x/EX/media?seat=ME&document=__proto__', '/x/EX/media?seat=ME', '/x/EX/media?seat=nobody', '/x/nothing/media?seat=ME'],
  'post /x/:exercise/exhibits': ['/x/EX/exhibits?seat=ME', '/x/EX/exhibits?seat=nobody', '/x/EX/exhibits', '/x/nothing/exhibits?seat=ME'],
  'get /x/:exercise/media/:id': ['/x/EX/media/nothing?seat=ME', '/x/EX/media/__proto__?seat=ME', '/x/EX/media/%00?seat=ME', '/x/EX/media/nothing', '/x/nothing/media/nothing?seat=ME'],
  'get /x/:exercise/replay': ['/x/EX/replay?seat=ME&after=-1', '/x/EX/replay?seat=ME&after=x', '/x/EX/replay?seat=ME&after=1e99', '/x/EX/replay?seat=nobody', '/x/EX/replay?seat=__proto__', '/x/nothing/replay?seat=ME'],
  'get /x/:exercise/ticket': ['/x/EX/ticket?seat=ME&document=control', '/x/EX/ticket?seat=ME&document=__proto__', '/x/EX/ticket?seat=ME', '/x/EX/ticket?ticket=abc'],
  'get /maps/:zone/:folder/:name': ['/maps/nothing/terrain/x.webp', '/maps/__proto__/terrain/x.webp', '/maps/small-zone/scenarios/scenario.json', '/maps/small-zone/terrain/..%2f..%2fx'],
  'get /maps/:zone/zone.json': ['/maps/nothing/zone.json', '/maps/__proto__/zone.json', '/maps/%2e%2e/zone.json'],
}
const elsewhere = ['/nothing', '/api', '/api/nothing', '/x', '/x/EX', '/x/EX/live/', '/maps/small-zone/scenarios/small/scenario.json', '/assets/none.js', '/%E0%A4%A', '/..%2f..%2fetc/passwd']

describe('the HTTP door', () => {
  test('[DOOR52] no route is left out here', () => {
    const folder = new URL('../../../server/gateway/', import.meta.url)
    const source = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n')
    const written = [...source.matchAll(/routes\.(get|post|put|delete|patch)\('([^']+)'/g)].map(([, method = '', path = '']) => `${method} ${path}`)
    const pages = ['get /assets/:name', 'get /:name']
    expect(written.filter((route) => !pages.includes(route)).sort()).toEqual(Object.keys(routes).sort())
  })

  test.each(Object.keys(routes))('[DOOR53] "%s" asked wrongly says in a sentence what is wrong', async (route) => {
    const [method = 'get'] = route.split(' ')
    let refused = 0
    for (const browser of [amina.browser, exercise.house, server.browser()]) {
      for (const asked of routes[route] ?? []) {
        for (const body of method === 'post' ? oddBodies : [undefined]) {
          const { status, answer } = await ask(browser, method, asked, body)
          if (status === 200) continue
          refused += 1
          expect(status).toBeLessThan(500)
          expect(faultsOf(answer), `${method} ${asked} ${body?.slice(0, 60) ?? ''}`).toEqual([])
        }
      }
    }
    if ((routes[route] ?? []).length > 0) expect(refused).toBeGreaterThan(0)
    expect(server.faults).toEqual([])
  })

  test('[DOOR53] an address that is none, a wrong method, another page and another name are told so', async () => {
    for (const path of [...elsewhere, ...Object.values(routes).flat()]) {
      for (const method of ['get', 'put', 'delete', 'patch']) {
        const { status, answer } = await ask(amina.browser, method, path, undefined)
        if (status !== 200) expect(faultsOf(answer), `${method} ${path}`).toEqual([])
      }
    }
    const foreign = await amina.browser.fetch('/api/join/look', { method: 'POST', headers: { origin: 'http://evil.example', 'content-type': 'application/json' }, body: '{}' })
    expect(faultsOf(await foreign.json())).toEqual([])
    expect(server.faults).toEqual([])
  })

  test('[DOOR54] a line that speaks no HTTP, and an upgrade from elsewhere, get a sentence too', async () => {
    const upgrade = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
    for (const bytes of ['\0\0\0\r\n\r\n', 'HELLO\r\n\r\n', upgrade(`/x/${exercise.id}/yjs/control@1?seat=x`)]) {
      const said = await new Promise<string>((resolve) => {
        let text = ''
        const socket = connect(server.port, '127.0.0.1', () => { socket.write(bytes) })
        socket.on('data', (piece: Buffer) => { text += piece.toString('utf8') })
        socket.on('close', () => resolve(text))
        socket.on('error', () => resolve(text))
      })
      const sentence = said.split('\r\n\r\n')[1] ?? ''
      expect(sentence).toMatch(/^[A-Z].{10,190}\.\n?$/)
    }
  })
})

describe('the control door', () => {
  const schema = z.toJSONSchema(commandParser) as { readonly oneOf?: readonly Shape[]; readonly anyOf?: readonly Shape[] }
  const shapes = new Map((schema.oneOf ?? schema.anyOf ?? []).map((shape) => [shape.properties['type']?.const ?? '', Object.keys(shape.properties).filter((field) => field !== 'type')]))
  /** Well formed, and of nothing that is there. */
  const nobody: Readonly<Record<string, unknown>> = {
    serial: 'INJ-99', inject: 'nobody', seat: 'nobody', was: 'nobody', seats: ['nobody'], syndicate: 'nobody', syndicates: ['nobody'], hat: 'nobody', code: '00000000', rate: 1, moveMinute: 10,
    index: 150, minutes: 10, open: true, on: true, text: 'x', mark: 'good', note: '', scope: { kind: 'common' }, change: { kind: 'unpin', thing: 'nobody', note: '' }, history: 'result',
    document: 'control', toSequence: 2_147_483_647, sequence: 2_147_483_647, view: { bounds: [0, 0, 1, 1], section: null, hiddenLayers: [], highlight: [] },
    vote: 'nobody', ballot: [0], media: 'nobody', page: 2, playing: true, positionMs: 0, exhibit: { media: 'nobody', kind: 'audio', title: 'x', words: '', notice: null, hat: null, pages: null }, kind: 'dots', question: 'nobody', choices: ['one', 'two'], dots: 1, audience: 'guests', layout: 'side', at: [10, 10], recordedAt: 10, pace: 1, look: { kind: 'syndicate', syndicate: 'nobody' }, names: false, difference: { syndicate: 'nobody', before: ['nobody'], plan: [], marks: [] }, signed: false, state: 'taken', only: { seat: 'nobody' }, dueMinute: 10, rule: 'nobody', task: 'paper', how: 'done', word: 'yes', content: { title: '', text: ' ', channel: 'phone', from: '', question: null, answerMinutes: null },
    by: 5, stages: [{ id: 'nobody', minutes: 5 }], skip: ['INJ-99'], request: 'nobody', persona: 'nobody', toAll: false, channel: 'phone', answerMinutes: null, place: '', summons: 'nobody', reply: 'coming', call: 'nobody', action: 0, done: true, criterion: 'threat', points: 1,
    factor: 'nobody', value: 1, about: 'nobody', sheet: { ratings: { learned: 5, real: null, pace: null, voice: null, board: null }, keep: '', change: '' },
    card: 'nobody', from: { kind: 'shelf', card: 'nobody' }, item: 'nobody', onto: null, pile: 'nobody', piles: ['nobody'], name: 'x', to: { kind: 'plenary' },
    answer: { choice: null, reason: '', at: null, units: [], text: '', riskAcceptedBy: '' },
  }
  const odd: readonly unknown[] = [null, 7.5, 'ö'.repeat(5000), [], {}, [[null]]]

  test('[DOOR55] every command is asked wrongly here', () => {
    expect([...shapes.keys()].sort()).toEqual(Object.keys(commandTable).sort())
    for (const fields of shapes.values()) for (const field of fields) expect(Object.keys(nobody)).toContain(field)
  })

  test.each(Object.keys(commandTable))('[DOOR56] "%s" asked wrongly, by staff, a member or an observer, says in a sentence what is wrong', async (type) => {
    const fields = shapes.get(type) ?? []
    const whole = Object.fromEntries([['type', type], ...fields.map((field) => [field, nobody[field]])])
    const wrong: unknown[] = [{ type }, { ...whole, more: 1 }, ...fields.flatMap((field) => odd.map((value) => ({ ...whole, [field]: value })))]
    const people = [await day.join('deputy', `deputy ${type}`), await day.join('member', `member ${type}`, { syndicate: 's2' }), await day.join('observer', `observer ${type}`)]
    let refused = 0
    for (const person of people) {
      const live = await person.live()
      for (const command of [whole, ...wrong].slice(0, 55)) {
        const answer = await live.command(command)
        if (answer.ok) continue
        refused += 1
        expect(faultsOf(answer), JSON.stringify(command).slice(0, 120)).toEqual([])
        expect(answer.refusal.code).not.toBe('too-fast')
      }
      live.close()
    }
    expect(refused).toBeGreaterThan(0)
    expect(control.faults).toEqual([])
  })

  test('[DOOR57] what is no command at all, and what comes too fast, is answered in a sentence', async () => {
    const live = await (await day.join('member', 'amina', { syndicate: 's1' })).live()
    for (const command of [undefined, null, 7, '', 'x'.repeat(3000), [], {}, { type: null }, { type: 'constructor' }, { type: 'seat:take', code: '1', name: 'x', hat: null }, { type: { type: 'clock:pause' } }]) {
      expect(faultsOf(await live.command(command))).toEqual([])
    }
    expect(faultsOf(await live.socket.timeout(5000).emitWithAck('nothing', 1))).toEqual([])
    const replies = await Promise.all(Array.from({ length: 120 }, () => live.command({ type: 'clock:pause' })))
    for (const reply of replies) expect(faultsOf(reply)).toEqual([])
    expect(replies.some((reply) => !reply.ok && reply.refusal.code === 'too-fast')).toBe(true)
    live.close()
  })
})

describe('the list of injects', () => {
  test('[DOOR58] a row staff have spoilt is refused with its place and reason, in words', async () => {
    const control = day.chief.open('control@1')
    await until(() => control.provider.synced, 'dana has the list')
    const live = await day.chief.live()
    const row = control.doc.getMap<Y.Map<unknown>>('msel').get('INJ-05')
    const spoilt: readonly (readonly [string, unknown])[] = [['dueMinute', 'soon'], ['channel', 'pigeon'], ['grade', { source: 'Z' }], ['effects', [{ audience: 'all', change: { kind: 'x'.repeat(5000) } }]], ['title', 'ö'.repeat(9000)], ['expected', [7]]]
    for (const [field, value] of spoilt) {
      const before = row?.get(field)
      row?.set(field, value)
      await until(() => day.runner.documents.control().getMap<Y.Map<unknown>>('msel').get('INJ-05')?.get(field) !== before, 'the row is spoilt')
      const answer = await live.command({ type: 'inject:release', serial: 'INJ-05', syndicates: ['s1'] })
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'unreadable-inject' } })
      expect(faultsOf(answer)).toEqual([])
      row?.set(field, before)
    }
    live.close()
    control.close()
  })
})

interface Shape { readonly properties: Readonly<Record<string, { readonly const?: string }>> }

async function ask(browser: Browser, method: string, path: string, body: string | undefined): Promise<{ status: number; answer: unknown }> {
  const address = path.replace('/EX', `/${exercise.id}`).replace('seat=ME', `seat=${amina.seat}`)
  const response = await browser.fetch(address, { method: method.toUpperCase(), ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }) })
  const text = await response.text()
  try {
    return { status: response.status, answer: JSON.parse(text) as unknown }
  } catch {
    return { status: response.status, answer: text }
  }
}
