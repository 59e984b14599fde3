/**
 * Damaged frames by the million: a server on the wire, the clock and the disk of a run (house.ts), where a line costs
 * nothing, so that what is tried is the reading of frames, the guard and the room. Members and observers with a bad hand
 * come and go while amina and ada write and omar reads, with the client's own code. Every room is looked at as a run is.
 * `SEED=` repeats, `FUZZ_FRAMES=` makes it longer. What sockets add is documentFrames.test.ts.
 */
import './seededChance.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import type { DocumentSocket, SocketListener } from '../../server/documents/documentSocket.ts'
import { readFrame } from '../../server/gateway/syncFrames.ts'
import { seededRandom, type SeededRandom } from '../support/seededRandom.ts'
import { tell } from '../support/tell.ts'
import { seedOf, sizeOf } from '../sizes.ts'
import { BadHand } from './badHand.ts'
import { SimulatedHouse } from './house.ts'
import { copiesAgree, nothingIsLost, replayIsTrue, viewsAreLawful } from './laws.ts'
import { Peer } from './peer.ts'
import { comeToRest } from './rest.ts'
import { seedClientIds } from './seededChance.ts'
import { leaveSurroundings, setHouse, surround } from './surroundings.ts'
import { turnOfLoop } from './wire.ts'

const board = 'syndicate/s1/board'
const framesPerRoom = 20_000
/** Bad hands in one room, who knock together. */
const hands = { member: 12, observer: 6 } as const
/** The honest work between so many rounds of knocking. */
const workEvery = 40
/** Between two rounds, so that nobody is made to wait for long. */
const roundMs = 300

const frames = sizeOf('frames')
const first = seedOf(20_261_128)
const rooms = Array.from({ length: Math.ceil(frames / framesPerRoom) }, (_, room) => ({ seed: first + room * framesPerRoom, count: Math.min(framesPerRoom, frames - room * framesPerRoom) }))

vi.mock('socket.io-client', async () => ({ io: (await import('./surroundings.ts')).simulatedIo }))
beforeAll(surround)
afterAll(leaveSurroundings)

test('[DOC107] damaged frames by the million end nobody but their sender, and change nothing nobody wrote', async () => {
  const ends = new Map<string, number>()
  let rows = 0
  for (const { seed, count } of rooms) {
    const room = new RoomUnderFire(seed)
    try {
      await room.open()
      await room.storm(count, ends)
      rows += room.house.runner.journal.head().sequence
      expect(await room.broken(), `SEED=${seed} FUZZ_FRAMES=${count} repeats it`).toEqual([])
    } finally {
      await room.close()
    }
  }
  tell(`${frames} damaged frames in ${rooms.length} rooms, ${rows} rows, visits ended ${JSON.stringify(Object.fromEntries([...ends].sort()))}`)
}, Math.max(60_000, frames))

/** Members may delete what lies on their own board; the sections screens show are those of the exercise. */
const isLawful = (sentence: string): boolean => sentence === `${board} lost its plan sections`

class RoomUnderFire {
  readonly house: SimulatedHouse
  readonly #random: SeededRandom
  readonly #peers: Peer[] = []
  readonly #seats: string[] = []
  #words = 0

