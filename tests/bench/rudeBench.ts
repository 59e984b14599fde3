/**
 * One slow or rude laptop beside a room of thirty at work on one board: what the others feel of it. The product as it is started;
 * each rude act is measured between two stretches without it, so that what else the machine does falls on both.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { observeAnnotations } from '#shared/board/boardDocument.ts'
import { openClassroom } from '../support/classroom.ts'
import { Editor } from '../support/editor.ts'
import type { Person } from '../support/person.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { until } from '../support/startServer.ts'
import { percentile, say } from './figures.ts'

const [people, editsEachSecond, stretchMs, rounds] = [30, 1, 6000, 3]
const board = 'syndicate/s1/board@1'

const manners = ['a laptop that stopped reading', 'cursors without end', 'frames of nothing', 'the board fetched over and over', 'commands without end'] as const

export async function measureRude(): Promise<void> {
  const classroom = await openClassroom(1)
  const editors: Editor[] = []
  try {
    for (let index = 0; index < people; index += 1) editors.push(new Editor(await classroom.member(`Officer ${index}`), board))
    await until(() => editors.every(({ isSynced }) => isSynced), 'all thirty have the board', 30_000)
    const room = new Working(editors)
    await room.work(3000)
    for (const name of manners) {
      const [calm, beside]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        calm.push(...await room.work(stretchMs))
        const rude = await rudeLaptop(name, await classroom.member(`${name} ${round}`))
        beside.push(...await room.work(stretchMs))
        rude.kill('SIGKILL')
      }
      const [before, after] = [percentile(calm, 0.95), percentile(beside, 0.95)]
      say(name, `others' p95 ${before.toFixed(1)} → ${after.toFixed(1)} ms, ×${(after / before).toFixed(2)} (${calm.length} and ${beside.length} arrivals)`, 'at most ×1.10')
    }
  } finally {
    for (const editor of editors) editor.close()
    await classroom.close()
  }
}

/** A member of the same table: nobody is nearer to the others. */
async function rudeLaptop(manner: (typeof manners)[number], { browser, exercise, seat }: Person): Promise<ChildProcess> {
  // Here it shares the processors with the room and its server, which in a course it does not: it gets what they leave.
  const child = spawn('nice', ['-n', '19', process.execPath, '--import', 'tsx', new URL('rudeLaptop.ts', import.meta.url).pathname, manner, browser.origin, browser.cookieHeader, exercise, seat, board], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the rude laptop stopped (${code ?? 'killed'})`)))
  })
  return child
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
