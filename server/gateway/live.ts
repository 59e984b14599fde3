/**
 * The control door: Socket.IO at `/x/<exercise>/live`, websocket only. Finds out who is asking and hands the socket to
 * the exercise. One engine serves all exercises: the path names which, the cookie of `?seat=` names who.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server, type DefaultEventsMap, type Socket } from 'socket.io'
import type { SeatId } from '#shared/exercise/names.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { ServerToClient } from '#shared/protocol/socketEvents.ts'
import { protocolVersion } from '#shared/protocol/version.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { LiveExercise } from './liveExercise.ts'
import { queryOf, type Sessions } from './sessions.ts'

interface Known { exercise?: string; seat?: SeatId }
type LiveServer = Server<DefaultEventsMap, ServerToClient, DefaultEventsMap, Known>
export type LiveSocket = Socket<DefaultEventsMap, ServerToClient, DefaultEventsMap, Known>

export interface LiveDoorParts {
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  readonly clock: Clock
  readonly log: Log
}

export interface LiveDoor {
  handles(url: string): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

export function createLiveDoor(parts: LiveDoorParts): LiveDoor {
  const { registry, sessions, clock, log } = parts
  // Never listens: Socket.IO hears upgrades from it, and we hand on only those of our path.
  const entrance = createServer()
  const io: LiveServer = new Server(entrance, {
    path: '/x', serveClient: false, transports: ['websocket'], connectTimeout: 5000, destroyUpgrade: false,
    maxHttpBufferSize: limits.commandBytes, perMessageDeflate: false, cookie: false,
    allowRequest: (request, decide) => decide(null, sessions.hostAndOriginAllowed(request, { needOrigin: true })),
  })
  const exercises = new Map<string, LiveExercise>()
  registry.onOpened((runner) => exercises.set(runner.id, new LiveExercise(runner, clock, log)))
  registry.onDeleted((exercise) => {
    exercises.get(exercise)?.dismissAll('deleted')
    exercises.get(exercise)?.close()
    exercises.delete(exercise)
  })

  io.use((socket, next) => {
    identify(socket, parts).then(
      (problem) => next(problem === null ? undefined : new Error(problem)),
      (error: unknown) => {
        log.error('finding out who connects', error)
        next(new Error('journal-unavailable'))
      },
    )
  })
  io.on('connection', (socket) => {
    try {
      welcome(socket, exercises)
    } catch (error) {
      log.error('welcoming a seat', error, { exercise: socket.data.exercise ?? '' })
      socket.disconnect(true)
    }
  })

  return {
    handles: (url) => livePath.test(url),
    upgrade(request, socket, head) {
      if (io.engine.clientsCount - io.of('/').sockets.size >= limits.unknownSockets) socket.destroy()
      else entrance.emit('upgrade', request, socket, head)
    },
    async close() {
      for (const each of exercises.values()) each.close()
      // Lines are cut without a goodbye: a client that is told goodbye would not come back to the next server.
      await io.close()
    },
  }
}

const livePath = /^\/x\/([A-Za-z0-9_-]{1,64})\/live\/?(?:\?|$)/

/** Null when the person is known; else the code the client is told with its refused connection. */
async function identify(socket: LiveSocket, { sessions, registry }: LiveDoorParts): Promise<string | null> {
  const { request } = socket
  const exercise = livePath.exec(request.url ?? '')?.[1]
  if (exercise === undefined) return 'unknown-thing'
  const person = await sessions.whoIs(request, exercise)
  if (person === null || person.ticketFor !== null) return 'not-signed-in'
  // Known, but the exercise does not run at the moment: the page keeps its seat and tries again.
  if (registry.get(exercise) === null) return 'not-now'
  socket.data.exercise = exercise
  socket.data.seat = person.seat
  return null
}

function welcome(socket: LiveSocket, exercises: ReadonlyMap<string, LiveExercise>): void {
  const { exercise, seat } = socket.data
  const live = exercise === undefined ? undefined : exercises.get(exercise)
  if (live === undefined || seat === undefined) {
    socket.disconnect(true)
    return
  }
  if (queryOf(socket.request).get('protocol') !== String(protocolVersion)) {
    socket.emit('notice', { code: 'reload', detail: String(protocolVersion) })
    socket.disconnect(true)
    return
  }
  live.join(socket, seat, socket.request.headers['user-agent'])
}
