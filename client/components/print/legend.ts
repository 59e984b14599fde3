/** What the legend of a printed sheet explains: each look that stands on the board, once. Pure. */
import type { Annotation, AreaGraphic, ColourRole, LineGraphic, Pattern } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'

export type LegendEntry =
  | { readonly kind: 'marker'; readonly key: string; readonly symbol: MarkerSymbol; readonly colour: ColourRole }
  | { readonly kind: 'line'; readonly key: string; readonly graphic: LineGraphic | null; readonly colour: ColourRole; readonly pattern: Pattern }
  | { readonly kind: 'area' | 'circle'; readonly key: string; readonly graphic: AreaGraphic | null; readonly colour: ColourRole; readonly pattern: Pattern }
  | { readonly kind: 'unit' | 'note' | 'photo' | 'sheet'; readonly key: string; readonly colour: ColourRole }

const order: readonly LegendEntry['kind'][] = ['unit', 'marker', 'line', 'area', 'circle', 'note', 'photo', 'sheet']

/** Words on the map explain themselves. */
export function legendOf(marks: Iterable<Annotation>): LegendEntry[] {
  const found = new Map<string, LegendEntry>()
  for (const mark of marks) {
    const entry = entryOf(mark)
    if (entry !== null) found.set(entry.key, entry)
  }
  return Array.from(found.values()).sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || (one.key < other.key ? -1 : 1))
}

function entryOf(mark: Annotation): LegendEntry | null {
  const { colour, pattern } = mark.style
  switch (mark.kind) {
    case 'text': return null
    case 'marker': return { kind: 'marker', key: `marker ${mark.symbol} ${colour}`, symbol: mark.symbol, colour }
    case 'line': return { kind: 'line', key: `line ${mark.graphic ?? ''} ${colour} ${pattern}`, graphic: mark.graphic, colour, pattern }
    case 'area': return { kind: 'area', key: `area ${mark.graphic ?? ''} ${colour} ${pattern}`, graphic: mark.graphic, colour, pattern }
    case 'circle': return { kind: 'circle', key: `circle ${colour} ${pattern}`, graphic: null, colour, pattern }
    case 'photo': case 'sheet': return { kind: mark.kind, key: mark.kind, colour: 'note' }
    default: return { kind: mark.kind, key: `${mark.kind} ${colour}`, colour }
  }
}
