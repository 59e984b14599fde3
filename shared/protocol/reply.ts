/** Every command is answered with a value, within a deadline. */
import type { Refusal } from '../exercise/refusal.ts'

export type Reply<T = null> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** What a command gives back: the sequence of its last entry, on disk when the reply is sent. */
export interface CommandDone { readonly sequence: number }
