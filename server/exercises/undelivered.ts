/** Which released injects a seat is addressed by and has not yet been sent. Pure. */
import { isAddressed } from '#shared/exercise/inject.ts'
import type { InjectId, SeatId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export function undeliveredInjects(state: ExerciseState, seatId: SeatId): InjectId[] {
  const seat = state.seats[seatId]
  if (seat === undefined || seat.role !== 'member' || seat.status !== 'admitted' || seat.syndicate === null) return []
  const { syndicate } = seat
  return Object.values(state.injects).filter((inject) => {
    const release = inject.releases[syndicate]
    return release !== undefined && release.withdrawnAt === null && release.delivered[seatId] === undefined && isAddressed(release, seat)
  }).map((inject) => inject.id)
}
