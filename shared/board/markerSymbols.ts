/** What a marker can say: one pictogram each. A word that is not here reads as 'note'. */
export const markerSymbols = [
  'base', 'checkpoint', 'patrol', 'observation-post', 'hotspot', 'displaced',
  'school', 'health', 'water', 'incident', 'convoy', 'note',
] as const
export type MarkerSymbol = (typeof markerSymbols)[number]
