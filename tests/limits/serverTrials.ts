/** Published numbers that a door of the running server keeps: each tried by somebody who has tried nothing before. */
import { request } from 'node:http'
import * as Y from 'yjs'
import type { DocumentName } from '#shared/exercise/names.ts'
import { limits } from '#shared/protocol/limits.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { MemoryStorage } from '../../server/storage/memory.ts'
import type { HouseStore, Storage } from '../../server/storage/storage.ts'
import { FakeClock } from '../support/fakeClock.ts'
import { awarenessFrame, rawUpdate, stringStruct, syncStep1Frame, syncStep2Frame, updateFrame } from '../support/hostileFrames.ts'
import type { Person } from '../support/person.ts'
import { png } from '../support/pictures.ts'
import { RawSocket } from '../support/rawSocket.ts'
import { openExercise, startServer, until, type TestExercise, type TestServer } from '../support/startServer.ts'
import { changed } from '../support/storages.ts'
import { passedOver, type Trial } from './trial.ts'

/** A house whose doors are slow to say who somebody is, until they are let. */
class SlowHouse {
  readonly storage: Storage
  #open: (() => void)[] = []
  isSlow = false

  constructor(inner: Storage) {
    this.storage = { ...changed(inner, () => ({})), house: async () => this.#slow(await inner.house()) }
  }

  letIn(): void {
    this.isSlow = false
    for (const open of this.#open.splice(0)) open()
  }

  get waiting(): number {
    return this.#open.length
  }

  #slow(house: HouseStore): HouseStore {
    return {
      exercises: () => house.exercises(), addExercise: (row) => house.addExercise(row), removeExercise: (id) => house.removeExercise(id), addSession: (row) => house.addSession(row),
      removeSessionsOf: (seat) => house.removeSessionsOf(seat), removeSession: (hash) => house.removeSession(hash), close: () => house.close(),
      session: async (hash) => {
        if (this.isSlow) await new Promise<void>((resolve) => { this.#open.push(resolve) })
        return house.session(hash)
      },
    }
  }
}

export class ServerTrials {
  readonly server: TestServer
  readonly #exercise: TestExercise
  readonly #house: SlowHouse
  /** What the exercise already holds, as its storage says. */
  kept: number | null = null
  #turn = 0
  /** Large ones are tried each in a document of its own. */
  #discussions = 0
  #protected = 0

  private constructor(server: TestServer, exercise: TestExercise, house: SlowHouse) {
    this.server = server
    this.#exercise = exercise
    this.#house = house
  }

  static async open(): Promise<ServerTrials> {
    const found: { trials: ServerTrials | null } = { trials: null }
    const house = new SlowHouse(changed(new MemoryStorage(), (store) => ({ mediaBytes: async () => found.trials?.kept ?? store.mediaBytes() })))
    const server = await startServer({ storage: house.storage })
    found.trials = new ServerTrials(server, await openExercise(server), house)
    return found.trials
  }

  close(): Promise<void> {
    return this.server.close()
  }

  readonly trials = {
    updateBytes: (size) => this.#writes(size, updateFrame, 'syndicate/s1/board'),
    syncStep2Bytes: (size) => this.#writes(size, syncStep2Frame, `syndicate/s${(this.#discussions += 1)}/discussion`),
    documentBytes: async (size) => {
      const name = `syndicate/s${(this.#protected += 1)}/protected`
      await this.#fill(name, size)
      return this.#writes(100, updateFrame, name)
    },
    newClientIdsPerMinute: async (size) => {
      const { socket } = await this.#writer('syndicate/s1/board')
      for (let index = 0; index < size; index += 1) socket.send(updateFrame(smallUpdate(this.#freshClient())))
      // The empty step 2 it began with was saved first.
      return this.#answered(socket, size + 1)
    },
    awarenessBytes: async (size) => {
      const words = 'x'.repeat(size - 2)
      return this.#shows({ draft: words }, (state) => (state['draft'] === words ? null : passedOver))
    },
    awarenessFrameBytes: async (size) => {
      // Others' entries, which the standard client sends back, and at the end one's own.
      const own = { client: this.#freshClient(), clock: 1, state: { pointer: { lat: -5.5, lng: -9.1 } } }
      const echo = (length: number): { client: number; clock: number; state: string } => ({ client: 1, clock: 1, state: 'x'.repeat(length) })
      const payloadOf = (length: number): number => awarenessFrame([echo(length), own]).length - headLength(size)
      let length = size - 200
      while (payloadOf(length) < size) length += size - payloadOf(length)
      return this.#showsFrame(own.client, awarenessFrame([echo(length), own]), () => null)
    },
    commandBytes: async (size) => {
      const person = await this.#exercise.join('observer', this.#name())
      const live = await person.live()
      const engine = live.socket.io.engine
      const head = '2["command",{"type":"message:send","syndicates":[],"text":"'
      // The engine puts one letter before it.
      engine.send(`${head}${'x'.repeat(size - 1 - head.length - 3)}"}]`)
      const isCut = await live.socket.timeout(10_000).emitWithAck('clock').then(() => false, () => true)
      live.close()
      return isCut ? passedOver : null
    },
    exerciseFileBytes: async (size) => this.#announced('/api/house/bring', size),
    mediaBytes: (size) => this.#brings(Buffer.concat([png(), Buffer.alloc(size - png().length)])),
    mediaPixels: (size) => this.#brings(png(1, size)),
    mediaQuotaBytes: async (size) => {
      this.kept = size - png().length
      const said = await this.#brings(png())
      this.kept = null
      return said
    },
    referenceObjects: (size) => {
      const point = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}'
      return this.#brings(Buffer.from(`{"type":"FeatureCollection","features":[${Array.from({ length: size }, () => point).join()}]}`))
    },
    unknownSockets: async (size) => {
      const { chief } = this.#exercise
      this.#house.isSlow = true
      const sockets = Array.from({ length: size }, () => new RawSocket(chief, 'overlay@1'))
      await until(() => this.#house.waiting + sockets.filter(({ socket }) => socket.readyState === socket.CLOSED).length >= size, 'all stand at the door')
      this.#house.letIn()
      await until(() => sockets.every(({ socket }) => socket.readyState === socket.OPEN || socket.readyState === socket.CLOSED), 'all are answered')
      const isCut = sockets.some(({ socket }) => socket.readyState === socket.CLOSED)
      for (const socket of sockets) socket.close()
      return isCut ? passedOver : null
    },
  } as const satisfies Readonly<Record<string, Trial>>

  /** Somebody new in the document, who has told what they had: nothing. */
  async #writer(document: DocumentName): Promise<{ readonly socket: RawSocket; readonly person: Person }> {
    this.#turn += 1
    const syndicate = /s\d/.exec(document)?.[0] ?? 's1'
    const person = await this.#exercise.join('member', this.#name(), { syndicate, hat: document.endsWith('/protected') ? 'protection' : null })
    const socket = await new RawSocket(person, `${document}@1`, { protocols: [documentSubprotocol] }).opened()
    socket.send(syncStep1Frame())
    await until(() => socket.stepOnes.length > 0, 'the writer is asked')
    socket.send(syncStep2Frame(rawUpdate([])))
    await until(() => socket.saved.length > 0, 'the writer is in step')
    return { socket, person }
  }

  async #writes(size: number, frame: (update: Uint8Array) => Uint8Array, document: DocumentName): Promise<string | null> {
    const { socket } = await this.#writer(document)
    socket.send(frame(updateOf(this.#freshClient(), size)))
    return this.#answered(socket, 2)
  }

  async #answered(socket: RawSocket, count: number): Promise<string | null> {
    let said: string | null = null
    socket.socket.on('close', (_code, reason) => { said = reason.toString() })
    await until(() => said !== null || (socket.saved.at(-1) ?? 0) >= count, 'what was sent is answered', 20_000)
    socket.close()
    return (socket.saved.at(-1) ?? 0) >= count ? null : said
  }

  /** Until the document's state has exactly so many bytes. */
  async #fill(name: DocumentName, size: number): Promise<void> {
    const { documents } = this.#exercise.runner
    const length = async (): Promise<number> => Y.encodeStateAsUpdate(await documents.document(name)).length
    const add = (key: string, count: number): Promise<void> => documents.change(name, 'server', (doc) => { doc.getMap('meta').set(key, 'x'.repeat(count)) })
    await add('filler', size - await length() - 1000)
    const before = await length()
    await add('rest', 500)
    const overhead = await length() - before - 500
    await documents.change(name, 'server', (doc) => { doc.getMap('meta').delete('rest') })
    await add('last', size - await length() - overhead)
    for (let missing = size - await length(), turn = 0; missing !== 0; missing = size - await length(), turn += 1) {
      if (turn > 20 || missing < 12) throw new Error(`the document has ${await length()} bytes`)
      await add(`more${turn}`, missing - overhead)
    }
  }

  async #shows(state: Readonly<Record<string, unknown>>, judge: (shown: Readonly<Record<string, unknown>>) => string | null): Promise<string | null> {
    const client = this.#freshClient()
    return this.#showsFrame(client, awarenessFrame([{ client, clock: 1, state }]), judge)
  }

  /** What another person of the board sees of a hand; passed over when the one who follows is seen, and this is not. */
  async #showsFrame(client: number, frame: Uint8Array, judge: (shown: Readonly<Record<string, unknown>>) => string | null): Promise<string | null> {
    const watcher = await this.#writer('syndicate/s2/board')
    const hand = await this.#writer('syndicate/s2/board')
    hand.socket.send(frame)
    const later = await this.#writer('syndicate/s2/board')
    const laterClient = this.#freshClient()
    later.socket.send(awarenessFrame([{ client: laterClient, clock: 1, state: { pointer: { lat: 1, lng: 1 } } }]))
    const shown = (id: number): unknown => watcher.socket.awareness.flat().find((entry) => entry.client === id)?.state
    await until(() => shown(laterClient) !== undefined, 'the later hand is seen')
    for (const { socket } of [watcher, hand, later]) socket.close()
    const state = shown(client)
    return typeof state === 'object' && state !== null ? judge(state as Readonly<Record<string, unknown>>) : passedOver
  }

  async #brings(bytes: Uint8Array): Promise<string | null> {
    const person = await this.#exercise.join('member', this.#name(), { syndicate: 's1' })
    const response = await person.browser.fetch(`/x/${this.#exercise.id}/media?seat=${person.seat}&document=syndicate/s1/board`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'application/octet-stream' } })
    const reply = await response.json() as { ok: boolean; refusal?: { sentence: string } }
    return reply.ok ? null : (reply.refusal?.sentence ?? '')
  }

  /** Says how long a file will be, and sends nothing of it: refused for its length, or for something else. */
  #announced(path: string, size: number): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const post = request(`${this.server.origin}${path}`, { method: 'POST', headers: { cookie: this.#exercise.house.cookieHeader, origin: this.server.origin, 'content-length': String(size), 'content-type': 'application/octet-stream' } }, (response) => {
        let text = ''
        response.on('data', (piece: Buffer) => { text += piece.toString('utf8') })
        response.on('end', () => {
          post.destroy()
          const { refusal } = JSON.parse(text) as { refusal: { code: string; sentence: string } }
          resolve(refusal.code === 'too-large' ? refusal.sentence : null)
        })
      })
      post.once('error', reject)
      post.flushHeaders()
    })
  }

  #name(): string {
    return `person ${(this.#turn += 1)}`
  }

  #freshClient(): number {
    return 600_000 + (this.#turn += 1)
  }
}

