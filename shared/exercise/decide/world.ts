/** Directing staff change the world by hand. Only what the scenario knows can change; pins may be new. */
import { isSafeKey, lookUp } from '../records.ts'
import type { ExerciseState } from '../state.ts'
import type { Scope, WorldChange } from '../world.ts'
import type { CommandOf, Decision } from './decision.ts'
import { happens, no } from './decision.ts'

export function changeWorld(state: ExerciseState, command: CommandOf<'world:change'>): Decision {
  const { scope, change } = command
  if (scope.kind === 'syndicates' && scope.syndicates.some((id) => lookUp(state.syndicates, id) === undefined)) {
    return no('unknown-thing', 'There is no such syndicate in this exercise.')
  }
  if (!isKnown(state, scope, change)) return no('unknown-thing', 'There is no such thing in this zone. Choose it from the list.')
  const named: Scope = scope.kind === 'syndicates' ? { kind: 'syndicates', syndicates: [...new Set(scope.syndicates)] } : scope
  return happens({ type: 'WorldChanged', scope: named, change })
}

function isKnown(state: ExerciseState, scope: Scope, change: WorldChange): boolean {
  const { common, bySyndicate, truth } = state.world
  switch (change.kind) {
    case 'road': return lookUp(common.roads, change.thing) !== undefined
    case 'crossing': return lookUp(common.crossings, change.thing) !== undefined
    case 'unit': return lookUp(common.units, change.thing) !== undefined
    case 'site': return lookUp(common.sites, change.thing) !== undefined
    case 'mast': return lookUp(common.masts, change.thing) !== undefined
    case 'weather': return true
    case 'pin': return isSafeKey(change.thing)
    case 'unpin': {
      const layers = scope.kind === 'common' ? [common] : scope.kind === 'truth' ? [truth, common]
        : [common, ...scope.syndicates.flatMap((id) => lookUp(bySyndicate, id) ?? [])]
      return layers.some((facts) => lookUp(facts.pins, change.thing) !== undefined)
    }
  }
}
