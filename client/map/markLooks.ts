/**
 * How marks look, counted: a legend shows each look once, as long as one mark of it is there. A change costs one look, never a
 * walk over the board.
 */
import type { Annotation, AreaGraphic, ColourRole, LineGraphic, Pattern } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'

export type MarkLook =
  | { readonly kind: 'marker'; readonly symbol: MarkerSymbol; readonly colour: ColourRole }
  | { readonly kind: 'unit'; readonly sidc: string }
  | { readonly kind: 'graphic'; readonly graphic: LineGraphic | AreaGraphic; readonly colour: ColourRole }
  | { readonly kind: 'line'; readonly pattern: Pattern; readonly colour: ColourRole }
  | { readonly kind: 'area' | 'circle' | 'text' | 'note'; readonly colour: ColourRole }

const kinds: readonly MarkLook['kind'][] = ['unit', 'marker', 'graphic', 'line', 'area', 'circle', 'note', 'text']

/** Null for a kind of mark no legend explains. */
export function lookOf(mark: Annotation): MarkLook | null {
  const { colour, pattern } = mark.style
  switch (mark.kind) {
    case 'marker': return { kind: 'marker', symbol: mark.symbol, colour }
    case 'unit': return { kind: 'unit', sidc: mark.sidc }
    case 'line': return mark.graphic === null ? { kind: 'line', pattern, colour } : { kind: 'graphic', graphic: mark.graphic, colour }
    case 'area': return mark.graphic === null ? { kind: 'area', colour } : { kind: 'graphic', graphic: mark.graphic, colour }
    case 'circle': case 'text': case 'note': return { kind: mark.kind, colour }
    default: return null
  }
}

/** Equal for equal looks; in the order a legend lists them. */
export function keyOfLook(look: MarkLook): string {
  return `${kinds.indexOf(look.kind)} ${Object.values(look).join(' ')}`
}

export class MarkLooks {
  /** By layer, then by look. */
  readonly #counts = new Map<string, Map<string, { readonly look: MarkLook; count: number }>>()
  readonly #where = new Map<string, { readonly layer: string; readonly key: string }>()

  /** Counts a mark, or counts it anew. True when a look came or went. */
  put(mark: Annotation): boolean {
    const look = lookOf(mark)
    const key = look === null ? '' : keyOfLook(look)
    const before = this.#where.get(mark.id)
    if (before?.layer === mark.layer && before.key === key) return false
    const went = this.remove(mark.id)
    if (look === null) return went
    this.#where.set(mark.id, { layer: mark.layer, key })
    const layer = this.#counts.get(mark.layer) ?? new Map<string, { readonly look: MarkLook; count: number }>()
    this.#counts.set(mark.layer, layer)
    const counted = layer.get(key)
    if (counted === undefined) layer.set(key, { look, count: 1 })
    else counted.count += 1
    return went || counted === undefined
  }

  /** True when a look went. */
  remove(id: string): boolean {
    const where = this.#where.get(id)
    if (where === undefined) return false
    this.#where.delete(id)
    const layer = this.#counts.get(where.layer)
    const counted = layer?.get(where.key)
    if (layer === undefined || counted === undefined) return false
    counted.count -= 1
    if (counted.count > 0) return false
    layer.delete(where.key)
    if (layer.size === 0) this.#counts.delete(where.layer)
    return true
  }

  /** The looks on layers that are shown, by key. */
  looks(isShown: (layer: string) => boolean): ReadonlyMap<string, MarkLook> {
    const found = new Map<string, MarkLook>()
    for (const [layer, looks] of this.#counts) {
      if (isShown(layer)) for (const [key, { look }] of looks) found.set(key, look)
    }
    return found
  }
}
