/**
 * What a marker can say, by theme: one pictogram each. A word that is not here reads as 'note'. Words are stored in
 * boards: add some, never rename or drop one. No word here stands for a survivor or names a protected person: referrals
 * have a document of their own.
 */
export const markerThemes = ['forces', 'danger', 'people', 'services', 'land', 'words'] as const
export type MarkerTheme = (typeof markerThemes)[number]

export const markerSymbolsByTheme = {
  forces: [
    'base', 'temporary-base', 'observation-post', 'checkpoint', 'patrol', 'convoy', 'escort', 'quick-reaction',
    'landing-site', 'medical-evacuation',
  ],
  danger: [
    'hotspot', 'incident', 'attack', 'clash', 'abduction', 'detention', 'explosive-hazard', 'roadblock', 'armed-group',
    'weapons', 'destroyed', 'fire', 'flood',
  ],
  people: [
    'displaced', 'displacement-site', 'host-families', 'women', 'children', 'limited-mobility', 'crowd', 'leader', 'meeting',
    'alert-network', 'human-rights', 'sacred-place', 'burial',
  ],
  services: [
    'school', 'health', 'water', 'food', 'market', 'distribution', 'warehouse', 'fuel', 'radio-mast', 'no-phone', 'firewood',
  ],
  land: [
    'bridge', 'ferry', 'ford', 'airstrip', 'cattle', 'harvest', 'market-route', 'gold-mine', 'safe-corridor',
    'evacuation-point', 'safe-place',
  ],
  words: ['note', 'question', 'rumour', 'time', 'comment'],
} as const satisfies Readonly<Record<MarkerTheme, readonly string[]>>

export type MarkerSymbol = (typeof markerSymbolsByTheme)[MarkerTheme][number]
export type MarkerSymbolOf<Theme extends MarkerTheme> = (typeof markerSymbolsByTheme)[Theme][number]

export const markerSymbols: readonly MarkerSymbol[] = markerThemes.flatMap((theme) => markerSymbolsByTheme[theme])

export function isMarkerSymbol(word: string): word is MarkerSymbol {
  return markerSymbols.some((each) => each === word)
}
