/** What the clock brings: due injects go out, branches whose facts are known are followed, and the staff are asked about the rest. */
import { openBranches } from '../branchTruth.ts'
import { hasInstead } from '../plan.ts'
import { dueReleases } from '../schedule.ts'
import type { ExerciseState } from '../state.ts'
import { followBranch } from './branches.ts'
import type { DecideContext, Decision } from './decision.ts'
import { happens } from './decision.ts'
import { releaseOf } from './release.ts'
import { Unfolding } from './unfolding.ts'

/** Asked by the scheduler: nothing happens while the clock stands or the staff release by hand. */
export function fallDue(state: ExerciseState, context: DecideContext): Decision {
  if (!state.automatic || state.clock.status !== 'running') return happens()
  const unfolding = new Unfolding(state, 'server', context)
  for (const { item, syndicates } of dueReleases(state, context.msel, context.now)) {
    const free = syndicates.filter((id) => hasInstead(unfolding.state, context.msel, item, id) === null)
    // Who has another of the group is done with this one, so that it does not stay due.
    const instead = syndicates.filter((id) => !free.includes(id))
    if (instead.length > 0) unfolding.add({ type: 'InjectSkipped', serial: item.serial, syndicates: instead })
    const event = free.length === 0 ? null : releaseOf(unfolding.state, item, free, {}, context)
    if (event !== null) unfolding.add(event)
  }
  for (const branch of openBranches(unfolding.state, context.msel, context.now)) {
    if (branch.truth !== 'unknown') followBranch(unfolding, branch, branch.truth, context)
    else if (!branch.asked && branch.askInMs <= 0) {
      const { item: { serial }, rule, syndicate } = branch
      const name = unfolding.state.syndicates[syndicate]?.name ?? syndicate
      unfolding.add({ type: 'BranchAsked', serial, rule: rule.id, syndicate, reminders: [`${name}: ${rule.question}`] })
    }
  }
  return happens(...unfolding.events)
}
