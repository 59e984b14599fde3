/** Who is first: of several that can set out, the one that is at a spot before the others. */
import type { ScenarioMinute } from '../exercise/clock.ts'
import { partyKey } from './journey.ts'
import type { Party } from './passing.ts'
import type { MobilityId } from './planning.ts'
import type { Routes } from './routes.ts'
import type { Search } from './search.ts'
import type { Spot } from './spots.ts'

/** Somebody who can set out from where he is at a minute. */
export interface Runner { readonly name: string; readonly spot: Spot; readonly party: Party; readonly readyAt: ScenarioMinute }
export interface FirstThere { readonly name: string; readonly mobility: MobilityId; readonly readyAt: ScenarioMinute; readonly arriveAt: ScenarioMinute }

/** Runners that move alike: one search for all of them, and who comes onto the roads at which node. */
interface Heat { readonly runners: readonly Runner[]; readonly party: Party; readonly search: Search; readonly begins: ReadonlyMap<number, Runner> }

/** Answers for any spot. */
export function raceOf(routes: Routes, runners: readonly Runner[]): (to: Spot) => FirstThere | null {
  const groups = new Map<string, Runner[]>()
  for (const runner of runners) {
    const key = partyKey(runner.party)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [runner])
    else known.push(runner)
  }
  const heats = [...groups.values()].flatMap((group) => heatOf(routes, group))
  return (to) => {
    let best: FirstThere | null = null
    for (const heat of heats) {
      const found = firstIn(routes, heat, to)
      if (found === null || !(found.at < (best?.arriveAt ?? Number.POSITIVE_INFINITY))) continue
      best = { name: found.runner.name, mobility: heat.party.mobility.id, readyAt: found.runner.readyAt, arriveAt: found.at }
    }
    return best
  }
}

function heatOf(routes: Routes, runners: readonly Runner[]): Heat[] {
  const [first] = runners
  if (first === undefined) return []
  const { party } = first
  const begins = new Map<number, Runner>()
  const earliest = new Map<number, number>()
  for (const runner of runners) {
    for (const { node, at } of routes.seedsOf({ spot: runner.spot, at: runner.readyAt }, party)) {
      if (!(at < (earliest.get(node) ?? Number.POSITIVE_INFINITY))) continue
      earliest.set(node, at)
      begins.set(node, runner)
    }
  }
  return [{ runners, party, begins, search: routes.searchFrom(runners.map(({ spot, readyAt }) => ({ spot, at: readyAt })), party) }]
}

function firstIn(routes: Routes, { runners, party, search, begins }: Heat, to: Spot): { readonly runner: Runner; readonly at: ScenarioMinute } | null {
  let best: { readonly runner: Runner; readonly at: ScenarioMinute } | null = null
  // Who is there already need not be first: another may come before he is ready.
  for (const runner of runners) if (runner.spot.at[0] === to.at[0] && runner.spot.at[1] === to.at[1] && runner.readyAt < (best?.at ?? Number.POSITIVE_INFINITY)) best = { runner, at: runner.readyAt }
  const { at, entry } = routes.arrivalOf(search, to)
  const runner = entry === null || !Number.isFinite(at) ? undefined : begins.get(search.beginningOf(entry.node))
  const arriveAt = routes.offRoadArrival(party, to.offRoadKm, at)
  return runner !== undefined && arriveAt < (best?.at ?? Number.POSITIVE_INFINITY) ? { runner, at: arriveAt } : best
}
