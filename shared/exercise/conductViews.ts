/** Small questions about running the day, asked by server and screens alike. */
import type { Summons } from './conduct.ts'
import type { Seat } from './seat.ts'

/** Whether a summons asks this seat. Directing staff and screens are never asked. */
export function isAsked({ syndicates }: Pick<Summons, 'syndicates'>, seat: Seat): boolean {
  if (seat.role !== 'member' && seat.role !== 'evaluator' && seat.role !== 'observer') return false
  return syndicates.length === 0 || (seat.syndicate !== null && syndicates.includes(seat.syndicate))
}
