/**
 * The people of a board besides oneself: one for each seat, however many windows it has open; whom one looks along with when
 * one follows somebody. Pure: Together (together.svelte.ts) keeps what lasts.
 */
import type { SeatId } from '#shared/exercise/names.ts'
import type { Bounds } from '#shared/geo/bounds.ts'
import type { Peer } from '../state/source.ts'
import { readBounds, readCall, type Call } from './readDraft.ts'

export type Doing = 'draws' | 'writes' | 'holds' | 'points' | 'looks' | 'away'

export interface BoardPerson {
  readonly seat: SeatId
  readonly name: string
  readonly hat: string | null
  readonly colour: string | null
  /** What their map shows; null while they have none open. */
  readonly view: Bounds | null
  readonly follows: SeatId | null
  readonly call: Call | null
  readonly doing: Doing
}

/** `guide`: whose map is shown; at the end of a chain, where somebody looks with their own eyes. */
export type Followed = { readonly kind: 'guide'; readonly guide: BoardPerson } | { readonly kind: 'circle' } | { readonly kind: 'gone' }

/** In the order of their names; the window that shows a map speaks for its person. */
export function peopleOf(peers: readonly Peer[], own: SeatId): BoardPerson[] {
  const people = new Map<SeatId, BoardPerson>()
  for (const peer of peers) {
    if (peer.seat === own) continue
    const person = personOf(peer)
    if (person.view !== null || !people.has(peer.seat)) people.set(peer.seat, person)
  }
  return Array.from(people.values()).sort((one, other) => one.name.localeCompare(other.name) || (one.seat < other.seat ? -1 : 1))
}

/** A → B → C is A → C. Whoever in the chain has left is where it ends: the one before is followed. */
export function followedBy(people: readonly BoardPerson[], own: SeatId, wanted: SeatId): Followed {
  const passed = new Set<SeatId>([own])
  let guide: BoardPerson | null = null
  let next: SeatId | null = wanted
  while (next !== null) {
    if (passed.has(next)) return { kind: 'circle' }
    passed.add(next)
    const person: BoardPerson | null = personBy(people, next)
    guide = person ?? guide
    next = person?.follows ?? null
  }
  return guide === null ? { kind: 'gone' } : { kind: 'guide', guide }
}

function personBy(people: readonly BoardPerson[], id: SeatId): BoardPerson | null {
  return people.find(({ seat }) => seat === id) ?? null
}

function personOf({ seat, name, hat, colour, view, follows, call, draft, section, selection, pointer }: Peer): BoardPerson {
  const bounds = readBounds(view)
  const doing = draft !== null ? 'draws' : section !== null ? 'writes' : selection.length > 0 ? 'holds' : pointer !== null ? 'points' : bounds !== null ? 'looks' : 'away'
  return { seat, name, hat, colour, view: bounds, follows, call: readCall(call), doing }
}
