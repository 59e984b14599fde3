/** The officers' process of the soak: they come, work evenly until they are told to stop, and say now and then how it goes. */
import { WebSocket } from 'ws'
import type { Machine } from '../../../client/state/machine.ts'
import { Person } from '../../support/person.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { Browser, until } from '../../support/startServer.ts'
import { later } from '../compare/load/crowd.ts'
import { pace, turns } from '../compare/load/pace.ts'
import { percentile } from '../figures.ts'
import { doWork } from '../watch/workers.ts'
import { SoakOfficer } from './soakOfficer.ts'

export interface ComeWish {
  readonly origin: string
  readonly pace: number
  readonly seats: readonly { readonly exercise: string; readonly seat: string; readonly cookie: string; readonly syndicate: string; readonly answers: boolean }[]
}
/** In a second of the machine's clock, all together. */
export interface WorkWish { readonly editsPerSecond: number; readonly cursorsPerSecond: number; readonly ms: number }
export interface Sample {
  /** Since the last sample, milliseconds of the machine's clock. */
  readonly savedP50Ms: number
  readonly savedP95Ms: number
  readonly saved: number
  readonly lateP99Ms: number
  readonly written: number
  readonly pointed: number
  readonly unsaved: number
  readonly away: number
  readonly broke: number
  readonly ended: number
  readonly refused: number
}

const readMailMs = 1000
const cookies = new Map<string, string>()
const random = seededRandom(8)
let officers: readonly SoakOfficer[] = []
let savedMs: number[] = []
let lateMs: number[] = []

const soakWork = {
  async come({ origin, pace: times, seats }: ComeWish): Promise<number> {
    pageSockets(origin)
    const machine = machineOf(times)
    officers = await Promise.all(seats.map(async ({ exercise, seat, cookie, syndicate, answers }) => {
      cookies.set(seat, cookie)
      const browser = new Browser(origin)
      for (const pair of cookie.split('; ')) browser.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      return SoakOfficer.come({ person: new Person(browser, exercise, seat), syndicate, answers, machine, random, saved: (ms) => savedMs.push(ms) })
    }))
    await until(() => officers.every(({ isLive }) => isLive), 'everybody has his board', 60_000)
    return officers.length
  },

  async work({ editsPerSecond, cursorsPerSecond, ms }: WorkWish): Promise<void> {
    const [editor, pointer] = [turns(officers), turns(officers)]
    let isOver = false
    const reading = readMail(() => isOver)
    await pace([
      { perSecond: editsPerSecond, act: () => editor().act() },
      { perSecond: cursorsPerSecond, act: () => pointer().point(-5.8 - random.next() * 0.3, -9 + random.next() * 0.4) },
    ], { ms, late: (late) => lateMs.push(late) })
    isOver = true
    await reading
  },

  async sample(_wish: object): Promise<Sample> {
    const [saved, late] = [savedMs, lateMs]
    savedMs = []
    lateMs = []
    const sum = (figure: (officer: SoakOfficer) => number): number => officers.reduce((all, officer) => all + figure(officer), 0)
    return {
      savedP50Ms: percentile(saved, 0.5), savedP95Ms: percentile(saved, 0.95), saved: saved.length, lateP99Ms: percentile(late, 0.99),
      written: sum(({ written }) => written), pointed: sum(({ pointed }) => pointed), unsaved: sum(({ unsaved }) => unsaved), away: officers.filter(({ isLive }) => !isLive).length,
      broke: sum(({ broke }) => broke), ended: sum(({ ended }) => ended), refused: sum(({ refused }) => refused),
    }
  },

  async leave(_wish: object): Promise<number> {
    for (const officer of officers) officer.leave()
    return officers.length
  },
}
export type SoakWork = typeof soakWork

async function readMail(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const officer of officers) await officer.readMail()
    await later(readMailMs)
  }
}

/** Sockets that carry the cookie of the seat they name, as a page's do. */
function pageSockets(origin: string): void {
  class PageSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie: cookies.get(new URL(url).searchParams.get('seat') ?? '') ?? '', origin } })
    }
  }
  Object.defineProperty(globalThis, 'WebSocket', { value: PageSocket, configurable: true })
}

/** A laptop's clock and timers, so many times as fast. */
function machineOf(times: number): Machine {
  return {
    monotonicMs: () => performance.now() * times, wallMs: () => Date.now(), chance: () => random.next(),
    after: (ms, act) => { const timer = setTimeout(act, ms / times); return () => clearTimeout(timer) },
    every: (ms, act) => { const timer = setInterval(act, ms / times); return () => clearInterval(timer) },
  }
}

// Each document's provider wants to hear when the process ends.
process.setMaxListeners(100)
doWork(soakWork)
