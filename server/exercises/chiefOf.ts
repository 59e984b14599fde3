/** The chief of directing staff of an exercise. */
import type { SeatId } from '#shared/exercise/names.ts'
import type { ExerciseRunner } from './exerciseRunner.ts'

/** The chief's seat, made under this name when there is none. Throws the refusal's sentence when it cannot be. */
export async function chiefOf(runner: ExerciseRunner, name = 'Chief of directing staff'): Promise<SeatId> {
  const present = Object.values(runner.state.seats).find((seat) => seat.role === 'chief' && seat.status === 'admitted')
  if (present !== undefined) return present.id
  const reply = await runner.run({ type: 'chief:seat', name }, { kind: 'door' })
  if (!reply.ok || reply.value.seat === undefined) throw new Error(reply.ok ? 'a chief was seated without an id' : reply.refusal.sentence)
  return reply.value.seat
}
