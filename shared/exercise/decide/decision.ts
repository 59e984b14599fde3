/** What `decide` is given and gives back. */
import type { Command, HouseCommand } from '../commands.ts'
import type { ExerciseEvent } from '../events.ts'
import type { RecordedAt, Sequence } from '../moment.ts'
import type { Msel } from '../msel.ts'
import type { SeatId } from '../names.ts'
import type { Trace } from '../plenary.ts'
import type { Refusal, RefusalCode } from '../refusal.ts'

export interface DecideContext {
  readonly now: RecordedAt
  /** The head of the journal before this command. */
  readonly sequence: Sequence
  /** Read from the control document, caught up to this sequence. */
  readonly msel: Msel
  /** Random, unguessable. */
  newId(): string
  /** Eight random digits. */
  newCode(): string
}

export interface Decided {
  readonly ok: true
  /** May be empty: what was asked is already so, and asking again is no mistake. */
  readonly events: readonly ExerciseEvent[]
  readonly traces: readonly Trace[]
  readonly result: { readonly seat?: SeatId }
}

export type Decision = Decided | { readonly ok: false; readonly refusal: Refusal }

export type CommandOf<T extends (Command | HouseCommand)['type']> = Extract<Command | HouseCommand, { type: T }>

export function happens(...events: ExerciseEvent[]): Decision {
  return { ok: true, events, traces: [], result: {} }
}

export function no(code: RefusalCode, sentence: string): Decision {
  return { ok: false, refusal: { code, sentence } }
}
