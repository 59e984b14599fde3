/** The picture of one officer's marker: paper halo, framed shape in its colour, pictogram. */
import type { ColourRole } from '#shared/board/annotation.ts'
import type { MarkerSymbol } from '#shared/board/markerSymbols.ts'
import { frames, pictograms } from './markerShapes.ts'
import { picture, svg } from './svg.ts'

export function markerPicture(symbol: MarkerSymbol, colour: ColourRole, size: number): SVGElement {
  const shape = frames[colour]
  const made = picture(size, '0 0 40 40', [
    svg('path', { d: shape, class: 'mark-frame-halo' }),
    svg('path', { d: shape, class: 'mark-frame' }),
    pictogramGroup(symbol, colour === 'threat' || colour === 'civilian' ? 'translate(10.4 10.4) scale(.8)' : 'translate(8.6 8.6) scale(.95)'),
  ])
  made.classList.add('mark-picture', `role-${colour}`)
  return made
}

/** The bare pictogram, for lists and buttons. */
export function symbolPicture(symbol: MarkerSymbol, size: number): SVGElement {
  return picture(size, '0 0 24 24', [pictogramGroup(symbol, '')])
}

function pictogramGroup(symbol: MarkerSymbol, transform: string): SVGElement {
  const { lines, solid } = pictograms[symbol]
  const group = svg('g', transform === '' ? { class: 'pictogram' } : { class: 'pictogram', transform })
  if (lines !== '') group.append(svg('path', { d: lines, class: 'pictogram-lines', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }))
  if (solid !== undefined) group.append(svg('path', { d: solid, class: 'pictogram-solid' }))
  return group
}
