/**
 * The seats this browser took, so that who closed a tab finds the way back without code or name. No secrets: what opens a
 * seat is its cookie, which no script can read.
 */
export interface OwnSeat { readonly seat: string; readonly title: string; readonly name: string }

const key = 'sandtable.seats'
const most = 12

export function ownSeats(storage: Storage | null): OwnSeat[] {
  try {
    const read: unknown = JSON.parse(storage?.getItem(key) ?? '[]')
    return Array.isArray(read) ? read.filter(isOwnSeat).slice(0, most) : []
  } catch {
    return []
  }
}

/** Puts a seat first in the list. */
export function rememberSeat(storage: Storage | null, seat: OwnSeat): void {
  write(storage, [seat, ...ownSeats(storage).filter((each) => each.seat !== seat.seat)].slice(0, most))
}

export function forgetSeat(storage: Storage | null, seat: string): void {
  write(storage, ownSeats(storage).filter((each) => each.seat !== seat))
}

/** Null where the browser keeps nothing (some private windows throw on the mere question). */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

function write(storage: Storage | null, seats: readonly OwnSeat[]): void {
  try {
    storage?.setItem(key, JSON.stringify(seats))
  } catch {
    // A full or closed store only costs the shortcut.
  }
}

function isOwnSeat(value: unknown): value is OwnSeat {
  return typeof value === 'object' && value !== null && 'seat' in value && 'title' in value && 'name' in value
    && typeof value.seat === 'string' && typeof value.title === 'string' && typeof value.name === 'string'
}
