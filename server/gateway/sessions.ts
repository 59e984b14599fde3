/**
 * Who is asking: cookies of seats and of the house, document tickets, Host and Origin. A secret is 256 random bits;
 * only its SHA-256 is stored. Nothing here says what somebody may do.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { SeatId } from '#shared/exercise/names.ts'
import type { HouseStore, SessionRow } from '../storage/storage.ts'
import type { Clock, Ids } from '../time/clock.ts'
import { hostOf, type Hosts } from './hosts.ts'

export interface Person {
  readonly seat: SeatId
  /** The wire name of the one document a ticket opens; null for a browser's cookie. */
  readonly ticketFor: string | null
}

export interface Sessions {
  /** The person behind a request to an exercise: by the cookie of `?seat=`, or by `?ticket=`. Null when nobody is known. */
  whoIs(request: IncomingMessage, exercise: string): Promise<Person | null>
  /** The session row behind the cookie of one seat; null when this browser does not hold it. */
  seatSession(request: IncomingMessage, seat: string): Promise<SessionRow | null>
  /** Whether the request comes from this machine and holds the house cookie. */
  isHouse(request: IncomingMessage): Promise<boolean>
  hostAndOriginAllowed(request: IncomingMessage, options: { readonly needOrigin: boolean }): boolean
  /** Makes a session and gives the value of its Set-Cookie header. */
  openSeat(exercise: string, seat: SeatId): Promise<string>
  openHouse(): Promise<string>
  /** A reusable ticket for other standard Yjs clients: one person, one document, one epoch. */
  openTicket(exercise: string, seat: SeatId, wireName: string): Promise<string>
  /** Forgets this browser's session of a seat; gives the Set-Cookie header that clears it, null for what can be no seat's name. */
  leaveSeat(request: IncomingMessage, seat: string): Promise<string | null>
}

export interface SessionsParts {
  readonly house: HouseStore
  /** Seats that answer on the server's own machine only, whoever holds their secret: the chief's. */
  isOfTheHouse(exercise: string, seat: SeatId): boolean
  readonly hosts: Hosts
  readonly ids: Ids
  readonly clock: Clock
}

const houseCookie = 'house'
const thirtyDays = 30 * 24 * 3600

export function createSessions(parts: SessionsParts): Sessions {
  const { house, hosts, ids, clock } = parts

  const store = async (row: Pick<SessionRow, 'kind' | 'exercise' | 'seat' | 'document'>): Promise<string> => {
    const secret = ids.secret()
    await house.addSession({ ...row, secretHash: hashSecret(secret), createdWallMs: clock.wallMs() })
    return secret
  }

  const rowOf = async (secret: string | undefined): Promise<SessionRow | null> =>
    secret === undefined || !isSecret(secret) ? null : house.session(hashSecret(secret))

  /** A chief's secret that was carried off opens nothing elsewhere: nobody is known by it there. */
  const isInItsPlace = (request: IncomingMessage, row: SessionRow): boolean =>
    isFromThisMachine(request) || row.exercise === null || row.seat === null || !parts.isOfTheHouse(row.exercise, row.seat)

  const seatSession = async (request: IncomingMessage, seat: string): Promise<SessionRow | null> => {
    if (!isSeatId(seat)) return null
    const row = await rowOf(readCookies(request).get(seatCookie(seat)))
    return row !== null && row.kind === 'seat' && row.seat === seat && isInItsPlace(request, row) ? row : null
  }

  return {
    seatSession,
    async whoIs(request, exercise) {
      const query = queryOf(request)
      const ticket = query.get('ticket')
      if (ticket !== null) {
        const row = await rowOf(ticket)
        if (row === null || row.kind !== 'ticket' || row.exercise !== exercise || row.seat === null || row.document === null || !isInItsPlace(request, row)) return null
        return { seat: row.seat, ticketFor: row.document }
      }
      const row = await seatSession(request, query.get('seat') ?? '')
      if (row === null || row.exercise !== exercise || row.seat === null) return null
      return { seat: row.seat, ticketFor: null }
    },
    async isHouse(request) {
      if (!isFromThisMachine(request)) return false
      const row = await rowOf(readCookies(request).get(houseCookie))
      return row !== null && row.kind === 'house'
    },
    hostAndOriginAllowed(request, { needOrigin }) {
      const host = request.headers.host
      if (!hosts.allows(host)) return false
      const origin = request.headers.origin
      if (origin === undefined) return !needOrigin
      return isSameOrigin(origin, host ?? '')
    },
    async openSeat(exercise, seat) {
      return setCookie(seatCookie(seat), await store({ kind: 'seat', exercise, seat, document: null }), thirtyDays)
    },
    async openHouse() {
      return setCookie(houseCookie, await store({ kind: 'house', exercise: null, seat: null, document: null }), thirtyDays)
    },
    openTicket: (exercise, seat, wireName) => store({ kind: 'ticket', exercise, seat, document: wireName }),
    async leaveSeat(request, seat) {
      // It comes from the address: written into a header it could break it, or say what is not ours.
      if (!isSeatId(seat)) return null
      const row = await seatSession(request, seat)
      if (row !== null) await house.removeSession(row.secretHash)
      return setCookie(seatCookie(seat), '', 0)
    },
  }
}

/** SHA-256 in hex: what the house remembers of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

/** Straight from the machine itself: no proxy in between, which would make every stranger local. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const headers = request.headers
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined || headers['x-real-ip'] !== undefined) return false
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  return address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address)
}

/** An Origin is ours when it names the very host and port that was asked. */
function isSameOrigin(origin: string, host: string): boolean {
  const parts = /^https?:\/\/([^/\s]+)$/i.exec(origin)
  const named = parts?.[1]?.toLowerCase()
  return named !== undefined && hostOf(named) !== null && named === host.toLowerCase()
}

/** The query of a request, whatever its path. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  const url = request.url ?? ''
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
}

function readCookies(request: IncomingMessage): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0) found.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
  }
  return found
}

function seatCookie(seat: string): string {
  return `seat_${seat}`
}

function setCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`
}

const isSeatId = (seat: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(seat)
const isSecret = (secret: string): boolean => /^[A-Za-z0-9_-]{20,100}$/.test(secret)