/** Commands are counted by a clock: on one that stands still nothing fills up while a slow machine runs the test. */
export const commandTrials = {
  commandsBurst: (size) => onStillClock(async (person) => {
    const live = await person.live()
    const replies = await Promise.all(Array.from({ length: size }, () => live.command({ type: 'clock:pause' })))
    live.close()
    return tooFastOf(replies)
  }),
  commandsPerSecond: (size) => onStillClock(async (person, clock) => {
    const live = await person.live()
    await Promise.all(Array.from({ length: limits.commandsBurst }, () => live.command({ type: 'clock:pause' })))
    clock.turn(1000)
    const replies = await Promise.all(Array.from({ length: size }, () => live.command({ type: 'clock:pause' })))
    live.close()
    return tooFastOf(replies)
  }),
  fetchesBurst: (size) => onStillClock(async (person, clock) => tooFastOf(await askedAtOnce(person, clock, 'ticket', size))),
  fetchesPerSecond: (size) => onStillClock(async (person, clock) => {
    // a second goes by in it
    await askedAtOnce(person, clock, 'ticket', limits.fetchesBurst)
    return tooFastOf(await askedAtOnce(person, clock, 'ticket', size))
  }),
  recordsBurst: (size) => onStillClock(async (person, clock) => tooFastOf(await askedAtOnce(person, clock, 'replay', size))),
  recordsPerMinute: (size) => onStillClock(async (person, clock) => {
    await askedAtOnce(person, clock, 'replay', limits.recordsBurst)
    clock.turn(59_000)
    return tooFastOf(await askedAtOnce(person, clock, 'replay', size))
  }),
} as const satisfies Readonly<Record<string, Trial>>

