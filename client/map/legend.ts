/** The legend: each thing that stands on the map now, once, with its word and what its picture is. Pure. */
import type { Pattern } from '#shared/board/annotation.ts'
import type { Zone, ZoneCrossing } from '#shared/exercise/scenario.ts'
import { roadStates, type CrossingFact, type PinFact, type RoadState, type SiteFact, type WorldFacts } from '#shared/exercise/world.ts'
import { text } from '../text/index.ts'
import type { MarkLook } from './markLooks.ts'
import { unitWords } from './symbols/unitWords.ts'
import { themeOfPlace, type Theme } from './themes.ts'

export type FactLook =
  | { readonly kind: 'road'; readonly state: RoadState }
  | { readonly kind: 'crossing'; readonly crossing: ZoneCrossing['kind']; readonly state: CrossingFact['state'] }
  | { readonly kind: 'site'; readonly state: SiteFact['state'] }
  | { readonly kind: 'pin'; readonly pin: PinFact['kind'] }
  | { readonly kind: 'mast'; readonly state: 'on' | 'off' }

export interface LegendEntry {
  readonly key: string
  readonly word: string
  /** What its colour means, or what it is of; '' = the word says all. */
  readonly meaning: string
  readonly look: MarkLook | FactLook
}

/** Officers' marks, in the order of their keys. */
export function legendOfMarks(looks: ReadonlyMap<string, MarkLook>): LegendEntry[] {
  return Array.from(looks, ([key, look]): LegendEntry => ({ key, look, word: markWord(look), meaning: look.kind === 'unit' ? '' : text.map.colours[look.colour] }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
}

/** The world as it is drawn: what is open and calm is drawn as the sheet has it, and needs no word. */
export function legendOfWorld(zone: Zone, facts: WorldFacts, hidden: ReadonlySet<Theme>): LegendEntry[] {
  const found = new Map<string, LegendEntry>()
  const put = (word: string, meaning: string, look: FactLook): void => {
    const key = Object.values(look).join(' ')
    if (!found.has(key)) found.set(key, { key, word, meaning, look })
  }
  const roads = hidden.has('routes') ? [] : zone.roads.flatMap(({ id }) => facts.roads[id]?.state ?? [])
  for (const state of roadStates) if (state !== 'open' && roads.includes(state)) put(text.map.roadStates[state], text.layers.ofRoad, { kind: 'road', state })
  for (const { id, kind } of hidden.has('crossings') ? [] : zone.crossings) {
    const state = facts.crossings[id]?.state ?? 'open'
    put(text.layers.crossingKinds[kind], text.map.crossingStates[state], { kind: 'crossing', crossing: kind, state })
  }
  for (const { id, kind } of zone.places) {
    const state = facts.sites[id]?.state ?? 'calm'
    if (state !== 'calm' && !hidden.has(themeOfPlace(kind))) put(text.map.siteStates[state], text.layers.ofSite, { kind: 'site', state })
  }
  for (const { gone, kind, points } of hidden.has('incidents') ? [] : Object.values(facts.pins)) {
    if (!gone && points.length > 0) put(text.map.pinKinds[kind], '', { kind: 'pin', pin: kind })
  }
  for (const { id } of hidden.has('coverage') ? [] : zone.masts) {
    const state = facts.masts[id]?.state ?? 'on'
    put(state === 'on' ? text.map.mastOn : text.map.mastOff, '', { kind: 'mast', state })
  }
  return Array.from(found.values())
}

function markWord(look: MarkLook): string {
  switch (look.kind) {
    case 'marker': return text.map.symbols[look.symbol]
    case 'unit': return unitWords(look.sidc)
    case 'graphic': return text.map.graphics[look.graphic]
    case 'line': return lineWords[look.pattern]
    case 'area': case 'circle': case 'text': case 'note': return text.map.kinds[look.kind]
  }
}

const lineWords: Readonly<Record<Pattern, string>> = {
  solid: text.map.kinds.line, arrow: text.map.tool.arrow, dashed: text.layers.patternOf(text.map.kinds.line, text.map.patterns.dashed), dotted: text.layers.patternOf(text.map.kinds.line, text.map.patterns.dotted),
}
