/** The switches of the world: every thing that has a state, as it stands in the world that is being changed. Pure. */
import type { SyndicateId } from '#shared/exercise/names.ts'
import type { Zone } from '#shared/exercise/scenario.ts'
import type { ExerciseState } from '#shared/exercise/state.ts'
import { roadStates, weatherStates } from '#shared/exercise/world.ts'
import type { Scope, WorldChange } from '#shared/exercise/world.ts'
import { worldOf } from '#shared/exercise/worldView.ts'
import { text } from '../../text/index.ts'
import { runningText as words } from '../../text/en/running.ts'

export type SwitchGroup = keyof typeof words.groups

export interface WorldSwitch {
  readonly group: SwitchGroup
  readonly thing: string
  readonly name: string
  readonly state: string
  /** What it can be set to, with the word people read. */
  readonly states: readonly { readonly id: string; readonly word: string }[]
  /** What is counted: people of a place, metres of water; null where nothing is. */
  readonly figure: number | null
  /** This world says otherwise than the common one. */
  readonly differs: boolean
}

type Words = Readonly<Record<string, string>>
const choices = (of: Words): WorldSwitch['states'] => Object.entries(of).map(([id, word]) => ({ id, word }))
const roads = choices(Object.fromEntries(roadStates.map((state) => [state, text.map.roadStates[state]])))
const weathers = choices(Object.fromEntries(weatherStates.map((state) => [state, text.common.weather[state]])))

export interface SwitchedScope { readonly scope: Scope; readonly syndicate: SyndicateId | null; readonly truth: boolean }

/** Whose world the switches show: the common one, the first chosen syndicate's, or the truth. */
export function scopeOf(chosen: readonly SyndicateId[], truth: boolean): SwitchedScope {
  if (truth) return { scope: { kind: 'truth' }, syndicate: null, truth: true }
  const [first] = chosen
  return first === undefined ? { scope: { kind: 'common' }, syndicate: null, truth: false } : { scope: { kind: 'syndicates', syndicates: [...chosen] }, syndicate: first, truth: false }
}

export function worldSwitches(view: ExerciseState, zone: Zone, { syndicate, truth }: SwitchedScope): WorldSwitch[] {
  const world = worldOf(view, syndicate, { truth })
  const { common } = view.world
  const names = new Map<string, string>([...zone.roads, ...zone.crossings, ...zone.places, ...zone.masts].map(({ id, name }) => [id, name]))
  const rows = (group: 'roads' | 'crossings' | 'sites' | 'masts' | 'units', states: WorldSwitch['states'], nameOf: (id: string) => string): WorldSwitch[] =>
    Object.entries(world[group]).map(([thing, fact]): WorldSwitch => ({
      group, thing, name: nameOf(thing), state: fact.state, states, figure: 'population' in fact ? fact.population : null,
      differs: common[group][thing]?.state !== fact.state,
    })).sort((one, other) => one.name.localeCompare(other.name))
  const named = (id: string): string => names.get(id) ?? id
  const weather: WorldSwitch[] = world.weather === null ? [] : [{
    group: 'weather', thing: '', name: words.groups.weather, state: world.weather.state, states: weathers, figure: world.weather.waterMetres, differs: common.weather?.state !== world.weather.state,
  }]
  return [
    ...weather, ...rows('crossings', choices(text.map.crossingStates), named), ...rows('roads', roads, named), ...rows('sites', choices(text.map.siteStates), named),
    ...rows('units', choices(text.inbox.unitStates), (id) => view.units.find((unit) => unit.id === id)?.short ?? id), ...rows('masts', choices(words.mast), named),
    ...pinRows(view, { syndicate, truth }),
  ]
}

function pinRows(view: ExerciseState, { syndicate, truth }: Pick<SwitchedScope, 'syndicate' | 'truth'>): WorldSwitch[] {
  return Object.entries(worldOf(view, syndicate, { truth }).pins).filter(([, pin]) => !pin.gone).map(([thing, pin]): WorldSwitch => ({
    group: 'pins', thing, name: `${text.map.pinKinds[pin.kind]}: ${pin.title}`, state: '', states: [], figure: null, differs: view.world.common.pins[thing] === undefined,
  }))
}

/** Rows in which every word of the search stands. */
export function findSwitches(rows: readonly WorldSwitch[], query: string): WorldSwitch[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  return rows.filter(({ name, thing }) => wanted.every((word) => `${name} ${thing}`.toLocaleLowerCase().includes(word)))
}

/** What setting a switch asks; null for a state the thing does not have. */
export function changeOf(row: WorldSwitch, state: string, note: string, figure: number | null): WorldChange | null {
  const one = <T extends string>(among: readonly T[]): T | null => among.find((each) => each === state) ?? null
  const { thing } = row
  switch (row.group) {
    case 'roads': { const to = one(roadStates); return to && { kind: 'road', thing, state: to, note } }
    case 'crossings': { const to = one(['open', 'restricted', 'closed', 'destroyed']); return to && { kind: 'crossing', thing, state: to, note } }
    case 'units': { const to = one(['available', 'committed', 'resting', 'unserviceable', 'detached', 'unavailable']); return to && { kind: 'unit', thing, state: to, note } }
    case 'sites': { const to = one(['calm', 'tense', 'attacked', 'flooded', 'burned', 'closed']); return to && { kind: 'site', thing, state: to, population: figure, note } }
    case 'masts': { const to = one(['on', 'off']); return to && { kind: 'mast', thing, state: to, note } }
    case 'weather': { const to = one(weatherStates); return to && { kind: 'weather', state: to, waterMetres: figure, note } }
    case 'pins': return { kind: 'unpin', thing, note }
  }
}
