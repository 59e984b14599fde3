/**
 * What one person lets others see of a hand at work: read from the client's own entry without trust, field by field.
 * Who it is, the server says from the session; a client's word on that is not looked at.
 */
import type { DocumentScope } from '#shared/board/documentName.ts'
import type { SeatId, SyndicateId } from '#shared/exercise/names.ts'
import { admittedSeat } from '#shared/exercise/permissions.ts'
import { isSafeKey, lookUp } from '#shared/exercise/records.ts'
import { isDirectingStaff } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import { limits } from '#shared/protocol/limits.ts'
import { valuesProblem } from './updateValues.ts'

export interface ShownUser {
  readonly seat: SeatId
  readonly name: string
  /** The hat's name, as the scenario has it. */
  readonly hat: string | null
  readonly syndicate: SyndicateId | null
  /** Six hexadecimal digits: carets of the prose editor take no other. */
  readonly color: string
}

const selectionMost = 50
const draftDepth = 8
const trailMost = 24
const cursorBytes = 1024

const personColours = ['#00659e', '#b84a00', '#00745a', '#a0327f', '#6b5a00', '#43439c', '#8a2f1b', '#47616e'] as const
const staffColour = '#3d4a54'

/** Members everywhere, directing staff where they write; nobody else's hand is shown. */
export function shownUser(state: ExerciseState, id: SeatId, scope: DocumentScope): ShownUser | null {
  const seat = admittedSeat(state, id)
  if (seat === undefined || (seat.role !== 'member' && (!isDirectingStaff(seat) || scope.kind === 'board'))) return null
  const syndicate = seat.syndicate === null ? undefined : lookUp(state.syndicates, seat.syndicate)
  const hat = state.hats.find((each) => each.id === seat.hat)?.name ?? null
  const color = syndicate === undefined ? staffColour : personColours[hashOf(id) % personColours.length] ?? staffColour
  return { seat: id, name: seat.name, hat, syndicate: seat.syndicate, color }
}

/** People of one board are told apart by colour, too; hat and name stand beside it. */
function hashOf(id: SeatId): number {
  return Array.from(id).reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
}

/** What the entry is read against: nobody is believed to follow one who is not there. */
export interface EntryHouse {
  readonly mayWrite: boolean
  isPresent(seat: SeatId): boolean
}

/** The entry as others get it, JSON; null for what is no JSON object. A reader points; drawing, and leading eyes, is for those who may write. */
export function shownEntry(json: string, user: ShownUser, { mayWrite, isPresent }: EntryHouse): string | null {
  const state = parseJson(json)
  if (!isRecord(state)) return null
  const pointing = { pointer: readPointer(state['pointer']), selection: readSelection(state['selection']), laser: readTrail(state['laser']), ping: readPing(state['ping']) }
  return by(user, !mayWrite ? pointing : {
    draft: readJson(state['draft'], limits.awarenessBytes),
    section: readText(state['section']),
    cursor: readJson(state['cursor'], cursorBytes),
    view: readBounds(state['view']),
    follows: readFollows(state['follows'], user.seat, isPresent),
    call: readCall(state['call']),
    ...pointing,
  })
}

const written = new WeakMap<ShownUser, string>()

/** JSON of what is shown, with who it is: a person is written once, and not with every move of the hand. */
function by(user: ShownUser, shown: Readonly<Record<string, unknown>>): string {
  const who = written.get(user) ?? JSON.stringify(user)
  written.set(user, who)
  return `{"user":${who},${JSON.stringify(shown).slice(1)}`
}

function readPointer(value: unknown): { readonly lat: number; readonly lng: number } | null {
  if (!isRecord(value)) return null
  const { lat, lng } = value
  if (typeof lat !== 'number' || typeof lng !== 'number' || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null
  return { lat, lng }
}

/** The laser's trail: a few places, and no more. */
function readTrail(value: unknown): (readonly [number, number])[] | null {
  if (!Array.isArray(value) || value.length > trailMost) return null
  const places = value.map(readPlace)
  return places.every((place) => place !== null) ? places : null
}

function readPing(value: unknown): { readonly at: readonly [number, number]; readonly count: number } | null {
  if (!isRecord(value)) return null
  const at = readPlace(value['at'])
  const { count } = value
  return at === null || typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0 ? null : { at, count }
}

function readPlace(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [lat, lng]: unknown[] = value
  return typeof lat === 'number' && typeof lng === 'number' && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lat, lng] : null
}

/** South, west, north, east, to about a metre; null for a box that is none. */
function readBounds(value: unknown): Bounds | null {
  if (!Array.isArray(value) || value.length !== 4) return null
  const [southWest, northEast] = [readPlace(value.slice(0, 2)), readPlace(value.slice(2))]
  if (southWest === null || northEast === null || southWest[0] >= northEast[0] || southWest[1] >= northEast[1]) return null
  return [metre(southWest[0]), metre(southWest[1]), metre(northEast[0]), metre(northEast[1])]
}

function metre(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

/** The seat of somebody else who is in this document now. */
function readFollows(value: unknown, own: SeatId, isPresent: EntryHouse['isPresent']): SeatId | null {
  return typeof value === 'string' && value.length <= 64 && value !== own && isPresent(value) ? value : null
}

function readCall(value: unknown): { readonly bounds: Bounds; readonly count: number } | null {
  if (!isRecord(value)) return null
  const bounds = readBounds(value['bounds'])
  const { count } = value
  return bounds === null || typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0 ? null : { bounds, count }
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
