/** What must fit between planning values and the rest of a scenario: every name in them is one of its things. */
import type { ThingId } from '../exercise/names.ts'
import type { Zone } from '../exercise/scenario.ts'
import type { PlanningValues } from './planning.ts'

export interface PlanningProblem { readonly place: string; readonly reason: string }

export function checkPlanning(planning: PlanningValues, zone: Zone, units: readonly ThingId[]): PlanningProblem[] {
  const ids = (things: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id))
  const known = {
    place: ids(zone.places), crossing: ids(zone.crossings), water: ids(zone.waters), unit: new Set(units), mobility: ids(planning.mobility),
    'road or crossing': new Set([...ids(zone.roads), ...ids(zone.crossings)]),
  }
  const found: PlanningProblem[] = []
  const look = (what: keyof typeof known, place: string, names: readonly string[]): void => {
    for (const name of names) if (!known[what].has(name)) found.push({ place, reason: `there is no ${what} "${name}"` })
  }
  if (known.mobility.size !== planning.mobility.length) found.push({ place: 'mobility', reason: 'two ways of moving have the same id' })
  look('crossing', 'crossings', Object.keys(planning.crossings.rules))
  for (const [state, { only }] of [...Object.entries(planning.roadStates.rules), ...Object.entries(planning.crossingStates.rules)]) look('mobility', state, only ?? [])
  planning.curfews.forEach(({ things }, index) => look('road or crossing', `curfews, item ${index + 1}`, things))
  look('water', 'boats', planning.boats.waters)
  look('water', 'barriers', planning.barriers.waters)
  look('mobility', 'units, usual', [planning.units.usual.mobility])
  for (const [unit, { mobility }] of Object.entries(planning.units.each)) {
    look('unit', 'units', [unit])
    look('mobility', `units, ${unit}`, [mobility])
  }
  look('place', 'bases', Object.keys(planning.bases))
  const seen = new Set<ThingId>()
  for (const [base, values] of Object.entries(planning.bases)) {
    look('unit', `bases, ${base}`, values.units)
    look('mobility', `bases, ${base}, vehicles`, Object.keys(values.vehicles))
    look('place', `bases, ${base}, supplyFrom`, values.supplyFrom === null ? [] : [values.supplyFrom])
    for (const unit of values.units) {
      if (seen.has(unit)) found.push({ place: `bases, ${base}`, reason: `"${unit}" stands at two bases` })
      seen.add(unit)
    }
  }
  for (const { unit } of planning.aircraft) look('unit', 'aircraft', [unit])
  look('mobility', 'casualty, ambulance', [planning.casualty.ambulance])
  look('place', 'casualty, level2', [planning.casualty.level2.from])
  look('mobility', 'escorts, truck', [planning.escorts.truck])
  look('place', 'satellitePhones', planning.satellitePhones.places)
  for (const { water } of planning.forecast.hours) look('crossing', 'forecast', Object.keys(water))
  planning.forecast.hours.forEach(({ from }, index, all) => {
    const before = all[index - 1]
    if (before !== undefined && from <= before.from) found.push({ place: `forecast, item ${index + 1}`, reason: 'the hours must be in order' })
  })
  return found
}
