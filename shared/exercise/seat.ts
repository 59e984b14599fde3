/** A seat: the role and place with which one person joined. Pure data; who may do what is permissions.ts. */
import type { HatId, SeatId, SyndicateId } from './names.ts'
import type { RecordedAt } from './moment.ts'

/** chief and deputy together are the directing staff. A member is lead when its syndicate names it (Syndicate.lead). */
export const seatRoles = ['chief', 'deputy', 'member', 'evaluator', 'observer', 'screen'] as const
export type SeatRole = (typeof seatRoles)[number]

export interface Seat {
  readonly id: SeatId
  readonly role: SeatRole
  /** As the person typed it: trimmed, ≤ 60 characters, bidi controls removed. */
  readonly name: string
  /** Members: their syndicate. Screens: the syndicate whose wall they are, or null for the projector. Others: null. */
  readonly syndicate: SyndicateId | null
  readonly hat: HatId | null
  /** Evaluators: the syndicates they are assigned to. Others: empty. */
  readonly assigned: readonly SyndicateId[]
  /** waiting = in the lobby: nothing of the exercise is sent. removed = kept for the journal's sake only. */
  readonly status: 'waiting' | 'admitted' | 'removed'
  readonly since: RecordedAt
}

export interface Syndicate {
  readonly id: SyndicateId
  /** 1 … 8: the shape and colour follow it. */
  readonly number: number
  readonly name: string
  readonly lead: SeatId | null
}

/** A way in: who types this code becomes such a seat. Seen by directing staff only. */
export interface JoinCode {
  /** Eight digits. */
  readonly code: string
  readonly role: 'deputy' | 'member' | 'evaluator' | 'observer' | 'screen'
  readonly syndicate: SyndicateId | null
}

/** One line of the roster the instructor pastes; the seat it became, once somebody picked it. */
export interface RosterEntry {
  readonly name: string
  readonly nation: string
  readonly syndicate: SyndicateId | null
  /** For directing staff only: the room reads hats, never ranks. Absent = none was given. */
  readonly rank?: string
}

export function isDirectingStaff(seat: Seat | undefined): boolean {
  return seat !== undefined && (seat.role === 'chief' || seat.role === 'deputy')
}
