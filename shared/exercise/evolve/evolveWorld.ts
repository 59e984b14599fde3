/**
 * What a change does to the world. A common change belongs to all; a syndicate's own lies over it, thing by thing.
 * When the common world catches up with a syndicate's own fact (an inject first went to one, then to all), the own fact is
 * dropped: otherwise the bridge would stay broken for them after it is mended for everybody.
 */
import type { RecordedAt } from '../moment.ts'
import { keepEntries, lookUp, withKey, withoutKey } from '../records.ts'
import { emptyFacts } from '../world.ts'
import type { PinFact, ScopedChange, WorldChange, WorldFacts, WorldState } from '../world.ts'

export function applyScoped(world: WorldState, { scope, change }: ScopedChange, at: RecordedAt): WorldState {
  switch (scope.kind) {
    case 'common': {
      const common = applyChange(world.common, emptyFacts, change, at)
      const bySyndicate = Object.fromEntries(Object.entries(world.bySyndicate).map(([id, own]) => [id, dropCaughtUp(own, change)]))
      return { ...world, common, bySyndicate }
    }
    case 'syndicates': {
      const own = scope.syndicates.map((id): [string, WorldFacts] =>
        [id, applyChange(lookUp(world.bySyndicate, id) ?? emptyFacts, world.common, change, at)])
      return { ...world, bySyndicate: { ...world.bySyndicate, ...Object.fromEntries(own) } }
    }
    case 'truth':
      return { ...world, truth: applyChange(world.truth, world.common, change, at) }
  }
}

/** `below` is the layer underneath: what a change leaves open (a population, a pin's shape) is read there. */
function applyChange(facts: WorldFacts, below: WorldFacts, change: WorldChange, since: RecordedAt): WorldFacts {
  const { note } = change
  switch (change.kind) {
    case 'road': return { ...facts, roads: withKey(facts.roads, change.thing, { state: change.state, note, since }) }
    case 'crossing': return { ...facts, crossings: withKey(facts.crossings, change.thing, { state: change.state, note, since }) }
    case 'unit': return { ...facts, units: withKey(facts.units, change.thing, { state: change.state, note, since }) }
    case 'mast': return { ...facts, masts: withKey(facts.masts, change.thing, { state: change.state, note, since }) }
    case 'site': {
      const before = lookUp(facts.sites, change.thing) ?? lookUp(below.sites, change.thing)
      const population = change.population ?? before?.population ?? null
      return { ...facts, sites: withKey(facts.sites, change.thing, { state: change.state, population, note, since }) }
    }
    case 'weather': {
      const before = facts.weather ?? below.weather
      return { ...facts, weather: { state: change.state, waterMetres: change.waterMetres ?? before?.waterMetres ?? null, note, since } }
    }
    case 'pin': return { ...facts, pins: withKey(facts.pins, change.thing, { ...change.pin, note, since, gone: false }) }
    case 'unpin': {
      const before = lookUp(facts.pins, change.thing) ?? lookUp(below.pins, change.thing)
      if (before === undefined) return facts
      return { ...facts, pins: withKey<PinFact>(facts.pins, change.thing, { ...before, note, since, gone: true }) }
    }
  }
}

function dropCaughtUp(own: WorldFacts, change: WorldChange): WorldFacts {
  switch (change.kind) {
    case 'road': return lookUp(own.roads, change.thing)?.state === change.state ? { ...own, roads: withoutKey(own.roads, change.thing) } : own
    case 'crossing': return lookUp(own.crossings, change.thing)?.state === change.state ? { ...own, crossings: withoutKey(own.crossings, change.thing) } : own
    case 'unit': return lookUp(own.units, change.thing)?.state === change.state ? { ...own, units: withoutKey(own.units, change.thing) } : own
    case 'mast': return lookUp(own.masts, change.thing)?.state === change.state ? { ...own, masts: withoutKey(own.masts, change.thing) } : own
    case 'site': return lookUp(own.sites, change.thing)?.state === change.state ? { ...own, sites: withoutKey(own.sites, change.thing) } : own
    case 'weather': return own.weather?.state === change.state ? { ...own, weather: null } : own
    case 'pin': return { ...own, pins: keepEntries(own.pins, (pin, id) => id !== change.thing || pin.gone) }
    case 'unpin': return { ...own, pins: withoutKey(own.pins, change.thing) }
  }
}
