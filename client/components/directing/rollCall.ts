/** Who is awaited, who came back from another laptop, and where a name can be moved. Read from the staff's view. Pure. */
import type { Command } from '#shared/exercise/commands.ts'
import type { SeatId, SyndicateId } from '#shared/exercise/names.ts'
import type { RosterEntry, Seat } from '#shared/exercise/seat.ts'
import { sameName } from '#shared/exercise/seatName.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { warmUpTasks } from '#shared/exercise/warmUp.ts'
import { waitingSeats } from './trackerFigures.ts'

/** Lines of the roster for this syndicate (null = for any) that nobody has come for yet. */
export function awaited(view: ExerciseState, syndicate: SyndicateId | null): RosterEntry[] {
  const came = Object.values(view.seats).filter(({ role, status }) => role === 'member' && status !== 'removed')
  return view.roster.filter((line) => line.syndicate === syndicate && !came.some(({ name }) => sameName(name, line.name)))
}

/** Members at their laptops now, of those admitted or awaited: '17 of 30'. */
export function membersHere(view: ExerciseState, online: ReadonlySet<SeatId>): { readonly here: number; readonly of: number } {
  const members = Object.values(view.seats).filter(({ role, status }) => role === 'member' && status === 'admitted')
  const missing = [null, ...Object.keys(view.syndicates)].reduce((sum, syndicate) => sum + awaited(view, syndicate).length, 0)
  return { here: members.filter(({ id }) => online.has(id)).length, of: members.length + missing }
}

/** Members with all tasks of the warm-up done or skipped, of those admitted. */
export function membersReady(view: ExerciseState): { readonly ready: number; readonly of: number } {
  const members = Object.values(view.seats).filter(({ role, status }) => role === 'member' && status === 'admitted')
  return { ready: members.filter(({ id }) => warmUpTasks.every((task) => view.warmUp.ticks[id]?.[task] !== undefined)).length, of: members.length }
}

export interface Waiting {
  readonly seat: Seat
  /** Who sits here under the same name already: perhaps the same person, on another laptop now. */
  readonly sits: Seat | null
}

export function lobby(view: ExerciseState): Waiting[] {
  return waitingSeats(view).map((seat) => ({ seat, sits: sitsAlready(view, seat) }))
}

function sitsAlready(view: ExerciseState, waiting: Seat): Seat | null {
  return Object.values(view.seats).find(({ role, status, syndicate, name }) =>
    status === 'admitted' && role === waiting.role && syndicate === waiting.syndicate && sameName(name, waiting.name)) ?? null
}

/** Moves a member; the hat goes along where nobody there wears it. Null when there is nothing to move. */
export function moveTo(view: ExerciseState, seat: SeatId, syndicate: SyndicateId): Command | null {
  const moved = view.seats[seat]
  if (moved === undefined || moved.role !== 'member' || moved.status === 'removed' || moved.syndicate === syndicate || view.syndicates[syndicate] === undefined) return null
  const isWorn = Object.values(view.seats).some(({ role, status, syndicate: where, hat }) => role === 'member' && status === 'admitted' && where === syndicate && hat === moved.hat)
  return { type: 'seat:move', seat, syndicate, hat: isWorn ? null : moved.hat }
}

/** The syndicate a key names while a name has the focus: its number, wherever the digit stands on the keyboard. */
export function syndicateOfKey(view: ExerciseState, event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>): SyndicateId | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code)?.[1]
  return digit === undefined ? null : (Object.values(view.syndicates).find(({ number }) => String(number) === digit)?.id ?? null)
}
