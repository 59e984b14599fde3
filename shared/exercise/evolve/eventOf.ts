/** One event type by its name. */
import type { EventType, ExerciseEvent } from '../events.ts'

export type EventOf<T extends EventType> = Extract<ExerciseEvent, { type: T }>
