/**
 * Damaged packets and events at the control door, and damaged requests at the HTTP door, of a running server, while amina
 * and ada write and omar reads. `SEED=` repeats a run, `DOOR_FRAMES=` makes it longer.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { protocolVersion } from '#shared/protocol/version.ts'
import { fuzzRun, mutatedFrame, mutatedText } from '../support/mutations.ts'
import type { LiveClient, Person } from '../support/person.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { SharedBoard } from '../support/sharedBoard.ts'

const { seed, frames, timeoutMs } = fuzzRun()
const lookEvery = 500

let folder: string
let board: SharedBoard
let dana: LiveClient

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-client-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>EXERCISE</title>')
  board = await SharedBoard.open({ clientFolder: folder })
  dana = await board.exercise.chief.live()
})
afterAll(async () => {
  dana.close()
  await board.close()
  rmSync(folder, { recursive: true })
})

describe('damaged packets', () => {
  test(`[DOOR50] of members and observers stop nothing and change nothing staff decide (SEED=${seed})`, async () => {
    const random = seededRandom(seed)
    const before = decidedByStaff()
    const people = await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? board.member() : board.observer())))
    const ends = new Map<string, number>()
    for (let sent = 0; sent < frames;) {
      const visit = await visitOf(random.pick(people), random, Math.min(60, frames - sent))
      ends.set(visit.end, (ends.get(visit.end) ?? 0) + 1)
      if (Math.floor(sent / lookEvery) !== Math.floor((sent + visit.frames) / lookEvery)) await look()
      sent += visit.frames
    }
    console.log(`${frames} damaged packets, visits ended ${JSON.stringify(Object.fromEntries([...ends].sort()))}`)
    await look()
    expect(decidedByStaff()).toEqual(before)
  }, timeoutMs)
})

describe('damaged requests', () => {
  test(`[DOOR51] are each answered or cut, within a second, and never with a fault (SEED=${seed})`, async () => {
    const random = seededRandom(seed + 1)
    const person = await board.observer()
    const before = decidedByStaff()
    const answers = new Map<number, number>()
    for (let i = 0; i < frames / 3; i += 1) {
      const began = performance.now()
      const status = await requested(person, random)
      answers.set(status, (answers.get(status) ?? 0) + 1)
      expect(performance.now() - began).toBeLessThan(2000)
      if (i % lookEvery === lookEvery - 1) await look()
    }
    console.log(`${Math.ceil(frames / 3)} damaged requests, answered ${JSON.stringify(Object.fromEntries([...answers].sort()))}`)
    await look()
    for (const status of answers.keys()) expect(status).toBeLessThan(500)
    expect(decidedByStaff()).toEqual(before)
  }, timeoutMs)
})

async function look(): Promise<void> {
  expect(await board.complaints('anybody')).toEqual([])
  expect(dana.socket.connected).toBe(true)
}

function decidedByStaff(): unknown {
  const { stage, agenda, codes, floor, boards, planned, injects, world, lobby, automatic } = board.exercise.state()
  return { stage, agenda, codes, floor, boards, planned, injects, world, lobby, automatic }
}

const honest = [
  '40', '2', '42["pointer",{"lat":-5.8,"lng":-9.1}]', '421["clock"]', '423["command",{"type":"plan:submit"}]',
  '427["command",{"type":"seat:hat","hat":"operations"}]', '42["command",{"type":"inject:answer","inject":"x","answer":{"choice":null,"reason":"","at":[1,2],"units":["INF4-A"],"text":"t","riskAcceptedBy":""}}]',
  '429["command",{"type":"stage:show","view":{"bounds":[-6,-10,-5,-9],"section":null,"hiddenLayers":[],"highlight":[]}}]',
  '4211["command",{"type":"message:send","text":"x","syndicates":[]}]', '451-["command",{"_placeholder":true,"num":0}]', '41', '43[]', '4210["__proto__",{"__proto__":{"type":"clock:pause"}}]',
]

async function visitOf(person: Person, random: SeededRandom, most: number): Promise<{ readonly frames: number; readonly end: string }> {
  const { browser, exercise, seat } = person
  const socket = new WebSocket(`${browser.origin.replace('http', 'ws')}/x/${exercise}/live/?EIO=4&transport=websocket&seat=${seat}&protocol=${protocolVersion}`, {
    headers: { cookie: browser.cookieHeader, origin: browser.origin },
  })
  socket.on('error', () => undefined)
  const closed = new Promise<string>((resolve) => { socket.once('close', (code) => resolve(String(code))) })
  if (await Promise.race([once(socket, 'open').then(() => false, () => true), closed])) return { frames: 1, end: 'refused' }
  if (random.chance(0.95)) {
    const welcomed = new Promise<null>((resolve) => { socket.on('message', (data: Buffer) => { if (data.toString('latin1').startsWith('40')) resolve(null) }) })
    socket.send('40')
    const end = await Promise.race([closed, welcomed])
    if (end !== null) return { frames: 1, end }
  }
  const known = honest.map((text) => new TextEncoder().encode(text))
  let frames = 0
  let end: string | null = null
  while (end === null && frames < most) {
    const chance = random.next()
    // A packet that is none ends the visit: most are packets with a body no one expects.
    socket.send(chance < 0.02 ? mutatedFrame(known, random) : chance < 0.1 ? mutatedText(honest, random) : damagedJson(random))
    frames += 1
    socket.ping()
    end = await Promise.race([closed, once(socket, 'pong').then(() => null, () => 'refused')])
  }
  socket.terminate()
  return { frames, end: end ?? 'left' }
}

const heard = ['command', 'command', 'command', 'command', 'pointer', 'clock', 'view', 'x', 'toString', '__proto__', ''] as const
/** Names Socket.IO keeps for itself: saying one ends the visit. */
const reserved = ['connect', 'disconnect', 'connect_error', 'disconnecting', 'newListener', 'removeListener', 'error'] as const

