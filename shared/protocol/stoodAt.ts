/** Where a copy stood when its line broke, as it is said at the door: 'sequence.recordedAt', the last Position it heard. */
import type { Moment } from '../exercise/moment.ts'

export function writeMoment({ sequence, recordedAt }: Moment): string {
  return `${sequence}.${recordedAt}`
}

/** Null for what is no such word. */
export function readMoment(said: string | null): Moment | null {
  const [, sequence, recordedAt] = /^(\d{1,15})\.(\d{1,15})$/.exec(said ?? '') ?? []
  return sequence === undefined || recordedAt === undefined ? null : { sequence: Number(sequence), recordedAt: Number(recordedAt) }
}
