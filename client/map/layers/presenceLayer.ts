/** Other people on the map: pointers with the hat's name, shapes they are drawing; and the presenter's pointer. */
import L from 'leaflet'
import type { DraftShape, PeerPicture, ToolPicture } from '../MapView.ts'
import type { Position } from '#shared/board/annotation.ts'
import { element, picture, svg } from '../symbols/svg.ts'
import { latLngs, standing, type Pane, type Panes } from './panes.ts'

export interface PresenceLayer {
  showPeers(peers: readonly PeerPicture[]): void
  showPointer(at: Position | null): void
  close(): void
}

export function makePresenceLayer(panes: Panes): PresenceLayer {
  const pointers = new Map<string, { readonly name: string; readonly marker: L.Marker }>()
  const drafts = new Map<string, { readonly shape: DraftShape; readonly layer: L.Layer }>()
  let presenter: L.Marker | null = null

  function showPeers(peers: readonly PeerPicture[]): void {
    const present = new Map(peers.map((peer) => [peer.key, peer]))
    for (const [key, { name, marker }] of pointers) {
      const peer = present.get(key)
      if (peer !== undefined && peer.at !== null && peer.name === name) continue
      marker.remove()
      pointers.delete(key)
    }
    for (const { key, name, at } of peers) {
      if (at === null) continue
      const pointer = pointers.get(key)
      if (pointer === undefined) pointers.set(key, { name, marker: standing('people', at, 'peer', peerPicture(name)).addTo(panes.map) })
      else pointer.marker.setLatLng(L.latLng(at[0], at[1]))
    }
    showDrafts(present)
  }

  function showDrafts(present: ReadonlyMap<string, PeerPicture>): void {
    for (const [key, { shape, layer }] of drafts) {
      if (present.get(key)?.draft === shape) continue
      layer.remove()
      drafts.delete(key)
    }
    for (const [key, { draft }] of present) {
      if (draft === null || drafts.has(key) || draft.points.length === 0) continue
      drafts.set(key, { shape: draft, layer: draftLayer(draft, panes, 'people', 'peer-draft').addTo(panes.map) })
    }
  }

  return {
    showPeers,
    showPointer: (at) => {
      if (at === null) {
        presenter?.remove()
        presenter = null
      } else if (presenter === null) {
        presenter = standing('people', at, 'presenter-stand', element('presenter-pointer')).addTo(panes.map)
      } else {
        presenter.setLatLng(L.latLng(at[0], at[1]))
      }
    },
    close: () => {
      showPeers([])
      presenter?.remove()
    },
  }
}

/** One's own tool: the shape in the making, the handles of what is selected, the cross. */
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
    show: ({ draft, corners, middles, cross: aiming }) => {
      group.clearLayers()
      if (draft !== null && draft.points.length > 0) {
        group.addLayer(draftLayer(draft, panes, 'tool', 'own-draft-halo'))
        group.addLayer(draftLayer(draft, panes, 'tool', 'own-draft'))
      }
      for (const at of middles) group.addLayer(standing('tool', at, 'handle-stand', element('handle handle-middle')))
      for (const at of corners) group.addLayer(standing('tool', at, 'handle-stand', element('handle')))
      cross.hidden = !aiming
    },
    close: () => {
      group.remove()
      cross.remove()
    },
  }
}

function draftLayer({ kind, points }: DraftShape, panes: Panes, pane: Pane, className: string): L.Layer {
  const [first] = points
  if (first !== undefined && (kind === 'point' || points.length === 1)) return standing(pane, first, `${className}-point`, element('draft-point'))
  const options = { ...panes.options(pane), className }
  return kind === 'area' ? L.polygon(latLngs(points), options) : L.polyline(latLngs(points), { ...options, fill: false })
}

function peerPicture(name: string): HTMLElement {
  const arrow = picture(18, '0 0 18 18', [svg('path', { d: 'M2 1.5l12.5 7-5.7 1.3-2.6 5.2z', class: 'peer-arrow' })])
  const chip = element('peer-name', [name])
  chip.dir = 'auto'
  return element('peer-body', [arrow, chip])
}
