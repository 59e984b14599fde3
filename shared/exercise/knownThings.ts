/** What a scenario knows by name: whether a change of the world, or a point, belongs to it. */
import type { Km, Scenario, Zone } from './scenario.ts'
import type { WorldChange } from './world.ts'

/** Why a change names nothing of this scenario; null when it does. */
export function unknownThing(scenario: Scenario, change: WorldChange): string | null {
  const { zone } = scenario
  switch (change.kind) {
    case 'road': return known('road', change.thing, ids(zone.roads))
    case 'crossing': return known('crossing', change.thing, ids(zone.crossings))
    case 'unit': return known('unit', change.thing, ids(scenario.units))
    case 'site': return known('place', change.thing, ids(zone.places))
    case 'mast': return known('mast', change.thing, ids(zone.masts))
    case 'unpin': return known('pin', change.thing, [...Object.keys(scenario.world.pins), ...pinsOf(scenario)])
    case 'pin': return change.pin.points.every((point) => onSheet(zone, point)) ? null : `the pin "${change.thing}" lies outside the sheet`
    case 'weather': return null
  }
}

const known = (kind: string, thing: string, among: readonly string[]): string | null => among.includes(thing) ? null : `there is no ${kind} "${thing}"`

function pinsOf(scenario: Scenario): string[] {
  return scenario.msel.flatMap((item) => item.effects.flatMap((effect) => effect.audience !== 'reminder' && effect.change.kind === 'pin' ? [effect.change.thing] : []))
}

/** Ids of things, in their order. */
export const ids = (things: readonly { readonly id: string }[]): string[] => things.map((thing) => thing.id)
/** Whether a point lies on the zone's sheet. */
export const onSheet = (zone: Zone, at: Km): boolean => at[0] >= 0 && at[1] >= 0 && at[0] <= zone.sizeKm[0] && at[1] <= zone.sizeKm[1]
