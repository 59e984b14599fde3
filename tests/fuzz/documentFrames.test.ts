/**
 * Damaged frames at the document door of a running server, by members and observers, while amina and ada write and omar
 * reads. `SEED=` repeats a run, `DOOR_FRAMES=` makes it longer.
 */
import { once } from 'node:events'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeStateVector } from '../../server/documents/decodedUpdate.ts'
import { encodeSync, syncTypes } from '#shared/protocol/frames.ts'
import { fuzzRun } from '../support/mutations.ts'
import type { Person } from '../support/person.ts'
import { RawSocket } from '../support/rawSocket.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { SharedBoard, sharedWire } from '../support/sharedBoard.ts'
import { BadHand } from './badHand.ts'

const { seed, frames, timeoutMs } = fuzzRun()
const atOnce = 8
const lookEvery = 600
const memoryMost = 300 * 1024 * 1024

let board: SharedBoard

beforeAll(async () => { board = await SharedBoard.open() })
afterAll(async () => { await board.close() })

describe('damaged frames', () => {
  test(`[DOC90] of observers change nothing (SEED=${seed})`, async () => {
    const random = seededRandom(seed)
    const people = await Promise.all(Array.from({ length: 24 }, () => board.observer()))
    await storm(people.map((person) => new Vandal(person, random)), random, Math.ceil(frames / 3), async () => {
      expect(await board.complaints()).toEqual([])
    })
  }, timeoutMs)

  test(`[DOC91] of members leave all copies equal, the replay true, and everybody at work (SEED=${seed})`, async () => {
    const random = seededRandom(seed + 1)
    const people = await Promise.all(Array.from({ length: 48 }, () => board.member()))
    await storm(people.map((person) => new Vandal(person, random)), random, Math.ceil((frames * 2) / 3), async () => {
      expect(await board.complaints('anybody')).toEqual([])
    })
  }, timeoutMs)
})

/** So many frames from these people, several at once, with a look at the others between. */
async function storm(vandals: readonly Vandal[], random: SeededRandom, count: number, look: () => Promise<void>): Promise<void> {
  const before = process.memoryUsage().rss
  const ends = new Map<string, number>()
  for (let sent = 0; sent < count;) {
    const until = Math.min(count, sent + lookEvery)
    const lines = Array.from({ length: atOnce }, async (_, line) => {
      while (sent < until) {
        const visit = await vandals[(line + atOnce * random.whole(Math.floor(vandals.length / atOnce))) % vandals.length]?.visit(until - sent)
        if (visit === undefined) return
        sent += visit.frames
        ends.set(visit.end, (ends.get(visit.end) ?? 0) + 1)
      }
    })
    await Promise.all(lines)
    await look()
  }
  const grown = process.memoryUsage().rss - before
  console.log(`${count} damaged frames, visits ended ${JSON.stringify(Object.fromEntries([...ends].sort()))}, memory ${(grown / 1024 / 1024).toFixed(0)} MB more`)
  expect(grown).toBeLessThan(memoryMost + count * 200)
}

/** Somebody with a bad hand. */
class Vandal {
  readonly #person: Person
  readonly #random: SeededRandom
  readonly #hand: BadHand

  constructor(person: Person, random: SeededRandom) {
    this.#person = person
    this.#random = random
    this.#hand = new BadHand(Y.encodeStateAsUpdate(board.amina.doc), random)
  }

  /** Comes in, sends until the door is shut or so many frames are out, and goes. */
  async visit(most: number): Promise<{ readonly frames: number; readonly end: string }> {
    const line = new RawSocket(this.#person, sharedWire)
    const { socket } = line
    const closed = new Promise<string>((resolve) => { socket.once('close', (code) => resolve(String(code))) })
    const opened = await Promise.race([once(socket, 'open').then(() => null, () => 'refused'), closed])
    if (opened !== null) return { frames: 1, end: opened }
    if (this.#random.chance(0.8)) socket.send(encodeSync(syncTypes.step1, encodeStateVector([])))
    let frames = 0
    let end: string | null = null
    while (end === null && frames < Math.min(most, 12)) {
      socket.send(this.#random.chance(0.01) ? 'text' : this.#hand.damaged())
      frames += 1
      socket.ping()
      // A door that makes this one wait does not answer now.
      end = await Promise.race([closed, once(socket, 'pong').then(() => null, () => 'refused'), afterMs(400, 'made to wait')])
    }
    line.close()
    return { frames, end: end ?? 'left' }
  }
}

function afterMs<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => { setTimeout(() => resolve(value), ms).unref() })
}
