/** A shape in the making, as one sees one's own and that of others. */
import L from 'leaflet'
import type { DraftShape } from '../MapView.ts'
import { element } from '../symbols/svg.ts'
import { latLngs, standing, type Pane, type Panes } from './panes.ts'

export function draftLayer({ kind, points }: DraftShape, panes: Panes, pane: Pane, className: string): L.Layer {
  const [first] = points
  if (first !== undefined && (kind === 'point' || points.length === 1)) return standing(pane, first, `${className}-point`, element('draft-point'))
  const options = { ...panes.options(pane), className: `${className} draft-${kind}` }
  return kind === 'area' ? L.polygon(latLngs(points), options) : L.polyline(latLngs(points), { ...options, fill: false })
}
