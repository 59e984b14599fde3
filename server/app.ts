/** The server as one value: parts in, one HTTP server with three doors out. `main` and every server test build it here. */
import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { limits } from '#shared/protocol/limits.ts'
import { ExerciseCopies } from './copies/exerciseCopies.ts'
import { ExerciseRegistry } from './exercises/registry.ts'
import { bareRefusal } from './gateway/answers.ts'
import { createDocumentDoor } from './gateway/documents.ts'
import { GuessBudget } from './gateway/guessBudget.ts'
import { createHosts, machineAddresses } from './gateway/hosts.ts'
import { HouseToken } from './gateway/houseToken.ts'
import { createHttpDoor } from './gateway/http.ts'
import { ClockWatch } from './gateway/clockWatch.ts'
import { Laptop } from './gateway/laptop.ts'
import { createLiveDoor } from './gateway/live.ts'
import { createSessions, type Sessions } from './gateway/sessions.ts'
import { Visitors } from './gateway/visitors.ts'
import type { Log } from './log.ts'
import type { Scenarios } from './scenarios.ts'
import type { Storage } from './storage/storage.ts'
import type { Clock, Ids } from './time/clock.ts'

export interface AppParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly scenarios: Scenarios
  /** The built client; null = there are no screens. */
  readonly clientFolder: string | null
  /** Whether other machines are answered by this machine's addresses. */
  readonly lan: boolean
  /** Further host names this server answers to. */
  readonly hostNames: readonly string[]
  readonly version: string
  /** A folder on another disk, where backups are kept a second time. */
  readonly secondFolder?: string | null
  /** Document writes per second a person is let through, where that is not as published: only for measuring. */
  readonly writesPerSecond?: number | null
  /** Free bytes where exercises are kept; null when the system does not say. */
  freeBytes(): Promise<number | null>
  /** The machine's addresses; handed in by tests. */
  readonly machineAddresses?: () => string[]
  /** Something broke that only a restart mends. */
  onFatal(error: Error): void
}

export interface App {
  /** Opens every exercise, then the port: whoever connects finds everything there. */
  listen(port: number, host: string): Promise<{ readonly port: number }>
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  /** A fresh one-time token of the instructor link; the one before it is void. */
  issueHouseToken(): string
  /** '192.168.1.20:8080', best first; empty while only localhost is served. */
  addresses(): string[]
  /** Stops in order: no new people, sockets closed, exercises and their journals drained and closed. */
  close(): Promise<void>
}

export async function createApp(parts: AppParts): Promise<App> {
  const { storage, clock, ids, log, scenarios } = parts
  const house = await storage.house()
  const registry = new ExerciseRegistry({
    storage, house, clock, ids, log,
    copies: storage.files === null ? null : new ExerciseCopies({ files: storage.files, ids, secondFolder: parts.secondFolder ?? null }),
    scenario: (id) => scenarios.ready.find((each) => each.id === id) ?? null,
    exhibitsOf: (id) => scenarios.exhibits?.get(id) ?? [],
    onFatal: (error) => parts.onFatal(error),
    writesPerSecond: parts.writesPerSecond ?? limits.writesPerSecond,
  })
  const ownAddresses = parts.machineAddresses ?? machineAddresses
  const hosts = createHosts({ lan: parts.lan, names: parts.hostNames, clock, addresses: ownAddresses })
  const sessions = createSessions({ house, hosts, ids, clock, isOfTheHouse: (exercise, seat) => registry.get(exercise)?.state.seats[seat]?.role === 'chief' })
  const token = new HouseToken(clock, ids)
  let port = 0
  const addresses = (): string[] => hosts.lanAddresses().map((address) => `${address}:${port}`)
  const visitors = new Visitors(clock, ownAddresses)
  const clockWatch = new ClockWatch(clock)
  const laptop = new Laptop({ lan: parts.lan, addresses, visitors, clockWatch, clock, freeBytes: () => parts.freeBytes() })

  const http = createServer(createHttpDoor({
    registry, scenarios, sessions, token, clock, log, addresses, laptop, freeBytes: () => parts.freeBytes(),
    budget: new GuessBudget(clock), version: parts.version, clientFolder: parts.clientFolder,
  }))
  const live = createLiveDoor({ registry, sessions, clock, log })
  const documents = createDocumentDoor({
    documentsOf: (exercise) => registry.get(exercise)?.documents ?? null,
    sessions, clock, log,
  })

  http.on('connection', (line) => visitors.arrived(line.remoteAddress))
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A line that breaks in the middle of its greeting is nobody's fault.
    socket.on('error', () => socket.destroy())
    const url = request.url ?? ''
    if (live.handles(url)) live.upgrade(request, socket, head)
    else if (documents.handles(url)) documents.upgrade(request, socket, head)
    else socket.destroy()
  })
  http.on('clientError', (_error, socket) => { if (socket.writable) socket.end(bareRefusal('400 Bad Request', 'The server cannot read this request. Please reload the page and try again.')) })

  return {
    registry,
    sessions,
    addresses,
    issueHouseToken: () => token.issue(),
    async listen(wanted, host) {
      await registry.openAll()
      port = await listenOn(http, wanted, host)
      laptop.addresses()
      return { port }
    },
    async close() {
      clockWatch.close()
      const closed = new Promise<void>((resolve) => { http.close(() => resolve()) })
      await live.close()
      await documents.close()
      http.closeAllConnections()
      await closed
      await registry.close()
      await house.close()
    },
  }
}

function listenOn(http: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      const address = http.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
