/** How the HTTP door answers: every answer is a Reply, every fault is logged once and becomes a sentence. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Refusal, RefusalCode } from '#shared/exercise/refusal.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import type { Log } from '../log.ts'

/** A refusal on its way out of a route; the error handler turns it into its answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  constructor(code: RefusalCode, sentence: string) {
    super(sentence)
    this.refusal = { code, sentence }
  }
}

const statusOf: Readonly<Partial<Record<RefusalCode, number>>> = {
  'not-signed-in': 401, 'not-allowed': 403, 'not-admitted': 403, 'unknown-thing': 404, 'wrong-code': 404, 'not-here': 403,
  'too-many-tries': 429, 'too-fast': 429, 'too-large': 413, 'name-taken': 409, 'hat-taken': 409, 'already-done': 409, 'full': 409,
  'not-now': 409, 'journal-unavailable': 503,
}

export function answer<T>(response: Response, reply: Reply<T>): void {
  response.status(reply.ok ? 200 : statusOf[reply.refusal.code] ?? 400).json(reply)
}

export function answerValue<T>(response: Response, value: T): void {
  answer(response, { ok: true, value })
}

/** The value of a reply, or its refusal thrown to the door's edge. */
export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Refused(reply.refusal.code, reply.refusal.sentence)
  return reply.value
}

/** An answer written past Express, on a line that got no further. */
export function bareRefusal(status: string, sentence: string): string {
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${sentence}`
}

/** Nothing here by that name. */
export const notFound: RequestHandler = (_request, response) => {
  answer(response, { ok: false, refusal: { code: 'unknown-thing', sentence: 'There is nothing at this address. Please check it, or begin again at the address the instructor shows.' } })
}

export function answerFaults(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    answer(response, { ok: false, refusal: refusalOf(error, () => log.error('answering a request', error, { method: request.method, path: request.path.slice(0, 120) })) })
  }
}

function refusalOf(error: unknown, logFault: () => void): Refusal {
  if (error instanceof Refused) return error.refusal
  const status = statusFrom(error)
  if (status === 413) return { code: 'too-large', sentence: 'This is too large. Please send less than 256 kilobytes.' }
  if (status !== null && status < 500) return { code: 'unreadable', sentence: 'The server cannot read this request. Please reload the page and try again.' }
  logFault()
  return { code: 'journal-unavailable', sentence: 'The server could not do this. Please try again, or tell the directing staff.' }
}

/** Express's parsers mark bad input with a 4xx status. */
function statusFrom(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : null
}
