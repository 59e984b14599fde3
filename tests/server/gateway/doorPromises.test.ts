/** What the door promises in figures: codes guessed for eight hours, the policy of every answer, and whose pages and names are answered. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { limits } from '#shared/protocol/limits.ts'
import { GuessBudget } from '../../../server/gateway/guessBudget.ts'
import { FakeClock } from '../../support/fakeClock.ts'
import { png } from '../../support/pictures.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { openExercise, startServer, type TestExercise, type TestServer } from '../../support/startServer.ts'
import type { Person } from '../../support/person.ts'
import { sizeOf } from '../../sizes.ts'

/** A million in a night's run; here a fifth of it. */
const guesses = sizeOf('guesses')
const dayMs = 8 * 3600_000
const strangers = 50
const honest = 30

let server: TestServer
let exercise: TestExercise
let amina: Person

beforeAll(async () => {
  server = await startServer()
  exercise = await openExercise(server, { syndicates: 3 })
  amina = await exercise.join('member', 'amina', { syndicate: 's1' })
})
afterAll(async () => {
  expect(server.faults).toEqual([])
  await server.close()
})

test(`[DOOR74] of ${guesses.toLocaleString('en')} guesses from fifty laptops in eight hours none opens a seat, and thirty honest people come in at their first try`, () => {
  const clock = new FakeClock()
  const budget = new GuessBudget(clock)
  const random = seededRandom(Number(process.env['SEED'] ?? 12))
  const { registry } = server.app
  const comesAt = new Set(Array.from({ length: honest }, (_, index) => Math.floor(((index + 0.5) / honest) * guesses)))
  let [looked, hits, letIn] = [0, 0, 0]
  for (let guess = 0; guess < guesses; guess += 1) {
    clock.turn(dayMs / guesses)
    const address = `10.0.0.${random.whole(strangers)}`
    if (budget.waitMs(address) === 0) {
      looked += 1
      if (registry.findCode(String(random.whole(1e8)).padStart(8, '0')) === null) budget.wrong(address)
      else hits += 1
    }
    if (comesAt.has(guess) && budget.waitMs(`10.0.1.${letIn}`) === 0 && registry.findCode(exercise.code('member', 's1')) !== null) letIn += 1
  }
  expect([hits, letIn]).toEqual([0, honest])
  // The house's budget, and the first of each laptop in a minute: somebody who has not guessed wrong is never made to wait for others.
  expect(looked).toBeLessThanOrEqual(((limits.wrongCodesPerMinute + strangers) * dayMs) / 60_000)
  console.log(`${guesses} guesses in eight hours: ${looked} looked at, ${hits} hits; ${letIn} of ${honest} honest people in at once`)
})

/** A policy as its directives. */
function directives(policy: string): Map<string, string[]> {
  return new Map(policy.split(';').map((each) => each.trim().split(/\s+/)).map(([name = '', ...sources]) => [name, sources]))
}

test('[DOOR75] the policy of every answer, of refusals too, lets nothing in from outside; style on elements is its only allowance', async () => {
  const kept = await (await amina.browser.fetch(`/x/${exercise.id}/media?seat=${amina.seat}&document=syndicate/s1/board`, { method: 'POST', body: new Uint8Array(png()), headers: { 'content-type': 'application/octet-stream' } })).json() as { value: { id: string } }
  const paths = ['/', '/j', '/staff', `/seat/${amina.seat}`, '/api/house', '/api/nothing', '/nothing', '/maps/small-zone/zone.json', '/%E0%A4%A', `/x/${exercise.id}/replay?seat=${amina.seat}`, `/x/${exercise.id}/documents/control@1?seat=${amina.seat}`, `/x/${exercise.id}/media/nothing?seat=${amina.seat}`]
  for (const path of paths) {
    const response = await amina.browser.fetch(path)
    await response.arrayBuffer()
    const policy = directives(response.headers.get('content-security-policy') ?? '')
    const host = new URL(server.origin).host
    expect([path, Object.fromEntries(policy)]).toEqual([path, {
      'default-src': ["'none'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'style-src-attr': ["'unsafe-inline'"], 'img-src': ["'self'", 'data:', 'blob:'], 'media-src': ["'self'"], 'font-src': ["'self'"],
      'connect-src': ["'self'", `ws://${host}`, `wss://${host}`], 'worker-src': ["'self'"], 'manifest-src': ["'self'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"], 'object-src': ["'none'"],
    }])
    expect([path, response.headers.get('x-content-type-options'), response.headers.get('referrer-policy'), response.headers.get('cross-origin-resource-policy'), response.headers.get('access-control-allow-origin')]).toEqual([path, 'nosniff', 'no-referrer', 'same-origin', null])
  }
  const picture = await amina.browser.fetch(`/x/${exercise.id}/media/${kept.value.id}?seat=${amina.seat}`)
  await picture.arrayBuffer()
  expect(picture.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
})

/** How a handshake ends: 'open' and '200' are in. */
function knock(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('open', () => socket.once('close', (code) => resolve(code >= 4400 ? String(code) : 'open')))
    socket.on('message', () => { resolve('open'); socket.terminate() })
    socket.on('unexpected-response', (_request, response) => { resolve(String(response.statusCode)); response.destroy() })
    socket.on('error', () => resolve('cut'))
  })
}

function poll(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => { response.resume(); resolve(String(response.statusCode)) })
    asked.once('error', reject)
    asked.end()
  })
}

test('[DOOR76] polling and WebSocket are answered to our own page under our own name, and to no other: 40 handshakes', async () => {
  const cookie = amina.browser.cookieHeader
  const own = `127.0.0.1:${server.port}`
  const live = `/x/${exercise.id}/live/?EIO=4&seat=${amina.seat}&protocol=1&transport=`
  const pages = ['http://evil.example', 'null', '', `http://127.0.0.1.evil.example:${server.port}`, 'http://127.0.0.1:1', `http://evil.example/?${own}`, `https://evil@${own}.evil.example`, 'file://', 'http://localhost.evil.example']
  const hosts = ['evil.example', `127.0.0.1.evil.example:${server.port}`, '192.168.7.7', `evil.example@${own}`]
  const accepted: string[] = []
  let tried = 0
  const mustFail = async (what: string, ended: Promise<string>): Promise<void> => {
    tried += 1
    const code = await ended
    if (code === 'open' || code === '200' || code === '101') accepted.push(`${what}: ${code}`)
  }
  const document = `/x/${exercise.id}/yjs/overlay@1?seat=${amina.seat}`
  for (const origin of pages) {
    await mustFail(`live from ${origin}`, knock(`${live}websocket`, { cookie, origin, host: own }))
    await mustFail(`document from ${origin}`, knock(document, { cookie, origin, host: own }))
    await mustFail(`polling from ${origin}`, poll(`${live}polling`, { cookie, origin, host: own }))
  }
  for (const host of hosts) {
    await mustFail(`live as ${host}`, knock(`${live}websocket`, { cookie, origin: `http://${host}`, host }))
    await mustFail(`document as ${host}`, knock(document, { cookie, origin: `http://${host}`, host }))
    await mustFail(`polling as ${host}`, poll(`${live}polling`, { cookie, origin: `http://${host}`, host }))
  }
  // Polling is not spoken at all, not even to our own page.
  await mustFail('polling from our own page', poll(`${live}polling`, { cookie, origin: server.origin, host: own }))
  expect(accepted).toEqual([])
  expect(tried).toBe(40)
  expect(await knock(`${live}websocket`, { cookie, origin: server.origin, host: own })).toBe('open')
})
