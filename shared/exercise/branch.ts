/**
 * Branches of a planned inject: what follows from what a syndicate did, told from recorded facts or by the instructor's word.
 * Types and their shape as authored; what a branch amounts to at a moment is branchTruth.ts, what follows is decide/branches.ts.
 */
import * as z from 'zod/mini'
import { worldChangeParser } from './commands.ts'
import type { Serial } from './names.ts'
import type { WorldChange } from './world.ts'

/** One fact. `serial` null = the inject the branch stands in; `is` false = the branch wants the contrary. */
export type BranchFact =
  /** Whether the syndicate answered within so many running minutes of the release. */
  | { readonly kind: 'answered'; readonly serial: Serial | null; readonly withinMinutes: number; readonly is: boolean }
  /** Whether its last answer is one of these choices. */
  | { readonly kind: 'chose'; readonly serial: Serial | null; readonly choices: readonly string[]; readonly is: boolean }
  /** What no machine can know: the instructor says it. */
  | { readonly kind: 'said' }

export type BranchConsequence =
  | { readonly kind: 'release'; readonly serial: Serial }
  | { readonly kind: 'skip'; readonly serial: Serial }
  /** In the world of that syndicate only. */
  | { readonly kind: 'world'; readonly change: WorldChange }
  | { readonly kind: 'remind'; readonly text: string }

export interface BranchRule {
  /** Unique within its inject. */
  readonly id: string
  /** The branch in words; where it equals a line of the inject's branches or reminders, that line is not said again at the release. */
  readonly text: string
  /** What the instructor is asked when the facts do not tell. Yes = `when` holds. */
  readonly question: string
  readonly when: { readonly of: 'all' | 'any'; readonly facts: readonly BranchFact[] }
  readonly then: readonly BranchConsequence[]
  readonly otherwise: readonly BranchConsequence[]
  /** Running minutes after the release; still unknown then = the directing staff are reminded. */
  readonly askAfterMinutes: number
}

const serial = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{0,23}$/, { error: 'a serial is 1 to 24 capital letters, digits or "-"' }))
const said = (most: number) => z.string().check(z.refine((text: string) => text.trim() !== '', { error: 'it must not be empty' }), z.maxLength(most))
const minutes = z.int().check(z.gte(1), z.lte(1440))

const fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), serial: z.nullable(serial), withinMinutes: minutes, is: z.boolean() }),
  z.strictObject({ kind: z.literal('chose'), serial: z.nullable(serial), choices: z.array(said(200)).check(z.minLength(1), z.maxLength(8)), is: z.boolean() }),
  z.strictObject({ kind: z.literal('said') }),
], { error: 'a fact is answered, chose or said' })

const consequence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('release'), serial }),
  z.strictObject({ kind: z.literal('skip'), serial }),
  z.strictObject({ kind: z.literal('world'), change: worldChangeParser }),
  z.strictObject({ kind: z.literal('remind'), text: said(400) }),
], { error: 'a consequence is release, skip, world or remind' })

const consequences = z.array(consequence).check(z.maxLength(12))

export const branchRulesParser = z.array(z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'the id of a branch is 1 to 40 small letters, digits or "-"' })),
  text: said(600), question: said(300),
  when: z.strictObject({ of: z.enum(['all', 'any']), facts: z.array(fact).check(z.minLength(1), z.maxLength(8)) }),
  then: consequences, otherwise: consequences, askAfterMinutes: minutes,
})).check(z.maxLength(12))

/** What differs for one syndicate of a planned inject; what is left out is as in the inject. */
export const variantsParser = z.record(z.string().check(z.regex(/^s[1-8]$/, { error: 'a variant is for s1 to s8' })), z.strictObject({
  title: z.optional(said(120)), text: z.optional(said(4000)), from: z.optional(said(120)),
}))

/** Of the planned injects with the same word, each syndicate gets one at most. */
export const oneOfParser = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'the word of a group is 1 to 40 small letters, digits or "-"' }))
