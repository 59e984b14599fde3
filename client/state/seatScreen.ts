/** Which screen a seat's page shows: decided by its role, and in plenary by who has the floor. */
import type { SeatId } from '#shared/exercise/names.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'

export type SeatScreen = 'directing' | 'syndicate' | 'stage' | 'observer' | 'waiting'

export function viewOfSeat(view: ExerciseState, id: SeatId): SeatScreen {
  const seat = view.seats[id]
  if (seat === undefined || seat.status !== 'admitted') return 'waiting'
  switch (seat.role) {
    case 'chief':
    case 'deputy': return 'directing'
    case 'member': return seat.syndicate === null ? 'waiting' : 'syndicate'
    case 'evaluator':
    case 'observer': return 'observer'
    case 'screen': return 'stage'
  }
}
