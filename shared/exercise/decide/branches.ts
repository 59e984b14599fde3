/** Branches: followed once, by the facts or by the instructor's word, for one syndicate at a time. */
import type { BranchConsequence } from '../branch.ts'
import { openBranches, type OpenBranch } from '../branchTruth.ts'
import type { SeatId } from '../names.ts'
import { dueMinuteFor, hasInstead } from '../plan.ts'
import { lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { CommandOf, DecideContext, Decision } from './decision.ts'
import { happens, no } from './decision.ts'
import { releaseOf } from './release.ts'
import { Unfolding } from './unfolding.ts'

/** The instructor's word is followed at once, also while the clock stands and whatever the facts say. */
export function sayBranch(state: ExerciseState, { serial, rule, syndicate, word }: CommandOf<'branch:say'>, by: SeatId, context: DecideContext): Decision {
  const branch = openBranches(state, context.msel, context.now).find((each) => each.item.serial === serial && each.rule.id === rule && each.syndicate === syndicate)
  if (branch === undefined) return no('already-done', 'This branch is not open for that syndicate any more.')
  const unfolding = new Unfolding(state, by, context)
  unfolding.add({ type: 'BranchSaid', serial, rule, syndicate, word })
  followBranch(unfolding, branch, word, context)
  return happens(...unfolding.events)
}

/** Adds that the branch was taken, and everything that follows. */
export function followBranch(unfolding: Unfolding, { item, rule, syndicate }: OpenBranch, outcome: 'yes' | 'no', context: DecideContext): void {
  const consequences = outcome === 'yes' ? rule.then : rule.otherwise
  const name = lookUp(unfolding.state.syndicates, syndicate)?.name ?? syndicate
  const reminders = consequences.flatMap((each) => (each.kind === 'remind' ? [`${name}: ${each.text}`] : []))
  unfolding.add({ type: 'BranchTaken', serial: item.serial, rule: rule.id, syndicate, outcome, reminders })
  for (const consequence of consequences) follow(unfolding, consequence, syndicate, context)
}

function follow(unfolding: Unfolding, consequence: BranchConsequence, syndicate: string, context: DecideContext): void {
  const { state } = unfolding
  switch (consequence.kind) {
    case 'remind': return
    case 'world': return unfolding.add({ type: 'WorldChanged', scope: { kind: 'syndicates', syndicates: [syndicate] }, change: consequence.change })
    case 'skip': {
      const item = lookUp(context.msel.items, consequence.serial)
      if (item !== undefined && dueMinuteFor(state, item, syndicate) !== null) unfolding.add({ type: 'InjectSkipped', serial: item.serial, syndicates: [syndicate] })
      return
    }
    case 'release': {
      const item = lookUp(context.msel.items, consequence.serial)
      if (item === undefined || hasInstead(state, context.msel, item, syndicate) !== null) return
      const event = releaseOf(state, item, [syndicate], {}, context)
      if (event !== null) unfolding.add(event)
    }
  }
}
