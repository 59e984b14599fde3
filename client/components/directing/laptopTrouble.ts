/** Why a seat's laptop needs somebody to walk over: in words for directing staff; null when all is well. Pure. */
import type { Seat } from '#shared/exercise/seat.ts'
import type { SeatLaptop } from '#shared/protocol/socketEvents.ts'
import { warmUpText as words } from '../../text/en/warmUp.ts'

/** A reload, a lid opened again: shorter absences need nobody. */
const noReplyMs = 60_000

export function laptopTrouble(seat: Seat, laptop: SeatLaptop | undefined, isHere: boolean, now: number): string | null {
  const browser = laptop?.browser ?? null
  if (browser?.isOld === true) return words.oldBrowser(browser.name, browser.version, browser.year)
  if (isHere) return null
  const awayMs = now - (laptop?.awaySinceAt ?? seat.since)
  return awayMs < noReplyMs ? null : words.noReply(Math.floor(awayMs / 1000))
}
