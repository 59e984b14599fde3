/**
 * Media over HTTP. Bringing a picture or a reference layer needs the right to write the document it is for, bringing an exhibit
 * a seat of the directing staff. Seeing one needs the right to read its document, or to have been sent the exhibit, asked at
 * that moment: the floor opens it, a withheld board keeps it, what is taken back is closed.
 */
import { raw, Router, type Request, type RequestHandler, type Response } from 'express'
import type { DocumentName } from '#shared/exercise/names.ts'
import { admittedSeat, mayRead, mayWrite } from '#shared/exercise/permissions.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { mayOpenExhibit } from '#shared/exercise/view/openExhibit.ts'
import { limits } from '#shared/protocol/limits.ts'
import type { ExerciseRegistry } from '../exercises/registry.ts'
import { tooLarge } from '../media/mediaShelf.ts'
import type { StoredMedia } from '../storage/storage.ts'
import type { Clock } from '../time/clock.ts'
import { answer, Refused } from './answers.ts'
import { RateBucket } from './rateBucket.ts'
import { rangeOf } from './ranges.ts'
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
const mostExhibitBytes = Math.max(...Object.values(limits.exhibitBytes))

/** What a body is for: a document, or the directing staff's shelf. */
interface Bringing extends SeatHere { readonly document: DocumentName; readonly isExhibit: boolean }

export function mediaRoutes({ registry, sessions, clock }: MediaParts): Router {
  const routes = Router()
  const buckets = new Map<string, RateBucket>()
  const bringing = new WeakMap<Request, Bringing>()
  let held = 0

  /** Nothing of a body is read before it is known who sends it, how much, and that they may. */
  const admit = (isExhibit: boolean): RequestHandler<{ exercise: string }> => async (request, response, next) => {
    const { runner, seat } = await seatHere({ registry, sessions }, request, request.params.exercise)
    const document = queryOf(request).get('document') ?? ''
    mustBeAllowed(runner.state, { seat, document, isExhibit })
    const length = Number(request.headers['content-length'] ?? NaN)
    if (!Number.isSafeInteger(length) || length < 1) throw new Refused('unreadable', 'The server cannot read this: its length is not said.')
    if (length > (isExhibit ? mostExhibitBytes : limits.mediaBytes)) throw new Refused('too-large', isExhibit ? tooLargeForAll : tooLarge)
    const bucket = buckets.get(seat) ?? new RateBucket(clock, perSecond, burst)
    buckets.set(seat, bucket)
    if (held >= atOnce || !bucket.take()) throw new Refused('too-fast', 'The server is busy with other files. Please try again in a moment.')
    held += 1
    response.once('close', () => { held -= 1 })
    bringing.set(request, { runner, seat, document, isExhibit })
    next()
  }

  const keep: RequestHandler<{ exercise: string }> = async (request, response) => {
    const found = bringing.get(request)
    const body: unknown = request.body
    if (found === undefined || !(body instanceof Uint8Array)) throw new Refused('unreadable', 'The server cannot read this request.')
    const { runner, seat, document, isExhibit } = found
    // The right may have gone while the bytes came.
    mustBeAllowed(runner.state, found)
    answer(response, await (isExhibit ? runner.media.keepExhibit(seat, body) : runner.media.keep({ document, author: seat, bytes: body })))
  }
  const body = (limit: number): RequestHandler<{ exercise: string }> => raw({ type: () => true, limit, inflate: false })

  routes.post('/x/:exercise/media', admit(false), body(limits.mediaBytes), keep)
  routes.post('/x/:exercise/exhibits', admit(true), body(mostExhibitBytes), keep)

  routes.get('/x/:exercise/media/:id', async (request, response) => {
    const { runner, seat } = await seatHere({ registry, sessions }, request, request.params.exercise)
    const media = await runner.media.find(request.params.id)
    // Whoever may not read it learns nothing: not even that it is there.
    if (media === null || !maySee(runner.state, seat, media)) throw new Refused('unknown-thing', 'There is no such picture, sound, PDF, video or layer for your seat now.')
    send(response, media, request.headers.range)
  })

  return routes
}

function mustBeAllowed(state: ExerciseState, { seat, document, isExhibit }: Pick<Bringing, 'seat' | 'document' | 'isExhibit'>): void {
  if (isExhibit && !isDirectingStaff(admittedSeat(state, seat))) throw new Refused('not-allowed', 'Only directing staff bring exhibits.')
  if (!isExhibit && !mayWrite(state, seat, document)) throw new Refused('not-allowed', 'Your seat may not write this board now.')
}

function maySee(state: ExerciseState, seat: string, media: StoredMedia): boolean {
  return mayRead(state, seat, media.document) || (media.document === 'control' && mayOpenExhibit(state, seat, media.id))
}

/** An exhibit is kept by no cache: what is taken back is not read again, and the next seat of a laptop finds nothing. */
function send(response: Response, { document, type, bytes }: StoredMedia, wanted: string | undefined): void {
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Disposition', /^(image|audio|video)\//.test(type) ? 'inline' : 'attachment')
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
  response.setHeader('Cache-Control', document === 'control' ? 'no-store' : 'private, max-age=31536000, immutable')
  response.setHeader('Accept-Ranges', 'bytes')
  const range = rangeOf(wanted, bytes.length)
  switch (range.status) {
    case 'whole':
      response.setHeader('Content-Length', bytes.length)
      response.end(bytes)
      break
    case 'part':
      response.status(206).setHeader('Content-Range', `bytes ${range.from}-${range.to}/${bytes.length}`)
      response.setHeader('Content-Length', range.to - range.from + 1)
      response.end(bytes.subarray(range.from, range.to + 1))
      break
    case 'outside':
      response.status(416).setHeader('Content-Range', `bytes */${bytes.length}`)
      response.removeHeader('Content-Type')
      response.end()
  }
}

const tooLargeForAll = `This is too large. The limit is ${mostExhibitBytes / 1024 / 1024} megabytes for a video, and less for everything else.`
