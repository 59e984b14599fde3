/**
 * What a branch amounts to for one syndicate at a moment: yes, no, or not known. Pure arithmetic over recorded facts; the
 * instructor's word rules over them. A fact that is late is not true: who answers after the minutes did not answer in time.
 */
import type { BranchFact, BranchRule } from './branch.ts'
import { runningMsAt } from './clock.ts'
import { branchRecord } from './directing.ts'
import type { InjectRelease } from './inject.ts'
import type { RecordedAt } from './moment.ts'
import type { Msel, MselItem } from './msel.ts'
import type { Serial, SyndicateId } from './names.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'

export type Truth = 'yes' | 'no' | 'unknown'

/** An open branch of a syndicate that has the inject. */
export interface OpenBranch {
  readonly item: MselItem
  readonly rule: BranchRule
  readonly syndicate: SyndicateId
  readonly truth: Truth
  /** Running milliseconds until the staff are asked; 0 or less = they are to be asked, or were. */
  readonly askInMs: number
  readonly asked: boolean
}

/** Every branch that is not taken, in the order of the list. */
export function openBranches(state: ExerciseState, msel: Msel, now: RecordedAt): OpenBranch[] {
  const runningMs = runningMsAt(state.clock, now)
  return msel.order.flatMap((serial) => {
    const item = lookUp(msel.items, serial)
    const rules = item?.rules ?? []
    if (item === undefined || rules.length === 0) return []
    return Object.keys(state.syndicates).flatMap((syndicate) => {
      const copy = copyOf(state, serial, syndicate)
      if (copy === null) return []
      return rules.flatMap((rule): OpenBranch[] => {
        const record = branchRecord(state.directing, serial, rule.id, syndicate)
        if (record.outcome !== null) return []
        const askInMs = copy.releasedRunningMs + rule.askAfterMinutes * 60_000 - runningMs
        return [{ item, rule, syndicate, truth: record.word ?? truthOf(state, serial, rule, syndicate, runningMs), askInMs, asked: record.asked }]
      })
    })
  })
}

function truthOf(state: ExerciseState, serial: Serial, { when }: BranchRule, syndicate: SyndicateId, runningMs: number): Truth {
  const truths = when.facts.map((fact) => truthOfFact(state, serial, fact, syndicate, runningMs))
  const [settles, other] = when.of === 'all' ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
  if (truths.includes(settles)) return settles
  return truths.includes('unknown') ? 'unknown' : other
}

function truthOfFact(state: ExerciseState, own: Serial, fact: BranchFact, syndicate: SyndicateId, runningMs: number): Truth {
  if (fact.kind === 'said') return 'unknown'
  const copy = copyOf(state, fact.serial ?? own, syndicate)
  if (copy === null) return 'unknown'
  const is = fact.kind === 'answered' ? answeredIn(copy, fact.withinMinutes, runningMs) : chose(copy, fact.choices)
  return is === 'unknown' || fact.is ? is : is === 'yes' ? 'no' : 'yes'
}

function answeredIn(copy: InjectRelease, withinMinutes: number, runningMs: number): Truth {
  const until = copy.releasedRunningMs + withinMinutes * 60_000
  const first = copy.answers[0]
  if (first !== undefined) return first.runningMs <= until ? 'yes' : 'no'
  return runningMs > until ? 'no' : 'unknown'
}

function chose(copy: InjectRelease, choices: readonly string[]): Truth {
  const choice = copy.answers.at(-1)?.answer.choice ?? null
  return choice === null ? 'unknown' : choices.includes(choice) ? 'yes' : 'no'
}

/** The copy that stands with this syndicate; null when none does. */
function copyOf(state: ExerciseState, serial: Serial, syndicate: SyndicateId): InjectRelease | null {
  const id = lookUp(state.planned, serial)?.injectId
  const inject = id == null ? undefined : lookUp(state.injects, id)
  const copy = inject === undefined ? undefined : lookUp(inject.releases, syndicate)
  return copy === undefined || copy.withdrawnAt !== null ? null : copy
}
