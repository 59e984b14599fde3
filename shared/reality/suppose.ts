/** A world somebody asks about: as it is known, but for some things. Nothing of it leaves the screen of whoever asks. */
import type { ThingId } from '../exercise/names.ts'
import type { WeatherState, WorldFacts } from '../exercise/world.ts'

export interface Supposed {
  /** Null = as it is. */
  readonly weather: WeatherState | null
  /** Bridges, ferries and fords that are out, and roads that are closed. */
  readonly out: readonly ThingId[]
  /** Units that are lost. */
  readonly lost: readonly ThingId[]
}
export const nothingSupposed: Supposed = { weather: null, out: [], lost: [] }

export function isNothing({ weather, out, lost }: Supposed): boolean {
  return weather === null && out.length === 0 && lost.length === 0
}

export function supposedWorld(facts: WorldFacts, { weather, out, lost }: Supposed): WorldFacts {
  const changed = <Fact extends object, State extends string>(known: Readonly<Record<ThingId, Fact>>, things: readonly ThingId[], state: State) =>
    Object.fromEntries(things.filter((thing) => Object.hasOwn(known, thing)).map((thing) => [thing, { state, note: '', since: 0 }]))
  return {
    ...facts,
    weather: weather === null ? facts.weather : { state: weather, waterMetres: facts.weather?.waterMetres ?? null, note: '', since: 0 },
    crossings: { ...facts.crossings, ...changed(facts.crossings, out, 'destroyed' as const) },
    roads: { ...facts.roads, ...changed(facts.roads, out, 'closed-damage' as const) },
    units: { ...facts.units, ...changed(facts.units, lost, 'unavailable' as const) },
  }
}
