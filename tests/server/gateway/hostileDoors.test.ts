/** Hostile clients at the HTTP and the control door: nothing they send changes or stops anything. */
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { JoinOffer } from '#shared/protocol/http.ts'
import { limits } from '#shared/protocol/limits.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { openExercise, startServer, until, valueOf, type TestExercise, type TestServer } from '../../support/startServer.ts'
import type { LiveClient, Person } from '../../support/person.ts'

let server: TestServer
let exercise: TestExercise
let amina: Person

beforeAll(async () => {
  server = await startServer({ hostNames: ['board.lan'] })
  exercise = await openExercise(server)
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
})
afterAll(async () => { await server.close() })

/** A request with headers that fetch would not send. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      let text = ''
      response.on('data', (piece: Buffer) => { text += piece.toString('utf8') })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** How a WebSocket upgrade ends: 'open', or the status of its refusal. */
function upgrade(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('open', () => { resolve('open'); socket.close() })
    socket.on('unexpected-response', (_request, response) => { resolve(String(response.statusCode)); response.destroy() })
    socket.on('error', () => resolve('cut'))
  })
}

/** An exercise whose clock stands still: buckets do not fill up while a slow machine runs the test. */
async function onStillClock(act: (day: TestExercise) => Promise<void>): Promise<void> {
  const own = await startServer({ clock: new FakeClock() })
  try {
    await act(await openExercise(own))
    expect(own.faults).toEqual([])
  } finally {
    await own.close()
  }
}

async function stillWell(): Promise<void> {
  const live = await amina.live()
  expect(await live.command({ type: 'seat:hat', hat: null })).toBeDefined()
  live.close()
  expect(server.faults).toEqual([])
  expect(server.fatal).toEqual([])
}