/** A packet whose JSON holds, with values no field expects. */
function damagedJson(random: SeededRandom): string {
  const odd = (depth: number): unknown => random.pick<() => unknown>([
    () => null, () => random.whole(1e9) - 5e8, () => 1e308, () => '', () => 'x'.repeat(random.whole(3000)), () => true, () => [],
    () => (depth > 6 ? {} : { [random.pick(['type', 'lat', 'constructor', 'toString', 'length', 'hat', '0'])]: odd(depth + 1), lng: odd(depth + 1) }),
    () => (depth > 6 ? [] : Array.from({ length: random.whole(6) }, () => odd(depth + 1))), () => '\u0000\ud800\u202e', () => ({ _placeholder: true, num: random.whole(9) }),
  ])()
  const type = random.pick(['plan:submit', 'seat:hat', 'inject:answer', 'stage:show', 'clock:pause', 'document:restore', 'constructor', 'seat:take', 'author:claim'])
  const body = random.chance(0.5) ? odd(0) : { type, ...(odd(0) as object | null), [random.pick(['hat', 'view', 'answer', 'inject', 'more'])]: odd(0) }
  const id = random.chance(0.6) ? String(random.whole(2 ** 31)) : ''
  return `42${id}${JSON.stringify([random.pick(random.chance(0.97) ? heard : reserved), body, ...(random.chance(0.2) ? [odd(0)] : [])])}`
}

/** The status of the answer; 0 when the line was cut. */
function requested(person: Person, random: SeededRandom): Promise<number> {
  const { exercise, seat, browser } = person
  const paths = [
    '/api/house', '/api/house/enter', '/api/exercises', `/api/exercises/${exercise}/chief`, `/api/exercises/${exercise}/seats`, '/api/join/look', '/api/join/take',
    `/api/seat/${seat}`, `/api/seat/nobody/leave`, `/x/${exercise}/documents/syndicate/s1/board@1?seat=${seat}`, `/x/${exercise}/replay?seat=${seat}&after=0`,
    `/x/${exercise}/ticket?seat=${seat}&document=syndicate/s1/board`, '/maps/small-zone/zone.json', '/', '/assets/x.js',
  ]
  const bodies = ['{"token":"x"}', '{"code":"12345678"}', '{"code":"12345678","name":"eve","hat":null}', '{"role":"observer"}', '{"scenario":"small","title":"t","syndicates":3,"name":"n","roster":[],"lobby":false}', '']
  // Node's own client refuses to send these characters in a path.
  const path = (random.chance(0.5) ? random.pick(paths) : mutatedText(paths, random)).replace(/[^\x21-\xff]/g, '%00')
  const body = Buffer.from(mutatedFrame(bodies.map((text) => new TextEncoder().encode(text)), random))
  const port = Number(new URL(browser.origin).port)
  return new Promise((resolve) => {
    const request = httpRequest({
      host: '127.0.0.1', port, path: path.startsWith('/') ? path : `/${path}`, method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']),
      headers: {
        host: `127.0.0.1:${port}`, origin: browser.origin, cookie: random.chance(0.7) ? browser.cookieHeader : 'seat_=;;;=',
        'content-type': random.pick(['application/json', 'application/json', 'application/json; charset=utf-7', 'text/plain', 'multipart/form-data; boundary=x']),
        'content-encoding': random.pick(['identity', 'identity', 'identity', 'gzip', 'br', 'nothing']), 'content-length': body.length,
      },
    }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', () => resolve(0))
    })
    request.on('error', () => resolve(0))
    request.end(body)
  })
}
