/** Other people on the map: pointers with the hat's name, shapes they are drawing, what they show; and the presenter's pointer. */
import L from 'leaflet'
import type { DraftShape, PeerPicture } from '../MapView.ts'
import type { Position } from '#shared/board/annotation.ts'
import { element, picture, svg } from '../symbols/svg.ts'
import { draftLayer } from './draftLayer.ts'
import { latLngs, standing, type Panes } from './panes.ts'

export interface PresenceLayer {
  showPeers(peers: readonly PeerPicture[]): void
  showPointer(at: Position | null): void
  close(): void
}

export function makePresenceLayer(panes: Panes): PresenceLayer {
  const pointers = new Map<string, { readonly name: string; readonly marker: L.Marker }>()
  const drafts = new Map<string, { readonly shape: DraftShape; readonly layer: L.Layer }>()
  const trails = new Map<string, readonly L.Polyline[]>()
  const pings = new Map<string, number>()
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
    showTrails(present)
    for (const { key, ping } of peers) showPing(key, ping)
    for (const key of pings.keys()) if (!present.has(key)) pings.delete(key)
  }

  /** The trail itself fades with its sender: older points are simply told no more. */
  function showTrails(present: ReadonlyMap<string, PeerPicture>): void {
    for (const [key, lines] of trails) {
      if ((present.get(key)?.trail.length ?? 0) > 0) continue
      for (const line of lines) line.remove()
      trails.delete(key)
    }
    for (const [key, { trail }] of present) {
      if (trail.length === 0) continue
      const lines = trails.get(key) ?? trailParts.map((className) => L.polyline([], { ...panes.options('people'), fill: false, className }).addTo(panes.map))
      trails.set(key, lines)
      for (const line of lines) line.setLatLngs(latLngs(trail))
    }
  }

  /** Rings once for each count; what rang before this map was opened rings once more, as its sender still shows it. */
  function showPing(key: string, ping: PeerPicture['ping']): void {
    if (ping === null || pings.get(key) === ping.count) return
    pings.set(key, ping.count)
    const body = element('ping', [element('ping-dot'), element('ping-ring'), element('ping-ring ping-ring-late')])
    const marker = standing('people', ping.at, 'ping-stand', body).addTo(panes.map)
    body.lastElementChild?.addEventListener('animationend', () => marker.remove())
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

const trailParts = ['trail-halo', 'trail'] as const

function peerPicture(name: string): HTMLElement {
  const arrow = picture(18, '0 0 18 18', [svg('path', { d: 'M2 1.5l12.5 7-5.7 1.3-2.6 5.2z', class: 'peer-arrow' })])
  const chip = element('peer-name', [name])
  chip.dir = 'auto'
  return element('peer-body', [arrow, chip])
}