describe('names and origins', () => {
  test.each([
    ['127.0.0.1', true], ['localhost', true], ['localhost:1', true], ['board.lan', true], ['BOARD.LAN:80', true], ['[::1]:8080', true],
    ['evil.example', false], ['board.lan.evil.example', false], ['127.0.0.1.evil.example', false], ['board.lan@evil.example', false],
    ['192.168.7.7', false], ['localhost:80:80', false], ['xn--board-lan', false],
  ])('[DOOR15] a request to the host name "%s" is answered: %s', async (host, answered) => {
    const { status } = await raw('GET', '/api/house', { host })
    expect(status === 200).toBe(answered)
  })

  test.each([
    [(own: string) => own, true], [() => 'http://evil.example', false], [() => 'null', false], [() => '', false],
    [(own: string) => `${own}.evil.example`, false], [(own: string) => own.replace(/:\d+$/, ':1'), false], [(own: string) => `http://evil.example/?${own}`, false],
    [() => 'http://board.lan', false], [() => null, false],
  ])('[DOOR16] a change asked from another page is refused (%#)', async (origin, allowed) => {
    const named = origin(server.origin)
    const headers: Record<string, string> = { host: `127.0.0.1:${server.port}`, 'content-type': 'application/json', ...(named === null ? {} : { origin: named }) }
    const { status } = await raw('POST', '/api/join/look', headers, JSON.stringify({ code: exercise.code('observer') }))
    expect(status === 200).toBe(allowed)
  })

  test.each([
    ['http://evil.example'], ['null'], [''], [`http://127.0.0.1.evil.example`], ['http://good.lan'],
  ])('[DOOR17] the live channel is closed to a page from "%s", though the cookie is right', async (origin) => {
    const path = `/x/${exercise.id}/live/?EIO=4&transport=websocket&seat=${amina.seat}&protocol=1`
    expect(await upgrade(path, { cookie: amina.browser.cookieHeader, origin })).not.toBe('open')
    expect(await upgrade(path, { cookie: amina.browser.cookieHeader })).not.toBe('open')
    expect(await upgrade(path, { cookie: amina.browser.cookieHeader, origin: server.origin, host: 'evil.example' })).not.toBe('open')
    expect(await upgrade(path, { cookie: amina.browser.cookieHeader, origin: server.origin })).toBe('open')
  })

  test('[DOOR18] upgrades to addresses that are none are cut, and polling is not spoken', async () => {
    for (const path of ['/', '/x/', '/socket.io/?EIO=4&transport=websocket', `/x/${exercise.id}/other`, '/x/../live', `/x/${exercise.id}/live/extra`]) {
      expect(await upgrade(path, { cookie: amina.browser.cookieHeader, origin: server.origin })).not.toBe('open')
    }
    const { status } = await raw('GET', `/x/${exercise.id}/live/?EIO=4&transport=polling&seat=${amina.seat}`, { host: 'localhost', cookie: amina.browser.cookieHeader })
    expect(status).toBe(404)
    await stillWell()
  })

  test('[DOOR19] every answer carries the headers that keep pages from outside out, and nothing that breaks plain HTTP', async () => {
    const { headers } = await raw('GET', '/api/house', { host: 'board.lan:8080' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain('ws://board.lan:8080')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['cross-origin-opener-policy']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  })

  test('[DOOR20] a proxy in between makes nobody local', async () => {
    const { text } = await raw('GET', '/api/house', { host: 'localhost', cookie: exercise.house.cookieHeader, 'x-forwarded-for': '127.0.0.1' })
    expect(JSON.parse(text)).toMatchObject({ value: { mayCreate: false } })
  })
})

describe('bodies and addresses', () => {
  test.each([
    ['nothing', ''], ['no JSON', '{'], ['a list', '[]'], ['null', 'null'], ['a number', '7'], ['other fields', '{"code":"1","more":1}'],
    ['a number for a code', '{"code":12345678}'], ['a prototype', '{"__proto__":{"code":"1"}}'], ['a deep nest', `{"code":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['half a megabyte', JSON.stringify({ code: 'x'.repeat(500_000) })],
  ])('[DOOR21] a body that is %s gets a sentence', async (_what, body) => {
    const { status, text } = await raw('POST', '/api/join/look', { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' }, body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    const answer = JSON.parse(text) as { ok: boolean; refusal: { sentence: string } }
    expect(answer.ok).toBe(false)
    expect(answer.refusal.sentence).toMatch(/\.$/)
    expect(answer.refusal.sentence).not.toMatch(/\bat \/|Error|\/work|node_modules/)
  })

  test.each(['x%E2%80%A8y', 'x%0Ay', 'x=1;%20Domain=elsewhere;%20y', 'x%C3%BFy', 'x'.repeat(65)])('[DOOR61] leaving a seat by the name "%s", which no seat has, sets no cookie and is no fault', async (name) => {
    const left = await raw('POST', `/api/seat/${name}/leave`, { host: 'localhost', origin: 'http://localhost' })
    expect([left.status, left.headers['set-cookie']]).toEqual([200, undefined])
    await stillWell()
  })

  test('[DOOR22] nothing of the maps folder is served but the zone, whatever the path is written like', async () => {
    const { text } = await raw('GET', '/maps/small-zone/zone.json', { host: 'localhost' })
    expect(JSON.parse(text)).toMatchObject({ id: 'small-zone' })
    for (const path of [
      '/maps/small-zone/scenarios/small/scenario.json', '/maps/../package.json', '/maps/%2e%2e/package.json', '/maps/small-zone/..%2f..%2fpackage.json',
      '/maps/small-zone/%252e%252e/package.json', '/maps/small-zone\\..\\zone.json', '/maps/wenza/scenarios/wenza-day/msel/move-1.json', '/maps/__proto__/zone.json',
      '/server/main.ts', '/../package.json', '/package.json', '/%2e%2e/package.json', '/data/house.sqlite', '/maps/small-zone/zone.json%00.png', '/%E0%A4%A',
    ]) {
      const answer = await raw('GET', path, { host: 'localhost' })
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.text, path).not.toMatch(/CANARY|"scripts"|INJ-/)
    }
    await stillWell()
  })

  test('[DOOR23] bytes that are no HTTP end their own line only', async () => {
    for (const bytes of ['\0\0\0\0\r\n\r\n', `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(20_000)}\r\n`, 'GET /x/y/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n']) {
      await new Promise<void>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => { socket.write(bytes) })
        socket.on('data', () => undefined)
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
        socket.setTimeout(1500, () => { socket.destroy() })
      })
    }
    await stillWell()
  })
})

describe('the control channel', () => {
  const values: readonly unknown[] = [null, true, 0, -1, 1e308, '', 'x'.repeat(5000), [], [[]], {}, { type: 'clock:pause' }, { type: '__proto__' }, { type: 'stage:begin' }]

  test('[DOOR24] every event with any number of arguments of any kind, with and without an acknowledgement, stops nothing', async () => {
    const live = await amina.live()
    let answered = 0
    for (const event of ['command', 'clock', 'pointer', 'view', 'event', 'trace', 'notice', 'presence', 'message', 'toString', '__proto__', 'constructor', '']) {
      for (let count = 0; count <= 5; count += 1) {
        for (const value of values) {
          const args = Array.from({ length: count }, () => value)
          live.socket.emit(event, ...args)
          live.socket.emit(event, ...args, () => { answered += 1 })
        }
      }
    }
    await until(() => answered > 13 * 60, 'they are answered', 15_000)
    live.close()
    await stillWell()
  })

  test('[DOOR25] a message nested ten thousand deep is refused to its sender', async () => {
    const deep = await exercise.join('observer', 'deep')
    const live = await deep.live()
    const nest = (depth: number): unknown => { let value: unknown = 'x'; for (let level = 0; level < depth; level += 1) value = [value]; return value }
    // The packet is written by hand: our own client would stumble over it before the wire.
    const text = `42/,1["command",{"type":"message:send","text":${'['.repeat(10_000)}${']'.repeat(10_000)},"syndicates":[]}]`
    live.socket.io.engine.send(text.replace('42/,', '2'))
    const answer = await live.command({ type: 'message:send', text: nest(500), syndicates: [] })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'unreadable' } })
    live.close()
    await stillWell()
  })

  test('[DOOR26] frames that are no packets cut their own socket only', async () => {
    const bystander = await exercise.chief.live()
    const path = `/x/${exercise.id}/live/?EIO=4&transport=websocket&seat=${amina.seat}&protocol=1`
    for (const frame of ['', '4', '42', '42{', '42["', '451-["command"', '4599-[]', 'x', '40/admin,', '42/admin,["command"]', '2probe', '6', '42["command",{"_placeholder":true,"num":0}]', Buffer.alloc(100_000), '4'.repeat(600_000)]) {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers: { cookie: amina.browser.cookieHeader, origin: server.origin } })
      await new Promise<void>((resolve) => {
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
        socket.on('open', () => {
          socket.send('40')
          socket.once('message', () => {
            socket.send(frame, () => setImmediate(() => socket.close()))
          })
        })
      })
    }
    expect(bystander.socket.connected).toBe(true)
    bystander.close()
    await stillWell()
  })

  test('[DOOR27] too many commands are answered "too fast", and nobody else waits for them', async () => {
    await onStillClock(async (day) => {
      const live = await (await day.join('member', 'bao', { syndicate: 's2' })).live()
      const replies = await Promise.all(Array.from({ length: 200 }, () => live.command({ type: 'clock:pause' })))
      const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.refusal.code))
      expect(codes.filter((code) => code === 'too-fast').length).toBe(200 - limits.commandsBurst)
      expect(codes).not.toContain('ok')
      live.close()
      const dana = await day.chief.live()
      expect(await dana.command({ type: 'message:send', text: 'Good morning', syndicates: [] })).toMatchObject({ ok: true })
      dana.close()
    })
  })

  test('[DOOR44] a seat that connects again and again is cut, and commands are not counted afresh by connecting', async () => {
    await onStillClock(async (day) => {
      const loop = await day.join('observer', 'loop')
      const lives = Array.from({ length: 45 }, () => loop.connect())
      await until(() => lives.filter((live) => live.view !== null).length === 30, 'the first thirty are in')
      const other = await (await day.join('observer', 'other')).live()
      expect(lives.filter((live) => live.view !== null).length).toBe(30)
      for (const live of [...lives, other]) live.close()
    })
    await stillWell()
  })

  test('[DOOR28] nothing staff alone may do is done for a member or an observer', async () => {
    const before = exercise.state()
    const bao = await exercise.join('member', 'bao', { syndicate: 's2' })
    const omar = await exercise.join('observer', 'omar')
    const lives: LiveClient[] = [await bao.live(), await omar.live()]
    const staffOnly = [
      { type: 'clock:resume' }, { type: 'clock:rate', rate: 2 }, { type: 'stage:begin', index: 2 }, { type: 'boards:freeze' }, { type: 'inject:release', serial: 'INJ-01', syndicates: ['s1'] },
      { type: 'inject:hold', serial: 'INJ-01' }, { type: 'seat:admit', seats: [bao.seat] }, { type: 'seat:move', seat: bao.seat, syndicate: 's1', hat: null },
      { type: 'seat:remove', seat: exercise.chief.seat }, { type: 'code:rotate', code: exercise.code('member', 's1') }, { type: 'floor:give', syndicate: 's2' },
      { type: 'board:release', syndicate: 's1', history: 'making' }, { type: 'document:restore', document: 'control', toSequence: 1 },
      { type: 'world:change', scope: { kind: 'common' }, change: { kind: 'crossing', thing: 'farrow', state: 'destroyed', note: '' } },
      { type: 'chief:seat', name: 'eve' }, { type: 'seat:take', code: exercise.code('deputy'), name: 'eve', hat: null }, { type: 'inject:fallDue' }, { type: 'author:claim', document: 'control', clientId: 1, seat: bao.seat }, { type: 'document:damaged', document: 'control', epoch: 1, lastGood: { sequence: 1, recordedAt: 1 } },
    ]
    for (const live of lives) for (const command of staffOnly) expect(await live.command(command), command.type).toMatchObject({ ok: false })
    expect({ ...exercise.state(), seats: {} }).toEqual({ ...before, seats: {} })
    for (const live of lives) {
      expect(live.wire).not.toMatch(/CANARY|PLANNED|INJ-/)
      live.close()
    }
  })
})

describe('guessing codes', () => {
  test('[DOOR29] five wrong codes a minute, then a sentence says how long to wait; a known seat goes on', async () => {
    const own = await startServer()
    try {
      const day = await openExercise(own)
      const bao = await day.join('member', 'bao', { syndicate: 's2' })
      const guesser = own.browser()
      for (let guess = 0; guess < 5; guess += 1) {
        expect(await guesser.post('/api/join/look', { code: `0000000${guess}` })).toMatchObject({ ok: false, refusal: { code: 'wrong-code' } })
      }
      const refused = await guesser.post<JoinOffer>('/api/join/look', { code: day.code('observer') })
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'too-many-tries' } })
      expect(refused.ok ? '' : refused.refusal.sentence).toMatch(/wait \d+ seconds/)
      expect(valueOf(await bao.browser.get(`/api/seat/${bao.seat}`))).toMatchObject({ status: 'admitted' })
      const live = await bao.live()
      expect(live.socket.connected).toBe(true)
      live.close()
    } finally {
      await own.close()
    }
  })
})
