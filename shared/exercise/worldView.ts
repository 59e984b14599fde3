/** The world as somebody knows it: the common one, a syndicate's own facts over it, and for directing staff the truth on top. */
import type { SyndicateId } from './names.ts'
import { lookUp } from './records.ts'
import type { ExerciseState } from './state.ts'
import type { WorldFacts } from './world.ts'

/** `syndicate` null = the common world only. In a seat's view it gives what that seat may know, whatever is asked. */
export function worldOf(state: Pick<ExerciseState, 'world'>, syndicate: SyndicateId | null, { truth }: { readonly truth: boolean }): WorldFacts {
  const own = syndicate === null ? undefined : lookUp(state.world.bySyndicate, syndicate)
  const known = own === undefined ? state.world.common : layOver(state.world.common, own)
  return truth ? layOver(known, state.world.truth) : known
}

function layOver(below: WorldFacts, above: WorldFacts): WorldFacts {
  return {
    roads: { ...below.roads, ...above.roads },
    crossings: { ...below.crossings, ...above.crossings },
    units: { ...below.units, ...above.units },
    sites: { ...below.sites, ...above.sites },
    masts: { ...below.masts, ...above.masts },
    pins: { ...below.pins, ...above.pins },
    weather: above.weather ?? below.weather,
  }
}
