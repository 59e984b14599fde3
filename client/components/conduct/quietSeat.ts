/** The seat of a syndicate from which nothing came longest. For directing staff alone, as a reason to go and listen. Pure. */
import type { SeatId, SyndicateId } from '#shared/exercise/names.ts'
import type { RecordedAt } from '#shared/exercise/moment.ts'
import type { Seat } from '#shared/exercise/seat.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { membersOf, releasesTo } from '../directing/trackerFigures.ts'

export interface QuietSeat { readonly seat: Seat; readonly quietMs: number }

/** Shorter is thinking. */
export const quietFromMs = 15 * 60_000

/**
 * `turns`: when each seat last wrote on the board, as far as it was watched; `watchedFrom`: since when. What was not watched
 * never counts as quiet. Null while nobody has been quiet for long, and where nobody sits or only one.
 */
export function quietestSeat(view: ExerciseState, syndicate: SyndicateId, turns: ReadonlyMap<SeatId, RecordedAt>, watchedFrom: RecordedAt, now: RecordedAt): QuietSeat | null {
  if (view.stage.stage !== 'planning' || view.clock.status !== 'running') return null
  const members = membersOf(view, syndicate)
  if (members.length < 2) return null
  const releases = releasesTo(view, syndicate)
  const lastOf = ({ id, since }: Seat): RecordedAt => Math.max(
    since, watchedFrom, view.stage.begunAt, turns.get(id) ?? 0,
    ...releases.flatMap((release) => [release.opened[id] ?? 0, release.acknowledged?.by === id ? release.acknowledged.at : 0, ...release.answers.filter(({ by }) => by === id).map(({ at }) => at)]),
    ...view.conduct.requests.filter(({ by }) => by === id).map(({ askedAt }) => askedAt),
    ...view.submissions.filter(({ by }) => by === id).map(({ at }) => at),
  )
  const [quiet] = members.map((seat) => ({ seat, quietMs: now - lastOf(seat) })).sort((one, other) => other.quietMs - one.quietMs)
  return quiet === undefined || quiet.quietMs < quietFromMs ? null : quiet
}