  constructor(seed: number) {
    seedClientIds(seed)
    this.#random = seededRandom(seed)
    this.house = new SimulatedHouse(this.#random)
    setHouse(this.house)
  }

  /** In plenary, s1's board on the floor and open for writing: observers read it. */
  async open(): Promise<void> {
    const { house } = this
    await house.create()
    const chief = await this.#done({ type: 'chief:seat', name: 'dana' })
    const index = house.state.agenda.findIndex(({ stage }) => stage === 'plenary')
    for (const command of [{ type: 'stage:begin', index }, { type: 'boards:openInPlenary', open: true }, { type: 'floor:give', syndicate: 's1' }] as const) await this.#done(command, chief)
    for (const [name, role] of [['amina', 'member'], ['ada', 'member'], ['omar', 'observer']] as const) this.#peers.push(new Peer(house, name, await this.#seat(name, role), [board]))
    for (const role of ['member', 'observer'] as const) {
      for (let number = 1; number <= hands[role]; number += 1) this.#seats.push(await this.#seat(`bad ${role} ${number}`, role))
    }
    await comeToRest(house, this.#peers)
  }

  async storm(count: number, ends: Map<string, number>): Promise<void> {
    const { house } = this
    const amina = this.#peers[0]?.documents.get(board)
    if (amina === undefined) throw new Error('amina has no board')
    let vandals: Vandal[] = []
    let sent = 0
    for (let round = 0; sent < count; round += 1) {
      if (round % (workEvery * 10) === 0) {
        const state = (await house.runner.documents.firstState(board, this.#peers[0]?.seat ?? ''))?.state ?? new Uint8Array()
        vandals = this.#seats.map((seat) => new Vandal(house, seat, `${board}@1`, new BadHand(state, this.#random)))
      }
      if (round % workEvery === 0) await this.#work()
      for (const vandal of vandals) vandal.comeIn()
      for (let turn = 0; turn < 3; turn += 1) await turnOfLoop()
      for (const vandal of vandals) sent += vandal.send(this.#random.whole(12) + 1)
      await turnOfLoop()
      for (const vandal of vandals) vandal.endOfRound((end) => ends.set(end, (ends.get(end) ?? 0) + 1), this.#random.chance(0.5))
      house.clock.turn(roundMs)
    }
    for (const vandal of vandals) vandal.leave()
  }

  /** What does not hold, when all has come to rest. */
  async broken(): Promise<string[]> {
    const { house } = this
    await this.#work()
    await comeToRest(house, this.#peers)
    return [
      ...(await copiesAgree(house, this.#peers)).filter((sentence) => !isLawful(sentence)), ...viewsAreLawful(house, this.#peers), ...await nothingIsLost(house, this.#peers), ...await replayIsTrue(house, this.#peers, this.#random),
      ...house.faults, ...house.closes.map(({ address, code }) => `${address.seat} was cut off with ${code}`),
    ]
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.close()
    await this.house.stop()
  }

  async #work(): Promise<void> {
    for (const peer of this.#peers.slice(0, 2)) {
      const copy: Y.Doc | undefined = peer.documents.get(board)?.doc
      if (copy === undefined) continue
      const word = `w${(this.#words += 1)};`
      copy.transact(() => copy.getText('plan/intro').insert(0, word), peer.origin)
      peer.written.push({ word, document: board, copy })
    }
    await comeToRest(this.house, this.#peers)
  }

  async #seat(name: string, role: 'member' | 'observer'): Promise<string> {
    const code = this.house.state.codes.find((each) => each.role === role && each.syndicate === (role === 'member' ? 's1' : null))?.code ?? ''
    return this.#done({ type: 'seat:take', code, name, hat: null })
  }

  /** A command that must be done: by a seat, or at the door. Gives the seat that was taken. */
  async #done(command: Parameters<SimulatedHouse['runner']['run']>[0], seat?: string): Promise<string> {
    const reply = await this.house.runner.run(command, seat === undefined ? { kind: 'door' } : { kind: 'seat', seat })
    if (!reply.ok) throw new Error(reply.refusal.sentence)
    return reply.value.seat ?? ''
  }
}

/** One who knocks, sends what nobody should, and is shown out. */
class Vandal {
  readonly #house: SimulatedHouse
  readonly #seat: string
  readonly #wireName: string
  readonly #hand: BadHand
  #line: VandalLine | null = null

  constructor(house: SimulatedHouse, seat: string, wireName: string, hand: BadHand) {
    this.#house = house
    this.#seat = seat
    this.#wireName = wireName
    this.#hand = hand
  }

  comeIn(): void {
    if (this.#line !== null) return
    const line = new VandalLine()
    this.#line = line
    this.#house.runner.documents.join(line, { seat: this.#seat }, this.#wireName, { sandtable: true })
  }

  /** Up to so many frames, as long as somebody reads them; gives how many. */
  send(most: number): number {
    const line = this.#line
    let sent = 0
    while (line !== null && sent < most && line.reads) {
      line.receive(this.#hand.damaged())
      sent += 1
    }
    return sent
  }

  endOfRound(ended: (end: string) => void, leaves: boolean): void {
    const line = this.#line
    if (line === null || (line.end === null && !leaves)) return
    ended(line.end === null ? 'left' : String(line.end))
    this.leave()
  }

  leave(): void {
    this.#line?.gone()
    this.#line = null
  }
}

/** A line that costs nothing: what is sent to it is thrown away. */
class VandalLine implements DocumentSocket {
  readonly waitingBytes = 0
  /** The code it was closed with. */
  end: number | null = null
  #isHeld = false
  #listener: SocketListener | null = null

  get reads(): boolean {
    return this.end === null && !this.#isHeld
  }

  receive(bytes: Uint8Array): void {
    this.#listener?.frame(readFrame(bytes))
  }

  gone(): void {
    this.#listener?.closed()
    this.#listener = null
  }

  send(): void { /* Nobody looks at it. */ }

  pause(): void {
    this.#isHeld = true
  }

  resume(): void {
    this.#isHeld = false
  }

  close(code: number): void {
    this.end = code
  }

  listen(listener: SocketListener): void {
    this.#listener = listener
  }
}
