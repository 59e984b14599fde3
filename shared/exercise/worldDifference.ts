/**
 * What one world has that another has not, thing by thing and layer by layer, and putting it back. So a release can be
 * undone exactly, whatever it did: also where a common fact had taken a syndicate's own away.
 */
import type { SyndicateId, ThingId } from './names.ts'
import { lookUp, withKey, withoutKey } from './records.ts'
import { emptyFacts } from './world.ts'
import type { CrossingFact, MastFact, PinFact, RoadFact, SiteFact, UnitFact, WeatherFact, WorldFacts, WorldState } from './world.ts'

export type WorldLayer = { readonly kind: 'common' } | { readonly kind: 'truth' } | { readonly kind: 'syndicate'; readonly syndicate: SyndicateId }

interface FactOf { roads: RoadFact; crossings: CrossingFact; units: UnitFact; sites: SiteFact; masts: MastFact; pins: PinFact }
type Things = keyof FactOf

interface ChangedThing<Of extends Things> {
  readonly layer: WorldLayer
  readonly of: Of
  readonly thing: ThingId
  /** Null = this layer said nothing of it. */
  readonly before: FactOf[Of] | null
  readonly after: FactOf[Of] | null
}

export type FactChange =
  | { [Of in Things]: ChangedThing<Of> }[Things]
  | { readonly layer: WorldLayer; readonly of: 'weather'; readonly before: WeatherFact | null; readonly after: WeatherFact | null }

export function worldDifference(before: WorldState, after: WorldState): FactChange[] {
  const syndicates = [...new Set([...Object.keys(before.bySyndicate), ...Object.keys(after.bySyndicate)])]
  return [
    ...layerDifference({ kind: 'common' }, before.common, after.common),
    ...layerDifference({ kind: 'truth' }, before.truth, after.truth),
    ...syndicates.flatMap((syndicate) => layerDifference({ kind: 'syndicate', syndicate }, ownOf(before, syndicate), ownOf(after, syndicate))),
  ]
}

/** Whether the thing is still as the change left it: nobody touched it since. */
export function stillStands(world: WorldState, change: FactChange): boolean {
  const facts = factsOf(world, change.layer)
  const now = change.of === 'weather' ? facts.weather : (lookUp<unknown>(facts[change.of], change.thing) ?? null)
  return JSON.stringify(now) === JSON.stringify(change.after)
}

/** The world with one thing as it was before the change. */
export function putBack(world: WorldState, change: FactChange): WorldState {
  const facts = withFact(factsOf(world, change.layer), change)
  switch (change.layer.kind) {
    case 'common': return { ...world, common: facts }
    case 'truth': return { ...world, truth: facts }
    case 'syndicate': return { ...world, bySyndicate: withKey(world.bySyndicate, change.layer.syndicate, facts) }
  }
}

function layerDifference(layer: WorldLayer, before: WorldFacts, after: WorldFacts): FactChange[] {
  if (before === after) return []
  const weather: FactChange[] = before.weather === after.weather ? [] : [{ layer, of: 'weather', before: before.weather, after: after.weather }]
  return [
    ...thingsDifference(layer, 'roads', before.roads, after.roads), ...thingsDifference(layer, 'crossings', before.crossings, after.crossings),
    ...thingsDifference(layer, 'units', before.units, after.units), ...thingsDifference(layer, 'sites', before.sites, after.sites),
    ...thingsDifference(layer, 'masts', before.masts, after.masts), ...thingsDifference(layer, 'pins', before.pins, after.pins), ...weather,
  ]
}

function thingsDifference<Of extends Things>(layer: WorldLayer, of: Of, before: Readonly<Record<string, FactOf[Of]>>, after: Readonly<Record<string, FactOf[Of]>>): ChangedThing<Of>[] {
  if (before === after) return []
  const things = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return things.flatMap((thing) => {
    const [was, is] = [lookUp(before, thing) ?? null, lookUp(after, thing) ?? null]
    return was === is ? [] : [{ layer, of, thing, before: was, after: is }]
  })
}

function withFact(facts: WorldFacts, change: FactChange): WorldFacts {
  switch (change.of) {
    case 'roads': return { ...facts, roads: withThing(facts.roads, change.thing, change.before) }
    case 'crossings': return { ...facts, crossings: withThing(facts.crossings, change.thing, change.before) }
    case 'units': return { ...facts, units: withThing(facts.units, change.thing, change.before) }
    case 'sites': return { ...facts, sites: withThing(facts.sites, change.thing, change.before) }
    case 'masts': return { ...facts, masts: withThing(facts.masts, change.thing, change.before) }
    case 'pins': return { ...facts, pins: withThing(facts.pins, change.thing, change.before) }
    case 'weather': return { ...facts, weather: change.before }
  }
}

function withThing<Fact>(facts: Readonly<Record<string, Fact>>, thing: ThingId, fact: Fact | null): Readonly<Record<string, Fact>> {
  return fact === null ? withoutKey(facts, thing) : withKey(facts, thing, fact)
}

function factsOf(world: WorldState, layer: WorldLayer): WorldFacts {
  switch (layer.kind) {
    case 'common': return world.common
    case 'truth': return world.truth
    case 'syndicate': return ownOf(world, layer.syndicate)
  }
}

function ownOf(world: WorldState, syndicate: SyndicateId): WorldFacts {
  return lookUp(world.bySyndicate, syndicate) ?? emptyFacts
}
