/** One's own tool on the map: the shape in the making, handles, the box round marks, where a point snapped to, the cross. */
import L from 'leaflet'
import type { ToolPicture } from '../MapView.ts'
import { element } from '../symbols/svg.ts'
import { draftLayer } from './draftLayer.ts'
import { latLngs, standing, type Panes } from './panes.ts'

export interface ToolLayer {
  show(picture: ToolPicture): void
  close(): void
}

export function makeToolLayer(panes: Panes): ToolLayer {
  const group = L.layerGroup().addTo(panes.map)
  const cross = element('map-cross')
  cross.hidden = true
  cross.setAttribute('aria-hidden', 'true')
  panes.map.getContainer().append(cross)
  return {
    show: ({ draft, corners, middles, chosen, box, snap, cross: aiming }) => {
      group.clearLayers()
      if (draft !== null && draft.points.length > 0) {
        group.addLayer(draftLayer(draft, panes, 'tool', 'own-draft-halo'))
        group.addLayer(draftLayer(draft, panes, 'tool', 'own-draft'))
      }
      for (const at of middles) group.addLayer(standing('tool', at, 'handle-stand', element('handle handle-middle')))
      corners.forEach((at, index) => group.addLayer(standing('tool', at, 'handle-stand', element(index === chosen ? 'handle handle-chosen' : 'handle'))))
      if (box !== null) group.addLayer(L.rectangle(L.latLngBounds(latLngs(box)), { ...panes.options('tool'), className: 'select-box' }))
      if (snap !== null) group.addLayer(standing('tool', snap.at, 'snap-stand', element(`snap snap-${snap.to}`)))
      cross.hidden = !aiming
    },
    close: () => {
      group.remove()
      cross.remove()
    },
  }
}
