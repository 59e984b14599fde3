/**
 * What a seat fetches of its exercise over HTTP: the first state of a document, its own journal for replay, tickets for
 * other Yjs clients. Who may read is asked of the live state at every request.
 */
import { promisify } from 'node:util'
import { constants, createGzip, gzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request } from 'express'
import { mayRead } from '#shared/exercise/permissions.ts'
import { parseWireName } from '#shared/board/documentName.ts'
import { lookUp } from '#shared/exercise/records.ts'
import { ReplayWriter } from '#shared/replay/replayWire.ts'
import type { ReplayLine } from '#shared/replay/seatJournal.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import { replayBatches, type LookedAt } from '../exercises/seatJournal.ts'
import type { Log } from '../log.ts'
import { answerValue, Refused } from './answers.ts'
import { SeatPace } from './seatPace.ts'
import { Turns } from '../time/turns.ts'
import type { Clock } from '../time/clock.ts'
import { limits } from '#shared/protocol/limits.ts'
import { seatHere, type SeatHere } from './seatHere.ts'
import { isFromThisMachine, queryOf, type Sessions } from './sessions.ts'

export interface ExerciseFilesParts {
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  readonly log: Log
  readonly clock: Clock
}

const pack = promisify(gzip)

export function exerciseFileRoutes({ registry, sessions, log, clock }: ExerciseFilesParts): Router {
  const routes = Router()
  // One state, asked for by thirty laptops in one second, is packed once.
  const packed = new WeakMap<Uint8Array, Promise<Buffer>>()
  const turns = new Turns()
  const fetches = new SeatPace(clock, limits.fetchesPerSecond, limits.fetchesBurst)
  const records = new SeatPace(clock, limits.recordsPerMinute / 60, limits.recordsBurst)

  const known = (request: Request, exercise: string): Promise<SeatHere> => seatHere({ registry, sessions }, request, exercise)

  routes.get('/x/:exercise/documents/*name', async (request, response) => {
    const { runner, seat } = await known(request, request.params.exercise)
    await fetches.take(seat)
    const wire = parseWireName(request.params.name.join('/'))
    const epoch = wire === null ? undefined : lookUp(runner.state.documents, wire.name)?.epoch
    if (wire === null || epoch === undefined || !mayRead(runner.state, seat, wire.name)) {
      throw new Refused('not-allowed', 'Your seat may not read this document now.')
    }
    if (epoch !== wire.epoch) throw new Refused('already-done', 'This document was restored. Please open it again.')
    const first = await runner.documents.firstState(wire.name, seat)
    // A right may have gone while the state was made.
    if (first === null || !mayRead(runner.state, seat, wire.name)) throw new Refused('not-allowed', 'Your seat may not read this document now.')
    response.setHeader('Content-Type', 'application/octet-stream')
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Sequence', String(first.sequence))
    if (!acceptsGzip(request)) {
      response.end(first.state)
      return
    }
    const body = packed.get(first.state) ?? pack(first.state)
    packed.set(first.state, body)
    response.setHeader('Content-Encoding', 'gzip')
    response.end(await body)
  })

  routes.get('/x/:exercise/replay', async (request, response) => {
    const { runner, seat } = await known(request, request.params.exercise)
    await records.take(seat)
    const query = queryOf(request)
    const after = Number(query.get('after') ?? '0')
    if (!Number.isSafeInteger(after) || after < 0) throw new Refused('unreadable', 'The server cannot read from where the replay should go on.')
    response.setHeader('Content-Type', 'application/octet-stream')
    response.setHeader('Cache-Control', 'no-store')
    const lines = Readable.from(asBytes(replayBatches(runner, seat, after, query.get('document'), lookedAtOf(query)), turns))
    const away = (error: unknown): void => {
      if (!isGone(error)) log.error('sending a replay', error, { exercise: runner.id, seat })
      response.destroy()
    }
    // To this machine's own browser packing costs more than it saves, while its two processors are needed for the board.
    if (!acceptsGzip(request) || isFromThisMachine(request)) return pipeline(lines, response).catch(away)
    response.setHeader('Content-Encoding', 'gzip')
    return pipeline(lines, createGzip({ level: constants.Z_BEST_SPEED }), response).catch(away)
  })

  routes.get('/x/:exercise/ticket', async (request, response) => {
    const { runner, seat } = await known(request, request.params.exercise)
    await fetches.take(seat)
    const asked = queryOf(request).get('document') ?? ''
    const name = parseWireName(asked)?.name ?? asked
    const epoch = lookUp(runner.state.documents, name)?.epoch
    if (epoch === undefined || !mayRead(runner.state, seat, name)) throw new Refused('not-allowed', 'Your seat may not read this document now.')
    answerValue(response, { ticket: await sessions.openTicket(runner.id, seat, `${name}@${epoch}`), document: `${name}@${epoch}` })
  })

  return routes
}

function lookedAtOf(query: URLSearchParams): LookedAt | null {
  const [document, recordedAt] = [query.get('look'), Number(query.get('at') ?? 'none')]
  if (document === null) return null
  if (!Number.isSafeInteger(recordedAt) || recordedAt < 0) throw new Refused('unreadable', 'The server cannot read which moment is looked at.')
  return { document, recordedAt }
}

async function* asBytes(batches: AsyncIterable<readonly ReplayLine[]>, turns: Turns): AsyncGenerator<Uint8Array> {
  const writer = new ReplayWriter()
  for await (const lines of batches) {
    const bytes = writer.write(lines)
    if (bytes.length > 0) yield bytes
    // A whole day is read from memory and written to a fast line without ever waiting: the room has its turn between.
    await turns.next()
  }
}

function acceptsGzip(request: Request): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
}

/** The reader closed its window: no fault. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE')
}
