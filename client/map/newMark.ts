/** A mark to be, from what a tool settled and the look in hand. */
import {
  areaGraphics, isPosition, lineGraphics, type AreaGraphic, type ColourRole, type LineGraphic, type Pattern,
} from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { limits } from '#shared/protocol/limits.ts'
import { simplifyToFit } from '#shared/geo/simplify.ts'
import type { NewMark } from '../state/boardState.svelte.ts'
import { text } from '../text/index.ts'
import type { Act } from './tools/tool.ts'

/** How the next mark will look: the last choice is kept. */
export interface Look {
  readonly symbol: MarkerSymbol
  readonly colour: ColourRole
  readonly pattern: Pattern
  readonly sidc: string
  readonly rings: number
}

export function newMarkOf({ mark: kind, geometry, settled = {} }: Extract<Act, { kind: 'put' }>, look: Look, layer: string): NewMark | null {
  const pattern = settled.pattern ?? (settled.graphic === undefined ? look.pattern : 'solid')
  const common = { label: '', note: '', layer, group: '', locked: false } as const
  const style = { colour: look.colour, pattern } as const
  if (isPosition(geometry)) {
    switch (kind) {
      case 'marker': return { ...common, style: settled.symbol === 'comment' ? { colour: 'note', pattern: 'solid' } : style, kind, symbol: settled.symbol ?? look.symbol, geometry }
      case 'unit': return { ...common, style, kind, sidc: look.sidc, geometry }
      case 'text': return { ...common, style, kind, label: text.map.newText, geometry }
      case 'note': return { ...common, style, kind, geometry }
      case 'circle': return { ...common, style: withoutArrow(style), kind, geometry, radiusKm: settled.radiusKm ?? 1, rings: look.rings }
      case 'line': case 'area': case 'photo': case 'sheet': return null
    }
  }
  const path = simplifyToFit(geometry, 0, limits.annotationPoints)
  if (kind === 'area') return { ...common, style: withoutArrow(style), kind, graphic: areaGraphic(settled.graphic), geometry: path }
  return kind === 'line' ? { ...common, style, kind, graphic: lineGraphic(settled.graphic), quantity: null, geometry: path } : null
}

/** Nothing that closes has an end for an arrow's head. */
function withoutArrow(style: { readonly colour: ColourRole; readonly pattern: Pattern }): { readonly colour: ColourRole; readonly pattern: Pattern } {
  return style.pattern === 'arrow' ? { ...style, pattern: 'solid' } : style
}

function areaGraphic(graphic: LineGraphic | AreaGraphic | undefined): AreaGraphic | null {
  return areaGraphics.find((each) => each === graphic) ?? null
}

function lineGraphic(graphic: LineGraphic | AreaGraphic | undefined): LineGraphic | null {
  return lineGraphics.find((each) => each === graphic) ?? null
}
