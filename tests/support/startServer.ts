/** A whole server on port 0 for tests, and browsers that speak to it with their own cookies. */
import { createApp, type App } from '../../server/app.ts'
import type { Grounds, Scenarios } from '../../server/scenarios.ts'
import { silentLog, type Log } from '../../server/log.ts'
import { MemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { Clock, Ids } from '../../server/time/clock.ts'
import { createSystemClock, createSystemIds } from '../../server/time/systemClock.ts'
import type { Scenario } from '#shared/exercise/scenario.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { CreateExercise, SeatTaken } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import type { ExerciseRunner } from '../../server/exercises/exerciseRunner.ts'
import { smallScenario } from '../fixtures/smallScenario.ts'
import { Person } from './person.ts'

export interface ServerOptions {
  readonly storage?: Storage
  readonly clock?: Clock
  readonly ids?: Ids
  readonly log?: Log
  /** Hears each warning: what it is about, and the facts. */
  readonly warned?: (line: string) => void
  readonly scenarios?: readonly Scenario[]
  readonly grounds?: Grounds
  readonly exhibits?: NonNullable<Scenarios['exhibits']>
  readonly clientFolder?: string | null
  readonly hostNames?: readonly string[]
  readonly secondFolder?: string
  readonly lan?: boolean
  readonly freeBytes?: () => Promise<number | null>
  readonly machineAddresses?: () => string[]
  readonly port?: number
}

export interface TestServer {
  readonly app: App
  readonly port: number
  /** 'http://127.0.0.1:<port>' */
  readonly origin: string
  /** Faults the server logged: a test that expects none says so. */
  readonly faults: string[]
  readonly fatal: Error[]
  browser(): Browser
  /** A browser on the instructor's own machine that entered by the one-time link. */
  instructor(): Promise<Browser>
  close(): Promise<void>
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const faults: string[] = []
  const fatal: Error[] = []
  const log: Log = options.log ?? { ...silentLog, warn: (what, facts) => options.warned?.(`${what} ${JSON.stringify(facts ?? {})}`), error: (what, error) => faults.push(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`) }
  const app = await createApp({
    storage: options.storage ?? new MemoryStorage(),
    clock: options.clock ?? createSystemClock(),
    ids: options.ids ?? createSystemIds(),
    log,
    scenarios: { ready: options.scenarios ?? [smallScenario], refused: [], ...(options.grounds === undefined ? {} : { grounds: options.grounds }), ...(options.exhibits === undefined ? {} : { exhibits: options.exhibits }) },
    clientFolder: options.clientFolder ?? null,
    hostNames: options.hostNames ?? [],
    lan: options.lan ?? false,
    version: 'test',
    secondFolder: options.secondFolder ?? null,
    freeBytes: options.freeBytes ?? (() => Promise.resolve(null)),
    ...(options.machineAddresses === undefined ? {} : { machineAddresses: options.machineAddresses }),
    onFatal: (error) => fatal.push(error),
  })
  const { port } = await app.listen(options.port ?? 0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  let isClosed = false
  return {
    app, port, origin, faults, fatal,
    browser: () => new Browser(origin),
    async instructor() {
      const browser = new Browser(origin)
      const reply = await browser.post('/api/house/enter', { token: app.issueHouseToken() })
      if (!reply.ok) throw new Error(reply.refusal.sentence)
      return browser
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await app.close()
    },
  }
}

/** One browser: its cookies, sent to one server only. */
export class Browser {
  readonly origin: string
  readonly cookies = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async fetch(path: string, options: RequestInit = {}): Promise<Response> {
    const headers = new Headers(options.headers)
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader)
    if (options.method !== undefined && options.method !== 'GET' && !headers.has('origin')) headers.set('origin', this.origin)
    const response = await fetch(this.origin + path, { ...options, headers })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  async post<T = unknown>(path: string, body: unknown): Promise<Reply<T>> {
    const response = await this.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return await response.json() as Reply<T>
  }

  async get<T = unknown>(path: string): Promise<Reply<T>> {
    return await (await this.fetch(path)).json() as Reply<T>
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(equals + 1))
  }
}

export interface TestExercise {
  readonly id: string
  readonly server: TestServer
  readonly runner: ExerciseRunner
  readonly chief: Person
  readonly house: Browser
  state(): ExerciseState
  /** The join code of a kind of seat. */
  code(role: 'deputy' | 'member' | 'evaluator' | 'observer' | 'screen', syndicate?: string): string
  /** Joins with a fresh browser (or the one given). */
  join(role: 'deputy' | 'member' | 'evaluator' | 'observer' | 'screen', name: string, options?: { syndicate?: string; hat?: string | null; browser?: Browser }): Promise<Person>
}

/** Creates an exercise as an instructor would: lobby off, three syndicates, chief 'dana'. */
export async function openExercise(server: TestServer, wish: Partial<CreateExercise> = {}): Promise<TestExercise> {
  const house = await server.instructor()
  const made = valueOf(await house.post<SeatTaken>('/api/exercises', {
    scenario: smallScenario.id, title: 'Small day', syndicates: 3, name: 'dana', roster: [], lobby: false, ...wish,
  }))
  return exerciseOn(server, made.exercise, new Person(house, made.exercise, made.seat), house)
}

/** The same exercise, held by another server after a restart. */
export function exerciseOn(server: TestServer, id: string, chief: Person, house: Browser): TestExercise {
  const runner = server.app.registry.get(id)
  if (runner === null) throw new Error('the exercise is not open')
  const code: TestExercise['code'] = (role, syndicate) => {
    const found = runner.state.codes.find((each) => each.role === role && each.syndicate === (syndicate ?? null))
    if (found === undefined) throw new Error(`no code for ${role} ${syndicate ?? ''}`)
    return found.code
  }
  return {
    id, server, runner, chief, house, code,
    state: () => runner.state,
    async join(role, name, options = {}) {
      const browser = options.browser ?? server.browser()
      const taken = valueOf(await browser.post<SeatTaken>('/api/join/take', { code: code(role, options.syndicate), name, hat: options.hat ?? null }))
      return new Person(browser, taken.exercise, taken.seat)
    },
  }
}

export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.refusal.code}: ${reply.refusal.sentence}`)
  return reply.value
}

/** Waits until a fact is true, looking again at each turn of the event loop; says what it waited for when it gives up. */
export async function until(fact: () => boolean, what: string, withinMs = 8000): Promise<void> {
  const end = performance.now() + withinMs
  while (!fact()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => { setTimeout(resolve, 5) })
  }
}
