/**
 * Pictures and reference layers over HTTP. Bringing one needs the right to write the document it is for; seeing one needs
 * the right to read that document, asked at that moment: the floor opens it, and a withheld board keeps it.
 */
import { raw, Router, type Request, type RequestHandler } from 'express'
import type { DocumentName } from '#shared/exercise/names.ts'
import { mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import { tooLarge } from '../media/mediaShelf.ts'
import type { Clock } from '../time/clock.ts'
import { answer, Refused } from './answers.ts'
import { RateBucket } from './rateBucket.ts'
import { seatHere, type SeatHere } from './seatHere.ts'
import { queryOf, type Sessions } from './sessions.ts'

export interface MediaParts {
  readonly registry: ExerciseRegistry
  readonly sessions: Sessions
  readonly clock: Clock
}

/** Bodies held in memory at one time, over the whole house. */
const atOnce = 4
const perSecond = 0.5
const burst = 20

interface Bringing extends SeatHere { readonly document: DocumentName }

export function mediaRoutes({ registry, sessions, clock }: MediaParts): Router {
  const routes = Router()
  const buckets = new Map<string, RateBucket>()
  const bringing = new WeakMap<Request, Bringing>()
  let held = 0

  /** Nothing of a body is read before it is known who sends it, how much, and that they may. */
  const admit: RequestHandler<{ exercise: string }> = async (request, response, next) => {
    const { runner, seat } = await seatHere({ registry, sessions }, request, request.params.exercise)
    const document = queryOf(request).get('document') ?? ''
    if (!mayWrite(runner.state, seat, document)) throw new Refused('not-allowed', 'Your seat may not write this board now.')
    const length = Number(request.headers['content-length'] ?? NaN)
    if (!Number.isSafeInteger(length) || length < 1) throw new Refused('unreadable', 'The server cannot read this: its length is not said.')
    if (length > limits.mediaBytes) throw new Refused('too-large', tooLarge)
    const bucket = buckets.get(seat) ?? new RateBucket(clock, perSecond, burst)
    buckets.set(seat, bucket)
    if (held >= atOnce || !bucket.take()) throw new Refused('too-fast', 'The server is busy with other pictures. Please try again in a moment.')
    held += 1
    response.once('close', () => { held -= 1 })
    bringing.set(request, { runner, seat, document })
    next()
  }

  routes.post('/x/:exercise/media', admit, raw({ type: () => true, limit: limits.mediaBytes, inflate: false }), async (request, response) => {
    const found = bringing.get(request)
    const body: unknown = request.body
    if (found === undefined || !(body instanceof Uint8Array)) throw new Refused('unreadable', 'The server cannot read this request.')
    const { runner, seat, document } = found
    // The right may have gone while the bytes came.
    if (!mayWrite(runner.state, seat, document)) throw new Refused('not-allowed', 'Your seat may not write this board now.')
    answer(response, await runner.media.keep({ document, author: seat, bytes: body }))
  })

  routes.get('/x/:exercise/media/:id', async (request, response) => {
    const { runner, seat } = await seatHere({ registry, sessions }, request, request.params.exercise)
    const media = await runner.media.find(request.params.id)
    // Whoever may not read it learns nothing: not even that it is there.
    if (media === null || !mayRead(runner.state, seat, media.document)) throw new Refused('unknown-thing', 'There is no such picture or layer for your seat now.')
    response.setHeader('Content-Type', media.type)
    response.setHeader('Content-Disposition', media.type.startsWith('image/') ? 'inline' : 'attachment')
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable')
    response.end(media.bytes)
  })

  return routes
}
