/**
 * What one person lets others see of a hand at work: read from the client's own entry without trust, field by field.
 * Who it is, the server says from the session; a client's word on that is not looked at.
 */
import { isSafeKey } from '#shared/exercise/records.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import { admittedSeat } from '#shared/exercise/permissions.ts'
import { lookUp } from '#shared/exercise/records.ts'
import type { HatId, SeatId, SyndicateId } from '#shared/exercise/names.ts'
import { limits } from '#shared/protocol/limits.ts'
import { valuesProblem } from './updateValues.ts'

export interface ShownUser {
  readonly seat: SeatId
  readonly name: string
  readonly hat: HatId | null
  readonly syndicate: SyndicateId | null
  /** Six hexadecimal digits: carets of the prose editor take no other. */
  readonly color: string
}

const selectionMost = 50
const draftDepth = 8
const cursorBytes = 1024

const syndicateColours = ['#00659e', '#b84a00', '#00745a', '#a0327f', '#6b5a00', '#43439c', '#8a2f1b', '#47616e'] as const
const staffColour = '#3d4a54'

/** Null for whoever's hand is not shown: observers, screens, and who is not here. */
export function shownUser(state: ExerciseState, id: SeatId): ShownUser | null {
  const seat = admittedSeat(state, id)
  if (seat === undefined || seat.role === 'observer' || seat.role === 'screen') return null
  const syndicate = seat.syndicate === null ? undefined : lookUp(state.syndicates, seat.syndicate)
  const colour = isDirectingStaff(seat) || syndicate === undefined ? undefined : syndicateColours[syndicate.number - 1]
  return { seat: id, name: seat.name, hat: seat.hat, syndicate: seat.syndicate, color: colour ?? staffColour }
}

/** The entry as others get it, JSON; null for what is no JSON object. A reader points; drawing is for those who may write. */
export function shownEntry(json: string, user: ShownUser, mayWrite: boolean): string | null {
  const state = parseJson(json)
  if (!isRecord(state)) return null
  const shown = { pointer: readPointer(state['pointer']), selection: readSelection(state['selection']), user }
  if (!mayWrite) return JSON.stringify(shown)
  return JSON.stringify({
    ...shown,
    draft: readJson(state['draft'], limits.awarenessBytes),
    section: readText(state['section']),
    cursor: readJson(state['cursor'], cursorBytes),
  })
}

function readPointer(value: unknown): { readonly lat: number; readonly lng: number } | null {
  if (!isRecord(value)) return null
  const { lat, lng } = value
  if (typeof lat !== 'number' || typeof lng !== 'number' || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null
  return { lat, lng }
}

function readSelection(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.filter((id): id is string => typeof id === 'string' && id.length <= 64).slice(0, selectionMost)
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 64 && isSafeKey(value) ? value : null
}

function readJson(value: unknown, most: number): unknown {
  if (value === undefined || value === null || valuesProblem([value], draftDepth) !== null) return null
  return Buffer.byteLength(JSON.stringify(value)) <= most ? value : null
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
