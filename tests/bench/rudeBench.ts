/**
 * One slow or rude laptop beside a room of thirty at work on one board: what the others feel of it. The product as it is started;
 * each rude act is measured between two stretches without it, so that what else the machine does falls on both.
 */
import * as Y from 'yjs'
import { observeAnnotations } from '#shared/board/boardDocument.ts'
import { documentSubprotocol } from '#shared/protocol/version.ts'
import { openClassroom, type Classroom } from '../support/classroom.ts'
import { Editor } from '../support/editor.ts'
import { awarenessFrame, updateFrame } from '../support/hostileFrames.ts'
import type { Person } from '../support/person.ts'
import { RawSocket } from '../support/rawSocket.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { until } from '../support/startServer.ts'
import { percentile, say } from './figures.ts'

const [people, editsEachSecond, stretchMs, rounds] = [30, 2, 8000, 3]
const board = 'syndicate/s1/board@1'

/** Begins to be rude; the returned function ends it. */
type Rude = (person: Person) => Promise<() => void>

export async function measureRude(): Promise<void> {
  const classroom = await openClassroom(1)
  const editors: Editor[] = []
  try {
    for (let index = 0; index < people; index += 1) editors.push(new Editor(await classroom.member(`Officer ${index}`), board))
    await until(() => editors.every(({ isSynced }) => isSynced), 'all thirty have the board', 30_000)
    const room = new Working(editors)
    await room.work(3000)
    for (const [name, rude] of Object.entries(manners)) {
      const [calm, beside]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        calm.push(...await room.work(stretchMs))
        const end = await rude(await rudeOne(classroom, `${name} ${round}`))
        beside.push(...await room.work(stretchMs))
        end()
      }
      const [before, after] = [percentile(calm, 0.95), percentile(beside, 0.95)]
      say(name, `others' p95 ${before.toFixed(1)} → ${after.toFixed(1)} ms, ×${(after / before).toFixed(2)} (${calm.length} and ${beside.length} arrivals)`, 'at most ×1.10')
    }
  } finally {
    for (const editor of editors) editor.close()
    await classroom.close()
  }
}

/** An observer reads no board; a member of the same table is nearest to the others. */
async function rudeOne(classroom: Classroom, name: string): Promise<Person> {
  return classroom.member(name)
}

class Working {
  readonly #editors: readonly Editor[]
  readonly #random = seededRandom(3)
  readonly #sentAt = new Map<string, number>()
  #arrivals: number[] = []
  #made = 0

  constructor(editors: readonly Editor[]) {
    this.#editors = editors
    for (const editor of editors) {
      observeAnnotations(editor.doc, ({ added }) => {
        for (const id of added) {
          const sentAt = this.#sentAt.get(id)
          if (sentAt !== undefined && !editor.made.has(id)) this.#arrivals.push(performance.now() - sentAt)
        }
      })
    }
  }

  /** Everybody draws now and then; how long each mark took to each of the others. */
  async work(forMs: number): Promise<readonly number[]> {
    this.#arrivals = []
    const began = performance.now()
    for (let edits = 0; performance.now() - began < forMs; edits += 1) {
      const id = `e${this.#made += 1}`
      this.#sentAt.set(id, performance.now())
      this.#random.pick(this.#editors).put(id, -5.8 - this.#random.next() * 0.3, -9 + this.#random.next() * 0.4)
      const due = began + (edits + 1) * 1000 / (people * editsEachSecond)
      await new Promise((next) => { setTimeout(next, Math.max(0, due - performance.now())) })
    }
    await new Promise((next) => { setTimeout(next, 300) })
    return this.#arrivals
  }
}

const manners: Readonly<Record<string, Rude>> = {
  'a laptop that stopped reading': async (person) => {
    const raw = await new RawSocket(person, board, { protocols: [documentSubprotocol] }).opened()
    raw.socket.pause()
    return () => raw.close()
  },
  'cursors without end': async (person) => {
    const raw = await new RawSocket(person, board, { protocols: [documentSubprotocol] }).opened()
    let clock = 0
    return every(5, () => { for (let each = 0; each < 10; each += 1) raw.send(awarenessFrame([{ client: 4711, clock: clock += 1, state: { cursor: [clock % 90, 0] } }])) }, () => raw.close())
  },
  'frames of nothing': async (person) => {
    const raw: RawSocket[] = []
    return every(20, () => {
      const last = raw.at(-1)
      if (last === undefined || last.closedWith !== null) raw.push(new RawSocket(person, board, { protocols: [documentSubprotocol] }))
      else if (last.isOpen) last.send(updateFrame(new Uint8Array([1, 2, 3, 255, 255])))
    }, () => { for (const each of raw) each.close() })
  },
  'the board fetched over and over': async (person) => {
    let on = true
    const again = async (): Promise<void> => {
      while (on) {
        const first = await person.browser.fetch(`/x/${person.exercise}/documents/${board}?seat=${person.seat}`)
        Y.decodeUpdate(new Uint8Array(await first.arrayBuffer()))
        await new Promise((next) => { setTimeout(next, 20) })
      }
    }
    const asking = again().catch(() => undefined)
    return () => { on = false; void asking }
  },
  'commands without end': async (person) => {
    const live = await person.live()
    return every(5, () => { void live.command({ type: 'inject:acknowledge', inject: 'nothing' }).catch(() => undefined) }, () => live.close())
  },
}

function every(ms: number, act: () => void, end: () => void): () => void {
  const timer = setInterval(act, ms)
  return () => {
    clearInterval(timer)
    end()
  }
}