type Answered = { readonly ok: boolean; readonly refusal?: { readonly code: string; readonly sentence: string } }

/** What the server says of each of so many questions over HTTP; an answer that is no refusal is taken. A refusal comes when time goes on. */
async function askedAtOnce({ browser, exercise, seat }: Person, clock: FakeClock, what: 'ticket' | 'replay', size: number): Promise<Answered[]> {
  let answered = 0
  const asked = Promise.all(Array.from({ length: size }, async (): Promise<Answered> => {
    const response = await browser.fetch(`/x/${exercise}/${what}?seat=${seat}&document=plenary`)
    const said: Answered = response.status === 429 ? await response.json() as Answered : { ok: (await response.arrayBuffer()).byteLength >= 0 }
    answered += 1
    return said
  }))
  await until(() => answered >= size - 1, 'all but the last are answered')
  clock.turn(1000)
  return asked
}

function tooFastOf(replies: readonly { readonly ok: boolean; readonly refusal?: { readonly code: string; readonly sentence: string } }[]): string | null {
  return replies.find(({ refusal }) => refusal?.code === 'too-fast')?.refusal?.sentence ?? null
}

async function onStillClock(act: (person: Person, clock: FakeClock) => Promise<string | null>): Promise<string | null> {
  const clock = new FakeClock()
  const server = await startServer({ clock })
  try {
    return await act(await (await openExercise(server)).join('observer', 'omar'), clock)
  } finally {
    await server.close()
  }
}

const smallUpdate = (client: number): Uint8Array => rawUpdate([{ client, clock: 0, structs: [stringStruct('a', { root: 'scribble' })] }])

/** An update of exactly so many bytes. */
function updateOf(client: number, size: number): Uint8Array {
  const make = (length: number): Uint8Array => rawUpdate([{ client, clock: 0, structs: [stringStruct('x'.repeat(length), { root: 'scribble' })] }])
  let length = Math.max(1, size - 40)
  while (make(length).length < size) length += size - make(length).length
  const bytes = make(length)
  if (bytes.length !== size) throw new Error(`an update of ${bytes.length} bytes instead of ${size}`)
  return bytes
}

/** Type and length of an awareness frame before its payload. */
function headLength(payload: number): number {
  return 1 + (payload < 128 ? 1 : payload < 16_384 ? 2 : payload < 2_097_152 ? 3 : 4)
}
