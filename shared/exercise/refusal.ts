/** A refusal is a value: a code and a sentence its receiver can act on. Faults are thrown, refusals are returned. */

export const refusalCodes = [
  'unreadable', 'not-signed-in', 'not-admitted', 'not-allowed', 'not-now', 'unknown-thing', 'already-done', 'wrong-code',
  'too-many-tries', 'name-taken', 'hat-taken', 'full', 'unreadable-inject', 'journal-unavailable', 'too-fast', 'too-large',
  'too-late', 'not-here', 'bad-scenario',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** English, complete, with what to do. Screens show their own sentence for the code where they have one. */
  readonly sentence: string
}

export function refuse(code: RefusalCode, sentence: string): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, sentence } }
}
