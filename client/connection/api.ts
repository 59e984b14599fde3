/**
 * The HTTP door as functions: each answers with a Reply and never throws, so that a screen can always say a sentence.
 * Addresses and shapes are those of shared/protocol/http.ts.
 */
import type { Zone } from '#shared/exercise/scenario.ts'
import { refuse } from '#shared/exercise/refusal.ts'
import type { BroughtIn, CreateExercise, HouseInfo, JoinOffer, LaptopCheck, SeatInfo, SeatTaken, TakeSeat } from '#shared/protocol/http.ts'
import type { Reply } from '#shared/protocol/reply.ts'
import { text } from '../text/index.ts'

const deadlineMs = 10_000
/** A whole exercise is read through. */
const longMs = 600_000

export const api = {
  house: () => ask<HouseInfo>('/api/house'),
  enterHouse: (token: string) => ask<unknown>('/api/house/enter', { token }),
  create: (wanted: CreateExercise) => ask<SeatTaken>('/api/exercises', wanted, 60_000),
  chief: (exercise: string) => ask<SeatTaken>(`/api/exercises/${encodeURIComponent(exercise)}/chief`, {}, 60_000),
  /** A further seat for this browser: the projector, or an observer. */
  furtherSeat: (exercise: string, role: 'screen' | 'observer', seat: string | null) =>
    ask<SeatTaken>(`/api/exercises/${encodeURIComponent(exercise)}/seats${seat === null ? '' : `?seat=${encodeURIComponent(seat)}`}`, { role }),
  /** The server's laptop looked over; directing staff only. */
  laptop: (exercise: string) => ask<LaptopCheck>(`/api/exercises/${encodeURIComponent(exercise)}/laptop`),
  /** Where the browser saves a copy from. */
  copyAddress: (exercise: string) => `/api/exercises/${encodeURIComponent(exercise)}/copy`,
  bringIn: (file: Blob) => send<BroughtIn>('/api/house/bring', file),
  erase: (exercise: string, title: string) => ask<unknown>(`/api/exercises/${encodeURIComponent(exercise)}/delete`, { title }, 60_000),
  putBack: (exercise: string, wallMs: number) => ask<BroughtIn>(`/api/exercises/${encodeURIComponent(exercise)}/back`, { wallMs }, longMs),
  look: (code: string) => ask<JoinOffer>('/api/join/look', { code }),
  take: (wanted: TakeSeat) => ask<SeatTaken>('/api/join/take', wanted),
  seat: (seat: string) => ask<SeatInfo>(`/api/seat/${encodeURIComponent(seat)}`),
  leave: (seat: string) => ask<unknown>(`/api/seat/${encodeURIComponent(seat)}/leave`, {}),
}

/** The zone's geometry; everybody may have it. */
export async function fetchZone(zone: string): Promise<Reply<Zone>> {
  const answer = await request(`/maps/${encodeURIComponent(zone)}/zone.json`, {}, 30_000)
  if (answer === null) return refuse('not-here', text.common.noServer)
  const body = await readJson(answer)
  if (!answer.ok || !isZone(body)) return refuse('unreadable', text.common.badAnswer)
  return { ok: true, value: body }
}

/** The first state of a document as Yjs bytes; null when there is none to be had now (the socket will tell why). */
export async function fetchFirstState(exercise: string, wireName: string, seat: string): Promise<Uint8Array | null> {
  const answer = await request(`/x/${exercise}/documents/${wireName}?seat=${encodeURIComponent(seat)}`, {}, 20_000)
  if (answer === null || !answer.ok) return null
  try {
    return new Uint8Array(await answer.arrayBuffer())
  } catch {
    return null
  }
}

async function ask<T>(path: string, body?: object, patienceMs = deadlineMs): Promise<Reply<T>> {
  const options: RequestInit = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await request(path, options, patienceMs)
  if (answer === null) return refuse('not-here', text.common.noServer)
  return readReply<T>(await readJson(answer))
}

async function send<T>(path: string, body: Blob): Promise<Reply<T>> {
  const answer = await request(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body }, longMs)
  if (answer === null) return refuse('not-here', text.common.noServer)
  return readReply<T>(await readJson(answer))
}

/** Null when no server answered in time. */
async function request(path: string, options: RequestInit, patienceMs: number): Promise<Response | null> {
  try {
    return await fetch(path, { ...options, credentials: 'same-origin', signal: AbortSignal.timeout(patienceMs) })
  } catch {
    return null
  }
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return null
  }
}

/** Reads a Reply from our own server: its shape is trusted, what is no Reply at all is not. */
export function readReply<T>(body: unknown): Reply<T> {
  if (typeof body === 'object' && body !== null && 'ok' in body) {
    if (body.ok === true && 'value' in body) return { ok: true, value: body.value as T }
    const refusal = 'refusal' in body ? body.refusal : null
    if (typeof refusal === 'object' && refusal !== null && 'code' in refusal && 'sentence' in refusal) return body as Reply<T>
  }
  return refuse('unreadable', text.common.badAnswer)
}

function isZone(body: unknown): body is Zone {
  return typeof body === 'object' && body !== null && 'places' in body && Array.isArray(body.places) && 'roads' in body && 'grid' in body
}
